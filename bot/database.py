"""The database: the one SQLite file in which the bot keeps what a restart must not forget.

Each store declares its own tables in it, beside the statements that use them. People and chats
stand in it as pseudonyms only, but in an update that is still being worked on, moderators in their
drafts, and chats in which somebody wants to be told of an answer.
"""

import contextlib
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from bot import wording
from bot.refusal import Refusal
from bot.sqlite_files import Fault, connect, fault, in_memory, reopen, set_aside, storable, upgrade

FILE = "bot.sqlite3"

UPGRADES: tuple[str, ...] = ("DROP TABLE IF EXISTS prompts",)
"""What brings the file from version 1 to 2, from 2 to 3, and so on."""

PATIENCE = 60.0
"""Seconds for which whoever needs the file waits for another program to let go of it."""

_BRIEFLY = 3
"""Milliseconds for which the event loop may wait for a lock; to copy the file, which follows, takes
it about one more for each megabyte."""
_MOST_PAGES = 25_000  # of 4 kB in the write-ahead log, if nobody calls `checkpoint`
_PURGED_AT_ONCE = 100  # rows; a few milliseconds
_TRIED_EVERY, _TRIED_RARELY = 0.05, 2.0
"""Seconds between tries to write, as long as somebody waits for it, and after that."""
_MOST_LATE = 20_000
"""Statements that are kept to be written later: about ten megabytes, three thousand questions."""

_LATE = "%s can't be written (%s): what is new is in memory, and is written as soon as it can be."
_FORGETFUL = "%s can't be used (%s): until the next start, what must survive a restart does not."

_log = logging.getLogger(__name__)


class UnusableDatabase(Refusal):
    """Raised when what was kept can't be read."""


