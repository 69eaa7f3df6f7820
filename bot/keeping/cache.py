"""The cache: what reading and analyzing articles gave, so that a new process need not do it again.

One file for each folder of articles: a line that tells the version of what wrote it, a hash of the
rest, and the rest: numpy's own format, with JSON and texts as arrays of bytes. A file whose line,
hash or version is another one is passed over and made anew; so are articles whose files have
changed. The index is built from it as it is from what has just been read.
"""

import hashlib
import io
import json
import logging
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.private_files import keep_private
from bot.reading.article_json import from_json, to_fields
from bot.search.analyzed_article import AnalyzedArticle
from bot.search.library import Known, Library
from bot.search.passages import with_headings
from bot.search.text.analyzer import Analyzer
from bot.search.text.synonyms import Rule
from bot.search.text.vocabulary import Vocabulary, VocabularyBuilder

_SETTLED = 2.0
"""Seconds: a file that has just been changed may be changed again without a trace."""
_MOST = 4
"""Folders of which a cache is kept, the last used ones."""
_NAMES = ("words", "folded_numbers", "term_numbers", "gram_numbers")
_TABLES = ("folded", "terms", "kinds", "grams", "gram_starts")
_ARRAYS = ("words", "passage_words", "sentence_words", "sentence_spans", "passage_sentences")

_log = logging.getLogger(__name__)


class Cache:
    """The cache of one folder's articles in `data_dir`; where that can't be used, there is none."""

    def __init__(self, data_dir: Path, folder: Path) -> None:
        name = hashlib.sha256(str(folder.resolve()).encode(errors="surrogatepass")).hexdigest()
        self._file = data_dir / f"articles-{name[:16]}.cache"
        self._stored: dict[str, object] = {}
        """Name of a file → its state when it was written down."""

    def restore(self, library: Library) -> None:
        """Hand over to the library what it knew, before its first look at the folder. Blocking."""
        try:
            head, _, rest = self._file.read_bytes().partition(b"\n")
        except OSError:
            return
        if head == _head(rest):
            with np.load(io.BytesIO(rest)) as arrays:
                known = _read(arrays)
            library.restore(known)
            self._stored = _states(known)
            with suppress(OSError):  # the last used ones are kept
                self._file.touch()

    def store(self, library: Library) -> None:
        """Write down what the library knows, if that has changed. Blocking."""
        known = library.known(time.time() - _SETTLED)
        if self._stored == _states(known):
            return
        self._stored = _states(known)
        data = io.BytesIO()
        np.savez(data, allow_pickle=False, **_written(known))
        try:
            self._write(data.getvalue())
        except OSError as error:
            _log.info("What was read can't be kept for the next start: %s", error)

    def _write(self, rest: bytes) -> None:
        keep_private(self._file)
        folder = self._file.parent
        with tempfile.NamedTemporaryFile(
            dir=folder, prefix=f"{self._file.name}.", suffix=".tmp", delete=False
        ) as draft:
            path = Path(draft.name)
            try:
                draft.write(_head(rest) + b"\n" + rest)
                draft.close()
                path.replace(self._file)
            finally:
                path.unlink(missing_ok=True)
        kept = sorted(folder.glob("articles-*.cache"), key=_changed, reverse=True)
        litter = (p for p in folder.glob("*.cache.*.tmp") if _changed(p) < time.time() - 3600)
        for old in (*kept[_MOST:], *litter):
            old.unlink(missing_ok=True)


def _head(rest: bytes) -> bytes:
    return f"article-bot {_version()} {hashlib.blake2b(rest).hexdigest()}".encode()


def _version() -> str:
    """A hash that changes with the code that reads and analyzes articles, and with its libraries.

    It is one of their files' states: reading all of them would take longer than a small library.
    """
    root = Path(__file__).parents[1]
    code = sorted(path for room in ("reading", "search") for path in (root / room).rglob("*.*"))
    sources = [path for path in (*code, Path(__file__)) if path.suffix in (".py", ".toml")]
    states = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sources]
    # Installing or removing a library changes its folder.
    libraries = Path(np.__file__).parents[1].stat().st_mtime_ns
    said = repr((states, libraries, sys.version))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _states(known: Known) -> dict[str, object]:
    return {name: state for name, (state, _) in known.articles.items()}


