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
KIND = 30.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question in the numbers of one shelf; arrays of numbers are sorted, weights beside them."""

    terms: Ints
    term_weights: Floats
    unknown: float
    """The weight of the terms that no passage holds."""
    grams: Ints
    gram_weights: Floats
    pairs: Ints
    pair_weights: Floats
    asked: Asked


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
    """What a close look found, an entry for each passage."""

    scores: Floats
    sentences: Ints
    """The best sentence, counted from the passage's first."""
    covered: Floats
    """The weight of the question's terms in the passage."""
    sentence_covered: Floats
    """The same in the best sentence."""


def look_closely(at: Gathered, query: Query, known: Words, averages: Averages) -> Close:
    """Score passages in the views that are described above."""
    places = _places(query.terms, known.terms[at.words])
    holds = np.zeros((len(at.owners), len(query.terms)), np.bool_)
    holds[at.sentences[places >= 0], places[places >= 0]] = True
    covered = holds @ query.term_weights
    sentence_grams, passage_grams = _grams(at, query, known, averages)
    kinds = _holds_kind(at, query, known, places)
    sentences = sentence_grams + COVERED * covered + KIND * kinds
    best = _best(sentences, at)
    pairs = _pairs(at, query, known, averages)
    scores = GRAMS * passage_grams + PAIRS * pairs + SENTENCE * sentences[best]
    passage_holds = np.logical_or.reduceat(holds, at.passages, axis=0)
    return Close(scores, best - at.passages, passage_holds @ query.term_weights, covered[best])


def pair_keys(first: Ints, second: Ints) -> Ints:
    """One number for two."""
    return (first.astype(np.int64) << 32) + second


def _grams(at: Gathered, query: Query, known: Words, averages: Averages) -> tuple[Floats, Floats]:
    """Scores of the sentences and of the passages."""
    starts = known.gram_starts[at.words]
    sizes = known.gram_starts[at.words + 1] - starts
    ends = np.cumsum(sizes)
    flat = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
    place_of = np.full(known.gram_count, -1, np.int32)
    place_of[query.grams] = np.arange(len(query.grams), dtype=np.int32)
    places = place_of[known.grams[flat]]
    sentences = np.repeat(at.sentences, sizes)
    counts = _counts(sentences, places, len(at.owners), len(query.grams))
    lengths = np.bincount(at.sentences, sizes, minlength=len(at.owners))
    passage_counts = np.add.reduceat(counts, at.passages, axis=0)
    passage_lengths = np.add.reduceat(lengths, at.passages)
    return (
        _score(counts, lengths / averages.sentence_grams, query.gram_weights, k1=1.2, b=0.4),
        _score(
            passage_counts,
            passage_lengths / averages.passage_grams,
            query.gram_weights,
            k1=0.4,
            b=0.5,
        ),
    )


def _pairs(at: Gathered, query: Query, known: Words, averages: Averages) -> Floats:
    folded = known.folded[at.words]
    owners = at.owners[at.sentences]
    keys = pair_keys(folded[:-1], folded[1:])
    places = _places(query.pairs, keys)
    places[owners[:-1] != owners[1:]] = -1
    counts = _counts(owners[:-1], places, len(at.passages), len(query.pairs))
    lengths = np.bincount(owners, minlength=len(at.passages)) / averages.passage_words
    return _score(counts, lengths, query.pair_weights, k1=1.2, b=0.5)


def _holds_kind(at: Gathered, query: Query, known: Words, places: Ints) -> Floats:
    """For each sentence, how well it holds the kind of answer that is asked for."""
    if query.asked is Asked.ANYTHING:
        return np.zeros(len(at.owners), np.float32)
    kinds = known.kinds[at.words]
    if query.asked is Asked.NUMBER:
        fits = (kinds & NUMBER) > 0
        weight = 1.0
    else:
        fits = ((kinds & CAPITALISED) > 0) & ~at.first_words
        weight = 0.6
    fits &= places < 0
    return weight * (np.bincount(at.sentences[fits], minlength=len(at.owners)) > 0)


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


def _score(counts: Ints, lengths: Floats, weights: Floats, *, k1: float, b: float) -> Floats:
    return saturation(counts, lengths[:, None], k1=k1, b=b) @ weights
