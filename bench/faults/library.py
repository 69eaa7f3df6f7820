"""Faults of the articles' folder: several writers, half files, and questions meanwhile."""

import asyncio
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.found import Found, Part
from bot.keeping.disk import NotChanged, create_file
from bot.keeping.keeper import Keeper
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.reading.writing import as_markdown
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE
from tests.keeping.test_disk import adding, without_rights, written

ADDED = 50


def measure() -> Part:
    """What happens to articles, and to who asks."""
    return [
        _killed(),
        _power_cut(),
        _two_writers(),
        *(_half_files(pause) for pause in (0.05, 1.0)),
        asyncio.run(_lost_events()),
        _huge(),
        _read_only(),
        _no_folder(),
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


def _read_only() -> Found:
    """A folder that may be read but not written to, by somebody for whom modes count."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "knowledge"
        folder.mkdir()
        (folder / "bridge.md").write_text(as_markdown(BRIDGE), encoding="utf-8")
        Path(name).chmod(0o755)
        folder.chmod(0o555)
        said = "it was removed"
        with without_rights():
            library = Library(folder, read_file)
            library.refresh()
            quotes = len(library.index.answer("How much does the ferry cost?").quotes)
            try:
                Keeper(folder, Path(name) / "data").remove("bridge")
            except NotChanged as reason:
                said = str(reason)
        folder.chmod(0o755)
        kept = len(list(folder.iterdir()))
    return Found(
        "Read-only folder",
        "questions answered; the one thing that can't be done is named",
        f"answered with {quotes} quotes; to who removes: “{said}”; articles left: {kept} of 1",
        quotes > 0 and kept == 1,
    )


def _no_folder() -> Found:
    command = [sys.executable, "-m", "bot", "--knowledge", "/nowhere/at-all", "ask", "Why?"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return Found(
        "Folder that is not there, from the command line",
        "exit status 2 and one line",
        f"exit status {run.returncode}: “{run.stderr.strip()}”",
        run.returncode == 2 and len(run.stderr.splitlines()) == 1,
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
