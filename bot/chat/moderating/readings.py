"""Readings: which message says that something is being read, so that none says so for ever."""

import asyncio
import logging
import time
from collections.abc import Callable

from telegram import Bot
from telegram.error import TelegramError

from bot import wording
from bot.chat.link import sending
from bot.chat.link.inbox import FRESH
from bot.chat.link.message import Message
from bot.database import Database

_TABLE = """
CREATE TABLE IF NOT EXISTS readings (
    moderator INTEGER NOT NULL,
    sent INTEGER NOT NULL,   -- the message with what is being read
    shown INTEGER NOT NULL,  -- the message that says so
    at REAL NOT NULL,        -- seconds since 1970
    PRIMARY KEY (moderator, sent)
)
"""

_log = logging.getLogger(__name__)


class Readings:
    """What has begun to be read and has not ended, also with an earlier process."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        database.declare(_TABLE)

    def begin(self, moderator: int, sent: int, shown: int) -> None:
        """Remember which message says that what this message has sent is being read."""
        statement = "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)"
        self._database.execute(statement, moderator, sent, shown, self._clock())

    def end(self, moderator: int, sent: int) -> None:
        """Forget it: that message says something else now."""
        statement = "DELETE FROM readings WHERE moderator = ? AND sent = ?"
        self._database.execute(statement, moderator, sent)

    def shown(self, moderator: int, sent: int) -> int | None:
        """The message that says that this is being read."""
        statement = "SELECT shown FROM readings WHERE moderator = ? AND sent = ?"
        row = self._database.execute(statement, moderator, sent).fetchone()
        return row and int(row[0])

    def interrupted(self, after: float) -> list[tuple[int, int, int]]:
        """Moderator, message and message that says so, of all that began so many seconds ago."""
        statement = "SELECT moderator, sent, shown FROM readings WHERE at < ?"
        return self._database.execute(statement, self._clock() - after).fetchall()


async def keep_settling(bot: Bot, readings: Readings, *, every: float = 60.0) -> None:
    """Say what is not being read any more, though a message says so: the process was killed.

    What was sent a short time before is read again, and shows its preview in that message.
    """
    while True:
        for moderator, sent, shown in readings.interrupted(FRESH):
            try:
                await sending.edit(bot, moderator, shown, Message(wording.INTERRUPTED))
            except TelegramError as refusal:
                reason = sending.reason(refusal)
                _log.info(
                    "Moderator %d could not be told of an interruption: %s", moderator, reason
                )
            readings.end(moderator, sent)
        await asyncio.sleep(every)
