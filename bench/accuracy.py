"""Writes bench/accuracy.md: the figures of all sets in a folder, beside goals and other engines.

    python -m bench.accuracy FOLDER

Each folder in FOLDER that holds a questions.jsonl is a set; see `article-bot eval --help`.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.corpus import of_sets
from bench.figures import HERE, table, tick, toml, write
from bot.measuring.evaluation import COUNTS, Evaluation, Figures, evaluate, evaluate_single, mean
from bot.measuring.holes import evaluate_holes
from bot.measuring.question_sets import read_set

RANKING = ("quote@1", "quote@3", "best@1")
DECLINING = ("answered", "refused", "auc", "words")
HOLES = (
    *("answered", "claimed", "silent", "auc"),
    *("swapped", "swapped claimed", "abbreviated", "abbreviated claimed"),
)
FEW = 20
"""A set with fewer questions of a kind says nothing about it, and is left out of the mean."""
ELSEWHERE = ("elsewhere auc", "elsewhere refused", "elsewhere unanswered")
INTRO = """# Accuracy

Written by `python -m bench.accuracy FOLDER`; not to be edited. `article-bot eval --help` explains
the figures: shares in per cent, auc from 0 to 1, words in the first quote. “Short of” names each
goal that is not reached, and by how much it is missed. The goals and the figures of others stand
in [goals.toml](goals.toml), with their source."""
LIBRARY = "\n## All articles of a set in one library\n"
SINGLE = """
## Each article a library of its own

“Elsewhere”: every question, asked of another article, the next of its set.
"""
HOLE = f"""
## What is not there

Each question asked of its article alone, whole and with all that answers it cut out; and questions
about another article with this one's names put in. `article-bot eval --help` explains the figures
of `--holes`. The mean is that of the sets with at least {FEW} such questions, each alike.
"""
AT_MOST = ("words", "claimed", "silent", "swapped claimed", "abbreviated claimed")
"""Figures that are to be small."""
PEERS = """
## Beside others, in one library

Others rank the sets' own paragraphs, so that their segmentation is given to them.
"""

Values = Mapping[str, float | None]
"""Figures by their names, rounded as they stand in tables: shares in per cent."""


def main() -> None:
    known = toml("goals.toml")
    library, single, holes = zip(*of_sets(_measured, Path(sys.argv[1])), strict=True)
    lines = [INTRO, LIBRARY, *_ours(library, known["library"], DECLINING)]
    lines += [SINGLE, *_ours(single, known["single"], DECLINING + ELSEWHERE)]
    lines += [HOLE, *_holes(holes, known["holes"]["every"])]
    lines += [PEERS, *_beside(library, known["peers"])]
    lines += ["", (HERE / "tried.md").read_text(encoding="utf-8").rstrip()]
    write("accuracy.md", lines)


def _measured(folder: Path) -> list[Evaluation]:
    asked = read_set(folder)
    print(asked.name, file=sys.stderr)
    found = (evaluate(asked), evaluate_single(asked), evaluate_holes(asked))
    return [replace(each, misses=(), figures=_rounded(each.figures)) for each in found]


def _rounded(figures: Figures) -> Figures:
    known = {name: figure for name, figure in figures.items() if figure is not None}
    return {
        name: round(figure, 3) if _is_plain(name) else round(100 * figure, 1)
        for name, figure in known.items()
    }


def _ours(
    found: Sequence[Evaluation], goals: Mapping[str, Values], names: Sequence[str]
) -> Iterator[str]:
    """A table of our figures beside the goals."""
    rows = []
    for asked in found:
        goal = {**goals["every"], **goals.get(asked.name, {})}
        row = [asked.name, str(asked.questions), _ranking(asked.figures), _ranking(goal)]
        rows.append([*row, *_cells(names, asked.figures), _short_of(asked.figures, goal)])
    return table(["set", "questions", " / ".join(RANKING), "goal", *names, "short of"], rows)


def _holes(found: Sequence[Evaluation], goal: Values) -> Iterator[str]:
    """A table of what is claimed though it is not there, and the mean beside the goals."""
    rows = [[each.name, str(each.questions), *_cells(HOLES, each.figures), ""] for each in found]
    whole = {name: _mean(name, found) for name in HOLES if name not in COUNTS}
    total = str(sum(each.questions for each in found))
    rows.append(["mean", total, *_cells(HOLES, whole), _short_of(whole, goal)])
    rows.append(["goal", "", *_cells(HOLES, goal, unknown=""), ""])
    return table(["set", "questions", *HOLES, "short of"], rows)


def _mean(name: str, found: Sequence[Evaluation]) -> float | None:
    """The mean of the sets with enough questions of this kind."""
    kind = name.removesuffix(" claimed")
    enough = (
        each.figures.get(name)
        for each in found
        if ((each.figures[kind] or 0) if kind in COUNTS else each.questions) >= FEW
    )
    whole = mean(figure for figure in enough if figure is not None)
    return None if whole is None else round(whole, 3)


def _beside(
    found: Sequence[Evaluation], peers: Mapping[str, Mapping[str, Sequence[float]]]
) -> Iterator[str]:
    """A table of our ranking beside that of others."""
    rows = []
    for asked in found:
        reached = [peer.get(asked.name, ()) for peer in peers.values()]
        others = [_ranking(dict(zip(RANKING, figures, strict=False))) for figures in reached]
        rows.append([asked.name, _ranking(asked.figures), *others])
    return table(["set", "ours", *peers], rows)


def _short_of(values: Values, goal: Values) -> str:
    """The goals that are not reached; a tick if all are."""
    missed = []
    for name, wanted in goal.items():
        value = values.get(name)
        if value is not None and wanted is not None:
            gap = value - wanted if name in AT_MOST else wanted - value
            missed += [f"{name} ({_cell(name, gap)})"] if gap > 1e-9 else []
    return ", ".join(missed) or tick(True)


def _ranking(values: Values) -> str:
    return " / ".join(_cells(RANKING, values)) if values else "–"


def _cells(names: Sequence[str], values: Values, unknown: str = "–") -> list[str]:
    known = ((name, values.get(name)) for name in names)
    return [unknown if value is None else _cell(name, value) for name, value in known]


def _cell(name: str, value: float) -> str:
    return f"{value:.0f}" if name in COUNTS else f"{value:.{3 if _is_plain(name) else 1}f}"


def _is_plain(name: str) -> bool:
    return name in COUNTS or name.endswith("auc")


if __name__ == "__main__":
    main()
