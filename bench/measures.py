"""What is measured, a function each; every one is run in a process of its own."""

import asyncio
import gc
import statistics
import string
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.corpus import corpus, write
from bench.engines import MODULES, Search, loaded
from bench.figures import blocking, memory, percentile_95, stalls
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.search.library import Library

WARM_UP = 20
_ENOUGH_SECONDS = 8.0
"""A search is asked all questions, or those that it answers in this time."""
_FEWEST = 30
_TIMES = 9


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
    for module in MODULES.get(name, ()):  # which is not the memory that its index takes
        import_module(module)
    before = memory()
    build, size = loaded(name, text, passages)
    started = time.perf_counter()
    searches = build()
    seconds = time.perf_counter() - started
    times = {label: _times(search, text.questions) for label, search in searches.items()}
    gc.collect()
    return Measured(size / 1e6, seconds, memory() - before, times)


@blocking
async def changes(folder: Path | None, passages: int) -> Changes:
    """Change files of a library as the bot watches it."""
    articles = list(corpus(folder).articles(passages))
    with tempfile.TemporaryDirectory() as path:
        write(articles, Path(path))
        library = Library(Path(path), read_file)
        started = time.perf_counter()
        library.refresh()
        start = time.perf_counter() - started
        async with stalls() as found:
            seen = await _change(library)
    return Changes(len(articles), passages, start, seen, max(found))


def _times(search: Search, questions: Sequence[str]) -> Times:
    for question in questions[:WARM_UP]:
        search(question)
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - started))
        if sum(times) > 1000 * _ENOUGH_SECONDS and len(times) >= _FEWEST:
            break
    return Times(statistics.median(times), percentile_95(times))


async def _change(library: Library) -> list[float]:
    watching = asyncio.create_task(Watch(library).keep())
    seen = []
    for number, path in zip(range(_TIMES), sorted(library.folder.iterdir()), strict=False):
        await asyncio.sleep(0.5 + number / 20)  # at another point between two looks
        name = f"Zanquor{string.ascii_lowercase[number] * 3}"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n\nThe festival of {name} is held in the first week of October.\n")
        seen.append(await _seconds_until_quoted(library, name))
    watching.cancel()
    return seen


async def _seconds_until_quoted(library: Library, name: str) -> float:
    started = time.perf_counter()
    index = library.index
    while library.index is index:  # noqa: ASYNC110  # a library tells nobody
        await asyncio.sleep(0.001)
    answer = library.index.answer(f"When is the festival of {name}?")
    seconds = time.perf_counter() - started
    assert name in answer.quotes[0].text, "the changed file was not answered from"
    return seconds
