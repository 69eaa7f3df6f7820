"""Questions while the articles are indexed anew."""

import asyncio
import string
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import corpus
from bench.faults.found import Found, Part, percentile_95
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.reading.writing import as_markdown
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE

PASSAGES = 20_000
SECONDS = 6.0
"""For which questions are asked, before and during it."""


async def measure() -> Part:
    """Ask on the event loop, as the bot does, while articles are changed under it."""
    text = corpus(None)
    questions = text.questions[:100]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for article in text.articles(PASSAGES):
            (folder / f"{article.id}.md").write_text(as_markdown(article), encoding="utf-8")
        _write_versioned(folder, 0)
        library = Library(folder, read_file)
        await (watch := Watch(library)).look()
        quiet = await _asked(library, questions, lambda: None)
        watching = asyncio.create_task(watch.keep())
        stop = threading.Event()
        changing = threading.Thread(target=_keep_changing, args=(folder, stop))
        changing.start()
        versions: list[set[str]] = []
        busy = await _asked(library, questions, lambda: versions.append(_versions(library)))
        stop.set()
        changing.join()
        watching.cancel()
    mixed = sum(len(found) > 1 for found in versions)
    different = len(set().union(*versions))
    return [
        Found(
            f"Reindex under load: {PASSAGES:,} passages, an article changed every 0.6 s",
            "95 % during ≤ 10 × before; stalls < 100 ms",
            f"answers, 95 %: {1000 * percentile_95(quiet[0]):.1f} ms before, "
            f"{1000 * percentile_95(busy[0]):.1f} ms during; longest stall of the event loop "
            f"{1000 * max(quiet[1]):.0f} ms before, {1000 * max(busy[1]):.0f} ms during",
            percentile_95(busy[0]) < 10 * percentile_95(quiet[0]) and max(busy[1]) < 0.1,
        ),
        Found(
            "Answers that mix two versions of an article",
            "0",
            f"{mixed} of {len(versions)} answers, in which {different} versions were quoted",
            not mixed and different > 1,
        ),
    ]


def _write_versioned(folder: Path, version: int) -> None:
    name = "".join(string.ascii_lowercase[int(digit)] for digit in str(version))
    passages = [
        f"The zanquor festival of {place} is opened by version {name} of the drum, at dawn. "
        + f"The people of {place} come in boats and on foot, and stay for the night. " * 6
        for place in ("Ostvik", "Drumness", "Skerrin")
    ]
    article = replace(BRIDGE, title="Festivals", url="", text="\n\n".join(map(str.strip, passages)))
    draft = folder / ".draft"
    draft.write_text(as_markdown(article), encoding="utf-8")
    draft.replace(folder / "festivals.md")


def _keep_changing(folder: Path, stop: threading.Event) -> None:
    version = 0
    while not stop.wait(0.6):
        version += 1
        _write_versioned(folder, version)


def _versions(library: Library) -> set[str]:
    """The versions that one answer quotes."""
    answer = library.index.answer("Which drum opens the zanquor festival?")
    assert len(answer.quotes) == 3, "the festivals were not found"
    return {quote.text.split(" version ")[1].split()[0] for quote in answer.quotes}


async def _asked(
    library: Library, questions: tuple[str, ...], between: Callable[[], None]
) -> tuple[list[float], list[float]]:
    """Seconds from the moment a question is due to its answer, and of each stall beside."""
    times: list[float] = []
    stalls: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        due = time.perf_counter() + 0.01
        await asyncio.sleep(0.01)
        stalls.append(time.perf_counter() - due)
        library.index.answer(questions[len(times) % len(questions)])
        times.append(time.perf_counter() - due)
        between()
    return times, stalls
