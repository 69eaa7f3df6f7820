"""What was found: a fault or attack, what was promised, and what was measured."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.tables import table


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, or one attack."""

    what: str
    promise: str
    measured: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Details:
    """A table of single cases; the cells are text, not Markdown."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = list[Found | Details]
"""What a function that measures gives: faults in their order, and cases behind them."""


def summary(part: Part) -> Iterator[str]:
    """The faults of a part as lines of Markdown."""
    yield from table(
        ["fault or attack", "promised", "measured", ""],
        [
            (found.what, found.promise, found.measured, "✓" if found.holds else "✗")
            for found in part
            if isinstance(found, Found)
        ],
    )


def cases(part: Part) -> Iterator[str]:
    """The single cases of a part as lines of Markdown."""
    for details in part:
        if isinstance(details, Details):
            yield from ("", f"### {details.title}", "")
            yield from table(details.heads, [tuple(map(_cell, row)) for row in details.rows])


def percentile_95(values: list[float]) -> float:
    """The value that 95 % of these do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _cell(text: str) -> str:
    shown = text if text.isprintable() else repr(text)[1:-1]
    return shown.replace("|", "\\|")
