"""Drafts: articles that a moderator has loaded and not yet published; they survive a restart.

An article's text is kept in parts, written and removed one by one: a text of two million characters
at once would hold up all others who use the database.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.database import Database
from bot.reading.article_json import from_json, to_json
from bot.search.articles import Article

KEPT = 24 * 3600.0
"""Seconds for which a draft waits to be published."""

TEXT = "text"
"""The field that is asked for when an article's text is replaced, or a new one is to answer a
question: a file, a link or a post may be sent for it, too."""

SYNONYM = "synonym"
"""The field that is asked for when a word that was asked in vain gets a synonym."""

AWAITED = 15 * 60.0
"""Seconds for which what a moderator types is taken for what the bot has asked for."""

_PART = 100_000
"""Bytes of a part of a text."""

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS drafts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: buttons remember it
        moderator INTEGER NOT NULL,  -- Telegram's number: who loaded it
        article TEXT NOT NULL,       -- JSON, without its text
        name TEXT NOT NULL,          -- of the file that it came in
        shown INTEGER NOT NULL,      -- the message that shows the preview
        seen TEXT NOT NULL,          -- which version it would replace by that preview
        pasted TEXT NOT NULL,        -- the text after /add, as long as more of it may come
        said REAL NOT NULL,          -- when its last part was, in seconds since 1970
        at REAL NOT NULL             -- seconds since 1970
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS draft_texts (
        draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        part INTEGER NOT NULL,       -- from 0
        text BLOB NOT NULL,          -- UTF-8, cut anywhere
        PRIMARY KEY (draft, part)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS draft_places (
        draft INTEGER PRIMARY KEY REFERENCES drafts ON DELETE CASCADE,
        article TEXT NOT NULL        -- the id of the article whose place a moderator gives it
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS awaited (
        moderator INTEGER PRIMARY KEY,
        draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
        field TEXT NOT NULL,         -- what this moderator is asked for
        at REAL NOT NULL             -- seconds since 1970
    )
    """,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article with what is needed to go on with it. Message ids are of the moderator's chat."""

    id: int
    moderator: int
    article: Article
    name: str
    """Of the file that it came in; empty for others."""
    shown: int
    """The message that shows its preview."""
    seen: str
    """What that preview says that it replaces, as `version_of` tells it."""
    pasted: str
    """The text of which more may come; empty for what is whole."""
    chosen: str
    """The id of the article whose place a moderator gives it; empty if nobody has chosen one."""


