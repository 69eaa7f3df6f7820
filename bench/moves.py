"""Moves: what a constant of bot/search/weights.py gives when it is another number."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench.samples import sample
from bot.measuring.evaluation import Figures, evaluate
from bot.measuring.question_sets import read_set
from bot.search import weights
from bot.search.library import Index

FACTORS = (0.7, 1.4)
QUESTIONS = 250
"""Of a set; each is asked once for every move."""
_NOT_OF_RANKING = {"ANSWERED", "UNSURE"}


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


def measure(folder: Path) -> list[Figures]:
    """The figures of a set, all its articles in one library: as it is, and after each move."""
    asked = read_set(folder)
    answerable = [question for question in asked.questions if question.answerable]
    asked = replace(asked, questions=sample(answerable, QUESTIONS))
    index = Index.of(asked.articles)
    found = [evaluate(asked, index, _nothing).figures]
    for move in moves():
        with moved(move):
            found.append(evaluate(asked, index, _nothing).figures)
    return found


@contextmanager
def moved(move: Move) -> Iterator[None]:
    """Make a move, and take it back.

    A constant that is imported by its name is one of each importing module's own; all are set.
    """
    before = getattr(weights, move.name)
    modules = [module for name, module in sys.modules.items() if name.startswith("bot.search.")]
    holders = [module for module in modules if vars(module).get(move.name) is before]
    try:
        for holder in holders:
            setattr(holder, move.name, move.value)
        yield
    finally:
        for holder in holders:
            setattr(holder, move.name, before)


def _tried(number: float) -> list[float]:
    """What a number is moved to; of a whole one, whole ones. Zero can't be moved."""
    digits = None if isinstance(number, int) else 3
    return [round(number * factor, digits) for factor in FACTORS if number]


def _nothing() -> None:
    """Called after each question."""
