"""Faults and attacks, each with the figure that shows how the bot stands them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, or one attack: what is promised, what was measured, and whether that holds."""

    what: str
    promise: str
    measured: str
    holds: bool
