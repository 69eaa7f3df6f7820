"""Confidence: how sure it is that the first quote answers the question."""

import math
from dataclasses import astuple, dataclass

from bot.search.answers import Verdict

ANSWERED = 0.1
UNSURE = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the first hit. Shares are from 0 to 1; a term weighs its idf."""

    covered: float
    """The share of the question's weight that the passage holds."""
    counted: float
    """The share of the question's terms that the passage holds, each counting the same."""
    sentence_covered: float
    """The share of the question's weight that the best sentence holds."""
    grams: float
    """The share of the weight of the question's 4-grams that the best sentence holds."""
    pairs: float
    """The share of the weight of its neighbouring words that are neighbours in the passage."""
    names_missing: float
    """The share of the question's weight in names and numbers that the passage does not hold."""
    unknown: float
    """The share of the question's weight that no passage holds."""
    margin: float
    """By what share of its score the passage is ahead of the second."""
    score: float
    """The logarithm of 1 + the score for each unit of weight."""
    terms: float
    """The logarithm of 1 + the number of the question's terms."""


_BIAS = -3.0
_WEIGHTS = Evidence(3.0, 3.0, 1.0, 0.0, -2.0, -1.0, 1.0, 0.0, 0.2, 0.0)


def confidence(evidence: Evidence) -> float:
    """From 0 to 1, by logistic regression."""
    terms = zip(astuple(_WEIGHTS), astuple(evidence), strict=True)
    total = _BIAS + sum(weight * value for weight, value in terms)
    return round(1 / (1 + math.exp(-total)), 4)


def verdict(sure: float) -> Verdict:
    """What a confidence comes to."""
    if sure >= ANSWERED:
        return Verdict.ANSWERED
    return Verdict.UNSURE if sure >= UNSURE else Verdict.UNANSWERED
