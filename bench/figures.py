"""Figures: measured in a process of their own, and told in a table of Markdown."""

import asyncio
import os
import resource
import statistics
import sys
import time
import tomllib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from functools import wraps
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
HERE = Path(__file__).parent


def processes(count: int | None) -> ProcessPoolExecutor:
    """So many new processes, in which functions can be called."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def apart(measure: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """What a function gives in a new process; raises BrokenProcessPool if that dies."""
    with processes(1) as process:
        return process.submit(measure, *arguments, **options).result()


def announced(measure: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """The same; says on standard error what is measured, and how long it took."""
    print(measure.__module__, measure.__name__, *arguments, end=" … ", file=sys.stderr, flush=True)
    started = time.perf_counter()
    result = apart(measure, *arguments, **options)
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    return result


def blocking(measure: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, T]:
    """A coroutine function as one that gives its result, so that a process can run it."""

    @wraps(measure)
    def run(*arguments: P.args, **options: P.kwargs) -> T:
        return asyncio.run(measure(*arguments, **options))

    return run


@asynccontextmanager
async def stalls() -> AsyncIterator[list[float]]:
    """For how many seconds the event loop did other things, told each millisecond meanwhile."""
    found: list[float] = []

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.001
            await asyncio.sleep(0.001)
            found.append(time.perf_counter() - due)

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)  # so that it has begun
    try:
        yield found
        await asyncio.sleep(0.001)  # so that it sees what the last step took
    finally:
        watching.cancel()


def toml(name: str) -> dict[str, Any]:
    """What stands in a file beside this one."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def write(name: str, lines: Iterable[str]) -> None:
    """Write a page of figures beside this file, and print it."""
    text = "\n".join(lines) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")
    print(text, end="")


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


def ms(seconds: float, digits: int = 0) -> str:
    """Seconds, told as milliseconds."""
    return f"{1000 * seconds:.{digits}f} ms"


def share(values: Iterable[bool], unit: str = "") -> str:
    """How many of these, at least one, hold, in per cent."""
    held = list(values)
    return f"{100 * sum(held) / len(held):.1f}{unit} of {len(held)}"


def tick(holds: bool) -> str:
    """Whether a goal is reached."""
    return "✓" if holds else "✗"
