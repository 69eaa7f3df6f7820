"""Writes bench/accuracy.md: the figures of all sets in a folder, beside goals and other engines.

    python -m bench.accuracy FOLDER

Each folder in FOLDER that holds a questions.jsonl is a set; see `article-bot eval --help`.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.tables import table
from bot.measuring.evaluation import Evaluation, evaluate, evaluate_single
from bot.measuring.question_sets import read_set
from bot.search.library import Index

HERE = Path(__file__).parent
RANKING = ("quote@1", "quote@3", "best@1")
DECLINING = ("answered", "refused", "auc", "words")
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
PEERS = """
## Beside others, in one library

Others rank the sets' own paragraphs, so that their segmentation is given to them.
"""

Values = Mapping[str, float]
"""Figures by their names, as they stand in tables: shares in per cent."""


def main() -> None:
    known = tomllib.loads((HERE / "goals.toml").read_text(encoding="utf-8"))
    sets = [read_set(path.parent) for path in sorted(Path(sys.argv[1]).glob("*/questions.jsonl"))]
    library, single = [], []
    for asked in sets:
        print(asked.name, file=sys.stderr)
        library.append(evaluate(asked, Index.of(asked.articles), _nothing))
        single.append(evaluate_single(asked, _nothing))
    lines = [INTRO, LIBRARY, *_ours(library, known["library"], DECLINING)]
    lines += [SINGLE, *_ours(single, known["single"], DECLINING + ELSEWHERE)]
    lines += [PEERS, *_beside(library, known["peers"])]
    lines += ["", (HERE / "tried.md").read_text(encoding="utf-8").rstrip()]
    (HERE / "accuracy.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _ours(
    found: Sequence[Evaluation], goals: Mapping[str, Values], names: Sequence[str]
) -> Iterator[str]:
    """A table of our figures beside the goals."""
    rows = []
    for evaluation in found:
        values = _values(evaluation)
        goal = {**goals["every"], **goals.get(evaluation.name, {})}
        others = [_cell(name, values.get(name)) for name in names]
        row = [evaluation.name, str(len(evaluation.outcomes)), _ranking(values), _ranking(goal)]
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
            gap = values[name] - wanted if name == "words" else wanted - values[name]
            missed += [f"{name} ({_cell(name, gap)})"] if gap > 1e-9 else []
    return ", ".join(missed) or "✓"


def _ranking(values: Values) -> str:
    return " / ".join(_cell(name, values.get(name)) for name in RANKING) if values else "–"


def _cell(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name == "words" else f"{value:.{3 if _is_plain(name) else 1}f}"


def _is_plain(name: str) -> bool:
    return name == "words" or name.endswith("auc")


def _nothing() -> None:
    """Called after each question."""


if __name__ == "__main__":
    main()
