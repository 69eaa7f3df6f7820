"""The query: a question in the numbers of one language's index."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.ranking.bm25 import Floats, Group
from bot.search.text.questions import Kind
from bot.search.text.vocabulary import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is sought, and how much it weighs.

    Terms that passages hold come first, in the order of their numbers; then those that none holds;
    then groups, each of which weighs as one term.
    """

    terms: Ints
    """int32, one for each term that passages hold: its number; ascending."""
    groups: Sequence[Group]
    """Phrases that stand for the same thing, each by the numbers of its terms."""
    sought: Ints
    """int32: the numbers of all terms that passages hold, those of groups included; ascending."""
    reach: Ints
    """int32: the numbers of other terms, whose words hold a word that stands in no passage."""
    weights: Floats
    """float64, one for each term and group: its idf; that of the rarest if no passage holds it."""
    names: NDArray[np.bool_]
    """One for each term and group: whether it is a name or a number."""
    guesses: NDArray[np.bool_]
    """One for each term and group: whether a short word was read so that may be another word."""
    grams: Ints
    """int32: the numbers of the terms' grams that passages hold; ascending."""
    gram_weights: Floats
    """float64, one for each of `grams`: its idf."""
    gram_weight: float
    """The weight of all grams, those that no word of the passages has included."""
    gram_terms: Ints
    """int32: the terms of each gram, one gram's after the other's, as places among the terms."""
    gram_starts: Ints
    """int64: where each gram's terms start in `gram_terms`; one more at the end."""
    sizes: Ints
    """int32, one for each term: how many different grams its word has."""
    pairs: Ints
    """int64: neighbouring words as `pair_keys` has them; ascending."""
    pair_weights: Floats
    """float64, one for each of `pairs`: the idf of the rarer word."""
    kind: Kind
    """The kind of answer asked for."""


def pair_keys(first: Ints, second: Ints) -> Ints:
    """One number for two."""
    return (first.astype(np.int64) << 32) + second
