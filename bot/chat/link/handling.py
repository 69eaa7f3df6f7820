"""Handling: from an update to the function that deals with it.

python-telegram-bot calls a handler with the update and a context. Ours take what they need in
their room, and the message, press or query alone: `On` stands between the two.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import telegram
from telegram.ext import BaseHandler, ContextTypes, filters

from bot.search.library import Library
from bot.translation import Translation, spoken

Context = ContextTypes.DEFAULT_TYPE
"""The context that python-telegram-bot hands to each handler; we keep nothing in it."""

Handler = BaseHandler[telegram.Update, Context, None]

_Room = TypeVar("_Room")
_Event = TypeVar("_Event")


@dataclass(frozen=True, slots=True)
class On(Generic[_Room, _Event]):
    """A callback: hands what has happened to `act`, with what its room needs."""

    event: Callable[[telegram.Update], _Event | None]
    """What of an update has happened."""
    act: Callable[[_Room, _Event], Awaitable[None]]
    room: _Room

    async def __call__(self, update: telegram.Update, _: Context) -> None:
        """Called by python-telegram-bot."""
        event = self.event(update)
        if event is not None:
            await self.act(self.room, event)


def translation_for(person: telegram.User | None, library: Library) -> Translation:
    """How to speak to a person: as their Telegram does; else in the articles' one language."""
    return spoken(person.language_code if person else None, library.index.languages)


class Where(filters.MessageFilter):
    """Lets through the messages of which a function says that they are meant."""

    def __init__(self, is_meant: Callable[[telegram.Message], object]) -> None:
        super().__init__()
        self._is_meant = is_meant

    def filter(self, message: telegram.Message) -> bool:
        """Called by python-telegram-bot."""
        return bool(self._is_meant(message))


def message(update: telegram.Update) -> telegram.Message | None:
    """What somebody has said, or has changed in what they said."""
    return update.message or update.edited_message


def press(update: telegram.Update) -> telegram.CallbackQuery | None:
    """A button that somebody has pressed."""
    return update.callback_query


def own_membership(update: telegram.Update) -> telegram.ChatMemberUpdated | None:
    """A change of what the bot is in a chat: added, promoted, removed, blocked."""
    return update.my_chat_member


def typing(update: telegram.Update) -> telegram.InlineQuery | None:
    """What somebody has typed after our name, in any chat."""
    return update.inline_query
