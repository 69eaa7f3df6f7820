"""The questions that were asked: each with its time, verdict, quoted articles and votes."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from bot.database import Database
from bot.pseudonyms import Pseudonyms
from bot.search.answers import Answer, Quote

DAY = 24 * 3600
"""Seconds."""
_MOST_WORDINGS = 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in one wording that was asked in vain."""

    text: str
    asked: int
    """How often it was asked in vain."""
    unanswered: int
    unsure: int
    disliked: int
    """How many of its answers got a thumbs-down."""
    disliked_answers: frozenset[str]
    """The fingerprints of these answers."""


class Asked:
    """Questions of the last `days` days; with 0 days none is kept at all.

    `clock` gives seconds since 1970. No person and no chat stands beside a question.
    """

    def __init__(
        self,
        database: Database,
        pseudonyms: Pseudonyms,
        days: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.days = days
        self.database = database
        self.clock = clock
        self._pseudonyms = pseudonyms

    def add(self, answer: Answer, quotes: Iterable[Quote]) -> int | None:
        """Keep a question and the articles that were quoted to it; its id, None if not kept."""
        if not self.days:
            return None
        asked = self.database.execute(
            "INSERT INTO asked (at, text, verdict, fingerprint) VALUES (?, ?, ?, ?)",
            int(self.clock()),
            answer.question.encode(errors="replace").decode(),  # SQLite takes no lone surrogate
            answer.verdict,
            fingerprint(answer),
        ).lastrowid
        for article in sorted({quote.article.id for quote in quotes}):
            self.database.execute("INSERT INTO quoted VALUES (?, ?)", asked, article)
        return asked

    def text(self, asked: int) -> str | None:
        """The question of this id, as long as it is kept."""
        row = self.database.execute("SELECT text FROM asked WHERE id = ?", asked).fetchone()
        return row and str(row[0])

    def vote(self, asked: int, person: int, *, up: bool) -> bool:
        """Count a person's thumb, up or down, for the answer to this question; the last counts.

        False if the question is not kept any more.
        """
        if self.text(asked) is None:
            return False
        voter = self._voter(asked, person)
        self.database.execute("INSERT OR REPLACE INTO votes VALUES (?, ?, ?)", asked, voter, up)
        return True

    def forget_votes(self, person: int) -> int:
        """Remove all votes of a person; how many there were."""
        asked = self.database.execute("SELECT DISTINCT asked FROM votes").fetchall()
        # Each vote has a voter of its own, so that nobody can tell which are of one person.
        return sum(
            self.database.execute(
                "DELETE FROM votes WHERE asked = ? AND voter = ?", each, self._voter(each, person)
            ).rowcount
            for (each,) in asked
        )

    def times_quoted(self, article_id: str) -> int:
        """How many answers have quoted this article."""
        rows = self.database.execute("SELECT COUNT(*) FROM quoted WHERE article = ?", article_id)
        return int(rows.fetchone()[0])

    def in_vain(self) -> list[Wording]:
        """The wordings without an answer, unsure, or with a thumbs-down; the most frequent first.

        At most 2,000.
        """
        rows = self.database.execute(_IN_VAIN, _MOST_WORDINGS).fetchall()
        return [
            Wording(text, asked, unanswered, unsure, disliked, frozenset(prints.split(",")))
            for text, asked, unanswered, unsure, disliked, prints in rows
        ]

    def ignore(self, gists: Iterable[str]) -> None:
        """Put groups of questions aside for good, by their keys."""
        for gist in gists:
            self.database.execute("INSERT OR IGNORE INTO ignored VALUES (?)", gist)

    def ignored(self) -> frozenset[str]:
        """The keys of the groups that were put aside."""
        return frozenset(str(g) for (g,) in self.database.execute("SELECT gist FROM ignored"))

    def purge(self) -> None:
        """Forget questions that are too old, with all that hangs on them."""
        self.database.execute("DELETE FROM asked WHERE at <= ?", self.clock() - self.days * DAY)

    def _voter(self, asked: int, person: int) -> bytes:
        return self._pseudonyms.of("vote", asked, person)


def fingerprint(answer: Answer) -> str:
    """What tells one answer from another: a hash of its first quote; empty without quotes."""
    if not answer.quotes:
        return ""
    return sha256(answer.quotes[0].text.encode(errors="replace")).hexdigest()[:16]


_IN_VAIN = """
SELECT text, COUNT(*), SUM(verdict = 'unanswered'), SUM(verdict = 'unsure'), SUM(disliked),
    COALESCE(GROUP_CONCAT(DISTINCT CASE WHEN disliked THEN fingerprint END), '')
FROM (
    SELECT *, EXISTS (SELECT * FROM votes WHERE votes.asked = asked.id AND NOT up) AS disliked
    FROM asked
)
WHERE verdict != 'answered' OR disliked
GROUP BY text ORDER BY COUNT(*) DESC, MAX(id) DESC LIMIT ?
"""
