"""Samples: a few of many, the same ones in every run."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = 20240131


def sample(whole: Sequence[T], most: int) -> tuple[T, ...]:
    """So many of them at random; all if there are no more."""
    if len(whole) <= most:
        return tuple(whole)
    return tuple(random.Random(SEED).sample(whole, most))
