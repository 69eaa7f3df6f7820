"""Confidences: the regression fitted to cases anew, and what it tells, beside the present one."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields

import numpy as np

from bench.cases import Kind, SetCases
from bench.figures import table
from bot.measuring.evaluation import area_under_curve
from bot.search.ranking.bm25 import Floats
from bot.search.ranking.confidence import BIAS, WEIGHTS, Evidence
from bot.search.ranking.weights import ANSWERED, UNSURE

THRESHOLDS = sorted({0.02, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.5, ANSWERED, UNSURE})
NAMES = [field.name for field in fields(Evidence)]
PRESENT = np.array([BIAS, *astuple(WEIGHTS)])
ANSWERABLE = {Kind.LIBRARY, Kind.ALONE, Kind.KEYWORDS}
"""Kinds whose answerable questions are counted; of the others, there are none."""
CONTRASTS = (
    ("asked elsewhere", Kind.ALONE, Kind.OTHER),
    ("article gone", Kind.LIBRARY, Kind.WITHOUT),
    ("words", Kind.KEYWORDS, Kind.OTHER_KEYWORDS),
    ("unanswerable, all articles", Kind.LIBRARY, Kind.LIBRARY),
    ("unanswerable, alone", Kind.ALONE, Kind.ALONE),
)
"""What is told apart: answerable questions of the first kind, and others of the second."""
RIDGE = 1.0
"""How far coefficients are held back; hardly, with thousands of rows."""
_STEPS = 100
_CLOSE_ENOUGH = 1e-8


def confidence_tables(sets: Sequence[SetCases]) -> Iterator[str]:
    """The fitted coefficients, how well they tell apart, and what thresholds would come to."""
    fitted = _fit(sets)
    yield "\n## Confidence\n"
    yield "To paste; behind each, what it is now.\n"
    yield from _pasted(fitted)
    yield "\nArea under the curve: fitted / fitted to sets of other articles / now.\n"
    heads = ["set", *(label for label, _, _ in CONTRASTS)]
    yield from table(heads, [_areas(asked, fitted, sets) for asked in sets])
    yield "\nPer cent on the right side of a threshold, the mean of all sets and the least: of"
    yield "answerable questions those at or above it, of others those below."
    for title, found in (("fitted", fitted), ("now", PRESENT)):
        yield ""
        heads = [title, *(f"{'✓' if kind in ANSWERABLE else '✗'} {kind}" for kind in Kind)]
        yield from table(heads, _shares(found, sets))


def _fit(sets: Sequence[SetCases]) -> Floats:
    """The bias and the coefficients; each kind of question of each set counts the same."""
    groups = [
        (answerable, rows[~np.isnan(rows).any(axis=1)])
        for asked in sets
        for kind in Kind
        for answerable in (True, False)
        if len(rows := _evidence(asked, kind, answerable))
    ]
    labels = np.concatenate([np.full(len(rows), float(label)) for label, rows in groups])
    weights = np.concatenate([np.full(len(rows), 1 / max(1, len(rows))) for _, rows in groups])
    for label in (0.0, 1.0):
        weights[labels == label] *= len(labels) / 2 / weights[labels == label].sum()
    return fit(np.concatenate([rows for _, rows in groups]), labels, weights)


def _evidence(asked: SetCases, kind: Kind, answerable: bool) -> Floats:
    """A row for each question; NaN where nothing was found."""
    nothing = [np.nan] * len(NAMES)
    rows = [
        astuple(case.evidence) if case.evidence else nothing
        for case in asked.cases
        if (case.kind, case.answerable) == (kind, answerable)
    ]
    return np.array(rows, float).reshape(-1, len(NAMES))


def _confidences(found: Floats, asked: SetCases, kind: Kind, answerable: bool) -> Floats:
    return np.nan_to_num(sigmoid(_evidence(asked, kind, answerable) @ found[1:] + found[0]))


def _pasted(fitted: Floats) -> Iterator[str]:
    yield f"BIAS = {fitted[0]:.2f}  # {BIAS:g}"
    yield "WEIGHTS = Evidence("
    for name, new, now in zip(NAMES, fitted[1:], PRESENT[1:], strict=True):
        yield f"    {name}={new:.2f},  # {now:g}"
    yield ")"


def _areas(asked: SetCases, fitted: Floats, sets: Sequence[SetCases]) -> list[str]:
    apart = [other for other in sets if not other.articles & asked.articles]
    regressions = [fitted, _fit(apart), PRESENT] if apart else [fitted, PRESENT]
    cells = [asked.name]
    for _, positive, negative in CONTRASTS:
        areas = [
            area_under_curve(
                _confidences(found, asked, positive, True).tolist(),
                _confidences(found, asked, negative, False).tolist(),
            )
            for found in regressions
        ]
        cells.append(" / ".join(f"{area:.3f}" for area in areas if area is not None) or "–")
    return cells


def _shares(found: Floats, sets: Sequence[SetCases]) -> Iterator[list[str]]:
    """A row for each threshold."""
    sure = [
        [_confidences(found, asked, kind, kind in ANSWERABLE) for asked in sets] for kind in Kind
    ]
    for threshold in THRESHOLDS:
        cells = [f"{threshold:g}"]
        for kind, of_sets in zip(Kind, sure, strict=True):
            right = [
                float(np.mean((values >= threshold) == (kind in ANSWERABLE)))
                for values in of_sets
                if len(values)
            ]
            cells.append(f"{100 * np.mean(right):.1f} ({100 * min(right):.0f})" if right else "–")
        yield cells


def fit(values: Floats, labels: Floats, weights: Floats) -> Floats:
    """The bias, then a coefficient for each column of the values.

    There is a row, a label (0 or 1) and a weight for each observation.
    """
    columns = np.column_stack((np.ones(len(values)), values))
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        expected = sigmoid(columns @ found)
        slope = columns.T @ (weights * (labels - expected)) - ridge @ found
        bend = (columns.T * (weights * expected * (1 - expected))) @ columns + ridge
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < _CLOSE_ENOUGH:
            break
    return found


def sigmoid(values: Floats) -> Floats:
    """The chance for each sum of evidence."""
    return 1 / (1 + np.exp(-values))
