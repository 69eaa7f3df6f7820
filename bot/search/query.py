"""The query: a question in the numbers of one shelf."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.questions import Kind
from bot.search.ranking import Floats
from bot.search.vocabulary import Ints


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought, and how much it weighs.

    Terms that passages hold come first, in the order of their numbers; then those that none holds.
    """

    terms: Ints
    """The numbers of the terms that passages hold."""
    reach: Ints
    """The numbers of other terms, whose words hold a word that itself stands in no passage."""
    weights: Floats
    """The idf of all terms; that of the rarest for a term that no passage holds."""
    names: NDArray[np.bool_]
    """Which of all terms are names or numbers."""
    grams: Ints
    """The numbers of the terms' grams, sorted."""
    gram_weights: Floats
    gram_weight: float
    """The weight of all grams, those that no word of the passages has included."""
    gram_terms: Ints
    """The terms of each gram, one gram's after the other's, as places among all terms."""
    gram_starts: Ints
    """Where each gram's terms start in `gram_terms`; one more at the end."""
    sizes: Ints
    """How many grams each term's word has."""
    pairs: Ints
    """Neighbouring words (`pair_keys`), sorted."""
    pair_weights: Floats
    asked: Kind


def pair_keys(first: Ints, second: Ints) -> Ints:
    """One number for two."""
    return (first.astype(np.int64) << 32) + second
