"""The vocabulary of a language: every word of its articles, by number.

Numbers make a passage an array, and what is known of a word (its term, its grams) is worked out
once. A builder learns words as articles are read; a vocabulary is what it knew at one moment.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.text.analyzer import Analyzer
from bot.search.text.terms import fold, grams

Ints = NDArray[np.integer]

NUMBER = 1
CAPITALISED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Numbers of words, folded forms, terms and grams, each counted from 0; never changes.

    It may have words of articles that an index does not have, because they have been removed.
    Arrays but `grams` are indexed by the word's number.
    """

    analyzer: Analyzer
    words: Mapping[str, int]
    """Numbers of words as they stand in articles, in the order of these numbers."""
    surfaces: Sequence[str]
    """The words by number."""
    folded_numbers: Mapping[str, int]
    term_numbers: Mapping[str, int]
    gram_numbers: Mapping[str, int]
    folded: Ints
    """int32: the number of each word's folded form."""
    terms: Ints
    """int32: the number of each word's term; -1 for a function word."""
    kinds: NDArray[np.uint8]
    """NUMBER and CAPITALISED, added up."""
    grams: Ints
    """int32: the numbers of the grams of all words, one word's after the other's."""
    gram_starts: Ints
    """int32: where each word's grams start in `grams`; one more at the end."""

    def term_of(self, word: str) -> int:
        """The number of a word's term; -1 for a function word or an unknown one."""
        number = self.words.get(word)
        if number is not None:
            return int(self.terms.item(number))
        return self.term_numbers.get(self.analyzer.term(word), -1)


class VocabularyBuilder:
    """Gives numbers in the order in which words are met."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._words: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._grams: dict[str, int] = {}
        self._folded_of, self._term_of = array("i"), array("i")
        self._kind_of = array("B")
        self._grams_of, self._gram_starts = array("i"), array("i", [0])
        self._built: Vocabulary | None = None

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """A builder that knows what a vocabulary does, and learns on."""
        builder = cls(vocabulary.analyzer)
        builder._words, builder._folded = dict(vocabulary.words), dict(vocabulary.folded_numbers)
        builder._terms = dict(vocabulary.term_numbers)
        builder._grams = dict(vocabulary.gram_numbers)
        builder._folded_of = array("i", vocabulary.folded.astype(np.int32).tobytes())
        builder._term_of = array("i", vocabulary.terms.astype(np.int32).tobytes())
        builder._kind_of = array("B", vocabulary.kinds.tobytes())
        builder._grams_of = array("i", vocabulary.grams.astype(np.int32).tobytes())
        builder._gram_starts = array("i", vocabulary.gram_starts.astype(np.int32).tobytes())
        builder._built = vocabulary
        return builder

    def numbers(self, words: Sequence[str]) -> "array[int]":
        """The numbers of these words; new words are learnt."""
        for word in words:
            if word not in self._words:
                self._learn(word)
        return array("i", map(self._words.__getitem__, words))

    def vocabulary(self) -> Vocabulary:
        """What is known by now; the same object as before if nothing was learnt since."""
        if self._built is None:
            self._built = Vocabulary(
                analyzer=self._analyzer,
                words=self._words,
                surfaces=tuple(self._words),
                folded_numbers=self._folded,
                term_numbers=self._terms,
                gram_numbers=self._grams,
                folded=np.array(self._folded_of, np.int32),
                terms=np.array(self._term_of, np.int32),
                kinds=np.array(self._kind_of, np.uint8),
                grams=np.array(self._grams_of, np.int32),
                gram_starts=np.array(self._gram_starts, np.int32),
            )
        return self._built

    def _learn(self, word: str) -> None:
        if self._built is not None:
            self._leave_to_vocabulary()
        folded, term = fold(word), self._analyzer.term(word)
        self._words[word] = len(self._words)
        self._folded_of.append(self._folded.setdefault(folded, len(self._folded)))
        self._term_of.append(self._terms.setdefault(term, len(self._terms)) if term else -1)
        is_number = folded[:1].isdigit() or folded in self._analyzer.language.number_words
        self._kind_of.append(NUMBER * is_number + CAPITALISED * word[:1].isupper())
        self._grams_of.extend(self._grams.setdefault(g, len(self._grams)) for g in grams(folded))
        self._gram_starts.append(len(self._grams_of))

    def _leave_to_vocabulary(self) -> None:
        """Go on with copies of the dicts that the last vocabulary shares."""
        self._words, self._folded = dict(self._words), dict(self._folded)
        self._terms, self._grams = dict(self._terms), dict(self._grams)
        self._built = None