def _changed(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _written(known: Known) -> dict[str, NDArray[Any]]:
    """All that is known, as arrays."""
    arrays: dict[str, NDArray[Any]] = {}
    for code, vocabulary in known.vocabularies.items():
        for name in _TABLES:
            arrays[f"{code}.{name}"] = getattr(vocabulary, name)
        for name in _NAMES:
            arrays[f"{code}.{name}"] = _bytes("\n".join(getattr(vocabulary, name)))
    analyzed = [each for _, each in known.articles.values()]
    for name in _ARRAYS:
        parts = [getattr(each, name) for each in analyzed]
        arrays[name] = np.concatenate(parts) if parts else np.zeros(0, np.int32)
        arrays[f"{name}.sizes"] = np.array([len(part) for part in parts], np.int64)
    spans = [[(p.start, p.end) for p in each.passages] for each in analyzed]
    arrays["passages"] = np.array([s for each in spans for s in each], np.int32).reshape(-1, 2)
    arrays["passages.sizes"] = np.array([len(each) for each in spans], np.int64)
    arrays["texts"] = _bytes("".join(each.article.text for each in analyzed))
    arrays["about"] = _bytes(json.dumps([_about(*entry) for entry in known.articles.items()]))
    return arrays


def _about(name: str, entry: tuple[tuple[int, ...], AnalyzedArticle]) -> dict[str, Any]:
    state, analyzed = entry
    article = analyzed.article
    return {
        "name": name,
        "state": state,
        "article": to_fields(replace(article, text="")) | {"text": len(article.text)},
        "comparable_title": analyzed.comparable_title,
        "rules": [(rule.phrases, rule.others) for rule in analyzed.abbreviations],
    }


def _read(arrays: Mapping[str, NDArray[Any]]) -> Known:
    """What `_written` wrote."""
    about = json.loads(_text(arrays["about"]))
    codes = dict.fromkeys(each["article"]["language"] for each in about)
    vocabularies = {code: _vocabulary(code, arrays) for code in codes}
    builders = {code: VocabularyBuilder.of(each) for code, each in vocabularies.items()}
    parts = {name: _parts(arrays, name) for name in (*_ARRAYS, "passages")}
    texts, start, articles = _text(arrays["texts"]), 0, {}
    for row, each in enumerate(about):
        end = start + each["article"]["text"]
        article = from_json(each["article"] | {"text": texts[start:end]})
        start = end
        articles[each["name"]] = (
            tuple(each["state"]),
            AnalyzedArticle.of(
                article,
                builders[article.language],
                comparable_title=each["comparable_title"],
                passages=with_headings(article, parts["passages"][row].tolist()),
                abbreviations=tuple(
                    Rule(tuple(phrases), tuple(others)) for phrases, others in each["rules"]
                ),
                **{name: parts[name][row] for name in _ARRAYS},
            ),
        )
    return Known(articles, vocabularies)


def _vocabulary(code: str, arrays: Mapping[str, NDArray[Any]]) -> Vocabulary:
    parts: dict[str, Any] = {n: _numbered(_text(arrays[f"{code}.{n}"])) for n in _NAMES}
    parts |= {name: arrays[f"{code}.{name}"] for name in _TABLES}
    return Vocabulary(analyzer=Analyzer(code), surfaces=tuple(parts["words"]), **parts)


def _parts(arrays: Mapping[str, NDArray[Any]], name: str) -> list[NDArray[Any]]:
    """The parts of an array in which they stand one after the other."""
    ends = np.cumsum(arrays[f"{name}.sizes"]).tolist()
    array = arrays[name]
    return [array[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _numbered(text: str) -> dict[str, int]:
    return {name: number for number, name in enumerate(text.split("\n") if text else ())}


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(errors="surrogatepass"), np.uint8)


def _text(array: NDArray[Any]) -> str:
    return array.tobytes().decode(errors="surrogatepass")
