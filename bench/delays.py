"""Delays: from the shell to a new process's answer, and from a changed file to an answer from it.

The peers that are started open an index that was built before, and look at no file of the articles;
the bot looks at every file, and reads what has changed.
"""

import asyncio
import os
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import PASSAGES_EACH, corpus, write
from bench.engines import fts5_index, tantivy_index
from bench.figures import blocking, stalls
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.search.library import Library

FIRST, AGAIN, FTS5, TANTIVY = "article bot, first", "article bot, again", "SQLite FTS5", "tantivy"
_STARTS, _CHANGES = 5, 9
_SHIPPED = Path(__file__).parents[1] / "knowledge"
_QUESTION = "How much has the World Bank paid for CASA-1000?"
_SQLITE = """
import sqlite3, sys
words = " OR ".join(sys.argv[2].split())
found = sqlite3.connect(sys.argv[1]).execute(
    "SELECT text FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 3", [words])
print(found.fetchall())
"""
_TANTIVY = """
import sys, tantivy
index = tantivy.Index.open(sys.argv[1])
searcher = index.searcher()
hits = searcher.search(index.parse_query(sys.argv[2], ["text"]), 3).hits
print([searcher.doc(place).to_dict() for _, place in hits])
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """A folder of articles that is watched while its files change; seconds."""

    articles: int
    passages: int
    start: float
    """Reading and indexing them all."""
    seen: list[float]
    """From each change of a file to the first answer from it."""
    longest_wait: float
    """Of the event loop."""


def cold_starts(folder: Path | None, articles: int) -> dict[str, float]:
    """Seconds from the shell to an answer; median, but for the first, which is the first."""
    text = corpus(folder)
    question = text.questions[0].strip("?").lower()
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "knowledge").mkdir()
        write(text.articles(articles * PASSAGES_EACH), root / "knowledge")
        fts5_index(text.passages(articles * PASSAGES_EACH), root / "fts5").close()
        (root / "tantivy").mkdir()
        tantivy_index(text.passages(articles * PASSAGES_EACH), root / "tantivy")
        ours = ["-m", "bot", "--knowledge", str(root / "knowledge"), "ask", question]
        commands = {
            AGAIN: ours,
            FTS5: ["-c", _SQLITE, str(root / "fts5"), question],
            TANTIVY: ["-c", _TANTIVY, str(root / "tantivy"), question],
        }
        variables = os.environ | {"DATA_DIR": str(root / "data")}
        first = _seconds(ours, variables)
        again = {name: _median(command, variables) for name, command in commands.items()}
        return {FIRST: first} | again


def from_shell() -> float:
    """Median seconds of `article-bot ask` from the shell, over the articles that are shipped."""
    return _median(["-m", "bot", "--knowledge", str(_SHIPPED), "ask", _QUESTION], os.environ)


def _median(arguments: Sequence[str], variables: Mapping[str, str]) -> float:
    return statistics.median(_seconds(arguments, variables) for _ in range(_STARTS))


def _seconds(arguments: Sequence[str], variables: Mapping[str, str]) -> float:
    """Seconds of a process of Python, whose output is thrown away; it ends with 1 if unanswered."""
    started = time.perf_counter()
    command = [sys.executable, *arguments]
    ended = subprocess.run(command, env=variables, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    assert ended.returncode in (0, 1), ended
    return seconds


@blocking
async def changes(folder: Path | None, passages: int) -> Changes:
    """Change files of a library as the bot watches it."""
    with TemporaryDirectory() as name:
        files = write(corpus(folder).articles(passages), Path(name))
        library = Library(Path(name), read_file)
        started = time.perf_counter()
        library.refresh()
        start = time.perf_counter() - started
        watching = asyncio.create_task(Watch(library).keep())
        async with stalls() as found:
            seen = [
                await _seconds_until_quoted(library, file, number)
                for number, file in enumerate(files[:_CHANGES])
            ]
        watching.cancel()
    return Changes(len(files), passages, start, seen, max(found))


async def _seconds_until_quoted(library: Library, file: Path, number: int) -> float:
    """Seconds from a change of a file to the first answer from it; each change is another one."""
    await asyncio.sleep(0.5 + number / 20)  # at another point between two looks
    name = f"Zanquor{string.ascii_lowercase[number] * 3}"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n\nThe festival of {name} is held in the first week of October.\n")
    started = time.perf_counter()
    index = library.index
    while library.index is index:  # noqa: ASYNC110  # a library tells nobody
        await asyncio.sleep(0.001)
    answer = library.index.answer(f"When is the festival of {name}?")
    seconds = time.perf_counter() - started
    assert name in answer.quotes[0].text, "the changed file was not answered from"
    return seconds
