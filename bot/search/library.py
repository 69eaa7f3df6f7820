"""The library: the articles of one folder, indexed and kept current."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.passages import split

Reader = Callable[[Path], Article]
"""Reads one file; raises `RejectedFile` or `IgnoredFile`."""


@dataclass(frozen=True, slots=True)
class Index:
    """Articles made ready for questions; never changes once built."""

    articles: tuple[Article, ...]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Self:
        """Index these articles."""
        return cls(tuple(articles))

    def answer(self, question: str, *, top: int = 3) -> Answer:
        """Answer a question with at most `top` quotes."""
        words = {w for w in re.findall(r"\w+", question.casefold()) if len(w) > 3}
        quotes = []
        for article in self.articles:
            passages = split(article)
            for number, p in enumerate(passages, 1):
                text = article.text[p.start : p.end]
                terms = tuple(
                    m.span() for m in re.finditer(r"\w+", text) if m[0].casefold() in words
                )
                if terms:
                    quotes.append(
                        Quote(
                            article,
                            number,
                            len(passages),
                            p.start,
                            p.end,
                            p.section,
                            (0, len(text)),
                            terms,
                            float(len(terms)),
                        )
                    )
        quotes.sort(key=lambda q: -q.score)
        verdict = Verdict.ANSWERED if quotes else Verdict.UNANSWERED
        return Answer(question, verdict, 0.5 if quotes else 0.0, tuple(quotes[:top]))


class Library:
    """The articles of a folder. `index` is swapped whole; whoever holds one keeps a whole one."""

    def __init__(self, folder: Path, read: Reader) -> None:
        self.folder = folder
        self.index = Index.of(())
        self.rejected: dict[str, str] = {}
        """File name → why it is no article."""
        self.ignored: dict[str, str] = {}
        self._read = read

    def refresh(self) -> bool:
        """Bring the index up to date with the folder; True if anything changed. Blocking."""
        articles = []
        for path in sorted(self.folder.iterdir()):
            try:
                articles.append(self._read(path))
            except RejectedFile as reason:
                self.rejected[path.name] = str(reason)
            except IgnoredFile as reason:
                self.ignored[path.name] = str(reason)
        changed = tuple(articles) != self.index.articles
        self.index = Index.of(articles)
        return changed
