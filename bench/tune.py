"""Prints what the constants of bot/search/weights.py and confidence.py ought to be.

    python -m bench.tune FOLDER [weights | confidence]

Each folder in FOLDER that holds a questions.jsonl is a set; all sets count alike. Constants are
not changed: whoever changes them weighs what is printed against simplicity and round numbers.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.cases import cases
from bench.confidences import confidence_tables
from bench.moves import measure, moves
from bench.tables import table
from bot.measuring.evaluation import Figures

RANKING = ("quote@1", "quote@3", "best@1")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.tune")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("part", nargs="?", choices=("weights", "confidence"))
    typed = parser.parse_args()
    folders = [path.parent for path in sorted(typed.folder.glob("*/questions.jsonl"))]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        if typed.part != "confidence":
            print("\n".join(weights_table(list(processes.map(measure, folders)))))
        if typed.part != "weights":
            print("\n".join(confidence_tables(list(processes.map(cases, folders)))))


def weights_table(sets: Sequence[Sequence[Figures]]) -> Iterator[str]:
    """What each move gives, from the figures of each set: as it is, then after each move."""
    yield "\n## Weights\n"
    yield "Per cent, the mean of all sets; behind it how many sets gain, how many lose, and the"
    yield "worst loss. One question of 250 is 0.4.\n"
    now = [f"{sum(_points(sets, 0, name)) / len(sets):.2f}" for name in RANKING]
    rows = [
        [f"{move.label} = {move.number:g}", *(_change(sets, place, name) for name in RANKING)]
        for place, move in enumerate(moves(), 1)
    ]
    yield from table(["constant", *RANKING], [["as they are", *now], *rows])


def _change(sets: Sequence[Sequence[Figures]], place: int, name: str) -> str:
    pairs = zip(_points(sets, place, name), _points(sets, 0, name), strict=True)
    gains = [after - before for after, before in pairs]
    up, down = (sum(sign * gain > 0 for gain in gains) for sign in (1, -1))
    return f"{sum(gains) / len(gains):+.2f} ({up} up, {down} down, {min(0.0, *gains):.1f})"


def _points(sets: Sequence[Sequence[Figures]], place: int, name: str) -> list[float]:
    """A figure of each set, in per cent."""
    return [100 * (figures[place][name] or 0.0) for figures in sets]


if __name__ == "__main__":
    main()
