"""Figures: measured in a process of their own, and told in a table of Markdown."""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def apart(measure: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """What a function gives in a new process; raises BrokenProcessPool if that dies."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(measure, *arguments, **options).result()


def announced(measure: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """The same; says on standard error what is measured, and how long it took."""
    print(measure.__module__, measure.__name__, *arguments, end=" … ", file=sys.stderr, flush=True)
    started = time.perf_counter()
    result = apart(measure, *arguments, **options)
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    return result


def memory(process: int | str = "self") -> float:
    """Megabytes that a process holds, by its id."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def cpu_seconds(process: int) -> float:
    """Seconds that a process has computed so far, in all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 % of these, at least two, do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def tick(holds: bool) -> str:
    """Whether a goal is reached."""
    return "✓" if holds else "✗"
