"""The index of a language: its articles, ready for questions.

Passages are ranked in two steps. Postings find the passages whose terms score best; those few are
then ranked again by all that is known of them (`reranker.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.search.analyzed_article import AnalyzedArticle
from bot.search.answers import Quote, Reading
from bot.search.articles import Article, Span
from bot.search.following import Following
from bot.search.ranking.bm25 import BM25, Floats, Occurrences
from bot.search.ranking.confidence import Evidence, confidence, evidence, is_told
from bot.search.ranking.query import Query
from bot.search.ranking.reranker import DIGITS, Averages, Candidates, rerank
from bot.search.ranking.term_weights import TermWeights
from bot.search.ranking.weights import (
    ABOUT,
    ARTICLE,
    ELSEWHERE,
    FOUND,
    OWN,
    RERANKED,
    SAME_ARTICLE,
    SAME_PASSAGE,
    TITLE,
)
from bot.search.text.foreign import scripts_of
from bot.search.text.questions import Kind, Question, read_question
from bot.search.text.terms import word_spans
from bot.search.text.thesaurus import Thesaurus
from bot.search.text.vocabulary import Ints, Vocabulary


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score."""

    analyzed: AnalyzedArticle
    passage: int
    """Its place among the article's passages, from 0."""
    score: float
    sentence: int
    """Its best sentence, a row of `analyzed.sentence_spans`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the articles of a language have to a question."""

    query: Query
    hits: list[Hit]
    evidence: Evidence | None
    """What speaks for the first hit; None where there is none."""
    sure: float
    """The confidence that it answers, 0 to 1."""
    readings: tuple[Reading, ...]
    own: float
    """The share of the weight of the question's own terms that the first hit covers; 1 of none."""


