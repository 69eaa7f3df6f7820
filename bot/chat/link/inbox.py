"""The inbox: updates are written down before Telegram hears that we have them.

python-telegram-bot confirms an update once the queue has taken it, long before it is answered; what
only memory holds then is lost with the process. So taking an update here means writing it to the
database. After a crash what was not done with is done again: an answer that was just being sent
may come twice, none is lost.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable

from telegram import Bot, Update

from bot.database import Database

FRESH = 600.0
"""Seconds after which a question that waited for the bot is not answered any more."""

ROOM = 1000
"""How many updates are taken at a time; further ones wait at Telegram."""

_LOOKED_EVERY = 0.05  # seconds
_KEPT = 48 * 3600.0  # twice as long as Telegram itself keeps an update
_log = logging.getLogger(__name__)


_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS updates (
        id INTEGER PRIMARY KEY,  -- Telegram's update_id
        received REAL NOT NULL,  -- seconds since 1970
        body TEXT                -- JSON, NULL once the update is done with
    )
    """,
    "CREATE INDEX IF NOT EXISTS updates_by_time ON updates (received)",
)


class Inbox(asyncio.Queue[object]):
    """Takes each update once, also over restarts, and drops questions that are no longer fresh."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._room = asyncio.Semaphore(ROOM)
        database.declare(*_TABLES)

    async def put(self, item: object) -> None:
        """Take an update, and return when it may be confirmed, which a webhook does then."""
        await self.take(item)
        await self.written()

    async def take(self, item: object) -> None:
        """Write an update down and queue it. Anything else is only queued."""
        if not isinstance(item, Update):
            await super().put(item)
        elif self._is_fresh(item) and self._is_new(item):
            await self._room.acquire()
            await super().put(item)

    async def written(self) -> None:
        """Return when what was taken is in the file; it is answered meanwhile.

        That is at once, but while another program has locked the file.
        """
        while self._database.is_late:  # noqa: ASYNC110 (a thread ends it)
            await asyncio.sleep(_LOOKED_EVERY)

    def done(self, update: Update) -> None:
        """Make room: this update needs nothing more. Its text is forgotten, its number is kept."""
        self._database.execute("UPDATE updates SET body = NULL WHERE id = ?", update.update_id)
        self._room.release()

    async def resume(self, bot: Bot) -> None:
        """Queue what an earlier process took and did not finish."""
        stale = self._clock() - FRESH
        self._database.execute("UPDATE updates SET body = NULL WHERE received < ?", stale)
        left = self._database.execute("SELECT body FROM updates WHERE body NOT NULL ORDER BY id")
        for (body,) in left.fetchall():
            update = Update.de_json(json.loads(body), bot)
            await self._room.acquire()
            await super().put(update)

    def purge(self) -> None:
        """Forget updates that Telegram has forgotten by now. Blocking."""
        self._database.purge("updates", "received < ?", self._clock() - _KEPT)

    def _is_new(self, update: Update) -> bool:
        added = self._database.execute(
            "INSERT OR IGNORE INTO updates VALUES (?, ?, ?)",
            update.update_id,
            self._clock(),
            update.to_json(),
        )
        return added.rowcount == 1

    def _is_fresh(self, update: Update) -> bool:
        message = update.message or update.edited_message
        if message is None:
            return True
        said = message.edit_date or message.date
        age = self._clock() - said.timestamp()
        if age > FRESH:
            _log.info("A message is %.0f minutes old and is left unanswered", age / 60)
        return age <= FRESH
