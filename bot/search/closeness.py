"""A close look at a few passages: what postings alone don't see.

Views, each scored as BM25 is:
grams      the question's character 4-grams in the passage: other forms of its words
pairs      neighbouring words of the question that are neighbours in the passage too
sentence   the best sentence: its 4-grams, the weight of the question's terms in it, and whether it
           holds the kind of answer that is asked for (a number, a name)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.analysis import Analysis
from bot.search.questions import Asked
from bot.search.ranking import Floats, saturation
from bot.search.vocabulary import CAPITALISED, NUMBER, Ints, Words

GRAMS = 0.3
PAIRS = 0.33
SENTENCE = 0.26
COVERED = 2.0
"""Within a sentence: the weight of the question's terms in it."""
KINDS = {Asked.NUMBER: 30.0, Asked.NAME: 18.0, Asked.ANYTHING: 0.0}
"""Within a sentence: that it holds the kind of answer that is asked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question in the numbers of one shelf; arrays of numbers are sorted, weights beside them."""

    terms: Ints
    term_weights: Floats
    names: NDArray[np.bool_]
    """Which terms are names or numbers."""
    unknown: float
    """The weight of the terms that no passage holds."""
    unknown_names: float
    """The weight of those that are names or numbers."""
    grams: Ints
    gram_weights: Floats
    unknown_grams: float
    """The weight of the grams that no word of the shelf has."""
    pairs: Ints
    pair_weights: Floats
    asked: Asked
    term_count: int
    """Terms of the question, known and unknown."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The words of a few passages, one passage after the other."""

    words: Ints
    sentences: Ints
    """The sentence of each word, counted through all passages."""
    first_words: NDArray[np.bool_]
    """Whether a word begins its sentence."""
    passages: Ints
    """The first sentence of each passage."""
    owners: Ints
    """The passage of each sentence."""

    @classmethod
    def of(cls, chosen: Sequence[tuple[Analysis, int]]) -> Self:
        """Gather passages, each an article's analysis and the passage's place in it."""
        words, lengths, counts = [], [], []
        for analysis, place in chosen:
            first, last = analysis.passage_sentences[place : place + 2]
            starts = analysis.sentence_words[first : last + 1]
            words.append(analysis.words[starts[0] : starts[-1]])
            lengths.append(starts[1:] - starts[:-1])
            counts.append(last - first)
        sizes = np.concatenate(lengths)
        sentences = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        begins = np.ones(len(sentences), np.bool_)
        begins[1:] = sentences[1:] != sentences[:-1]
        owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        passages = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int32)
        return cls(np.concatenate(words), sentences, begins, passages, owners)


@dataclass(frozen=True, slots=True)
class Averages:
    """Mean lengths in a shelf: grams of a sentence, grams of a passage, words of a passage."""

    sentence_grams: float
    passage_grams: float
    passage_words: float


@dataclass(frozen=True, slots=True)
class Close:
    """What a close look found, an entry for each passage; what is held is a sum of weights."""

    scores: Floats
    sentences: Ints
    """The best sentence, counted from the passage's first."""
    terms: Floats
    """Of the question's terms, what the passage holds."""
    counted: Ints
    """How many of the question's terms the passage holds."""
    sentence_terms: Floats
    """The same for the best sentence."""
    names: Floats
    """Of the terms that are names or numbers, what the passage holds."""
    grams: Floats
    """Of the question's grams, what the best sentence holds."""
    pairs: Floats
    """Of the question's pairs, what the passage holds."""


