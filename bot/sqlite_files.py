"""SQLite files: opened for the bot's own user alone, brought up to date; broken ones set aside."""

import contextlib
import logging
import sqlite3
from collections.abc import Sequence
from enum import Enum
from itertools import count
from pathlib import Path

from bot.private_files import keep_private


class Fault(Enum):
    """What may be wrong with a file, by the result codes of SQLite."""

    BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    UNWRITABLE = (
        *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_PROTOCOL),
    )


_log = logging.getLogger(__name__)


def connect(file: Path, upgrades: Sequence[str], *, patience: float) -> sqlite3.Connection:
    """Open a file, or begin one; a broken one is set aside before.

    `upgrades` bring an older file from version 1 to 2, from 2 to 3 and so on, by one statement
    each; `patience` is how many seconds to wait for other programs. Raises OSError, sqlite3.Error.
    """
    keep_private(file)
    connection = sqlite3.connect(
        file, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        upgrade(connection, upgrades)
    except sqlite3.DatabaseError as error:
        connection.close()
        if fault(error) is not Fault.BROKEN:
            raise
        set_aside(file, error)
        return connect(file, upgrades, patience=patience)
    return connection


def reopen(file: Path) -> sqlite3.Connection:
    """Open a file that exists; raises sqlite3.Error, also where there is none."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)


def in_memory() -> sqlite3.Connection:
    """Begin a database that ends with its connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def storable(value: object) -> object:
    """The value with a question mark for each lone surrogate in a text, which SQLite refuses."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value


def upgrade(connection: sqlite3.Connection, upgrades: Sequence[str]) -> None:
    """Bring a file to its newest version, whole or not at all; raises sqlite3.Error."""
    newest = 1 + len(upgrades)
    if _version(connection) == newest:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # The first files had no version; what is empty is going to be made in the newest.
        version = max(1, _version(connection))
        if version > newest:
            raise sqlite3.NotSupportedError("it was made by a later version of the bot")
        if connection.execute("SELECT EXISTS (SELECT * FROM sqlite_schema)").fetchone() == (1,):
            for statement in upgrades[version - 1 :]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {newest}")


def set_aside(file: Path, reason: sqlite3.Error) -> None:
    """Give a broken file another name, with its logs, so that a new one can be begun."""
    names = (f"{file.name}.broken-{number}" for number in count(1))
    name = next(name for name in names if not file.with_name(name).exists())
    for log in ("-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + log).rename(file.with_name(name + log))
    file.rename(file.with_name(name))
    _log.warning("%s is broken (%s): it is now %s, and a new one is begun", file, reason, name)


def fault(error: Exception) -> Fault | None:
    """What is wrong with the file; None if the error is one of a statement, or none of SQLite's."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells variants apart
    return next((fault for fault in Fault if code in fault.value), None)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
