"""Confidence: how sure it is that the first quote answers the question."""

import math
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np

from bot.search.answers import Verdict
from bot.search.ranking.query import Query
from bot.search.ranking.reranker import Reranked
from bot.search.ranking.weights import ANSWERED, NOT_TOLD, UNSURE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the first hit. Shares are from 0 to 1; a term weighs its idf."""

    held: float
    """The share of the question's terms that stand in the passage, each counting the same."""
    grams: float
    """The share of the weight of the question's 4-grams that stand in the best sentence.

    A group has no 4-grams, but stands or does not."""
    pairs: float
    """The share of the weight of its neighbouring words that are neighbours in the passage."""
    names_missing: float
    """The share of the question's weight in names and numbers that the passage does not cover."""
    unknown: float
    """The share of the question's weight in terms that no passage holds."""
    score: float
    """The logarithm of 1 + the score for each unit of weight."""
    terms: float
    """The logarithm of 1 + the number of the question's terms."""


_values = attrgetter(*(field.name for field in fields(Evidence)))

BIAS = -9.1
WEIGHTS = Evidence(
    held=2.8, grams=1.3, pairs=1.0, names_missing=-2.75, unknown=1.6, score=4.6, terms=1.5
)
"""Found by `python -m bench.tune SETS` too: logistic regression, each kind of question alike."""


def evidence(query: Query, reranked: Reranked, first: int, score: float) -> Evidence:
    """What speaks for one of the passages looked at, given by its place, whose score is given."""
    weight, words = float(query.weights.sum()), len(query.sizes)
    missing = 1.0 - reranked.covered[first]
    held = reranked.held[first]
    of_words = float(query.weights[:words].sum() * reranked.grams[first]) / (query.gram_weight or 1)
    of_groups = float(held[words:] @ query.weights[words:])
    return Evidence(
        held=float((held == 1.0).mean()),
        grams=(of_words + of_groups) / weight,
        pairs=float(reranked.pairs[first]) / (float(query.pair_weights.sum()) or 1.0),
        names_missing=float(missing @ (query.weights * query.names)) / weight,
        unknown=float(query.weights[len(query.terms) : words].sum()) / weight,
        score=math.log1p(score / weight),
        terms=math.log1p(len(query.weights)),
    )


def is_told(query: Query, reranked: Reranked, first: int, *, names_tell: bool) -> bool:
    """Whether a passage covers any of the question's words besides names, numbers and guesses.

    A passage that only names the same people hardly tells what is asked about them, and a guess at
    a short word may be another word. Where a question consists of names ("President of Iran"), the
    passage has to cover all that some passage holds. With `names_tell`, names are words like any.
    """
    covered = np.where(query.guesses, 0.0, reranked.covered[first])
    others = covered if names_tell else covered[~query.names]
    held = np.delete(covered, slice(len(query.terms), len(query.sizes)))
    return bool(others.any() if len(others) else held.all())


def confidence(evidence: Evidence, *, told: bool) -> float:
    """From 0 to 1, by logistic regression; at most `NOT_TOLD` where `is_told` says no."""
    # Not astuple, which copies deeply and takes longer than all the rest.
    total = BIAS + sum(w * v for w, v in zip(_values(WEIGHTS), _values(evidence), strict=True))
    sure = round(1 / (1 + math.exp(-total)), 4)
    return sure if told else min(sure, NOT_TOLD)


def verdict(sure: float) -> Verdict:
    """The verdict that a confidence stands for."""
    if sure >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.UNSURE if sure >= UNSURE else Verdict.UNANSWERED
