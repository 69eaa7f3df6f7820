"""The history: the last changes to the articles, kept so that they can be taken back.

It is also the journal by which a change that was cut off is known: a change is written down before
the first file is touched, and again when the last one is as it shall be.
"""

import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.sqlite_files import Fault, connect, fault, set_aside

DEPTH = 20
"""How many changes of one folder can be taken back."""

_log = logging.getLogger(__name__)

_PATIENCE = 5.0  # seconds for another process that is writing into the file

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS changes (
        id INTEGER PRIMARY KEY,
        folder TEXT NOT NULL,  -- whose files were changed, resolved
        verb TEXT NOT NULL,
        title TEXT NOT NULL,
        made REAL NOT NULL,    -- seconds since 1970
        state TEXT NOT NULL DEFAULT 'made',
        by TEXT NOT NULL DEFAULT ''
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS files (
        change_id INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
        name TEXT NOT NULL,
        before BLOB,           -- content, NULL for a file that was not there
        after TEXT             -- digest of the content, NULL for a file that is not there any more
    )
    """,
)
_CHANGES = """
SELECT id, state, verb, title, by, made FROM changes WHERE folder = ? ORDER BY id DESC LIMIT ?
"""
_FILES = "SELECT name, before, after FROM files WHERE change_id = ? ORDER BY rowid"
_UPGRADES = (
    "ALTER TABLE changes ADD COLUMN state TEXT NOT NULL DEFAULT 'made'",
    "ALTER TABLE changes ADD COLUMN by TEXT NOT NULL DEFAULT ''",
)


class Verb(StrEnum):
    """What was done to an article."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


class State(StrEnum):
    """How far a change has come."""

    MAKING = "making"
    MADE = "made"
    TAKING_BACK = "taking back"


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happened to one file: its content before, and the digest of what it holds since.

    None stands for a file that does not exist.
    """

    name: str
    before: bytes | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done to an article with this title, and to which files."""

    verb: Verb
    title: str
    files: tuple[FileChange, ...]
    state: State = State.MAKING
    number: int = 0
    """In the history; 0 if it does not stand there."""
    by: str = ""
    """Who made it, by a name that moderators know; empty if nobody said."""
    made: float = 0.0
    """When, in seconds since 1970."""


class History:
    """The changes of one folder, in a SQLite file that other folders and processes share.

    Without a place to write, changes are made all the same, but can't be taken back.
    """

    def __init__(self, data_dir: Path, folder: Path) -> None:
        self._file = data_dir / "history.sqlite3"
        self._folder = str(folder.resolve())

    def record(self, change: Change) -> int:
        """Write down a change that is about to be made; its number, 0 if it could not be."""
        try:
            with self._connected() as connection:
                return self._insert(connection, change)
        except sqlite3.Error as error:
            _log.warning("This change can't be taken back later: %s: %s", self._file, error)
            return 0

    def mark(self, number: int, state: State) -> None:
        """Write down how far a change has come; raises sqlite3.Error."""
        if number:
            with self._connected() as connection:
                connection.execute("UPDATE changes SET state = ? WHERE id = ?", (state, number))

    def forget(self, number: int) -> None:
        """Drop a change that was taken back, or never made; raises sqlite3.Error."""
        if number:
            with self._connected() as connection:
                connection.execute("DELETE FROM changes WHERE id = ?", (number,))

    def latest_first(self) -> Iterator[Change]:
        """The changes, at most `DEPTH`; raises sqlite3.Error."""
        for number, state, verb, title, by, made in self._read(_CHANGES, self._folder, DEPTH):
            files = tuple(FileChange(*file) for file in self._read(_FILES, number))
            yield Change(Verb(verb), title, files, State(state), number, by, made)

    def _read(self, query: str, *values: object) -> list[Any]:
        try:
            if not self._file.exists():
                return []
        except OSError as error:
            raise sqlite3.OperationalError(error.strerror) from error
        with self._connected() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together or not at all."""
        try:
            connected = connect(self._file, _UPGRADES, patience=_PATIENCE)
        except OSError as error:
            raise sqlite3.OperationalError(error.strerror) from error
        with closing(connected) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                for table in _TABLES:
                    connection.execute(table)
                with connection:
                    yield connection
            except sqlite3.DatabaseError as error:
                if fault(error) is Fault.BROKEN:
                    with suppress(OSError):  # then the next one tries again
                        set_aside(self._file, error)
                raise

    def _insert(self, connection: sqlite3.Connection, change: Change) -> int:
        number = connection.execute(
            "INSERT INTO changes (folder, verb, title, made, state, by) VALUES (?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            (self._folder, change.verb, change.title, time.time(), State.MAKING, change.by),
        ).fetchone()[0]
        connection.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)",
            [(number, file.name, file.before, file.after) for file in change.files],
        )
        connection.execute(
            "DELETE FROM changes WHERE folder = ?1 AND id NOT IN"
            " (SELECT id FROM changes WHERE folder = ?1 ORDER BY id DESC LIMIT ?2)",
            (self._folder, DEPTH),
        )
        return int(number)


def digest(content: bytes | None) -> str | None:
    """A hash of a file's content; None for no file."""
    return None if content is None else hashlib.sha256(content).hexdigest()
