"""A shelf: the articles of one language, indexed.

Passages are ranked in two steps. Postings find the passages whose terms score best; those few are
then looked at closely (`closeness.py`), in further views of the same BM25.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from bot.search.analysis import Analysis
from bot.search.answers import Reading
from bot.search.articles import Article, Span
from bot.search.closeness import Averages, Close, Gathered, Query, look_closely, pair_keys
from bot.search.confidence import Evidence
from bot.search.questions import Question, read_question
from bot.search.ranking import BM25, Floats, Occurrences, idf
from bot.search.spelling import Speller
from bot.search.terms import fold, grams, word_spans
from bot.search.vocabulary import Ints, Vocabulary

FOUND = 200
"""Passages that the postings hand on."""
CLOSE = 40
"""Of these, passages that are looked at closely."""
GRAMS = 256
"""Grams of a question that count, the weightiest."""

ARTICLE = 3.4
"""What the terms of the whole article count for beside those of the passage, which count 1."""
TITLE = 4.0
"""What the terms of the title count for."""


MOST_READINGS = 8
"""Mistyped words that are read as others, so that nonsense costs little."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score."""

    analysis: Analysis
    passage: int
    """Its place among the article's passages, from 0."""
    score: float
    sentence: int
    """Its best sentence, a row of `analysis.sentence_spans`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a shelf has to a question."""

    query: Query
    hits: list[Hit]
    evidence: Evidence | None
    """None where there are no hits."""
    readings: tuple[Reading, ...]


