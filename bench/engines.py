"""The engines that are compared, each used as its documentation advises for English.

An engine takes the text, which every process keeps since whoever quotes has to; builds its index,
which is timed; and gives the searches that are timed, by the names that they have in the table.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.corpus import Corpus
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.ranking.weights import FOUND
from bot.search.text.terms import words

Search = Callable[[str], object]
OURS = "article bot"
TOP = 10
"""Passages that a peer is asked for."""
_WORD = re.compile(r"\w+")


def loaded(name: str, text: Corpus, passages: int) -> tuple[Callable[[], dict[str, Search]], int]:
    """Take the text for an engine: what builds its index, and the size of the text in bytes."""
    if name == OURS:
        articles = tuple(text.articles(passages))
        return lambda: _ours(articles), sum(len(each.text.encode()) for each in articles)
    kept = list(text.passages(passages))
    return lambda: {"search": _PEERS[name](kept)}, sum(len(each.encode()) for each in kept)


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
