"""The reranker: a few passages ranked by what postings alone don't see.

likeness  how like a word of the question is to a word of a passage, 0 to 1: 1 if their terms are
          the same, otherwise the share of their 4-grams that they have in common (Dice), which
          joins other forms of a word, parts of compounds and misspelt words; of a group, 1 where
          one of its phrases stands whole, otherwise 0

A passage is scored by what it covers of the question, its words as like as they are, with its
title and heading taken as a sentence of it; by pairs of words that are neighbours in both; and by
its best sentence: the question's 4-grams there (BM25), and the kind of answer asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.search.analyzed_article import AnalyzedArticle
from bot.search.ranking.bm25 import Floats, Group, saturation
from bot.search.ranking.query import Query, pair_keys
from bot.search.ranking.weights import COVERED, KINDS, LIKE, PAIRS, SENTENCE
from bot.search.text.questions import Kind
from bot.search.text.vocabulary import CAPITALISED, NUMBER, Ints, Vocabulary

DIGITS = 9
"""Decimal places of a score that tell better from worse; those behind are noise of adding up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The words of a few passages, one passage after the other, sentence by sentence.

    The first sentence of each passage is its context: the article's title and the heading.
    """

    words: Ints
    """int32, one for each word: its number in the vocabulary."""
    sentences: Ints
    """int64, one for each word: its sentence, counted from 0 through all passages."""
    begins: Ints
    """int64, one for each sentence: where it begins in `words`."""
    contexts: Ints
    """int64, one for each passage: its first sentence."""
    owners: Ints
    """int64, one for each sentence: its passage, counted from 0."""

    @classmethod
    def of(cls, chosen: Sequence[tuple[AnalyzedArticle, int]]) -> Self:
        """Gather passages, each an analyzed article and the passage's place in it."""
        words: list[Ints] = []
        lengths: list[Ints] = []
        counts: list[int] = []
        for analyzed, place in chosen:
            first, last = analyzed.passage_sentences[place : place + 2]
            starts = analyzed.sentence_words[first : last + 1]
            title, heading = analyzed.title, analyzed.headings[place]
            words += [title, heading, analyzed.words[starts[0] : starts[-1]]]
            lengths += [np.array([len(title) + len(heading)]), starts[1:] - starts[:-1]]
            counts.append(int(last - first) + 1)
        sizes = np.concatenate(lengths)
        return cls(
            words=np.concatenate(words),
            sentences=np.repeat(np.arange(len(sizes)), sizes),
            begins=np.concatenate(([0], np.cumsum(sizes)[:-1])),
            contexts=np.concatenate(([0], np.cumsum(counts)[:-1])),
            owners=np.repeat(np.arange(len(counts)), counts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Averages:
    """Mean lengths in a language's index, each at least 1."""

    sentence_grams: float
    passage_words: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reranked:
    """What the reranker found, a row for each passage."""

    scores: Floats
    sentences: Ints
    """The best sentence, counted from the passage's first."""
    covered: Floats
    """How much of each term and group, one a column, it covers, 0 to 1, title and heading too."""
    held: Floats
    """The same without title and heading."""
    grams: Floats
    """The weight of the question's grams in the best sentence."""
    pairs: Floats
    """The weight of the question's pairs in the passage."""


def rerank(at: Candidates, query: Query, known: Vocabulary, averages: Averages) -> Reranked:
    """Score passages as described above."""
    words, places = _grams(at, query, known)
    like = _most(_likeness(at, query, known, words, places), at)
    like = np.column_stack((like, *(_holds(at, group, known) for group in query.groups)))
    scores = COVERED * (like @ query.weights) + KINDS[query.kind] * _holds_kind(at, query, known)
    gram_scores, grams = _gram_scores(at, query, known, averages, words, places)
    scores += gram_scores
    scores[at.contexts] = -1.0
    covered = np.maximum.reduceat(like, at.contexts)
    like[at.contexts] = 0.0
    named = _said_before(like, at) @ (query.weights * query.names)
    best, shown = _best(scores, at), _best(scores + COVERED * named, at)
    pairs, pair_scores = _pairs(at, query, known, averages)
    return Reranked(
        scores=covered @ query.weights + PAIRS * pair_scores + SENTENCE * scores[best],
        sentences=shown - at.contexts - 1,
        covered=covered,
        held=np.maximum.reduceat(like, at.contexts),
        grams=grams[best],
        pairs=pairs,
    )


def _grams(at: Candidates, query: Query, known: Vocabulary) -> tuple[Ints, Ints]:
    """Where grams of the question stand: the word (its place in `at`), and the gram's place."""
    place_of = np.full(len(known.gram_numbers), -1, np.int32)
    place_of[query.grams] = np.arange(len(query.grams), dtype=np.int32)
    words, rows = _spread(known.gram_starts, at.words)
    places = place_of[known.grams[rows]]
    return words[places >= 0], places[places >= 0]


def _likeness(at: Candidates, query: Query, known: Vocabulary, words: Ints, places: Ints) -> Floats:
    """How like each word is to each word of the question, a row for each word."""
    terms = len(query.sizes)
    entries, rows = _spread(query.gram_starts, places)
    cells = words[entries] * terms + query.gram_terms[rows]
    shared = np.bincount(cells, minlength=len(at.words) * terms).reshape(len(at.words), terms)
    sizes = known.gram_starts[at.words + 1] - known.gram_starts[at.words]
    like = np.minimum(2.0 * shared / (sizes[:, None] + query.sizes), 1.0)
    like[like < LIKE] = 0.0
    same = _places(query.terms, known.terms[at.words])
    like[same >= 0, same[same >= 0]] = 1.0
    return like


def _holds(at: Candidates, group: Group, known: Vocabulary) -> Ints:
    """Whether each sentence holds all terms of one of the group's phrases: 1 or 0."""
    terms = known.terms[at.words]
    held = np.zeros(len(at.owners), np.int64)
    for phrase in group:
        found = [np.bincount(at.sentences[terms == t], minlength=len(held)) for t in phrase]
        held |= np.min(found, axis=0) > 0
    return held


def _said_before(like: Floats, at: Candidates) -> Floats:
    """How much more each sentence covers together with those before it in its passage."""
    passages = 2.0 * at.owners[:, None]  # lifts each passage above all that is before it
    said: Floats = np.maximum.accumulate(like + passages) - passages
    return said - like


def _gram_scores(
    at: Candidates, query: Query, known: Vocabulary, averages: Averages, words: Ints, places: Ints
) -> tuple[Floats, Floats]:
    """The score of each sentence for the question's grams, and the weight of those it holds."""
    counts = _counts(at.sentences[words], places, len(at.owners), len(query.grams))
    sizes = known.gram_starts[at.words + 1] - known.gram_starts[at.words]
    lengths = np.bincount(at.sentences, sizes, minlength=len(at.owners)) / averages.sentence_grams
    scores = saturation(counts, lengths[:, None], k1=1.2, b=0.4) @ query.gram_weights
    return scores, (counts > 0) @ query.gram_weights


def _pairs(
    at: Candidates, query: Query, known: Vocabulary, averages: Averages
) -> tuple[Floats, Floats]:
    """The weight of the question's pairs that each passage holds, and its score for them."""
    folded = known.folded[at.words]
    owners = at.owners[at.sentences]
    places = _places(query.pairs, pair_keys(folded[:-1], folded[1:]))
    kept = (places >= 0) & (owners[:-1] == owners[1:])
    counts = _counts(owners[:-1][kept], places[kept], len(at.contexts), len(query.pairs))
    lengths = np.bincount(owners, minlength=len(at.contexts)) / averages.passage_words
    scores = saturation(counts, lengths[:, None], k1=1.2, b=0.5) @ query.pair_weights
    return (counts > 0) @ query.pair_weights, scores


def _holds_kind(at: Candidates, query: Query, known: Vocabulary) -> NDArray[np.bool_]:
    """Whether each sentence holds the kind of answer asked for, in a word not in the question."""
    kinds = known.kinds[at.words]
    if query.kind is Kind.NUMBER:
        fits = (kinds & NUMBER) > 0
    else:
        fits = (kinds & CAPITALISED) > 0
        fits[at.begins[at.begins < len(fits)]] = False
    fits &= _places(query.sought, known.terms[at.words]) < 0
    return np.bincount(at.sentences[fits], minlength=len(at.owners)) > 0


def _most(like: Floats, at: Candidates) -> Floats:
    """The greatest likeness in each sentence; a context may have no words."""
    most = np.zeros((len(at.owners), like.shape[1]))
    filled = np.flatnonzero(np.bincount(at.sentences, minlength=len(at.owners)))
    most[filled] = np.maximum.reduceat(like, at.begins[filled])
    return most


def _best(scores: Floats, at: Candidates) -> Ints:
    """The first of the best sentences of each passage."""
    order = np.lexsort((np.arange(len(scores)), -scores.round(DIGITS), at.owners))
    return order[at.contexts]


def _spread(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Lay out lists that stand one after the other in an array, where each starts given.

    Returns, for each entry of the lists asked for, its place in `rows` and in the array.
    """
    sizes = starts[rows + 1] - starts[rows]
    owners = np.repeat(np.arange(len(rows)), sizes)
    skipped = np.cumsum(sizes) - sizes
    return owners, np.arange(len(owners)) + np.repeat(starts[rows] - skipped, sizes)


def _places(wanted: Ints, values: Ints) -> Ints:
    """Where each value stands among the wanted, which are sorted; -1 where it does not."""
    if not len(wanted):
        return np.full(len(values), -1)
    places = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    return np.where(wanted[places] == values, places, -1)


def _counts(rows: Ints, columns: Ints, row_count: int, column_count: int) -> Ints:
    cells = rows.astype(np.int64) * column_count + columns
    return np.bincount(cells, minlength=row_count * column_count).reshape(row_count, column_count)
