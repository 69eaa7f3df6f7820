"""Confidence: how sure it is that the first quote answers the question."""

import math
from dataclasses import astuple, dataclass

from bot.search.answers import Verdict

ANSWERED = 0.1
UNSURE = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the first hit. Shares are of the weight of the question's terms, 0 to 1."""

    covered: float
    """The share that the passage holds."""
    sentence_covered: float
    """The share that its best sentence holds."""
    grams: float
    """Of the weight of the question's 4-grams, the share that the best sentence holds."""
    pairs: float
    """Of the weight of its neighbouring words, the share that are neighbours in the passage."""
    names_missing: float
    """The share of names and numbers that the passage does not hold."""
    unknown: float
    """The share that no passage holds."""
    margin: float
    """By what share of its score the passage is ahead of the second."""
    score: float
    """The score for each unit of weight."""
    kind: float
    """1 if the best sentence holds the kind of answer asked for, -1 if not, 0 if none is asked."""


_BIAS = -3.0
_WEIGHTS = Evidence(3.0, 3.0, 1.0, 0.0, -2.0, -1.0, 1.0, 0.0, 0.2)


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
