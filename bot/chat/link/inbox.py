"""The inbox: updates are written down before Telegram hears that we have them.

Telegram forgets an update once it hears that we have it, long before it is answered; what only
memory holds then is lost with the process. So receiving an update means writing it to the database.
After a crash what was not done with is done again: an answer that was just being sent may come
twice, none is lost.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from telegram import Bot, Update

from bot.chat.link.shares import Shares
from bot.chat.link.updates import Unreadable, read, said_at
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
        self._unreadable = 0
        self._shares = Shares()

    async def receive(self, raw: object, bot: Bot) -> None:
        """Write down and queue what Telegram has sent, in JSON; pass over what can't be read."""
        readable = self._read(raw, bot)
        if not (readable and self.is_fresh(readable[0]) and self._is_new(*readable)):
            return
        update, _ = readable
        if self._shares.allows(update):
            await self._hold(update)
        else:
            self._forget(update.update_id)

    @property
    def is_late(self) -> bool:
        """Whether what was taken is going to be in the file, but is not yet; for a minute at most.

        So it is while another program has locked the file; what was taken is answered meanwhile.
        """
        return self._database.is_late

    async def written(self) -> None:
        """Return once what was taken is not late any more."""
        while self.is_late:  # noqa: ASYNC110 (a thread ends it)
            await asyncio.sleep(_LOOKED_EVERY)

    def done(self, update: Update) -> None:
        """Make room: this update needs nothing more. Its text is forgotten, its number is kept."""
        self._forget(update.update_id)
        self._room.release()
        self._shares.give_back(update)

    def is_one_too_many(self, update: Update) -> bool:
        """Whether this one filled its chat's share: further ones are dropped without a word."""
        return self._shares.is_one_too_many(update)

    def is_fresh(self, update: Update) -> bool:
        """Whether it is not too late to answer; says so in the log if it is."""
        said = said_at(update)
        age = 0.0 if said is None else self._clock() - said
        if age > FRESH:
            _log.info("A message is %.0f minutes old and is left unanswered", age / 60)
        return age <= FRESH

    async def resume(self, bot: Bot) -> None:
        """Queue what an earlier process took and did not finish."""
        stale = self._database.execute(
            "UPDATE updates SET body = NULL WHERE body NOT NULL AND received < ?",
            self._clock() - FRESH,
        )
        if stale.rowcount > 0:
            _log.info("%d old message(s) of before the stop are left unanswered", stale.rowcount)
        left = self._database.execute(
            "SELECT id, body FROM updates WHERE body NOT NULL ORDER BY id"
        )
        for number, body in left.fetchall():
            if readable := self._read(body, bot):
                await self._hold(readable[0])
            else:  # the library has changed, or the file
                self._forget(number)

    def purge(self) -> None:
        """Forget updates that Telegram has forgotten by now. Blocking."""
        self._database.purge("updates", "received < ?", self._clock() - _KEPT)

    async def _hold(self, update: Update) -> None:
        self._shares.take(update)
        await self._room.acquire()
        await self.put(update)

    def _read(self, raw: object, bot: Bot) -> tuple[Update, str] | None:
        try:
            return read(raw, bot)
        except Unreadable as reason:
            self._unreadable += 1
            _log.warning(
                "An update can't be read and is passed over (%s; %d since the start)",
                reason,
                self._unreadable,
            )
            return None

    def _is_new(self, update: Update, body: str) -> bool:
        statement = "INSERT OR IGNORE INTO updates VALUES (?, ?, ?)"
        added = self._database.execute(statement, update.update_id, self._clock(), body)
        if not added.rowcount:
            _log.info("An update comes once more and is passed over")
        return added.rowcount == 1

    def _forget(self, number: int) -> None:
        self._database.execute("UPDATE updates SET body = NULL WHERE id = ?", number)
