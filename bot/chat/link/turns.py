"""Turns: chats are served side by side, the messages of one chat one after the other."""

import asyncio
import contextlib
from collections.abc import Awaitable, Coroutine
from contextvars import ContextVar
from typing import Any
from weakref import WeakValueDictionary

import telegram
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot import phrases
from bot.chat.link import addressing, sending
from bot.chat.link.handling import translation_for
from bot.chat.link.inbox import ROOM, Inbox
from bot.search.library import Library
from bot.translation import Translation

_turn: ContextVar[contextlib.ExitStack] = ContextVar("turn")
"""Ends the turn of the update that is being processed."""


def step_aside() -> None:
    """Let the next update of this chat have its turn, though this one is still worked on.

    For what takes long, and does not have to come before what is said next.
    """
    _turn.get(contextlib.ExitStack()).close()


class Turns(BaseUpdateProcessor):
    """Lets an update wait for the earlier ones of its chat, and tells the inbox when it is done."""

    def __init__(self, inbox: Inbox, library: Library) -> None:
        super().__init__(max_concurrent_updates=ROOM)
        self._inbox = inbox
        self._library = library
        self._chats: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await `coroutine`, which processes the update, when its turn has come, if in time."""
        self._keep_current_task()
        try:
            chat = self._chat_of(update)
            await chat.acquire()
            with contextlib.ExitStack() as turn:
                turn.callback(chat.release)
                _turn.set(turn)
                if not isinstance(update, Update):
                    await coroutine
                elif self._inbox.is_one_too_many(update):
                    await _say_too_many(
                        update, translation_for(update.effective_user, self._library)
                    )
                elif self._inbox.is_fresh(update):
                    await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # else Python warns that it was never awaited
        if isinstance(update, Update):
            self._inbox.done(update)

    async def abandon(self) -> int:
        """Cancel what is still being processed, and say how much; the inbox keeps it."""
        abandoned = list(self._running)
        for task in abandoned:
            task.cancel()
        await asyncio.gather(*abandoned, return_exceptions=True)
        return len(abandoned)

    async def shutdown(self) -> None:
        """Nothing to close."""

    def _chat_of(self, update: object) -> asyncio.Lock:
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            return asyncio.Lock()
        lock = self._chats.get(chat.id) or asyncio.Lock()
        self._chats[chat.id] = lock  # a weak reference: gone once nobody waits for it
        return lock

    def _keep_current_task(self) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._running.add(task)
            task.add_done_callback(self._running.discard)


async def _say_too_many(update: Update, say: Translation) -> None:
    """Tell the person who wrote or pressed this that it is skipped, if it was meant for us."""
    if update.message is None or _is_for_us(update.message):
        with contextlib.suppress(TelegramError):
            await sending.tell(update, say(phrases.SLOW_DOWN))


def _is_for_us(message: telegram.Message) -> bool:
    me = message.get_bot().bot
    return addressing.is_private(message) or addressing.question(message, me) is not None
