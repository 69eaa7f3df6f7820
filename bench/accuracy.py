"""Writes bench/accuracy.md: the figures of all sets in a folder, beside goals and other engines.

    python -m bench.accuracy FOLDER

Each folder in FOLDER that holds a questions.jsonl is a set; see `article-bot eval --help`.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.corpus import of_sets
from bench.figures import HERE, table, write
from bot.measuring.evaluation import COUNTS, Evaluation, evaluate, evaluate_single
from bot.measuring.holes import evaluate_holes
from bot.measuring.question_sets import read_set
from bot.search.index import Index

RANKING = ("quote@1", "quote@3", "best@1")
DECLINING = ("answered", "refused", "auc", "words")
KINDS = ("swapped", "abbreviated")
HOLES = (
    "answered",
    "claimed",
    "silent",
    "auc",
    *(f"{k}{c}" for k in KINDS for c in ("", " claimed")),
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

Values = Mapping[str, float]
"""Figures by their names, as they stand in tables: shares in per cent."""


def main() -> None:
    known = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))
    library, single, holes = zip(*of_sets(_measured, Path(sys.argv[1])), strict=True)
    lines = [INTRO, LIBRARY, *_ours(library, known["library"], DECLINING)]
    lines += [SINGLE, *_ours(single, known["single"], DECLINING + ELSEWHERE)]
    lines += [HOLE, *_holes(holes, known["holes"]["every"])]
    lines += [PEERS, *_beside(library, known["peers"])]
    lines += ["", (HERE / "tried.md").read_text(encoding="utf-8").rstrip()]
    write("accuracy.md", lines)


def _measured(folder: Path) -> tuple[Evaluation, Evaluation, Evaluation]:
    asked = read_set(folder)
    print(asked.name, file=sys.stderr)
    library = evaluate(asked, Index.of(asked.articles))
    return library, evaluate_single(asked), evaluate_holes(asked)


def _holes(found: Sequence[Evaluation], goal: Values) -> Iterator[str]:
    """A table of what is claimed though it is not there, and the mean beside the goals."""
    told = [(evaluation.name, evaluation.questions, _values(evaluation)) for evaluation in found]
    means = {name: _mean(name, told) for name in HOLES if name not in COUNTS}
    mean = {name: round(value, 3) for name, value in means.items() if value is not None}
    total = sum(questions for _, questions, _ in told)
    rows = [
        [name, str(questions), *(_cell(figure, values.get(figure)) for figure in HOLES), short]
        for name, questions, values, short in [
            *((*each, "") for each in told),
            ("mean", total, mean, _short_of(mean, goal)),
        ]
    ]
    goals = [_cell(figure, goal[figure]) if figure in goal else "" for figure in HOLES]
    return table(["set", "questions", *HOLES, "short of"], [*rows, ["goal", "", *goals, ""]])


def _mean(figure: str, told: Sequence[tuple[str, int, Values]]) -> float | None:
    kind = figure.removesuffix(" claimed")
    enough = [
        values[figure]
        for _, questions, values in told
        if (values.get(kind, 0) if kind in COUNTS else questions) >= FEW
    ]
    return sum(enough) / len(enough) if enough else None


def _ours(
    found: Sequence[Evaluation], goals: Mapping[str, Values], names: Sequence[str]
) -> Iterator[str]:
    """A table of our figures beside the goals."""
    rows = []
    for evaluation in found:
        values = _values(evaluation)
        goal = {**goals["every"], **goals.get(evaluation.name, {})}
        others = [_cell(name, values.get(name)) for name in names]
        row = [evaluation.name, str(evaluation.questions), _ranking(values), _ranking(goal)]
        rows.append([*row, *others, _short_of(values, goal)])
    return table(["set", "questions", " / ".join(RANKING), "goal", *names, "short of"], rows)


def _beside(
    found: Sequence[Evaluation], peers: Mapping[str, Mapping[str, Sequence[float]]]
) -> Iterator[str]:
    """A table of our ranking beside that of others."""
    rows = []
    for evaluation in found:
        reached = [peer.get(evaluation.name, ()) for peer in peers.values()]
        others = [_ranking(dict(zip(RANKING, figures, strict=False))) for figures in reached]
        rows.append([evaluation.name, _ranking(_values(evaluation)), *others])
    return table(["set", "ours", *peers], rows)


def _values(evaluation: Evaluation) -> Values:
    """The figures that are known, rounded as they are shown."""
    return {
        name: round(figure, 3) if _is_plain(name) else round(100 * figure, 1)
        for name, figure in evaluation.figures.items()
        if figure is not None
    }


def _short_of(values: Values, goal: Values) -> str:
    """The goals that are not reached; a tick if all are."""
    missed = []
    for name, wanted in goal.items():
        if name in values:
            gap = values[name] - wanted if name in AT_MOST else wanted - values[name]
            missed += [f"{name} ({_cell(name, gap)})"] if gap > 1e-9 else []
    return ", ".join(missed) or "✓"


def _ranking(values: Values) -> str:
    return " / ".join(_cell(name, values.get(name)) for name in RANKING) if values else "–"


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name in COUNTS else f"{value:.{3 if _is_plain(name) else 1}f}"


def _is_plain(name: str) -> bool:
    return name in COUNTS or name.endswith("auc")


if __name__ == "__main__":
    main()
