"""The waitlist: questions without an answer yet, and the chats that want to be told of one."""

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.asked.asked import DAY
from bot.database import Database
from bot.pseudonyms import Pseudonyms

DAYS = 90
"""For so long a question waits."""
MOST = 20
"""Questions that wait for one person."""

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS waiting (
        chat INTEGER NOT NULL,             -- Telegram's number: the answer goes there
        message INTEGER NOT NULL,          -- the one that asked
        person BLOB NOT NULL,              -- a pseudonym: who wants to be told
        topic INTEGER,                     -- of a forum; NULL elsewhere
        language TEXT NOT NULL,            -- of that person's Telegram; empty if it is not known
        text TEXT NOT NULL,                -- the question
        since INTEGER NOT NULL,            -- seconds since 1970
        known INTEGER NOT NULL DEFAULT 0,  -- 1 once an article answers: the chat is to be told
        PRIMARY KEY (chat, message, person)
    )
    """,
    "CREATE INDEX IF NOT EXISTS waiting_by_person ON waiting (person)",
    "CREATE INDEX IF NOT EXISTS waiting_by_text ON waiting (text)",
    "CREATE INDEX IF NOT EXISTS waiting_by_time ON waiting (since)",
    "CREATE INDEX IF NOT EXISTS waiting_known ON waiting (known) WHERE known",
    """
    CREATE TABLE IF NOT EXISTS examined (
        version TEXT PRIMARY KEY  -- of an article that was looked at for those who wait
    )
    """,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits, and where its answer goes: ids are Telegram's."""

    chat: int
    message: int
    topic: int | None
    language: str
    text: str


class Waitlist:
    """Questions that wait, for 90 days at most; `clock` gives seconds since 1970."""

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, clock: Callable[[], float] = time.time
    ) -> None:
        self._database, self._pseudonyms, self._clock = database, pseudonyms, clock
        database.declare(*_TABLES)

    def waits(self, waiting: Waiting, person: int) -> bool:
        """Whether this person wants to be told the answer."""
        statement = "SELECT 1 FROM waiting WHERE chat = ? AND message = ? AND person = ?"
        return self._database.execute(statement, *self._key(waiting, person)).fetchone() is not None

    def is_full(self, person: int) -> bool:
        """Whether this person waits for as many answers as one person may."""
        count = "SELECT COUNT(*) FROM waiting WHERE person = ?"
        waiting = self._database.execute(count, self._pseudonym(person)).fetchone()[0]
        return int(waiting) >= MOST

    def join(self, waiting: Waiting, person: int) -> None:
        """Remember that this person wants to be told the answer."""
        self._database.execute(
            "INSERT OR IGNORE INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            *self._key(waiting, person),
            *(waiting.topic, waiting.language, waiting.text, int(self._clock())),
        )

    def leave(self, waiting: Waiting, person: int) -> None:
        """Forget that this person wants to be told the answer."""
        statement = "DELETE FROM waiting WHERE chat = ? AND message = ? AND person = ?"
        self._database.execute(statement, *self._key(waiting, person))

    def people(self, chat: int, message: int) -> int:
        """How many people wait for the answer to this message."""
        statement = "SELECT COUNT(*) FROM waiting WHERE chat = ? AND message = ?"
        return int(self._database.execute(statement, chat, message).fetchone()[0])

    def people_asking(self, texts: Iterable[str]) -> int:
        """How many people wait for the answer to one of these questions."""
        count = f"SELECT COUNT(DISTINCT person) FROM waiting WHERE {_LISTED}"
        return int(self._database.execute(count, json.dumps(list(texts))).fetchone()[0])

    def take(self, chat: int, message: int) -> list[tuple[object, ...]]:
        """Take this message off the list; what to give back if nobody could be told."""
        own = "FROM waiting WHERE chat = ? AND message = ?"
        rows = self._database.execute(f"SELECT * {own}", chat, message).fetchall()
        self._database.execute(f"DELETE {own}", chat, message)
        return rows

    def give_back(self, taken: Iterable[tuple[object, ...]]) -> None:
        """Put back on the list what was taken off."""
        for row in taken:
            statement = "INSERT OR IGNORE INTO waiting VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            self._database.execute(statement, *row)

    def drop_chat(self, chat: int) -> None:
        """Forget all that waits in a chat, such as one that is gone."""
        self._database.execute("DELETE FROM waiting WHERE chat = ?", chat)

    def move_chat(self, chat: int, to: int) -> None:
        """Let what waits in a chat wait in another one: a group that grows gets a new number."""
        self._database.execute("UPDATE OR REPLACE waiting SET chat = ? WHERE chat = ?", to, chat)

    def forget(self, person: int) -> None:
        """Forget all that a person waits for."""
        self._database.execute("DELETE FROM waiting WHERE person = ?", self._pseudonym(person))

    def purge(self) -> None:
        """Forget what has waited too long. Blocking."""
        self._database.purge("waiting", "since <= ?", self._clock() - DAYS * DAY)

    def open(self) -> list[str]:
        """The different questions that nothing answers yet. Blocking."""
        with self._database.aside() as database:
            rows = database.execute("SELECT DISTINCT text FROM waiting WHERE NOT known").fetchall()
        return [str(text) for (text,) in rows]

    def answer(self, texts: Iterable[str]) -> int:
        """These questions can be answered now: tell those who wait; how many people these are."""
        listed = list(texts)
        statement = f"UPDATE waiting SET known = 1 WHERE {_LISTED}"
        self._database.execute(statement, json.dumps(listed))
        return self.people_asking(listed)

    def wait_on(self, text: str) -> None:
        """Let a question wait on: what answered it was gone before anybody was told."""
        self._database.execute("UPDATE waiting SET known = 0 WHERE text = ?", text)

    def answered(self) -> list[Waiting]:
        """What is to be told now: each message once, the one that waits longest first."""
        return [Waiting(*row) for row in self._database.execute(_ANSWERED).fetchall()]

    def examined(self) -> frozenset[str]:
        """The versions of the articles that were looked at for those who wait. Blocking."""
        rows = self._database.execute("SELECT version FROM examined").fetchall()
        return frozenset(str(version) for (version,) in rows)

    def examine(self, versions: Iterable[str]) -> None:
        """From now on, these and no others were looked at. Blocking."""
        listed = json.dumps(list(versions))
        all_others = "DELETE FROM examined WHERE version NOT IN (SELECT value FROM json_each(?))"
        self._database.execute(all_others, listed)
        these = "INSERT OR IGNORE INTO examined SELECT value FROM json_each(?)"
        self._database.execute(these, listed)

    def _key(self, waiting: Waiting, person: int) -> tuple[object, ...]:
        return waiting.chat, waiting.message, self._pseudonym(person)

    def _pseudonym(self, person: int) -> bytes:
        return self._pseudonyms.of("waiting", person)


_LISTED = "text IN (SELECT value FROM json_each(?))"
_ANSWERED = """
SELECT chat, message, topic, language, text FROM waiting WHERE known
GROUP BY chat, message ORDER BY MIN(since), chat, message
"""
