"""Placeholders: which message says that something is being read, so that none says so for ever."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.chat.link import sending
from bot.chat.link.inbox import FRESH
from bot.database import Database
from bot.replying.message import Message

KEPT = 24 * 3600.0
"""Seconds for which it is known which message shows what became of another."""

_TABLE = """
CREATE TABLE IF NOT EXISTS placeholders (
    moderator INTEGER NOT NULL,
    sent INTEGER NOT NULL,     -- the message with what is read
    shown INTEGER NOT NULL,    -- the message that says so, and later shows what came of it
    is_read INTEGER NOT NULL,  -- 0 while it is being read
    at REAL NOT NULL,          -- seconds since 1970
    PRIMARY KEY (moderator, sent)
)
"""

_log = logging.getLogger(__name__)


class Placeholders:
    """The messages that show what a moderator has sent, also those of an earlier process."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        self.work: dict[tuple[int, int], asyncio.Future[Any]] = {}
        """Moderator and message → the task that reads what was sent, and can be cancelled."""
        database.declare(_TABLE)

    def begin(self, moderator: int, sent: int, shown: int) -> None:
        """Remember which message says that what this message has sent is being read."""
        statement = "INSERT OR REPLACE INTO placeholders VALUES (?, ?, ?, 0, ?)"
        self._database.execute(statement, moderator, sent, shown, self._clock())

    def end(self, moderator: int, sent: int) -> None:
        """Remember that this message says something else now."""
        statement = "UPDATE placeholders SET is_read = 1 WHERE moderator = ? AND sent = ?"
        self._database.execute(statement, moderator, sent)

    def shown(self, moderator: int, sent: int) -> int | None:
        """The message that shows what has been sent with this one."""
        statement = "SELECT shown FROM placeholders WHERE moderator = ? AND sent = ?"
        row = self._database.execute(statement, moderator, sent).fetchone()
        return row and int(row[0])

    def interrupted(self, after: float) -> list[tuple[int, int, int]]:
        """Moderator, message and message that says so, of all that began so many seconds ago."""
        statement = "SELECT moderator, sent, shown FROM placeholders WHERE NOT is_read AND at < ?"
        return self._database.execute(statement, self._clock() - after).fetchall()

    def purge(self) -> None:
        """Forget what is older than a day. Blocking."""
        self._database.purge("placeholders", "at < ?", self._clock() - KEPT)


async def keep_settling(bot: Bot, placeholders: Placeholders, *, every: float = 60.0) -> None:
    """Tell moderators what is not being read any more, because the process was killed.

    What was sent a short time before is read again, and shows its preview in that message.
    """
    while True:
        for moderator, sent, shown in placeholders.interrupted(FRESH):
            try:
                await sending.edit(bot, moderator, shown, Message(wording.INTERRUPTED))
            except TelegramError as refusal:
                reason = sending.reason(refusal)
                _log.info(
                    "Moderator %d could not be told of an interruption: %s", moderator, reason
                )
            placeholders.end(moderator, sent)
        await asyncio.sleep(every)
