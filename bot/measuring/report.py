"""The command `eval`: question sets are asked, and their figures printed."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.text import Text

from bot import wording
from bot.measuring.evaluation import (
    COUNTS,
    Evaluation,
    Outcome,
    best_sentence,
    evaluate,
    evaluate_single,
)
from bot.measuring.holes import evaluate_holes
from bot.measuring.question_sets import BadQuestionSet, read_own_questions, read_set
from bot.search.index import Index
from bot.terminal.display import console
from bot.terminal.streams import on_one_line, safe

_COLUMN = 2
"""Spaces between two columns."""
_WAYS = {None: (evaluate, 1), "single": (evaluate_single, 2), "holes": (evaluate_holes, 3)}
"""Ways of asking, and how often each then asks a question at most."""


def measure(paths: Sequence[Path], own: Callable[[], Index], way: str | None) -> list[Evaluation]:
    """Ask sets, and files of questions about the articles of `own`, with a progress bar.

    `way` is "single" for each article by itself, "holes" for that with and without what answers,
    None for all articles together. Raises `BadQuestionSet`.
    """
    files = [path for path in paths if not path.is_dir()]
    if files and way:
        raise BadQuestionSet(wording.ONE_BY_ONE.format(way=way, file=files[0]))
    sets = [read_own_questions(path) if path in files else read_set(path) for path in paths]
    index = own() if files else None
    ask, times = _WAYS[way]
    out = console(errors=True)
    with Progress(console=out, transient=True, disable=not out.is_terminal) as progress:
        task = progress.add_task("", total=times * sum(len(asked.questions) for asked in sets))
        tick = partial(progress.advance, task)
        return [
            ask(asked, tick) if asked.articles else evaluate(asked, tick, index) for asked in sets
        ]


def show(found: Sequence[Evaluation], most: int) -> None:
    """Print the figures, then at most `most` of each set's questions that went wrong."""
    out = console()
    _show_figures(out, found)
    for evaluation in found:
        for outcome in evaluation.misses[:most]:
            wanted = " / ".join(outcome.question.answers) or wording.NO_ANSWER_WANTED
            out.print()
            out.print(Text(safe(f"{evaluation.name}: {outcome.question.text}"), "bold"))
            out.print(Text(safe(wording.WANTED.format(wanted=wanted))))
            out.print(Text(safe(_quoted(outcome))))


def as_json(found: Iterable[Evaluation], most: int) -> str:
    """The figures on one line of JSON, with at most `most` misses of each set."""
    return on_one_line(
        [
            {"set": e.name, "questions": e.questions}
            | {name: None if v is None else round(v, 4) for name, v in e.figures.items()}
            | {"misses": [_miss_fields(outcome) for outcome in e.misses[:most]]}
            for e in found
        ]
    )


def _show_figures(out: Console, found: Sequence[Evaluation]) -> None:
    """Print a table: a row for each set, shares in per cent."""
    heads = [wording.SET, wording.QUESTIONS, *found[0].figures]
    rows = [
        [safe(e.name), str(e.questions), *(_shown(*figure) for figure in e.figures.items())]
        for e in found
    ]
    widths = [max(map(len, column)) + _COLUMN for column in zip(heads, *rows, strict=True)]
    for row, style in [(heads, "bold"), *((row, "") for row in rows)]:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        out.print(Text(row[0].ljust(widths[0]) + "".join(cells), style))


def _shown(name: str, figure: float | None) -> str:
    if figure is None:
        return "–"
    if name.endswith("auc"):
        return f"{figure:.3f}"
    return f"{figure:.0f}" if name in COUNTS else f"{100 * figure:.1f}"


def _quoted(outcome: Outcome) -> str:
    answer = outcome.answer
    if not answer.quotes:
        return wording.QUOTED_NOTHING
    quote = answer.quotes[0]
    return wording.QUOTED.format(
        quoted=quote.text,
        sentence=best_sentence(quote),
        credit=quote.article.credit,
        verdict=answer.verdict,
        confidence=answer.confidence,
    )


def _miss_fields(outcome: Outcome) -> dict[str, object]:
    question, answer = outcome.question, outcome.answer
    quote = answer.quotes[0] if answer.quotes else None
    return {
        "question": question.text,
        "article": question.article,
        "wanted": question.answers,
        "verdict": answer.verdict.value,
        "confidence": answer.confidence,
        "quoted_article": quote and quote.article.id,
        "quoted": quote and quote.text,
        "best_sentence": quote and best_sentence(quote),
    }
