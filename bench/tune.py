"""Prints what the constants of bot/search/ranking/weights.py and confidence.py ought to be.

    python -m bench.tune FOLDER [weights | confidence]

Each folder in FOLDER that holds a questions.jsonl is a set; all sets count alike. Constants are
not changed: whoever changes them weighs what is printed against simplicity and round numbers.

A move is what a constant gives when it is another number.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import numpy as np

from bench.accuracy import RANKING
from bench.confidence import cases, confidence_tables
from bench.corpus import of_sets, sample
from bench.figures import table
from bot.measuring.evaluation import Figures, evaluate
from bot.measuring.question_sets import read_set
from bot.search.index import Index
from bot.search.ranking import weights
from bot.search.ranking.bm25 import Floats

FACTORS = (0.7, 1.4)
QUESTIONS = 250
"""Of a set; each is asked once for every move."""
_NOT_OF_RANKING = {"ANSWERED", "NOT_TOLD", "UNSURE"}


@dataclass(frozen=True, slots=True)
class Move:
    """A constant as it would be."""

    label: str
    """Its name; with the key, where it is an entry of a dict."""
    name: str
    number: float
    """The number that is tried."""
    value: object
    """What the constant then is."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.tune")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("part", nargs="?", choices=("weights", "confidence"))
    typed = parser.parse_args()
    if typed.part != "confidence":
        print("\n".join(weights_table(of_sets(measure, typed.folder))))
    if typed.part != "weights":
        print("\n".join(confidence_tables(of_sets(cases, typed.folder))))


def weights_table(sets: Sequence[Sequence[Figures]]) -> Iterator[str]:
    """What each move gives, from the figures of each set: as it is, then after each move."""
    yield "\n## Weights\n"
    yield "Per cent, the mean of all sets; behind it how many sets gain, how many lose, and the"
    yield "worst loss. One question of 250 is 0.4.\n"
    points = 100 * np.array([[[f[name] or 0.0 for name in RANKING] for f in each] for each in sets])
    now, gains = points[:, 0], points[:, 1:] - points[:, :1]
    rows = [["as they are", *(f"{mean:.2f}" for mean in now.mean(axis=0))]]
    for place, move in enumerate(moves()):
        rows.append([f"{move.label} = {move.number:g}", *map(_change, gains[:, place].T)])
    yield from table(["constant", *RANKING], rows)


def _change(gains: Floats) -> str:
    up, down = (gains > 0).sum(), (gains < 0).sum()
    return f"{gains.mean():+.2f} ({up} up, {down} down, {min(0.0, *gains):.1f})"


def moves() -> list[Move]:
    """Each constant that ranking depends on, times each of the factors."""
    found: list[Move] = []
    for name, value in vars(weights).items():
        if not name.isupper() or name in _NOT_OF_RANKING:
            continue
        if isinstance(value, dict):
            for key, number in value.items():
                found += [Move(f"{name} {key}", name, n, {**value, key: n}) for n in _tried(number)]
        else:
            found += [Move(name, name, n, n) for n in _tried(value)]
    return found


def _tried(number: float) -> list[float]:
    """What a number is moved to; of a whole one, whole ones. Zero can't be moved."""
    digits = None if isinstance(number, int) else 3
    return [round(number * factor, digits) for factor in FACTORS if number]


def measure(folder: Path) -> list[Figures]:
    """The figures of a set, all its articles in one library: as it is, and after each move."""
    asked = read_set(folder)
    answerable = [question for question in asked.questions if question.answerable]
    asked = replace(asked, questions=tuple(sample(answerable, QUESTIONS)))
    index = Index.of(asked.articles)
    found = [evaluate(asked, index=index).figures]
    for move in moves():
        with moved(move):
            found.append(evaluate(asked, index=index).figures)
    return found


@contextmanager
def moved(move: Move) -> Iterator[None]:
    """Make a move, and take it back.

    A constant that is imported by its name is one of each importing module's own; all are set.
    """
    before = getattr(weights, move.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("bot.search.")]
    holders = [module for module in modules if vars(module).get(move.name) is before]
    with ExitStack() as patches:
        for holder in holders:
            patches.enter_context(mock.patch.object(holder, move.name, move.value))
        yield


if __name__ == "__main__":
    main()
