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


Part = list[Found]
"""What a function that measures gives: faults in their order."""


def summary(part: Part) -> Iterator[str]:
    """The faults of a part as lines of Markdown."""
    yield from table(
        ["fault or attack", "promised", "measured", ""],
        [
            (found.what, found.promise, found.measured, "✓" if found.holds else "✗")
            for found in part
        ],
    )


def percentile_95(values: list[float]) -> float:
    """The value that 95 % of these do not exceed."""
    return sorted(values)[int(0.95 * (len(values) - 1))]
