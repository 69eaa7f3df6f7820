"""Writes bench/faults.md: what goes wrong or is attacked, and the figure that shows what holds.

    python -m bench.faults [--soak SECONDS]

Only this machine is spoken to, and only processes that it has started are ended. What is a yes or
no is no figure, and is tested instead.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.apart import apart
from bench.faults import files, folder, moderating, questions, soak
from bench.faults.found import Part, summary

INTRO = """# Faults and attacks

Written by `python -m bench.faults`; not to be edited. Each row is a fault or an attack, what is
promised, and what was measured; ✗ marks what does not hold. Telegram and its people are the tests'
own, on one machine that may have been busy with other work. What HTTP faults do to answers is in
[load.md](load.md)."""
MEASURES: dict[str, list[Callable[[], Part]]] = {
    "The articles' folder": [
        folder.half_files,
        folder.reindexing,
        folder.idling,
        folder.kills,
    ],
    "Hostile files": [files.hostile],
    "Slow questions and floods": [questions.slow, questions.waits, questions.floods],
    "A moderator, and everybody else": [moderating.stalls],
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.faults")
    parser.add_argument("--soak", metavar="SECONDS", type=int, default=0, help="600 in faults.md")
    soaking = parser.parse_args().soak
    parts = {
        title: [row for measure in measures for row in _measured(measure)]
        for title, measures in MEASURES.items()
    }
    if soaking:
        parts["Soak"] = _measured(soak.soaked, soaking)
    text = "\n".join(_lines(parts)) + "\n"
    Path(__file__).parents[1].joinpath("faults.md").write_text(text, encoding="utf-8")
    print(text)


def _measured(measure: Callable[..., Part], *arguments: int) -> Part:
    """What a measure finds in a process of its own; says how long it took."""
    print(f"{measure.__module__}.{measure.__name__} …", end=" ", file=sys.stderr, flush=True)
    started = time.perf_counter()
    part = apart(measure, *arguments)
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    return part


def _lines(parts: dict[str, Part]) -> Iterator[str]:
    found = [each for part in parts.values() for each in part]
    broken = [each.what for each in found if not each.holds]
    yield INTRO
    yield f"\n{date.today().isoformat()}: {len(found) - len(broken)} of {len(found)} hold."
    yield from (f"- ✗ {what}" for what in broken)
    for title, part in parts.items():
        yield from ("", f"## {title}", "", *summary(part))


if __name__ == "__main__":
    main()
