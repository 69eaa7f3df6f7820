"""The database: the one SQLite file in which the bot keeps what a restart must not forget.

People and chats stand in it as pseudonyms only, but in an update that is still being worked on, and
moderators in their drafts.
"""

import contextlib
import logging
import os
import sqlite3
from pathlib import Path
from typing import Self

from bot import wording

FILE = "bot.sqlite3"
"""The file's name."""

_log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS updates (
    id INTEGER PRIMARY KEY,  -- Telegram's update_id
    received REAL NOT NULL,  -- seconds since 1970
    body TEXT                -- JSON, NULL once the update is done with
);
CREATE TABLE IF NOT EXISTS replied (
    chat BLOB NOT NULL,           -- a pseudonym
    question_id INTEGER NOT NULL, -- the message that asked
    answer_id INTEGER NOT NULL,   -- the message that answered it
    asked INTEGER,                -- the question's id in `asked`; NULL if that is not kept
    sent REAL NOT NULL,           -- seconds since 1970
    PRIMARY KEY (chat, question_id)
);
CREATE INDEX IF NOT EXISTS replied_by_message ON replied (chat, answer_id);
CREATE TABLE IF NOT EXISTS asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: others remember it
    at INTEGER NOT NULL,     -- seconds since 1970
    text TEXT NOT NULL,
    verdict TEXT NOT NULL,
    fingerprint TEXT NOT NULL  -- of the first quote; empty without one
);
CREATE INDEX IF NOT EXISTS asked_by_time ON asked (at);
CREATE TABLE IF NOT EXISTS quoted (
    asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
    article TEXT NOT NULL,
    PRIMARY KEY (asked, article)
);
CREATE INDEX IF NOT EXISTS quoted_by_article ON quoted (article);
CREATE TABLE IF NOT EXISTS votes (
    asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
    voter BLOB NOT NULL,     -- a pseudonym of person and question, another one for each question
    up INTEGER NOT NULL,     -- 1 for a thumbs-up, 0 for a thumbs-down
    PRIMARY KEY (asked, voter)
);
CREATE TABLE IF NOT EXISTS ignored (
    gist TEXT PRIMARY KEY    -- the key of a group of questions that moderators put aside
);
CREATE TABLE IF NOT EXISTS drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: buttons remember it
    moderator INTEGER NOT NULL,  -- Telegram's number: who loaded it
    article TEXT NOT NULL,       -- JSON
    name TEXT NOT NULL,          -- of the file that it came in
    shown INTEGER NOT NULL,      -- the message that shows the preview
    seen TEXT NOT NULL,          -- which version it would replace by that preview
    pasted TEXT NOT NULL,        -- the text after /add, as long as more of it may come
    said REAL NOT NULL,          -- when its last part was, in seconds since 1970
    at REAL NOT NULL             -- seconds since 1970
);
CREATE TABLE IF NOT EXISTS prompts (
    draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    message INTEGER NOT NULL,    -- the message that asks for it
    field TEXT NOT NULL          -- what is asked for
);
CREATE TABLE IF NOT EXISTS told (
    file TEXT PRIMARY KEY,       -- a rejected file that moderators were told of
    reason TEXT NOT NULL
);
"""


class UnusableDatabase(Exception):
    """Raised when what was kept can't be read; the message says why and what to do."""


class Database:
    """A SQLite connection that goes on in memory when the file can't be read or written.

    The bot answers all the same then; what it can't do any more is said once in the log.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the database of this folder, which is made if it does not exist.

        Nobody but the bot's own user can read the file.
        """
        file = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _keep_private(file)
            return cls(_connected(str(file)))
        except (OSError, sqlite3.Error) as error:
            _log.warning(_FORGETFUL, file, error)
            return cls(_connected(":memory:"))

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Open the database that is in this folder; raises `UnusableDatabase` if it is damaged."""
        file = folder / FILE
        try:
            connection = _connected(str(file))
            is_whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except sqlite3.Error as error:
            raise _unusable(file, error) from error
        if not is_whole:
            raise _unusable(file, wording.DAMAGED)
        return cls(connection)

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


def _unusable(file: Path, reason: object) -> UnusableDatabase:
    return UnusableDatabase(wording.UNUSABLE_DATABASE.format(file=file, reason=reason))


def _keep_private(file: Path) -> None:
    # SQLite gives the files beside it the same mode.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    file.chmod(0o600)


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, isolation_level=None)
    # A write-ahead log survives the process being killed, and costs no wait for the disk.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    connection.executescript(_SCHEMA)
    return connection
