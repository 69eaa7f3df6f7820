"""The memory: which message answered which question, so that an edit or a button finds it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.database import Database
from bot.pseudonyms import Pseudonyms

KEPT = 48 * 3600.0
"""Seconds for which it is remembered which message answered which."""
GOES_ON = 15 * 60.0
"""Seconds for which a question can follow on from the one that the same person asked before."""


@dataclass(frozen=True, slots=True)
class Last:
    """What somebody was answered last in a chat."""

    question: str
    """As it was understood."""
    answer_id: int
    page: int
    """The page that was shown last, from 0."""
    at: float


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
        self._last: dict[tuple[int, int], Last] = {}
        """Chat and person → what they were answered last, the longest ago first. Never on disk."""
        database.declare(*_TABLES)

    def heard(
        self, chat_id: int, person: int, question: str, answer_id: int, page: int = 0
    ) -> None:
        """Keep for 15 minutes what somebody was answered last, and the page that was shown."""
        self._last.pop((chat_id, person), None)
        self._last[chat_id, person] = Last(question, answer_id, page, self._clock())
        self._forget_last()

    def last(self, chat_id: int, person: int) -> Last | None:
        """What somebody was answered last, if it was within 15 minutes."""
        self._forget_last()
        return self._last.get((chat_id, person))

    def last_below(self, chat_id: int, answer_id: int) -> Last | None:
        """What the person was answered last who got this answer, if it is the last."""
        self._forget_last()
        kept = (last for (chat, _), last in self._last.items() if chat == chat_id)
        return next((last for last in kept if last.answer_id == answer_id), None)

    def turned(self, chat_id: int, answer_id: int, page: int) -> None:
        """Keep the page of an answer that is shown now."""
        for key, last in self._last.items():
            if key[0] == chat_id and last.answer_id == answer_id:
                self._last[key] = replace(last, page=page)

    def forget_last(self, chat_id: int, person: int) -> None:
        """Forget what somebody was answered last in a chat."""
        self._last.pop((chat_id, person), None)

    def _forget_last(self) -> None:
        while self._last:
            key, last = next(iter(self._last.items()))
            if self._clock() - last.at <= GOES_ON:
                return
            del self._last[key]

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
        return self._replied("SELECT answer_id", "question_id", chat_id, question_id)

    def asked_id(self, chat_id: int, answer_id: int) -> int | None:
        """The kept question that this message answered; None if it is not known, or no more."""
        return self._replied("SELECT asked", "answer_id", chat_id, answer_id)

    def _replied(self, select: str, known: str, chat_id: int, message_id: int) -> int | None:
        row = self._database.execute(
            f"{select} FROM replied WHERE chat = ? AND {known} = ? AND sent >= ?",
            self._pseudonym(chat_id),
            message_id,
            self._clock() - KEPT,
        ).fetchone()
        return row and row[0] and int(row[0])

    def forget(self, chat_id: int) -> None:
        """Remove what is remembered of a chat."""
        for key in [key for key in self._last if key[0] == chat_id]:
            del self._last[key]
        self._database.execute("DELETE FROM replied WHERE chat = ?", self._pseudonym(chat_id))

    def purge(self) -> None:
        """Remove what is older than 48 hours. Blocking."""
        self._database.purge("replied", "sent < ?", self._clock() - KEPT)

    def _pseudonym(self, chat_id: int) -> bytes:
        return self._pseudonyms.of("chat", chat_id)
