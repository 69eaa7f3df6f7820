"""The lexicon of a shelf: what its words weigh there, and questions put in its numbers."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from bot.search.answers import Reading
from bot.search.query import Query, pair_keys
from bot.search.questions import Question
from bot.search.ranking import BM25, Floats, idf
from bot.search.spelling import Speller
from bot.search.terms import fold, grams
from bot.search.vocabulary import Ints, Vocabulary

MOST_TERMS = 64
"""Terms of a question that count, the first; more than anybody asks with."""
MOST_REACHED = 8
"""Words of a question whose compounds are looked up."""
MOST_LOOKED_UP = 32
"""Words of a question that are looked up as mistyped, so that nonsense costs little."""


class Lexicon:
    """What is known of the words of some passages; never changes once built.

    The vocabulary may also have words of articles that are gone: those count as unknown.
    """

    def __init__(self, vocabulary: Vocabulary, often: Ints, passages: BM25) -> None:
        """Take a vocabulary, how often each of its words stands in the passages, and those."""
        self._vocabulary, self._passages = vocabulary, passages
        self._speller = Speller(vocabulary, often)
        sizes = np.diff(vocabulary.gram_starts)
        folded = np.bincount(vocabulary.folded, often)
        counts = np.bincount(
            vocabulary.grams, np.repeat(often, sizes), minlength=len(vocabulary.gram_numbers)
        )
        self._held_words, self._held_grams = folded > 0, counts > 0
        self._word_weights, self._gram_weights = self._weights(folded), self._weights(counts)
        self._most = float(idf(passages.corpus_size, np.zeros(1))[0])

    def read(self, question: Question) -> tuple[Question, tuple[Reading, ...]]:
        """Read words that stand nowhere as the near words that do."""
        words = list(question.words)
        strange = [place for place, word in enumerate(words) if not self._is_known(word)]
        readings: list[Reading] = []
        for place in strange[:MOST_LOOKED_UP]:
            word = words[place]
            near = self._speller.nearest(fold(word), self._held(word))
            if near:
                words[place] = near
                readings.append(Reading(word, near))
        return replace(question, words=tuple(words)), tuple(dict.fromkeys(readings))

    def query(self, question: Question) -> Query:
        """Put a question into numbers."""
        sought = self._sought(question)
        numbers = {term: number for term in sought if (number := self._number(term)) is not None}
        order = sorted(numbers, key=numbers.__getitem__)
        order += [term for term in sought if term not in numbers]
        terms = np.array([numbers[term] for term in order if term in numbers], np.int32)
        weights = np.full(len(order), self._most)
        weights[: len(terms)] = self._passages.idf[terms]
        words = [sought[term][0] for term in order]
        held_grams, gram_terms, starts = self._grams(words)
        gram_weights = self._gram_weights[held_grams]
        others = len({gram for word in words for gram in grams(fold(word))}) - len(held_grams)
        pairs = self._pairs(question)
        return Query(
            terms,
            self._reach(words[len(terms) :]),
            weights,
            np.array([sought[term][1] for term in order], np.bool_),
            held_grams,
            gram_weights,
            float(gram_weights.sum()) + others * self._most,
            gram_terms,
            starts,
            np.array([len(set(grams(fold(word)))) for word in words], np.int32),
            pair_keys(pairs[:, 0], pairs[:, 1]),
            self._word_weights[pairs].max(axis=1, initial=0.0),
            question.asked,
        )

    def _sought(self, question: Question) -> dict[str, tuple[str, bool]]:
        """Term → the word that it comes from, and whether that is a name or a number."""
        sought: dict[str, tuple[str, bool]] = {}
        for place, word in enumerate(question.words):
            term = self._vocabulary.analyzer.term(word)
            if term and len(sought) < MOST_TERMS:
                name = word[0].isdigit() or (place > 0 and word[0].isupper())
                sought[term] = (word, name or sought.get(term, (word, False))[1])
        return sought

    def _reach(self, words: list[str]) -> Ints:
        """The terms of words that hold these, which stand nowhere themselves."""
        near = (
            number
            for word in words[:MOST_REACHED]
            for number in self._speller.holding(self._held(word), len(grams(fold(word))))
        )
        return np.array(
            sorted({int(t) for n in near if (t := self._vocabulary.terms[n]) >= 0}), np.int32
        )

    def _grams(self, words: list[str]) -> tuple[Ints, Ints, Ints]:
        """The grams of words by number, the places of the words that have each, their starts."""
        pairs = {(gram, place) for place, word in enumerate(words) for gram in self._held(word)}
        ordered = np.array(sorted(pairs), np.int32).reshape(-1, 2)
        numbers, counts = np.unique(ordered[:, 0], return_counts=True)
        return numbers, ordered[:, 1], np.concatenate(([0], np.cumsum(counts)))

    def _pairs(self, question: Question) -> Ints:
        """The neighbouring words of a question that passages hold, a row each, sorted."""
        numbers = [self._folded_number(word) for word in question.words]
        pairs = {pair for pair in pairwise(numbers) if min(pair) >= 0}
        return np.array(sorted(pairs), np.int32).reshape(-1, 2)

    def _is_known(self, word: str) -> bool:
        term = self._vocabulary.analyzer.term(word)
        return not term or self._number(term) is not None

    def _number(self, term: str) -> int | None:
        """The number of a term that a passage holds."""
        number = self._vocabulary.term_numbers.get(term)
        return number if number is not None and self._passages.holders(number) else None

    def _folded_number(self, word: str) -> int:
        number = self._vocabulary.folded_numbers.get(fold(word), -1)
        return number if number >= 0 and self._held_words[number] else -1

    def _held(self, word: str) -> list[int]:
        """The numbers of a word's grams that words of the passages have."""
        numbers = map(self._vocabulary.gram_numbers.get, grams(fold(word)))
        return [n for n in numbers if n is not None and self._held_grams[n]]

    def _weights(self, counts: Ints | Floats) -> Floats:
        """The idf of what stands this often in the passages, as if it were spread by chance."""
        passages = self._passages.corpus_size
        return idf(passages, passages * -np.expm1(-counts / max(1, passages)))
