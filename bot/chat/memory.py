"""The memory: which message answered which question, so that an edit or a button finds it."""

import time
from collections.abc import Callable

from bot.chat.database import Database

KEPT = 48 * 3600.0
"""Seconds for which an answer and its question are remembered."""


class Memory:
    """Answers of the last 48 hours, by chat and message. Ids are Telegram's."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    def remember(self, chat_id: int, question_id: int, answer_id: int, question: str) -> None:
        """Keep the message that answers a question, and what was asked; the last one counts."""
        now = self._clock()
        self._database.execute("DELETE FROM answers WHERE sent < ?", now - KEPT)
        self._database.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
            chat_id,
            question_id,
            answer_id,
            question.encode(errors="replace").decode(),  # SQLite takes no lone surrogate
            now,
        )

    def answer_to(self, chat_id: int, question_id: int) -> int | None:
        """The message that answered this one."""
        row = self._database.execute(
            "SELECT answer_id FROM answers WHERE chat_id = ? AND question_id = ? AND sent >= ?",
            chat_id,
            question_id,
            self._clock() - KEPT,
        ).fetchone()
        return row and int(row[0])

    def question_of(self, chat_id: int, answer_id: int) -> str | None:
        """What was asked when this message answered."""
        row = self._database.execute(
            "SELECT question FROM answers WHERE chat_id = ? AND answer_id = ? AND sent >= ?",
            chat_id,
            answer_id,
            self._clock() - KEPT,
        ).fetchone()
        return row and str(row[0])
