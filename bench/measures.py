"""What is measured, a function each; every one is run in a process of its own."""

import asyncio
import gc
import os
import statistics
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import corpus
from bench.engines import ENGINES
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.reading.markdown.writing import as_markdown
from bot.search.library import Library

WARM_UP = 20
_ENOUGH_SECONDS = 8.0
"""A search is asked all questions, or those that it answers in this time."""
_FEWEST = 30
_TIMES = 9
_KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
_QUESTION = "How much has the World Bank paid for CASA-1000?"


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


def engine(name: str, folder: Path | None, passages: int) -> Measured:
    """Let an engine index that many passages and search them."""
    text = corpus(folder)
    measured = ENGINES[name]()
    before = _resident()
    size = measured.load(text, passages) / 1e6
    started = time.perf_counter()
    measured.build()
    build = time.perf_counter() - started
    searches = {
        label: _times(search, text.questions) for label, search in measured.searches().items()
    }
    gc.collect()
    return Measured(size, build, _resident() - before, searches)


def changes(folder: Path | None, passages: int) -> Changes:
    """Change files of a library as the bot watches it."""
    articles = list(corpus(folder).articles(passages))
    with tempfile.TemporaryDirectory() as path:
        for article in articles:
            (Path(path) / f"{article.id}.md").write_text(as_markdown(article), encoding="utf-8")
        library = Library(Path(path), read_file)
        started = time.perf_counter()
        library.refresh()
        start = time.perf_counter() - started
        waits: list[float] = []
        seen = asyncio.run(_change(library, waits))
    return Changes(len(articles), passages, start, seen, max(waits))


def ask() -> float:
    """Median seconds of `article-bot ask` from the shell, over the articles that are shipped."""
    command: list[str | Path] = [Path(sys.executable).with_name("article-bot"), "ask", _QUESTION]
    seconds = []
    for _ in range(_TIMES):
        started = time.perf_counter()
        subprocess.run([*command, "--knowledge", _KNOWLEDGE], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _times(search: Callable[[str], object], questions: Sequence[str]) -> Times:
    for question in questions[:WARM_UP]:
        search(question)
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > 1000 * _ENOUGH_SECONDS and len(times) >= _FEWEST:
            break
    return Times(statistics.median(times), statistics.quantiles(times, n=20)[-1])


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


async def _change(library: Library, waits: list[float]) -> list[float]:
    watching = asyncio.create_task(Watch(library).keep())
    seen = []
    for number, path in zip(range(_TIMES), sorted(library.folder.iterdir()), strict=False):
        await asyncio.sleep(0.5 + number / 20)  # at another point between two looks
        name = f"Zanquor{string.ascii_lowercase[number] * 3}"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n\nThe festival of {name} is held in the first week of October.\n")
        seen.append(await _seconds_until_quoted(library, name, waits))
    watching.cancel()
    return seen


async def _seconds_until_quoted(library: Library, name: str, waits: list[float]) -> float:
    started = last = time.perf_counter()
    index = library.index
    while library.index is index:
        await asyncio.sleep(0.001)
        waits.append(time.perf_counter() - last)
        last = time.perf_counter()
    answer = library.index.answer(f"When is the festival of {name}?")
    seconds = time.perf_counter() - started
    assert name in answer.quotes[0].text, "the changed file was not answered from"
    return seconds
