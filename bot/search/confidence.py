"""Confidence: how sure it is that the first quote answers the question."""

import math
from dataclasses import astuple, dataclass

from bot.search.answers import Verdict

ANSWERED = 0.1
UNSURE = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the first hit; all shares are from 0 to 1."""

    covered: float
    """Of the question's weight, the share whose terms stand in the passage."""
    sentence_covered: float
    """The same for the best sentence."""
    pairs: float
    """Of the question's neighbouring words, the share by weight that are neighbours there too."""
    grams: float
    """Of the question's 4-grams, the share by weight that stand in the passage."""
    unknown: float
    """Of the question's weight, the share that no passage holds."""
    margin: float
    """By what share the first passage is ahead of the second."""
    kind: float
    """1 if the best sentence holds the kind of answer asked for, -1 if not, 0 if none is."""
    title: float
    """Of the question's weight, the share whose terms stand in the article's title."""


_BIAS = -3.0
_WEIGHTS = Evidence(3.0, 3.0, 0.0, 1.0, -2.0, 1.0, 0.2, 0.5)


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