class LanguageIndex:
    """Articles of one language, ready for questions; never changes once built."""

    def __init__(
        self,
        language: str,
        analyzed: Sequence[AnalyzedArticle],
        vocabulary: Vocabulary,
        thesaurus: Thesaurus,
    ) -> None:
        """Index articles of a language (ISO 639-1), which the vocabulary and thesaurus are of."""
        self.language, self.vocabulary, self.thesaurus = language, vocabulary, thesaurus
        self._analyzed = analyzed
        counts = [len(each.passages) for each in analyzed]
        self._first = np.concatenate(([0], np.cumsum(counts, dtype=np.int32))).astype(np.int32)
        self._article = np.repeat(np.arange(len(analyzed), dtype=np.int32), counts)
        # Once: looking through all words takes longer than an answer may.
        self.scripts = scripts_of(vocabulary.folded_numbers)
        self._index()

    def __len__(self) -> int:
        """The number of passages."""
        return len(self._article)

    def knows(self, words: Sequence[str]) -> int:
        """How many of these words stand in its passages, as they are."""
        return int((self.term_weights.tell(words) > 0).sum())

    def find(self, question: Question, count: int, following: Following | None = None) -> Found:
        """Rank the passages for a question; at most `count`, none if none holds a term of it.

        One that follows on from another is read together with that.
        """
        query, readings = self._read(question)
        own = None
        if following:
            both = f"{following.earlier.text} {following.whole.text}"
            own, (query, _) = query, self._read(Question.of(both), following.kind)
        hits, evidence, told, covered = self._rank(
            query, count, own, following.quotes if following else ()
        )
        sure = confidence(evidence, told=told) if evidence else 0.0
        return Found(query, hits, evidence, sure, readings, covered)

    def _read(
        self, question: Question, kind: Kind | None = None
    ) -> tuple[Query, tuple[Reading, ...]]:
        """Put a question into numbers, and tell how its misspelt words were read."""
        request = read_question(question, self.vocabulary.analyzer.language)
        request, readings = self.term_weights.read(request)
        return self.term_weights.query(replace(request, kind=kind or request.kind)), readings

    def opening(self, article: Article) -> Hit | None:
        """The first passage of an article; None if it is in another language."""
        analyzed = self.analyzed(article)
        return Hit(analyzed, 0, 0.0, 0) if analyzed else None

    def analyzed(self, article: Article) -> AnalyzedArticle | None:
        """An article of this index as it was analyzed; None if it is none."""
        return next((each for each in self._analyzed if each.article is article), None)

    def matches(self, hit: Hit, query: Query) -> tuple[Span, ...]:
        """Where the terms of a question stand in a passage, relative to it, without overlaps."""
        analyzed, passage = hit.analyzed, hit.analyzed.passages[hit.passage]
        spans: list[Span] = []
        begin, end = analyzed.passage_words[hit.passage : hit.passage + 2]
        matching = np.isin(self.vocabulary.terms[analyzed.words[begin:end]], query.sought)
        places = begin + np.flatnonzero(matching)
        sentences = np.searchsorted(analyzed.sentence_words, places, side="right") - 1
        for sentence in dict.fromkeys(sentences.tolist()):
            first, last = analyzed.sentence_spans[sentence].tolist()
            found = word_spans(analyzed.article.text[first:last])
            within = places[sentences == sentence] - analyzed.sentence_words[sentence]
            for start, end in (found[place] for place in within.tolist()):
                span = (first - passage.start + start, first - passage.start + end)
                if spans and span[0] < spans[-1][1]:
                    span = (spans.pop()[0], span[1])
                spans.append(span)
        return tuple(spans)

    def _rank(
        self, query: Query, count: int, own: Query | None, preferred: Sequence[Quote]
    ) -> tuple[list[Hit], Evidence | None, bool, float]:
        """The passages that hold terms of a question, best first, and what speaks for the first.

        With whether it can tell what is asked, and the share of the terms that it covers. Of a
        question that follows on from others the query is all of them together, and its own part
        counts once more.
        """
        terms, groups = query.terms.tolist(), query.groups
        found, scores = self.passages.top([*terms, *query.reach.tolist()], FOUND, groups)
        if not len(found):
            return [], None, False, 0.0
        articles = self._article[found]
        about = ARTICLE * self.articles.scores_of(terms, articles, groups)
        about += TITLE * self.titles.scores_of(terms, articles, groups)
        nearness = self._nearness(found, preferred) * query.weights.sum()
        best = np.lexsort((found, -(scores + ABOUT * about + nearness)))[:RERANKED]
        candidates = self._gather(found[best])
        reranked = rerank(candidates, query, self.vocabulary, self._averages)
        found, totals = found[best], reranked.scores + about[best]
        wanted, covered = totals + nearness[best], reranked.covered
        sentences = reranked.sentences
        if own is not None and len(own.weights):
            apart = rerank(candidates, own, self.vocabulary, self._averages)
            wanted, covered = wanted + OWN * apart.scores, apart.covered
            sentences = np.where(apart.held.any(axis=1), apart.sentences, sentences)
        # The last digits depend on the order in which terms are added up, that is on their numbers.
        order = np.lexsort((found, -wanted.round(DIGITS)))
        hits = [
            self._hit(int(found[i]), float(wanted[i]), int(sentences[i])) for i in order[:count]
        ]
        first = int(order[0])
        weights = query.weights if own is None else own.weights
        near = nearness[best][first] >= (SAME_ARTICLE + SAME_PASSAGE) * query.weights.sum()
        share = 1.0 if near else ELSEWHERE
        if len(weights):
            share = float(covered[first] @ weights / weights.sum())
        names_tell = self.vocabulary.analyzer.language.capitalises_nouns
        told = is_told(query, reranked, first, names_tell=names_tell)
        return hits, evidence(query, reranked, first, float(totals[first])), told, share

    def _nearness(self, passages: Ints, preferred: Sequence[Quote]) -> Floats:
        """What counts for passages near those that were quoted before."""
        near = np.zeros(len(passages))
        places = {(quote.article.id, quote.passage - 1) for quote in preferred}
        articles = {article for article, _ in places}
        for row, passage in enumerate(passages.tolist() if places else ()):
            article = int(self._article[passage])
            name = self._analyzed[article].article.id
            near[row] += SAME_ARTICLE * (name in articles)
            near[row] += SAME_PASSAGE * ((name, passage - int(self._first[article])) in places)
        return near

    def _hit(self, passage: int, score: float, sentence: int) -> Hit:
        article = int(self._article[passage])
        analyzed, place = self._analyzed[article], passage - int(self._first[article])
        return Hit(analyzed, place, score, int(analyzed.passage_sentences[place]) + sentence)

    def _gather(self, passages: Ints) -> Candidates:
        articles = self._article[passages]
        places = passages - self._first[articles]
        return Candidates.of(
            [(self._analyzed[a], int(p)) for a, p in zip(articles, places, strict=True)]
        )

    def _index(self) -> None:
        analyzed = self._analyzed
        words = _joined([each.words for each in analyzed])
        lengths = _joined([np.diff(each.passage_words) for each in analyzed])
        passages = np.repeat(np.arange(len(self), dtype=np.int32), lengths)
        headings = [heading for each in analyzed for heading in each.headings]
        self.passages = self._bm25(
            np.concatenate((words, _joined(headings))),
            np.concatenate((passages, _owners(headings))),
            len(self),
            k1=0.4,
            b=0.3,
        )
        articles = self._article[passages]
        self.articles = self._bm25(words, articles, len(analyzed), k1=1.2, b=0.5)
        titles = [each.title for each in analyzed]
        self.titles = self._bm25(_joined(titles), _owners(titles), len(titles), k1=1.2, b=0.5)
        often = np.bincount(words, minlength=len(self.vocabulary.terms))
        begun = _joined([each.words[each.sentence_words[:-1]] for each in analyzed])
        later = often - np.bincount(begun, minlength=len(often))
        self.term_weights = TermWeights(
            self.thesaurus, self.vocabulary, often, later, self.passages
        )
        sentences = sum(len(each.sentence_spans) for each in analyzed)
        grams = float(often @ np.diff(self.vocabulary.gram_starts))
        self._averages = Averages(
            max(1.0, grams / max(1, sentences)), max(1.0, len(words) / max(1, len(self)))
        )

    def _bm25(self, words: Ints, documents: Ints, count: int, *, k1: float, b: float) -> BM25:
        terms = self.vocabulary.terms[words]
        kept = terms >= 0
        return BM25(
            Occurrences(terms[kept], documents[kept], len(self.vocabulary.term_numbers), count),
            k1=k1,
            b=b,
        )


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)


def _owners(lists: Sequence[Ints]) -> Ints:
    return np.repeat(np.arange(len(lists), dtype=np.int32), [len(entries) for entries in lists])