def look_closely(at: Gathered, query: Query, known: Words, averages: Averages) -> Close:
    """Score passages in the views that are described above."""
    places = _places(query.terms, known.terms[at.words])
    terms = _counts(at.sentences, places, len(at.owners), len(query.terms)) > 0
    grams, gram_lengths = _gram_counts(at, query, known)
    pairs, pair_lengths = _pair_counts(at, query, known)
    kinds = _holds_kind(at, query, known, places)
    sentence_terms = terms @ query.term_weights
    sentence_scores = (
        saturation(grams, gram_lengths / averages.sentence_grams, k1=1.2, b=0.4)
        @ query.gram_weights
        + COVERED * sentence_terms
        + KINDS[query.asked] * kinds
    )
    best = _best(sentence_scores, at)
    passage_grams = saturation(
        np.add.reduceat(grams, at.passages),
        np.add.reduceat(gram_lengths, at.passages) / averages.passage_grams,
        k1=0.4,
        b=0.5,
    )
    passage_pairs = saturation(pairs, pair_lengths / averages.passage_words, k1=1.2, b=0.5)
    passage_terms = np.logical_or.reduceat(terms, at.passages)
    return Close(
        GRAMS * (passage_grams @ query.gram_weights)
        + PAIRS * (passage_pairs @ query.pair_weights)
        + SENTENCE * sentence_scores[best],
        best - at.passages,
        passage_terms @ query.term_weights,
        passage_terms.sum(axis=1),
        sentence_terms[best],
        passage_terms @ (query.term_weights * query.names),
        (grams[best] > 0) @ query.gram_weights,
        (pairs > 0) @ query.pair_weights,
    )


def pair_keys(first: Ints, second: Ints) -> Ints:
    """One number for two."""
    return (first.astype(np.int64) << 32) + second


def _gram_counts(at: Gathered, query: Query, known: Words) -> tuple[Ints, Ints]:
    """How often each gram of the question stands in each sentence, and the sentences' lengths."""
    starts = known.gram_starts[at.words]
    sizes = known.gram_starts[at.words + 1] - starts
    ends = np.cumsum(sizes)
    rows = np.arange(sizes.sum()) + np.repeat(starts - (ends - sizes), sizes)
    place_of = np.full(known.gram_count, -1, np.int32)
    place_of[query.grams] = np.arange(len(query.grams), dtype=np.int32)
    sentences = np.repeat(at.sentences, sizes)
    counts = _counts(sentences, place_of[known.grams[rows]], len(at.owners), len(query.grams))
    return counts, np.bincount(at.sentences, sizes, minlength=len(at.owners))[:, None]


def _pair_counts(at: Gathered, query: Query, known: Words) -> tuple[Ints, Ints]:
    """How often each pair of the question stands in each passage, and the passages' lengths."""
    folded = known.folded[at.words]
    owners = at.owners[at.sentences]
    places = _places(query.pairs, pair_keys(folded[:-1], folded[1:]))
    places[owners[:-1] != owners[1:]] = -1
    counts = _counts(owners[:-1], places, len(at.passages), len(query.pairs))
    return counts, np.bincount(owners, minlength=len(at.passages))[:, None]


def _holds_kind(at: Gathered, query: Query, known: Words, places: Ints) -> NDArray[np.bool_]:
    """Whether each sentence holds the kind of answer asked for, in a word not in the question."""
    kinds = known.kinds[at.words]
    if query.asked is Asked.NUMBER:
        fits = (kinds & NUMBER) > 0
    else:
        fits = ((kinds & CAPITALISED) > 0) & ~at.first_words
    return np.bincount(at.sentences[fits & (places < 0)], minlength=len(at.owners)) > 0


def _best(scores: Floats, at: Gathered) -> Ints:
    """The first of the best sentences of each passage."""
    order = np.lexsort((np.arange(len(scores)), -scores, at.owners))
    return order[at.passages]


def _places(wanted: Ints, values: Ints) -> Ints:
    """Where each value stands among the wanted, which are sorted; -1 where it does not."""
    if not len(wanted):
        return np.full(len(values), -1)
    places = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return np.where(wanted[places] == values, places, -1)


def _counts(rows: Ints, columns: Ints, row_count: int, column_count: int) -> Ints:
    kept = columns >= 0
    flat = rows[kept].astype(np.int64) * column_count + columns[kept]
    return np.bincount(flat, minlength=row_count * column_count).reshape(row_count, column_count)
