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
_MOST_VARIANTS = 2000


TABLES = (
    """
    CREATE TABLE IF NOT EXISTS asked (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: others remember it
        at INTEGER NOT NULL,       -- seconds since 1970
        text TEXT NOT NULL,
        verdict TEXT NOT NULL,
        fingerprint TEXT NOT NULL  -- of the first quote; empty without one
    )
    """,
    "CREATE INDEX IF NOT EXISTS asked_by_time ON asked (at)",
    """
    CREATE TABLE IF NOT EXISTS quoted (
        asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
        article TEXT NOT NULL,
        PRIMARY KEY (asked, article)
    )
    """,
    "CREATE INDEX IF NOT EXISTS quoted_by_article ON quoted (article)",
    """
    CREATE TABLE IF NOT EXISTS votes (
        asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
        voter BLOB NOT NULL,  -- a pseudonym of person and question, another one for each question
        up INTEGER NOT NULL,  -- 1 for a thumbs-up, 0 for a thumbs-down
        PRIMARY KEY (asked, voter)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS ignored (
        gist TEXT PRIMARY KEY  -- the key of a cluster of questions that moderators put aside
    )
    """,
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A question asked in vain, worded in one way."""

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
        database.declare(*TABLES)

    def add(self, answer: Answer, quotes: Iterable[Quote]) -> int | None:
        """Keep a question and the articles that were quoted to it; its id, None if not kept."""
        if not self.days:
            return None
        asked = self.database.execute(
            "INSERT INTO asked (at, text, verdict, fingerprint) VALUES (?, ?, ?, ?)",
            int(self.clock()),
            answer.understood,
            answer.verdict,
            fingerprint(answer),
        ).lastrowid
        for article in sorted({quote.article.id for quote in quotes}):
            self.database.execute(_QUOTED, article, asked)
        return asked

    def text(self, asked: int) -> str | None:
        """The question of this id, as long as it is kept."""
        row = self.database.execute("SELECT text FROM asked WHERE id = ?", asked).fetchone()
        return row and str(row[0])

    def vote(self, asked: int, person: int, *, up: bool) -> bool:
        """Count a person's thumb, up or down, for the answer to this question; the last counts.

        False if the question is not kept any more.
        """
        return self.database.execute(_VOTED, self._voter(asked, person), up, asked).rowcount == 1

    def vote_of(self, asked: int, person: int) -> bool | None:
        """Whether a person's thumb for this answer is up; None if they gave none."""
        statement = "SELECT up FROM votes WHERE asked = ? AND voter = ?"
        row = self.database.execute(statement, asked, self._voter(asked, person)).fetchone()
        return None if row is None else bool(row[0])

    def withdraw(self, asked: int, person: int) -> None:
        """Take back a person's thumb for this answer."""
        statement = "DELETE FROM votes WHERE asked = ? AND voter = ?"
        self.database.execute(statement, asked, self._voter(asked, person))

    def thumbs(self, asked: int) -> tuple[int, int]:
        """How many thumbs for this answer are up, and how many are down."""
        statement = "SELECT TOTAL(up), TOTAL(NOT up) FROM votes WHERE asked = ?"
        up, down = self.database.execute(statement, asked).fetchone()
        return int(up), int(down)

    def forget_votes(self, person: int) -> int:
        """Remove all votes of a person; how many there were. Blocking."""
        # Each vote has a voter of its own, so that nobody can tell which are of one person: all
        # have to be looked at.
        with self.database.aside() as database:
            votes = database.execute("SELECT asked, voter FROM votes").fetchall()
        own = [(asked, voter) for asked, voter in votes if voter == self._voter(asked, person)]
        for vote in own:
            self.database.execute("DELETE FROM votes WHERE asked = ? AND voter = ?", *vote)
        return len(own)

    def times_quoted(self, article_id: str) -> int:
        """How many answers have quoted this article."""
        rows = self.database.execute("SELECT COUNT(*) FROM quoted WHERE article = ?", article_id)
        return int(rows.fetchone()[0])

    def in_vain(self) -> list[Variant]:
        """The variants without an answer, unsure, or with a thumbs-down; the most frequent first.

        At most 2,000. Blocking.
        """
        with self.database.aside() as database:
            rows = database.execute(_IN_VAIN, _MOST_VARIANTS).fetchall()
        return [
            Variant(text, asked, unanswered, unsure, disliked, frozenset(prints.split(",")))
            for text, asked, unanswered, unsure, disliked, prints in rows
        ]

    def ignore(self, gists: Iterable[str]) -> None:
        """Put clusters of questions aside for good, by their keys."""
        for gist in gists:
            self.database.execute("INSERT OR IGNORE INTO ignored VALUES (?)", gist)

    def ignored(self) -> frozenset[str]:
        """The keys of the clusters that were put aside."""
        return frozenset(str(g) for (g,) in self.database.execute("SELECT gist FROM ignored"))

    def purge(self) -> None:
        """Forget questions that are too old, their votes, and what they quoted. Blocking."""
        self.database.purge("asked", "at <= ?", self.clock() - self.days * DAY)

    def _voter(self, asked: int, person: int) -> bytes:
        return self._pseudonyms.of("vote", asked, person)


def fingerprint(answer: Answer) -> str:
    """What tells one answer from another: a hash of its first quote; empty without quotes."""
    if not answer.quotes:
        return ""
    return sha256(answer.quotes[0].text.encode(errors="replace")).hexdigest()[:16]


# Nothing is added for a question that is not kept any more: SELECT finds no row.
_QUOTED = "INSERT INTO quoted SELECT id, ? FROM asked WHERE id = ?"
_VOTED = "INSERT OR REPLACE INTO votes SELECT id, ?, ? FROM asked WHERE id = ?"
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
