"""The vocabulary of a language: every word met in its articles, by number.

Numbers make a passage an array, and what is known of a word (its term, its grams) is worked out
once. A vocabulary only grows; an index looks at it as it was when the index was built.
"""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.analyzer import Analyzer
from bot.search.terms import fold, grams

Ints = NDArray[np.integer]

NUMBER = 1
CAPITALISED = 2


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of a vocabulary, each array indexed by the word's number."""

    folded: Ints
    """The number of the folded form."""
    terms: Ints
    """The number of the term; -1 for a function word."""
    kinds: NDArray[np.uint8]
    """NUMBER and CAPITALISED, added up."""
    grams: Ints
    """The grams of all words, one word's after the other's."""
    gram_starts: Ints
    """Where each word's grams start in `grams`; one more at the end."""
    term_count: int
    gram_count: int


class Vocabulary:
    """Numbers for words, terms and grams, given in the order in which they are met."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self.surfaces: list[str] = []
        self._words = _Numbers(self._learn)
        self._folded: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._folded_of, self._term_of = array("i"), array("i")
        self._kind_of = array("B")
        self._grams_of, self._gram_starts = array("i"), array("i", [0])

    def numbers(self, words: Iterable[str]) -> "array[int]":
        """The numbers of these words; new words are learnt."""
        return array("i", map(self._words.__getitem__, words))

    def folded(self, folded: str) -> int | None:
        """The number of a folded form, if it has been met."""
        return self._folded.get(folded)

    def term(self, term: str) -> int | None:
        """The number of a term, if it has been met."""
        return self._terms.get(term)

    def term_of(self, word: str) -> int:
        """The number of a word's term; -1 for a function word or one that has not been met."""
        number = self._words.get(word)
        if number is not None:
            return self._term_of[number]
        return self._terms.get(self.analyzer.term(word), -1)

    def gram(self, gram: str) -> int | None:
        """The number of a gram, if it has been met."""
        return self._grams.get(gram)

    def words(self) -> Words:
        """What is known by now."""
        return Words(
            np.array(self._folded_of, np.int32),
            np.array(self._term_of, np.int32),
            np.array(self._kind_of, np.uint8),
            np.array(self._grams_of, np.int32),
            np.array(self._gram_starts, np.int32),
            len(self._terms),
            len(self._grams),
        )

    def _learn(self, word: str) -> int:
        number = len(self.surfaces)
        folded, term = fold(word), self.analyzer.term(word)
        self.surfaces.append(word)
        self._folded_of.append(self._folded.setdefault(folded, len(self._folded)))
        self._term_of.append(self._terms.setdefault(term, len(self._terms)) if term else -1)
        is_number = folded[:1].isdigit() or folded in self.analyzer.language.number_words
        self._kind_of.append(NUMBER * is_number + CAPITALISED * word[:1].isupper())
        self._grams_of.extend(self._grams.setdefault(g, len(self._grams)) for g in grams(folded))
        self._gram_starts.append(len(self._grams_of))
        return number


class _Numbers(dict[str, int]):
    """Word → number; learns a word that is not there. A dict, to be fast where it is."""

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, word: str) -> int:
        number = self[word] = self._learn(word)
        return number
