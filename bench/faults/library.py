"""Faults of the articles' folder: several writers, half files, and questions meanwhile."""

import asyncio
import resource
import string
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import corpus
from bench.faults.found import Found, Part, percentile_95
from bot.chat.watching import Watch
from bot.keeping.disk import create_file
from bot.reading.files import read_file
from bot.reading.writing import as_markdown
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE
from tests.keeping.test_disk import adding, written

ADDED = 50
PASSAGES = 20_000
SECONDS = 6.0
"""For which questions are asked, before and during each reindexing."""


def measure() -> Part:
    """What happens to articles, and to who asks."""
    return [
        _killed(),
        _power_cut(),
        _two_writers(),
        *(_half_files(pause) for pause in (0.05, 1.0)),
        asyncio.run(_lost_events()),
        _huge(),
        *asyncio.run(_reindexed()),
    ]


def _killed() -> Found:
    return Found(
        "kill -9 while adding",
        "damaged libraries: 0",
        "measured apart, by `python -m bench.kill` (200 kills; it ends with status 1 otherwise)",
        holds=True,
    )


def _huge() -> Found:
    return Found(
        "Huge library",
        "seconds to start, memory, median and 95 % by size",
        "measured apart: [speed.md](speed.md)",
        holds=True,
    )


def _power_cut() -> Found:
    """Watch the calls to the system in their order."""
    calls: list[str] = []

    def note(_: object, event: str, called: object) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in ("fsync", "link", "rename", "replace"):
            calls.append(name)

    with TemporaryDirectory() as name:
        sys.setprofile(note)
        create_file(Path(name) / "a.md", b"A text.")
        sys.setprofile(None)
    return Found(
        "Power cut",
        "file synced, then named, then the folder synced",
        " → ".join(calls),
        calls == ["fsync", "link", "fsync"],
    )


def _two_writers() -> Found:
    with TemporaryDirectory() as name:
        root = Path(name)
        half = ADDED // 2
        inboxes = [written(root / "one", range(half)), written(root / "two", range(half, ADDED))]
        folder = root / "knowledge"
        folder.mkdir()
        # Two with articles of their own, and one with some of both.
        runs = [adding(folder, *sources) for sources in (*inboxes, inboxes[0][:5] + inboxes[1][:5])]
        told = [run.communicate() for run in runs]
        errors = "".join(stderr for _, stderr in told)
        whole = sum(read_file(path).text.count("Report") == 200 for path in folder.iterdir())
    added = sum(out.count("\nAdded ") for out, _ in told)
    rightly = errors.count("word for word, as") + errors.count("Somebody else")
    wrongly = ADDED + 10 - added - rightly
    return Found(
        "Two writers at once, and a third with ten of the same",
        f"{ADDED} whole articles of {ADDED}; refused for no reason: 0",
        f"{whole} whole of {ADDED}; refused as being there already: {rightly}; "
        f"refused for no reason: {wrongly}",
        whole == added == ADDED and not wrongly,
    )


def _half_files(pause: float) -> Found:
    """Files are copied into the folder piece by piece while it is watched."""
    pieces = 10 if pause < 1 else 3
    sentence = "The council of Ostvik closed the old harbour bridge until the spring.\n\n"
    text = (sentence * 50 * pieces).strip()
    size = -(-len(text) // pieces)
    with TemporaryDirectory() as name:
        library = Library(Path(name), read_file)
        seen, delays = asyncio.run(
            _copied(library, [text[i : i + size] for i in range(0, len(text), size)], pause)
        )
    partial = sum(found != text for found in seen)
    return Found(
        f"File read while it is being written, {1000 * pause:.0f} ms between two pieces",
        "partial texts seen: 0; full text within 2 s",
        f"partial texts seen: {partial} of {len(delays)} files; full text at most "
        f"{max(delays):.2f} s after the last piece",
        not partial and max(delays) < 2,
    )


async def _copied(
    library: Library, pieces: list[str], pause: float
) -> tuple[set[str], list[float]]:
    """All texts that were ever answered from, and the seconds until each was the full one."""
    await (watch := Watch(library)).look()
    watching = asyncio.create_task(watch.keep())
    seen: set[str] = set()
    delays = []
    for number in range(5):
        path = library.folder / f"{number}.txt"
        with path.open("w", encoding="utf-8") as file:
            for piece in pieces:
                file.write(piece)
                file.flush()
                await asyncio.sleep(pause)
                seen.update(article.text for article in library.index.articles)
        closed = time.perf_counter()
        full = "".join(pieces).strip()
        while not any(a.id == path.name and a.text == full for a in library.index.articles):
            await asyncio.sleep(0.01)
            seen.update(article.text for article in library.index.articles)
            if time.perf_counter() > closed + 10:
                break
        delays.append(time.perf_counter() - closed)
    watching.cancel()
    return seen, delays


async def _lost_events() -> Found:
    with TemporaryDirectory() as name:
        library = Library(Path(name), read_file)
        watching = asyncio.create_task(Watch(library).keep())
        for number in range(1000):
            article = replace(BRIDGE, title=f"Report {number}")
            (Path(name) / f"{number}.md").write_text(as_markdown(article), encoding="utf-8")
        started = time.perf_counter()
        # Nothing tells of a new index.
        while len(library.index.articles) < 1000 and time.perf_counter() < started + 60:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        seconds = time.perf_counter() - started
        before = resource.getrusage(resource.RUSAGE_SELF)
        await asyncio.sleep(4)
        after = resource.getrusage(resource.RUSAGE_SELF)
        watching.cancel()
    missed = 1000 - len(library.index.articles)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Found(
        "Lost file events: 1,000 files at once (the folder is looked at, no events are needed)",
        "files missed after 60 s: 0; CPU when idle told",
        f"files missed: {missed} (all there after {seconds:.1f} s); CPU when idle: "
        f"{100 * used / 4:.1f} % of one core",
        not missed,
    )


async def _reindexed() -> list[Found]:
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
