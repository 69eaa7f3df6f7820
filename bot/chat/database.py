"""The database: the one SQLite file in which the bot keeps what a restart must not forget."""

import contextlib
import logging
import sqlite3
from pathlib import Path
from typing import Self

_log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY,  -- Telegram's update_id
    received REAL NOT NULL,  -- seconds since 1970
    body TEXT                -- JSON, NULL once the update is done with
);
CREATE TABLE IF NOT EXISTS answers (
    chat_id INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    answer_id INTEGER NOT NULL,
    question TEXT NOT NULL,
    sent REAL NOT NULL,      -- seconds since 1970
    PRIMARY KEY (chat_id, question_id)
);
CREATE INDEX IF NOT EXISTS answers_by_message ON answers (chat_id, answer_id);
"""


class Database:
    """A SQLite connection that goes on in memory when the file can't be read or written.

    The bot answers all the same then; what it can't do any more is said once in the log.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the database of this folder, which is made if it does not exist."""
        file = folder / "bot.sqlite3"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            return cls(_connected(str(file)))
        except (OSError, sqlite3.Error) as error:
            _log.warning(_FORGETFUL, file, error)
            return cls(_connected(":memory:"))

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        """Run one statement; its change is kept when this returns."""
        try:
            return self._connection.execute(statement, values)
        except sqlite3.DatabaseError as error:
            self._go_on_in_memory(error)
            return self._connection.execute(statement, values)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _go_on_in_memory(self, error: sqlite3.Error) -> None:
        _log.warning(_FORGETFUL, "The database", error)
        memory = _connected(":memory:")
        with contextlib.suppress(sqlite3.Error):  # a damaged file can't be copied
            self._connection.backup(memory)
        self._connection.close()
        self._connection = memory


_FORGETFUL = "%s can't be used (%s): until the next start, what must survive a restart does not."


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, isolation_level=None)
    # A write-ahead log survives the process being killed, and costs no wait for the disk.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(_SCHEMA)
    return connection
