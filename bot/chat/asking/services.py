"""What askers' handlers need, handed to them once."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import telegram

from bot.asked.asked import Asked
from bot.asked.waitlist import Waitlist
from bot.chat.asking.flood import Flood
from bot.chat.asking.memory import Memory
from bot.chat.link.handling import Context, On, translation_for
from bot.search.library import Library
from bot.translation import ENGLISH, Translation

_Event = TypeVar("_Event")
_Answer = TypeVar("_Answer")
_LONG = 500
"""Characters of a question from which on it is longer than people ask, and takes long."""


@dataclass(frozen=True, slots=True)
class Services:
    """The library, what it was asked and what answered, who waits, and the flood gates."""

    library: Library
    asked: Asked
    memory: Memory
    waitlist: Waitlist
    flood: Flood
    """For what is asked and pressed."""
    commands: Flood
    """For commands, which are answered even to people who have asked too much."""
    typing: Flood
    """For what is typed inline."""
    moderators: frozenset[int]
    """Who may change the articles from Telegram; what they ask in private is not counted."""
    long_question: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while one is answered."""
    say: Translation = ENGLISH
    """How our phrases are said to whom we are speaking to."""

    async def in_thread(self, question: str, answer: Callable[[], _Answer]) -> _Answer:
        """Call what answers a question in a thread: others' messages go on travelling meanwhile.

        Long questions wait for each other, so that others share the processor with one at most.
        """
        async with self.long_question if len(question) > _LONG else nullcontext():
            return await asyncio.to_thread(answer)

    async def knows(self, question: str) -> bool:
        """Whether the articles answer a question by now."""
        return await self.in_thread(question, partial(self.library.index.knows, question))

    def to(self, person: telegram.User | None) -> "Services":
        """The same, for speaking to a person."""
        return replace(self, say=translation_for(person, self.library))


@dataclass(frozen=True, slots=True)
class OnAsker(On[Services, _Event]):
    """A callback that speaks to whoever has done something in their language."""

    async def __call__(self, update: telegram.Update, _: Context) -> None:
        """Called by python-telegram-bot."""
        event = self.event(update)
        if event is not None:
            await self.act(self.room.to(update.effective_user), event)