class Drafts:
    """The drafts of the last 24 hours, each for the moderator alone who has loaded it.

    What takes or gives a whole article is blocking.
    """

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock
        database.declare(*_TABLES)

    def add(
        self, moderator: int, article: Article, *, name: str = "", shown: int = 0, chosen: str = ""
    ) -> Draft:
        """Keep an article that is to be previewed. Blocking."""
        draft = self._database.execute(
            "INSERT INTO drafts (moderator, article, name, shown, seen, pasted, said, at)"
            " VALUES (?, ?, ?, ?, '', '', 0, ?)",
            moderator,
            _without_text(article),
            name,
            shown,
            self._clock(),
        ).lastrowid
        assert draft is not None
        self._write(draft, article.text)
        if chosen:
            self.choose(draft, chosen)
        return Draft(draft, moderator, article, name, shown, "", "", chosen)

    def get(self, draft: int, moderator: int) -> Draft | None:
        """The draft with this id, if it is this moderator's and still kept. Blocking."""
        row = self._database.execute(
            "SELECT id, moderator, drafts.article, name, shown, seen, pasted,"
            " COALESCE(draft_places.article, '')"
            " FROM drafts LEFT JOIN draft_places ON draft = id"
            " WHERE id = ? AND moderator = ? AND at > ?",
            draft,
            moderator,
            self._clock() - KEPT,
        ).fetchone()
        article = row and self._whole(draft, row[2])
        if not article or not article.text:  # writing it was cut off
            return None
        return Draft(row[0], row[1], article, *row[3:])

    def choose(self, draft: int, article: str) -> None:
        """Let a draft take the place of the article with this id."""
        self._database.execute(
            "INSERT OR REPLACE INTO draft_places SELECT id, ? FROM drafts WHERE id = ?",
            article,
            draft,
        )

    def show(self, draft: int, message: int, seen: str) -> None:
        """Remember which message shows the preview, and what that says to be replaced."""
        self._database.execute(
            "UPDATE drafts SET shown = ?, seen = ? WHERE id = ?", message, seen, draft
        )

    def correct(self, draft: Draft, article: Article) -> None:
        """Put a corrected article in the place of the draft's. Blocking."""
        self._database.execute(
            "UPDATE drafts SET article = ? WHERE id = ?", _without_text(article), draft.id
        )
        if article.text != draft.article.text:
            self._erase(draft.id)
            self._write(draft.id, article.text)

    def paste(self, draft: int, text: str, said: float) -> None:
        """Remember the text pasted so far, and when; an empty text: no more may follow."""
        self._database.execute(
            "UPDATE drafts SET pasted = ?, said = ? WHERE id = ?", text, said, draft
        )

    def pasted(self, moderator: int, since: float) -> int | None:
        """The draft whose text this moderator has pasted since then, if more of it may come."""
        row = self._database.execute(
            "SELECT id FROM drafts WHERE moderator = ? AND pasted != '' AND said >= ?",
            moderator,
            since,
        ).fetchone()
        return row and int(row[0])

    def purge(self) -> None:
        """Forget drafts that have waited too long. Blocking."""
        old = self._database.execute("SELECT id FROM drafts WHERE at <= ?", self._clock() - KEPT)
        for (draft,) in old.fetchall():
            self.drop(draft)

    def drop(self, draft: int) -> None:
        """Forget a draft, and what is asked about it. Blocking."""
        self._erase(draft)
        self._database.execute("DELETE FROM drafts WHERE id = ?", draft)

    def ask(self, draft: Draft, field: str) -> None:
        """Remember that what the moderator types next is this of the draft, if it is kept."""
        self._database.execute(
            "INSERT OR REPLACE INTO awaited SELECT moderator, id, ?, ? FROM drafts WHERE id = ?",
            field,
            self._clock(),
            draft.id,
        )

    def ask_no_more(self, moderator: int) -> None:
        """Take nothing more that this moderator types for an answer."""
        self._database.execute("DELETE FROM awaited WHERE moderator = ?", moderator)

    def awaited(self, moderator: int) -> tuple[int, str] | None:
        """The draft, and what of it this moderator has been asked for in the last 15 minutes."""
        row = self._database.execute(
            "SELECT draft, field FROM awaited WHERE moderator = ? AND at > ?",
            moderator,
            self._clock() - AWAITED,
        ).fetchone()
        return row and (int(row[0]), str(row[1]))

    def _whole(self, draft: int, fields: str) -> Article:
        article = from_json(json.loads(fields))
        parts = self._database.execute(
            "SELECT text FROM draft_texts WHERE draft = ? ORDER BY part", draft
        )
        text = b"".join(part for (part,) in parts).decode(errors="surrogatepass")
        return replace(article, text=text or article.text)

    def _write(self, draft: int, text: str) -> None:
        data = text.encode(errors="surrogatepass")
        for part, start in enumerate(range(0, len(data), _PART)):
            self._database.execute(
                "INSERT INTO draft_texts SELECT id, ?, ? FROM drafts WHERE id = ?",
                part,
                data[start : start + _PART],
                draft,
            )

    def _erase(self, draft: int) -> None:
        parts = self._database.execute("SELECT part FROM draft_texts WHERE draft = ?", draft)
        for (part,) in parts.fetchall():
            self._database.execute(
                "DELETE FROM draft_texts WHERE draft = ? AND part = ?", draft, part
            )


def _without_text(article: Article) -> str:
    return to_json(replace(article, text=""))
