"""The engines that are compared, each used as its documentation advises for English.

An engine is first given the text, which every process keeps, since whoever quotes has to; then it
builds its index, which is timed; then it is asked.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bench.corpus import Corpus
from bot.search.library import Index
from bot.search.terms import words
from bot.search.weights import FOUND

Search = Callable[[str], object]
TOP = 10
"""Passages that a peer is asked for."""
_WORD = re.compile(r"\w+")


class Engine(Protocol):
    """What is measured."""

    def load(self, corpus: Corpus, passages: int) -> int:
        """Take the text; returns its size in bytes."""

    def build(self) -> None:
        """Build the index."""

    def searches(self) -> dict[str, Search]:
        """What is timed, by the name it has in the table."""


class Ours:
    """Our own: the candidates that postings find, and the whole answer."""

    def __init__(self) -> None:
        self._index = Index.of(())

    def load(self, corpus: Corpus, passages: int) -> int:
        self._articles = tuple(corpus.articles(passages))
        return sum(len(article.text.encode()) for article in self._articles)

    def build(self) -> None:
        self._index = Index.of(self._articles)

    def searches(self) -> dict[str, Search]:
        return {"candidates": self._candidates, "answer": self._index.answer}

    def _candidates(self, question: str) -> object:
        (language_index,) = self._index.language_indexes
        terms = [language_index.vocabulary.term_of(word) for word in words(question)]
        return language_index.passages.top([term for term in terms if term >= 0], FOUND)


class _Peer:
    def load(self, corpus: Corpus, passages: int) -> int:
        self._passages: Sequence[str] = list(corpus.passages(passages))
        return sum(len(passage.encode()) for passage in self._passages)


class RankBM25(_Peer):
    """rank-bm25's `BM25Okapi`, words in lower case."""

    def __init__(self) -> None:
        from rank_bm25 import BM25Okapi

        self._make = BM25Okapi

    def build(self) -> None:
        self._index = self._make([_WORD.findall(passage.lower()) for passage in self._passages])

    def searches(self) -> dict[str, Search]:
        return {"search": self._search}

    def _search(self, question: str) -> object:
        scores = self._index.get_scores(_WORD.findall(question.lower()))
        return scores.argpartition(-TOP)[-TOP:]


class BM25S(_Peer):
    """bm25s with its numba backend, Snowball stems, its English stop words."""

    def __init__(self) -> None:
        import bm25s
        import Stemmer

        self._bm25s, self._stemmer = bm25s, Stemmer.Stemmer("english")

    def build(self) -> None:
        self._index = self._bm25s.BM25(backend="numba")
        self._index.index(self._tokens(list(self._passages)), show_progress=False)

    def searches(self) -> dict[str, Search]:
        return {"search": self._search}

    def _search(self, question: str) -> object:
        return self._index.retrieve(self._tokens([question]), k=TOP, show_progress=False)

    def _tokens(self, texts: list[str]) -> object:
        return self._bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, show_progress=False
        )


class Tantivy(_Peer):
    """tantivy in memory, its English stemmer, any word of the question."""

    def __init__(self) -> None:
        import tantivy  # noqa: F401  (loaded before memory is measured)

    def build(self) -> None:
        self._index = tantivy_index(self._passages)
        self._searcher = self._index.searcher()

    def searches(self) -> dict[str, Search]:
        return {"search": self._search}

    def _search(self, question: str) -> object:
        query = self._index.parse_query(" ".join(_WORD.findall(question)).lower(), ["text"])
        return self._searcher.search(query, TOP).hits


def tantivy_index(passages: Iterable[str], folder: Path | None = None) -> Any:
    """An index of tantivy, in memory or in a folder."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", stored=True)
    schema.add_text_field(
        "text", tokenizer_name="en_stem", index_option="freq", stored=folder is not None
    )
    index = tantivy.Index(schema.build(), path=str(folder) if folder else None)
    writer = index.writer()
    for number, passage in enumerate(passages):
        writer.add_document(tantivy.Document(number=number, text=passage))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


class FTS5(_Peer):
    """SQLite's full text search in memory, its Porter stemmer, any word of the question."""

    def build(self) -> None:
        self._index = sqlite3.connect(":memory:")
        self._index.execute(
            "CREATE VIRTUAL TABLE passages USING fts5(text, content='', tokenize='porter')"
        )
        rows = enumerate(self._passages)
        self._index.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", rows)
        self._index.commit()

    def searches(self) -> dict[str, Search]:
        return {"search": self._search}

    def _search(self, question: str) -> object:
        query = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        found = self._index.execute(
            "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?", (query, TOP)
        )
        return found.fetchall()


ENGINES: dict[str, Callable[[], Engine]] = {
    "article bot": Ours,
    "rank-bm25": RankBM25,
    "bm25s": BM25S,
    "tantivy": Tantivy,
    "SQLite FTS5": FTS5,
}
