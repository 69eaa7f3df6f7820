"""Writes bench/speed.md: how fast the bot is, beside other engines, in one run on the same text.

    python -m bench.speed [FOLDER] [--large]

Text is drawn from the English question sets in FOLDER; without one it is made up. --large adds a
million passages, which takes a quarter of an hour and 8 GB of memory.
"""

import argparse
import os
import platform
import statistics
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench.corpus import PASSAGES_EACH
from bench.delays import AGAIN, FIRST, FTS5, TANTIVY, Changes, changes, cold_starts, from_shell
from bench.engines import ENGINES, OURS, Measured, engine
from bench.figures import announced, ms, table, tick, write

SIZES, LARGE = (100, 10_000, 100_000), 1_000_000
NORMAL, WATCHED = 100_000, 20_000
COLD = (1, 100, 1_000, 5_000)
"""Articles of which a new process is asked."""
PEER, TOO_SLOW = "tantivy", "rank-bm25"
LIBRARIES = ("numpy", "rank-bm25", "bm25s", "numba", "tantivy")
INTRO = """# Speed

Written by `python -m bench.speed FOLDER`; not to be edited. Each engine and size has a process of
its own. All index the same passages of about 100 words and are asked the same questions, one after
another. “Candidates” is what the bot's postings find (200 passages); “answer” is all of it:
analysis, ranking in all views, best sentence, confidence. Memory is what the process grew by, the
text included. Peers are asked for ten passages."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed")
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path)
    parser.add_argument("--large", action="store_true")
    typed = parser.parse_args()
    found = {
        size: {
            name: announced(engine, name, typed.folder, size)
            for name in ENGINES
            if not (size == LARGE and name == TOO_SLOW)
        }
        for size in (*SIZES, *([LARGE] if typed.large else []))
    }
    changed = announced(changes, typed.folder, WATCHED)
    cold = {count: announced(cold_starts, typed.folder, count) for count in COLD}
    lines = [INTRO, "", _machine(), "", *_goals(found, changed, from_shell(), cold)]
    lines += [line for size, engines in found.items() for line in _engines(size, engines)]
    lines += [*_cold(cold), *_further(changed)]
    write("speed.md", lines)


def _machine() -> str:
    info = Path("/proc/cpuinfo").read_text()
    model = next((li.split(": ")[1] for li in info.splitlines() if li.startswith("model name")), "")
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{date.today().isoformat()} · {os.cpu_count()} × {model} · Python "
        f"{platform.python_version()}, {libraries}"
    )


def _goals(
    found: dict[int, dict[str, Measured]],
    changed: Changes,
    asked: float,
    cold: dict[int, dict[str, float]],
) -> Iterator[str]:
    ours, peer = found[NORMAL][OURS], found[NORMAL][PEER]
    candidates, answer = ours.searches["candidates"], ours.searches["answer"]
    search = peer.searches["search"]
    rows = [
        ("candidates of 100,000 passages, median", candidates.median, 1.0, "ms"),
        ("the same, beside tantivy's whole search", candidates.median, search.median, "ms"),
        ("answer from 100,000 passages, median", answer.median, 2.0, "ms"),
        ("answer from 100,000 passages, 95th percentile", answer.percentile_95, 5.0, "ms"),
        ("memory for 100,000 passages", ours.memory, 400.0, "MB"),
        (f"one article of {changed.articles:,} changed", max(changed.seen), 1.0, "s"),
        ("`article-bot ask` from the shell", asked, 0.4, "s"),
        ("the same over 1,000 articles, again", cold[1_000][AGAIN], 2.5 * cold[1][AGAIN], "s"),
        ("the same over 5,000 articles, again", cold[5_000][AGAIN], 2.0, "s"),
    ]
    if LARGE in found:
        largest = found[LARGE][OURS].searches["answer"].median
        rows.append(("answer from 1,000,000 passages, median", largest, 10.0, "ms"))
    yield "## Goals\n"
    yield from table(
        ["what", "goal", "measured", ""],
        [
            (what, f"≤ {goal:.2f} {unit}", f"{value:.2f} {unit}", tick(value <= goal))
            for what, value, goal, unit in rows
        ],
    )


def _engines(size: int, engines: dict[str, Measured]) -> Iterator[str]:
    first = engines[OURS].searches["answer"].median
    yield f"\n## {size:,} passages ({engines[OURS].megabytes:.1f} MB)\n"
    yield from table(
        ["engine", "index, s", "MB/s", "memory, MB", "median, ms", "95 %, ms", "× our answer"],
        [
            (
                name if len(measured.searches) == 1 else f"{name}: {search}",
                f"{measured.build:.2f}",
                f"{measured.megabytes / measured.build:.1f}",
                f"{measured.memory:.0f}",
                f"{times.median:.3f}",
                f"{times.percentile_95:.3f}",
                f"{times.median / first:.2f}",
            )
            for name, measured in engines.items()
            for search, times in measured.searches.items()
        ],
    )
    if size == LARGE:
        yield f"\n{TOO_SLOW} walks every passage for every word of a question, and is left out."


def _cold(found: dict[int, dict[str, float]]) -> Iterator[str]:
    yield "\n## Cold start, s: a new process is asked one question\n"
    names = (FIRST, AGAIN, FTS5, TANTIVY)
    yield from table(
        ["articles", "passages", *names, "again, × a single article"],
        [
            (
                f"{count:,}",
                f"{count * PASSAGES_EACH:,}",
                *(f"{seconds[name]:.2f}" for name in names),
                f"{seconds[AGAIN] / found[COLD[0]][AGAIN]:.1f}",
            )
            for count, seconds in found.items()
        ],
    )


def _further(changed: Changes) -> Iterator[str]:
    seen, waits = changed.seen, changed.longest_wait
    size = f"{changed.articles:,} articles ({changed.passages:,} passages)"
    yield f"\n## A watched folder of {size}\n"
    yield f"- all read and indexed at the start: {changed.start:.1f} s"
    yield (
        f"- from a changed file to the first answer from it: median "
        f"{statistics.median(seen):.2f} s, at most {max(seen):.2f} s"
    )
    yield f"- longest wait of the event loop meanwhile: {ms(waits)}"


if __name__ == "__main__":
    main()