class Database:
    """The open file, or a copy of it in memory as long as it can't be written.

    The event loop never waits for another program's lock: the bot goes on with the copy, so that
    people are answered and what is new gets the ids that it is going to have in the file. So it
    does while the disk is full or may not be written. A thread tries again and again, and repeats
    in the file what was done in the copy. Where the file can't be opened or copied, or too much is
    late, memory is all there is until the next start.

    A broken file is set aside and a new one is begun. Mistakes in a statement are raised. May be
    used by several threads.
    """

    def __init__(self, file: Path, connection: sqlite3.Connection, *, mends: bool = True) -> None:
        """With `mends` false, it is left to others to do something about the file's faults."""
        self._file = file
        self._connection = connection
        self._mends = mends
        self._tables: list[str] = []
        self._late: list[tuple[str, tuple[object, ...]]] | None = None
        """Statements that the copy has seen and the file is going to see; None without a copy."""
        self._awaited_until = 0.0
        """Until when the file is waited for, by `time.monotonic`."""
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._catching_up: threading.Thread | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the database of this folder, which is made if it does not exist."""
        file = folder / FILE
        try:
            return cls(file, _opened(file))
        except (OSError, sqlite3.Error) as error:
            _log.warning(_FORGETFUL, file, error)
            return cls(file, in_memory())

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Open the database that is in this folder; raises `UnusableDatabase` if it is damaged."""
        file = folder / FILE
        try:
            connection = reopen(file)
            upgrade(connection, UPGRADES)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError(wording.DAMAGED)
        except sqlite3.Error as error:
            reason = wording.UNUSABLE_DATABASE.format(file=file, reason=error)
            raise UnusableDatabase(reason) from error
        return cls(file, connection, mends=False)

    @property
    def is_late(self) -> bool:
        """Whether the file is waited for, to write what only memory holds.

        For another program's lock people wait up to `PATIENCE`, for room on the disk not at all.
        """
        return self._late is not None and time.monotonic() < self._awaited_until

    def declare(self, *tables: str) -> None:
        """Make tables and indexes that are missing; each statement says IF NOT EXISTS."""
        self._tables += tables
        for statement in tables:
            self.execute(statement)

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run one statement; its change is in the file when this returns, unless that `is_late`."""
        values = tuple(map(storable, values))
        with self._lock:
            try:
                done = self._connection.execute(statement, values)
            except sqlite3.DatabaseError as error:
                self._go_on_after(error)
                done = self._connection.execute(statement, values)
            if self._late is not None and done.description is None:  # it has changed something
                self._late.append((statement, values))
            return done

    def purge(self, table: str, condition: str, *values: object) -> None:
        """Delete the rows of which the condition is true. Blocking.

        A few at a time: others use the file in between, however many there are.
        """
        rows = f"SELECT rowid FROM {table} WHERE {condition} LIMIT {_PURGED_AT_ONCE}"
        while self.execute(f"DELETE FROM {table} WHERE rowid IN ({rows})", *values).rowcount > 0:
            pass

    @contextlib.contextmanager
    def aside(self) -> Iterator["Database"]:
        """A second connection, for long reading in a thread: nobody waits for it."""
        with self._lock:
            file = self._connection.execute("PRAGMA database_list").fetchone()[2]
        if not file:  # all there is is in memory
            yield self
        else:
            with contextlib.closing(reopen(self._file)) as connection:
                yield Database(self._file, connection, mends=False)

    def checkpoint(self) -> None:
        """Bring what the write-ahead log holds into the file, and wait for the disk. Blocking.

        SQLite would do it by itself, within a statement that somebody waits for. On a full disk
        the log keeps what it holds: the next try may find room.
        """
        with contextlib.suppress(sqlite3.OperationalError), self.aside() as database:
            database.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the file, after a last try to write what is late."""
        self._closing.set()
        if self._catching_up:
            self._catching_up.join()
        self._connection.close()

    def _go_on_after(self, error: sqlite3.DatabaseError) -> None:
        """Get a connection that can be used; raises what is no fault of the file."""
        if self._mends and fault(error) is Fault.BROKEN:
            self._begin_anew(error)
        elif self._mends and fault(error):
            self._go_on_in_memory(error)
        else:
            raise error

    def _begin_anew(self, error: sqlite3.DatabaseError) -> None:
        self._connection.close()
        try:
            set_aside(self._file, error)
            self._connection = _opened(self._file)
            for statement in self._tables:
                self._connection.execute(statement)
        except (OSError, sqlite3.Error) as failure:
            self._go_on_in_memory(failure)

    def _go_on_in_memory(self, error: Exception) -> None:
        file, memory = self._connection, in_memory()
        try:
            file.backup(memory, progress=_give_up_if_locked)
            is_copied = True
        except sqlite3.Error:  # without the old content, what is new would get wrong ids
            is_copied = False
        for statement in self._tables:
            memory.execute(statement)
        self._connection = memory
        if is_copied:
            _log.warning(_LATE, self._file, error)
            self._late = []
            is_locked = fault(error) is Fault.LOCKED
            self._awaited_until = time.monotonic() + PATIENCE if is_locked else 0.0
            self._catching_up = threading.Thread(target=self._catch_up, args=(file,))
            self._catching_up.start()
        else:
            _log.warning(_FORGETFUL, self._file, error)
            file.close()

    def _catch_up(self, file: sqlite3.Connection) -> None:
        """Repeat in the file what was done in memory, as soon as it can be written."""
        while True:
            is_last = self._closing.wait(_TRIED_EVERY if self.is_late else _TRIED_RARELY)
            try:
                self._write_late(file)
                return
            except sqlite3.Error as error:
                if file.in_transaction:
                    file.execute("ROLLBACK")
                if is_last or not fault(error) or len(self._late or ()) > _MOST_LATE:
                    file.close()
                    with self._lock:  # a statement may be adding to it
                        self._late = None
                    _log.warning(_FORGETFUL, self._file, error)
                    return

    def _write_late(self, file: sqlite3.Connection) -> None:
        """Write all that is late, and go on with the file; raises sqlite3.Error, then none is."""
        file.execute("BEGIN IMMEDIATE")
        written = 0
        while True:
            with self._lock:
                late = (self._late or [])[written:]
                if not late:
                    file.execute("COMMIT")
                    self._connection, self._late = file, None
                    _log.info("%s is written again, and nothing is lost", self._file)
                    return
            for statement, values in late:
                file.execute(statement, values)
            written += len(late)


def _opened(file: Path) -> sqlite3.Connection:
    connection = connect(file, UPGRADES, patience=PATIENCE)
    # A write-ahead log survives the process being killed, and costs no wait for the disk.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_MOST_PAGES}")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    connection.execute(f"PRAGMA busy_timeout = {_BRIEFLY}")
    return connection


def _give_up_if_locked(status: int, _remaining: int, _total: int) -> None:
    if status in Fault.LOCKED.value:  # else `backup` would wait on and on
        raise sqlite3.OperationalError("database is locked")
