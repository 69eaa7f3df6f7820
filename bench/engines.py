"""The engines that are compared, each used as its documentation advises for English.

An engine takes the text, which every process keeps since whoever quotes has to; builds its index,
which is timed; and gives the searches that are timed, by the names that they have in the table.
"""

import gc
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.corpus import corpus
from bench.figures import memory, percentile_95
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.ranking.weights import FOUND
from bot.search.text.terms import words

Search = Callable[[str], object]
OURS = "article bot"
TOP = 10
"""Passages that a peer is asked for."""
_WORD = re.compile(r"\w+")
_WARM_UP, _FEWEST = 20, 30
"""Questions that are not timed, and the fewest that are."""
_ENOUGH_SECONDS = 8.0
"""A search is asked all questions, or those that it answers in this time."""


@dataclass(frozen=True, slots=True)
class Times:
    """Of a search, in milliseconds."""

    median: float
    percentile_95: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What an engine takes."""

    megabytes: float
    """Of text."""
    build: float
    """Seconds."""
    memory: float
    """Megabytes that the process grew by: text, index, and whatever searching needs."""
    searches: dict[str, Times]


def engine(name: str, folder: Path | None, passages: int) -> Measured:
    """Let an engine index that many passages and search them."""
    text = corpus(folder)
    for module in MODULES.get(name, ()):  # which is not the memory that its index takes
        import_module(module)
    before = memory()
    articles = tuple(text.articles(passages if name == OURS else 0))
    kept = [each.text for each in articles] or list(text.passages(passages))
    started = time.perf_counter()
    searches = _ours(articles) if name == OURS else {"search": _PEERS[name](kept)}
    build = time.perf_counter() - started
    times = {label: _times(search, text.questions) for label, search in searches.items()}
    gc.collect()
    megabytes = sum(len(each.encode()) for each in kept) / 1e6
    return Measured(megabytes, build, memory() - before, times)


def _times(search: Search, questions: Sequence[str]) -> Times:
    for question in questions[:_WARM_UP]:
        search(question)
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > 1000 * _ENOUGH_SECONDS and len(times) >= _FEWEST:
            break
    return Times(statistics.median(times), percentile_95(times))


def _ours(articles: Sequence[Article]) -> dict[str, Search]:
    """Our own: the candidates that postings find, and the whole answer."""
    index = Index.of(articles)
    (english,) = index.language_indexes

    def candidates(question: str) -> object:
        terms = [english.vocabulary.term_of(word) for word in words(question)]
        return english.passages.top([term for term in terms if term >= 0], FOUND)

    return {"candidates": candidates, "answer": index.answer}


def _rank_bm25(passages: Sequence[str]) -> Search:
    """rank-bm25's `BM25Okapi`, words in lower case."""
    make = import_module("rank_bm25").BM25Okapi
    index = make([_WORD.findall(passage.lower()) for passage in passages])

    def search(question: str) -> object:
        scores = index.get_scores(_WORD.findall(question.lower()))
        return scores.argpartition(-TOP)[-TOP:]

    return search


def _bm25s(passages: Sequence[str]) -> Search:
    """bm25s with its numba backend, Snowball stems, its English stop words."""
    bm25s = import_module("bm25s")
    stemmer = import_module("Stemmer").Stemmer("english")

    def tokens(texts: list[str]) -> object:
        return bm25s.tokenize(texts, stopwords="en", stemmer=stemmer, show_progress=False)

    index = bm25s.BM25(backend="numba")
    index.index(tokens(list(passages)), show_progress=False)
    return lambda question: index.retrieve(tokens([question]), k=TOP, show_progress=False)


def _tantivy(passages: Sequence[str]) -> Search:
    """Tantivy in memory, its English stemmer, any word of the question."""
    index = tantivy_index(passages)
    searcher = index.searcher()

    def search(question: str) -> object:
        query = index.parse_query(" ".join(_WORD.findall(question)).lower(), ["text"])
        return searcher.search(query, TOP).hits

    return search


def tantivy_index(passages: Iterable[str], folder: Path | None = None) -> Any:
    """An index of tantivy, in memory or in a folder."""
    tantivy = import_module("tantivy")
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


def _fts5(passages: Sequence[str]) -> Search:
    """SQLite's full text search in memory, its Porter stemmer, any word of the question."""
    index = fts5_index(passages, ":memory:", "content='',")
    statement = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"

    def search(question: str) -> object:
        query = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        return index.execute(statement, (query, TOP)).fetchall()

    return search


def fts5_index(passages: Iterable[str], file: Path | str, options: str = "") -> sqlite3.Connection:
    """An index of SQLite's full text search, in a file."""
    index = sqlite3.connect(file)
    index.execute(f"CREATE VIRTUAL TABLE passages USING fts5(text, {options} tokenize='porter')")
    index.executemany("INSERT INTO passages(rowid, text) VALUES (?, ?)", enumerate(passages))
    index.commit()
    return index


_PEERS: dict[str, Callable[[Sequence[str]], Search]] = {
    "rank-bm25": _rank_bm25,
    "bm25s": _bm25s,
    "tantivy": _tantivy,
    "SQLite FTS5": _fts5,
}
ENGINES = (OURS, *_PEERS)
MODULES = {"rank-bm25": ("rank_bm25",), "bm25s": ("bm25s", "Stemmer"), "tantivy": ("tantivy",)}
"""What the others are made of."""
