"""The memory: which message answered which question, so that an edit or a button finds it."""

import time
from collections.abc import Callable

from bot.database import Database
from bot.pseudonyms import Pseudonyms

KEPT = 48 * 3600.0
"""Seconds for which it is remembered which message answered which."""


_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS replied (
        chat BLOB NOT NULL,           -- a pseudonym
        question_id INTEGER NOT NULL, -- the message that asked
        answer_id INTEGER NOT NULL,   -- the message that answered it
        asked INTEGER,                -- the question's id in `asked`; NULL if that is not kept
        sent REAL NOT NULL,           -- seconds since 1970
        PRIMARY KEY (chat, question_id)
    )
    """,
    "CREATE INDEX IF NOT EXISTS replied_by_message ON replied (chat, answer_id)",
    "CREATE INDEX IF NOT EXISTS replied_by_time ON replied (sent)",
)


class Memory:
    """Answers of the last 48 hours, by chat and message; what was asked stands elsewhere.

    Ids of messages are Telegram's, those of questions are given by `Asked`. Chats are kept as
    pseudonyms.
    """

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._pseudonyms = pseudonyms
        self._clock = clock
        database.declare(*_TABLES)

    def remember(self, chat_id: int, question_id: int, answer_id: int, asked: int | None) -> None:
        """Keep the message that answers a message, and what was asked; the last one counts."""
        self._database.execute(
            "INSERT OR REPLACE INTO replied VALUES (?, ?, ?, ?, ?)",
            self._pseudonym(chat_id),
            question_id,
            answer_id,
            asked,
            self._clock(),
        )

    def answer_to(self, chat_id: int, question_id: int) -> int | None:
        """The message that answered this one."""
        row = self._database.execute(
            "SELECT answer_id FROM replied WHERE chat = ? AND question_id = ? AND sent >= ?",
            self._pseudonym(chat_id),
            question_id,
            self._clock() - KEPT,
        ).fetchone()
        return row and int(row[0])

    def asked(self, chat_id: int, answer_id: int) -> int | None:
        """The question that this message answered; None if it is not known, or no more."""
        row = self._database.execute(
            "SELECT asked FROM replied WHERE chat = ? AND answer_id = ? AND sent >= ?",
            self._pseudonym(chat_id),
            answer_id,
            self._clock() - KEPT,
        ).fetchone()
        return row and row[0] and int(row[0])

    def forget(self, chat_id: int) -> None:
        """Remove what is remembered of a chat."""
        self._database.execute("DELETE FROM replied WHERE chat = ?", self._pseudonym(chat_id))

    def purge(self) -> None:
        """Remove what is older than 48 hours. Blocking."""
        self._database.purge("replied", "sent < ?", self._clock() - KEPT)

    def _pseudonym(self, chat_id: int) -> bytes:
        return self._pseudonyms.of("chat", chat_id)
