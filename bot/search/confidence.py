"""Confidence: how sure it is that the first quote answers the question."""

import math
from dataclasses import astuple, dataclass

from bot.search.answers import Verdict
from bot.search.query import Query
from bot.search.reranker import Reranked
from bot.search.weights import ANSWERED, UNSURE


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the first hit. Shares are from 0 to 1; a term weighs its idf."""

    held: float
    """The share of the question's terms that stand in the passage, each counting the same."""
    grams: float
    """The share of the weight of the question's 4-grams that stand in the best sentence."""
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


BIAS = -9.1
WEIGHTS = Evidence(
    held=2.8, grams=1.3, pairs=1.0, names_missing=-2.75, unknown=1.6, score=4.6, terms=1.5
)
"""Found by `python -m bench.tune SETS` too: logistic regression, each kind of question alike."""


def evidence(query: Query, reranked: Reranked, first: int, score: float) -> Evidence:
    """What speaks for one of the passages looked at, whose score is given."""
    weight = float(query.weights.sum())
    names = float(query.weights[query.names].sum())
    return Evidence(
        held=float(reranked.held[first]) / len(query.weights),
        grams=float(reranked.grams[first]) / (query.gram_weight or 1.0),
        pairs=float(reranked.pairs[first]) / (float(query.pair_weights.sum()) or 1.0),
        names_missing=(names - float(reranked.names[first])) / weight,
        unknown=float(query.weights[len(query.terms) :].sum()) / weight,
        score=math.log1p(score / weight),
        terms=math.log1p(len(query.weights)),
    )


def confidence(evidence: Evidence) -> float:
    """From 0 to 1, by logistic regression."""
    terms = zip(astuple(WEIGHTS), astuple(evidence), strict=True)
    total = BIAS + sum(weight * value for weight, value in terms)
    return round(1 / (1 + math.exp(-total)), 4)


def verdict(sure: float) -> Verdict:
    """The verdict that a confidence stands for."""
    if sure >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.UNSURE if sure >= UNSURE else Verdict.UNANSWERED
