"""Term weights: what words tell in the passages of a language, and questions put in numbers."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, repeat

import numpy as np

from bot.search.answers import Reading
from bot.search.ranking.bm25 import BM25, Floats, Group, idf
from bot.search.ranking.query import Query, pair_keys
from bot.search.ranking.spelling import SHORT, Speller
from bot.search.text.questions import ParsedQuestion
from bot.search.text.terms import fold, grams
from bot.search.text.thesaurus import Form, Thesaurus, terms_of
from bot.search.text.vocabulary import CAPITALISED, Ints, Vocabulary

MOST_TERMS = 64
"""Words of a question that count, those that tell most; more than anybody asks with."""
MOST_REACHED = 8
"""Words of a question whose compounds are looked up."""
MOST_LOOKED_UP = 32
"""Words of a question that are looked up as mistyped, so that nonsense costs little."""


class TermWeights:
    """What is known of the words of some passages; never changes once built.

    The vocabulary may also have words of articles that are gone: those count as unknown.
    """

    def __init__(
        self,
        thesaurus: Thesaurus,
        vocabulary: Vocabulary,
        passages: BM25,
        *,
        often: Ints,
        later: Ints,
    ) -> None:
        """Take what is known of the words of passages, and the passages.

        `often` tells of each word of the vocabulary how often it stands in them, `later` how often
        behind the first word of a sentence.
        """
        self._thesaurus, self._vocabulary, self._passages = thesaurus, vocabulary, passages
        self._speller = Speller(vocabulary, often)
        sizes = np.diff(vocabulary.gram_starts)
        folded = np.bincount(vocabulary.folded, often)
        counts = np.bincount(
            vocabulary.grams, np.repeat(often, sizes), minlength=len(vocabulary.gram_numbers)
        )
        self._held_words, self._held_grams = folded > 0, counts > 0
        self._word_weights, self._gram_weights = self._weights(folded), self._weights(counts)
        self._most = float(idf(passages.corpus_size, np.zeros(1))[0])
        told = np.where(np.diff(passages.starts) > 0, passages.idf, 0.0)
        # A function word has the term -1, an unknown word the number -1: the last of each array.
        self._tell = np.append(np.append(told, -1.0)[vocabulary.terms], 0.0)
        # How much oftener each term is written with a capital than without, function words first;
        # where most words are, in a text all in capitals, that tells nothing.
        signs = np.where(vocabulary.kinds & CAPITALISED, later, -later)
        signs *= signs.sum() < 0
        self._capitals = np.bincount(
            vocabulary.terms + 1, signs, minlength=len(vocabulary.term_numbers) + 1
        )[1:]

    def tell(self, words: Iterable[str]) -> Floats:
        """What each word tells: its term's idf; 0 if it stands in no passage as it is typed.

        -1 for a function word.
        """
        known = self._vocabulary.words
        return self._tell[np.fromiter(map(known.get, words, repeat(-1)), np.int32)]

    def weigh(self, term: str) -> float:
        """The idf of a term; that of the rarest if it stands in no passage."""
        number = self._number(term)
        return self._most if number is None else float(self._passages.idf[number])

    def read(self, parsed: ParsedQuestion) -> tuple[ParsedQuestion, tuple[Reading, ...]]:
        """Keep the words that tell most, and read those that stand nowhere as near ones that do."""
        words = self._most_telling(parsed.words)
        known = {word for span, _ in self._thesaurus.find(words) for word in words[span]}
        strange = [w for w in dict.fromkeys(words) if w not in known and not self._is_known(w)]
        near = {
            word: near
            for word in strange[:MOST_LOOKED_UP]
            if (near := self._speller.nearest(fold(word), self._held(word)))
        }
        readings = tuple(Reading(word, read) for word, read in near.items())
        read = tuple(near.get(word, word) for word in words)
        guesses = frozenset(near[word] for word in near if len(word) <= SHORT)
        return replace(parsed, words=read, guesses=guesses), readings

    def _most_telling(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """At most `MOST_TERMS` different words: the rarest in the passages, then unknown ones.

        Where words are left out an empty one stands, as others are no neighbours now.
        """
        different = list(dict.fromkeys(words))
        if len(different) <= MOST_TERMS:
            return words
        told = self.tell(different)
        order = np.argsort(-told, kind="stable")[:MOST_TERMS]
        kept = {different[place] for place in order if told[place] >= 0}
        return tuple(word for word, _ in groupby(word if word in kept else "" for word in words))

    def query(self, parsed: ParsedQuestion) -> Query:
        """Put a question into numbers."""
        groups, rest = self._grouped(parsed.words)
        sought = {term: word for word in dict.fromkeys(rest) if (term := self._term(word))}
        numbers = {term: number for term in sought if (number := self._number(term)) is not None}
        order = sorted(numbers, key=numbers.__getitem__)
        order += [term for term in sought if term not in numbers]
        terms = np.array([numbers[term] for term in order if term in numbers], np.int32)
        weights = np.full(len(order), self._most)
        weights[: len(terms)] = self._passages.idf[terms]
        words = [sought[term] for term in order]
        held_grams, gram_terms, starts = self._grams(words)
        gram_weights = self._gram_weights[held_grams].astype(np.float64)
        others = len({gram for word in words for gram in grams(fold(word))}) - len(held_grams)
        pairs = self._pairs(rest)
        capitals = {self._term(word) for word in parsed.words[1:] if word[:1].isupper()}
        of_groups = [number for group in groups for phrase in group for number in phrase]
        return Query(
            terms=terms,
            groups=list(groups),
            sought=np.array(sorted({*terms.tolist(), *of_groups}), np.int32),
            reach=self._reach(words[len(terms) :]),
            weights=np.append(weights, [self._passages.weight(group) for group in groups]),
            names=np.array(
                [*(self._is_name(term, capitals) for term in order), *groups.values()], np.bool_
            ),
            guesses=np.array(
                [*(word in parsed.guesses for word in words), *([False] * len(groups))], np.bool_
            ),
            grams=held_grams,
            gram_weights=gram_weights,
            gram_weight=float(gram_weights.sum()) + others * self._most,
            gram_terms=gram_terms,
            gram_starts=starts,
            sizes=np.array([len(set(grams(fold(word)))) for word in words], np.int32),
            pairs=pair_keys(pairs[:, 0], pairs[:, 1]),
            pair_weights=self._word_weights[pairs].max(axis=1, initial=0.0).astype(np.float64),
            kind=parsed.kind,
        )

    def _grouped(self, words: Sequence[str]) -> tuple[dict[Group, bool], list[str]]:
        """The groups that phrases of a question belong to, and the words with gaps for these.

        Of each group, only forms that passages hold, and whether it is a name.
        """
        groups: dict[Group, bool] = {}
        rest = list(words)
        for span, forms in self._thesaurus.find(words):
            phrases = [terms for form in forms if (terms := self._held_terms(form))]
            if phrases:
                group = tuple(sorted({tuple(sorted(terms.values())) for terms in phrases}))
                groups[group] = any(self._is_name(t, ()) for terms in phrases for t in terms)
                rest[span] = [""] * (span.stop - span.start)
        return groups, rest

    def _held_terms(self, form: Form) -> dict[str, int]:
        """The terms of a form with their numbers; empty if passages don't hold all of them."""
        numbers = {term: self._number(term) for term in terms_of(form)}
        held = {term: number for term, number in numbers.items() if number is not None}
        return held if len(held) == len(numbers) else {}

    def _is_name(self, term: str, capitals: Collection[str]) -> bool:
        """Whether a term is a name or a number: by how the articles write it inside sentences.

        By how it is typed, given the terms typed with a capital, where they don't tell.
        """
        number = self._vocabulary.term_numbers.get(term, -1)
        oftener = self._capitals[number] if number >= 0 else 0
        return term[0].isdigit() or (oftener > 0 if oftener else term in capitals)

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

    def _pairs(self, words: Sequence[str]) -> Ints:
        """The neighbouring words of a question that passages hold, a row each, sorted."""
        numbers = {word: self._folded_number(word) for word in set(words)}
        pairs = {(numbers[a], numbers[b]) for a, b in set(pairwise(words))}
        pairs = {pair for pair in pairs if min(pair) >= 0}
        return np.array(sorted(pairs), np.int32).reshape(-1, 2)

    def _term(self, word: str) -> str:
        return self._vocabulary.analyzer.term(word)

    def _is_known(self, word: str) -> bool:
        term = self._term(word)
        return not term or self._number(term) is not None

    def _number(self, term: str) -> int | None:
        """The number of a term that a passage holds."""
        number = self._vocabulary.term_numbers.get(term)
        return number if number is not None and self._passages.holders(number) else None

    def _folded_number(self, word: str) -> int:
        number = self._vocabulary.folded_numbers.get(fold(word), -1) if word else -1
        return number if number >= 0 and self._held_words[number] else -1

    def _held(self, word: str) -> list[int]:
        """The numbers of a word's grams that words of the passages have."""
        numbers = map(self._vocabulary.gram_numbers.get, grams(fold(word)))
        return [n for n in numbers if n is not None and self._held_grams[n]]

    def _weights(self, counts: Ints | Floats) -> Floats:
        """The idf of what stands so often in all, in as many passages as random places hit."""
        passages = self._passages.corpus_size
        return idf(passages, passages * -np.expm1(-counts / max(1, passages)))