class Shelf:
    """Articles of one language, ready for questions; never changes once built."""

    def __init__(self, analyses: Sequence[Analysis], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._analyses = analyses
        self._words = vocabulary.words()
        counts = [len(analysis.passages) for analysis in analyses]
        self._first = np.concatenate(([0], np.cumsum(counts, dtype=np.int32))).astype(np.int32)
        self._article = np.repeat(np.arange(len(analyses), dtype=np.int32), counts)
        self._index()

    def __len__(self) -> int:
        """The number of passages."""
        return len(self._article)

    def find(self, text: str) -> Found:
        """Rank the passages for a question; no hits where none holds a term of it."""
        question, readings = self._read(read_question(text, self.vocabulary.analyzer.language))
        query = self._query(question)
        hits, evidence = self._rank(query)
        return Found(query, hits, evidence, readings)

    def opening(self, article: Article) -> Hit | None:
        """The first passage of an article; None if it stands on another shelf."""
        analyses = (a for a in self._analyses if a.article is article)
        return next((Hit(analysis, 0, 0.0, 0) for analysis in analyses), None)

    def matches(self, hit: Hit, query: Query) -> tuple[Span, ...]:
        """Where the terms of a question stand in a passage, relative to it, without overlaps."""
        passage = hit.analysis.passages[hit.passage]
        text = hit.analysis.article.text[passage.start : passage.end]
        wanted = set(query.terms.tolist())
        spans: list[Span] = []
        for start, end in word_spans(text):
            if self.vocabulary.term_of(text[start:end]) not in wanted:
                continue
            if spans and start < spans[-1][1]:
                start = spans.pop()[0]
            spans.append((start, end))
        return tuple(spans)

    def _read(self, question: Question) -> tuple[Question, tuple[Reading, ...]]:
        """Read words that stand nowhere as the near words that do."""
        words = list(question.words)
        readings: list[Reading] = []
        for place, word in enumerate(words):
            if self._is_known(word) or len(readings) == MOST_READINGS:
                continue
            near = self._speller.nearest(fold(word), self._gram_numbers(word))
            if near:
                words[place] = near
                readings.append(Reading(word, near))
        return replace(question, words=tuple(words)), tuple(dict.fromkeys(readings))

    def _query(self, question: Question) -> Query:
        """Put a question into the shelf's numbers."""
        known, unknown = self._terms(question)
        terms = np.array(sorted(known), np.int32)
        names = np.array([known[term] for term in sorted(known)], np.bool_)
        gram_numbers, unknown_grams = self._grams(question)
        pairs, pair_weights = self._pairs(question)
        return Query(
            terms,
            self.passages.idf[terms].astype(np.float64),
            names,
            len(unknown) * self._most,
            sum(unknown.values()) * self._most,
            gram_numbers,
            self._gram_idf[gram_numbers].astype(np.float64),
            unknown_grams * self._most,
            pairs,
            pair_weights.astype(np.float64),
            question.asked,
            len(known) + len(unknown),
        )

    def _rank(self, query: Query) -> tuple[list[Hit], Evidence | None]:
        """The passages that hold terms of a question, best first, and what speaks for the first."""
        terms = query.terms.tolist()
        found, scores = self.passages.top(terms, FOUND)
        if not len(found):
            return [], None
        articles = self._article[found]
        scores = scores + ARTICLE * self.articles.scores_of(terms, articles)
        scores += TITLE * self.titles.scores_of(terms, articles)
        best = np.lexsort((found, -scores))[:CLOSE]
        found, scores = found[best], scores[best]
        close = look_closely(self._gather(found), query, self._words, self._averages)
        totals = scores + close.scores
        order = np.lexsort((found, -totals))
        hits = [self._hit(int(found[i]), float(totals[i]), int(close.sentences[i])) for i in order]
        return hits, self._evidence(query, close, order, totals)

    def _evidence(self, query: Query, close: Close, order: Ints, totals: Floats) -> Evidence:
        first = order[0]
        second = float(totals[order[1]]) if len(order) > 1 else 0.0
        weight = float(query.term_weights.sum()) + query.unknown
        names = float(query.term_weights[query.names].sum()) + query.unknown_names
        grams = float(query.gram_weights.sum()) + query.unknown_grams
        return Evidence(
            covered=float(close.terms[first]) / weight,
            counted=float(close.counted[first]) / query.term_count,
            sentence_covered=float(close.sentence_terms[first]) / weight,
            grams=float(close.grams[first]) / (grams or 1.0),
            pairs=float(close.pairs[first]) / (float(query.pair_weights.sum()) or 1.0),
            names_missing=(names - float(close.names[first])) / weight,
            unknown=query.unknown / weight,
            margin=1 - second / float(totals[first]),
            score=math.log1p(float(totals[first]) / weight),
            terms=math.log1p(query.term_count),
        )

    def _hit(self, passage: int, score: float, sentence: int) -> Hit:
        article = int(self._article[passage])
        analysis, place = self._analyses[article], passage - int(self._first[article])
        return Hit(analysis, place, score, int(analysis.passage_sentences[place]) + sentence)

    def _gather(self, passages: Ints) -> Gathered:
        articles = self._article[passages]
        places = passages - self._first[articles]
        return Gathered.of(
            [(self._analyses[a], int(p)) for a, p in zip(articles, places, strict=True)]
        )

    def _index(self) -> None:
        words = _joined([analysis.words for analysis in self._analyses])
        lengths = _joined([np.diff(analysis.passage_words) for analysis in self._analyses])
        passages = np.repeat(np.arange(len(self), dtype=np.int32), lengths)
        self.passages = self._bm25(words, passages, len(self), k1=0.4, b=0.3)
        articles = self._article[passages]
        self.articles = self._bm25(words, articles, len(self._analyses), k1=1.2, b=0.5)
        titles = [analysis.title for analysis in self._analyses]
        owners = np.repeat(np.arange(len(titles), dtype=np.int32), [len(t) for t in titles])
        self.titles = self._bm25(_joined(titles), owners, len(titles), k1=1.2, b=0.5)
        self._weigh(words)

    def _bm25(self, words: Ints, documents: Ints, count: int, *, k1: float, b: float) -> BM25:
        terms = self._words.terms[words]
        kept = terms >= 0
        return BM25(
            Occurrences(terms[kept], documents[kept], self._words.term_count, count), k1=k1, b=b
        )

    def _weigh(self, words: Ints) -> None:
        """Weigh words and grams by how many passages hold them, as far as their counts tell."""
        known = self._words
        often = np.bincount(words, minlength=len(known.terms))
        folded = np.bincount(known.folded, often)
        sizes = np.diff(known.gram_starts)
        grams = np.bincount(known.grams, np.repeat(often, sizes), minlength=known.gram_count)
        self._speller = Speller(known, often, self.vocabulary.surfaces)
        self._most = float(idf(len(self), np.zeros(1))[0])
        # A vocabulary also knows the words of titles, and of articles that are gone.
        self._held_words, self._held_grams = folded > 0, grams > 0
        self._word_idf = idf(len(self), _holders(folded, len(self)))
        self._gram_idf = idf(len(self), _holders(grams, len(self)))
        passages = max(1, len(self))
        sentences = max(1, sum(len(a.sentence_spans) for a in self._analyses))
        total = float(grams.sum())
        self._averages = Averages(total / sentences, total / passages, len(words) / passages)

    def _terms(self, question: Question) -> tuple[dict[int, bool], dict[str, bool]]:
        """The terms that passages hold and those that none holds; of each, whether it is a name."""
        known: dict[int, bool] = {}
        unknown: dict[str, bool] = {}
        for place, word in enumerate(question.words):
            term = self.vocabulary.analyzer.term(word)
            number = self.vocabulary.term(term)
            name = word[0].isdigit() or (place > 0 and word[0].isupper())
            if number is not None and number < self._words.term_count and self._held(number):
                known[number] = known.get(number, False) or name
            elif term:
                unknown[term] = unknown.get(term, False) or name
        return known, unknown

    def _held(self, term: int) -> bool:
        return bool(self.passages.holders(term))

    def _is_known(self, word: str) -> bool:
        term = self.vocabulary.analyzer.term(word)
        number = self.vocabulary.term(term)
        if not term:
            return True
        return number is not None and number < self._words.term_count and self._held(number)

    def _gram_numbers(self, word: str) -> list[int]:
        numbers = map(self.vocabulary.gram, grams(fold(word)))
        return [n for n in numbers if n is not None and self._holds_gram(n)]

    def _holds_gram(self, number: int) -> bool:
        return number < len(self._held_grams) and bool(self._held_grams[number])

    def _grams(self, question: Question) -> tuple[Ints, int]:
        """The grams that words of the shelf have, and how many others there are."""
        # Sorted, since numbers depend on the order in which articles came.
        wanted = sorted({gram for word in question.words for gram in grams(fold(word))})
        numbers = [self.vocabulary.gram(gram) for gram in wanted]
        known = np.array([n for n in numbers if n is not None and self._holds_gram(n)], np.int32)
        weightiest = np.argsort(-self._gram_idf[known], kind="stable")[:GRAMS]
        return np.sort(known[weightiest]), len(wanted) - len(known)

    def _pairs(self, question: Question) -> tuple[Ints, Floats]:
        """The neighbouring words of a question; a pair weighs as much as its weightier word."""
        numbers = [self._folded_number(word) for word in question.words]
        pairs = {pair for pair in pairwise(numbers) if min(pair) >= 0}
        ordered = np.array(sorted(pairs), np.int32).reshape(-1, 2)
        return pair_keys(ordered[:, 0], ordered[:, 1]), self._word_idf[ordered].max(
            axis=1, initial=0
        )

    def _folded_number(self, word: str) -> int:
        number = self.vocabulary.folded(fold(word))
        if number is None or number >= len(self._held_words):
            return -1
        return number if self._held_words[number] else -1


def _holders(counts: Ints | Floats, passages: int) -> Floats:
    """How many passages hold what stands this often in all of them, if it is spread by chance."""
    return passages * -np.expm1(-counts / max(1, passages))


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)
