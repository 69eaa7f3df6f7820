"""The index of a language: its articles, ready for questions.

Passages are ranked in two steps. Postings find the passages whose terms score best; those few are
then ranked again by all that is known of them (`reranker.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.search.analyzed_article import AnalyzedArticle, spans_of
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
from bot.search.text.questions import Kind, Question, parse_question
from bot.search.text.thesaurus import Thesaurus
from bot.search.text.vocabulary import Ints, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage with its score."""

    analyzed: AnalyzedArticle
    passage: int
    """Its place among the article's passages, from 0."""
    score: float
    sentence: int
    """Its best sentence, a row of `analyzed.sentence_spans`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the articles of a language have to a question."""

    query: Query
    readings: tuple[Reading, ...]
    hits: Sequence[Hit] = ()
    evidence: Evidence | None = None
    """What speaks for the first hit; None where there is none."""
    sure: float = 0.0
    """The confidence that it answers, 0 to 1."""
    own: float = 0.0
    """The share of the weight of the question's own terms that the first hit covers.

    Without own terms it is 1 in a passage quoted before, and `ELSEWHERE` in others."""


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
        if not following:
            return self._rank(query, readings, count)
        both = Question.of(f"{following.earlier.text} {following.whole.text}")
        whole, _ = self._read(both, following.kind)
        return self._rank(whole, readings, count, own=query, preferred=following.quotes)

    def _read(
        self, question: Question, kind: Kind | None = None
    ) -> tuple[Query, tuple[Reading, ...]]:
        """Put a question into numbers, and tell how its misspelt words were read."""
        parsed = parse_question(question, self.vocabulary.analyzer.language)
        parsed, readings = self.term_weights.read(parsed)
        return self.term_weights.query(replace(parsed, kind=kind or parsed.kind)), readings

    def analyzed(self, article: Article) -> AnalyzedArticle | None:
        """An article of this index as it was analyzed; None if it is none."""
        return next((each for each in self._analyzed if each.article is article), None)

    def matches(self, hit: Hit, query: Query) -> tuple[Span, ...]:
        """Where the terms of a question stand in a passage, relative to it, without overlaps."""
        begin, end = hit.analyzed.passage_words[hit.passage : hit.passage + 2]
        terms = self.vocabulary.terms[hit.analyzed.words[begin:end]]
        return spans_of(hit.analyzed, hit.passage, np.flatnonzero(np.isin(terms, query.sought)))

    def _rank(
        self,
        query: Query,
        readings: tuple[Reading, ...],
        count: int,
        *,
        own: Query | None = None,
        preferred: Sequence[Quote] = (),
    ) -> Found:
        """The passages that hold terms of a question, best first, and what speaks for the first.

        Of a question that follows on from others the query is all of them together; its own part
        counts once more, and what was quoted before is preferred.
        """
        terms, groups = query.terms.tolist(), query.groups
        found, scores = self.passages.top([*terms, *query.reach.tolist()], FOUND, groups)
        if not len(found):
            return Found(query=query, readings=readings)
        articles = self._article[found]
        about = ARTICLE * self.articles.get_scores(terms, groups)[articles]
        about += TITLE * self.titles.get_scores(terms, groups)[articles]
        nearness = self._nearness(found, preferred) * query.weights.sum()
        best = np.lexsort((found, -(scores + ABOUT * about + nearness)))[:RERANKED]
        found, about, nearness = found[best], about[best], nearness[best]
        places = [self._place(passage) for passage in found.tolist()]
        candidates = Candidates.of(places)
        reranked = rerank(candidates, query, self.vocabulary, self._averages)
        totals = reranked.scores + about
        wanted, covered, sentences = totals + nearness, reranked.covered, reranked.sentences
        if own is not None and len(own.weights):
            apart = rerank(candidates, own, self.vocabulary, self._averages)
            wanted, covered = wanted + OWN * apart.scores, apart.covered
            sentences = np.where(apart.held.any(axis=1), apart.sentences, sentences)
        # The last digits depend on the order in which terms are added up, that is on their numbers.
        order = np.lexsort((found, -wanted.round(DIGITS))).tolist()
        first = order[0]
        weights = query.weights if own is None else own.weights
        if len(weights):
            share = float(covered[first] @ weights / weights.sum())
        else:
            near = nearness[first] >= (SAME_ARTICLE + SAME_PASSAGE) * query.weights.sum()
            share = 1.0 if near else ELSEWHERE
        names_tell = self.vocabulary.analyzer.language.capitalises_nouns
        told = is_told(query, reranked, first, names_tell=names_tell)
        for_first = evidence(query, reranked, first, float(totals[first]))
        return Found(
            query=query,
            readings=readings,
            hits=[_hit(places[i], float(wanted[i]), int(sentences[i])) for i in order[:count]],
            evidence=for_first,
            sure=confidence(for_first, told=told),
            own=share,
        )

    def _nearness(self, passages: Ints, preferred: Sequence[Quote]) -> Floats:
        """What counts for passages near those that were quoted before."""
        near = np.zeros(len(passages))
        quoted = {(quote.article.id, quote.passage - 1) for quote in preferred}
        articles = {article for article, _ in quoted}
        for row, passage in enumerate(passages.tolist() if quoted else ()):
            analyzed, place = self._place(passage)
            near[row] += SAME_ARTICLE * (analyzed.article.id in articles)
            near[row] += SAME_PASSAGE * ((analyzed.article.id, place) in quoted)
        return near

    def _place(self, passage: int) -> tuple[AnalyzedArticle, int]:
        """The article of a passage, and the passage's place in it."""
        article = int(self._article[passage])
        return self._analyzed[article], passage - int(self._first[article])

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
            self.thesaurus, self.vocabulary, self.passages, often=often, later=later
        )
        sentences = sum(len(each.sentence_spans) for each in analyzed)
        grams = float(often @ np.diff(self.vocabulary.gram_starts))
        self._averages = Averages(
            sentence_grams=max(1.0, grams / max(1, sentences)),
            passage_words=max(1.0, len(words) / max(1, len(self))),
        )

    def _bm25(self, words: Ints, documents: Ints, count: int, *, k1: float, b: float) -> BM25:
        """Score `count` documents; each word is given with its document, both by number."""
        terms = self.vocabulary.terms[words]
        kept = terms >= 0
        occurrences = Occurrences(
            terms=terms[kept],
            documents=documents[kept],
            term_count=len(self.vocabulary.term_numbers),
            document_count=count,
        )
        return BM25(occurrences, k1=k1, b=b)


def _hit(place: tuple[AnalyzedArticle, int], score: float, sentence: int) -> Hit:
    """A hit, its best sentence counted from the passage's first."""
    analyzed, passage = place
    sentence += int(analyzed.passage_sentences[passage])
    return Hit(analyzed=analyzed, passage=passage, score=score, sentence=sentence)


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int32)


def _owners(lists: Sequence[Ints]) -> Ints:
    return np.repeat(np.arange(len(lists), dtype=np.int32), [len(entries) for entries in lists])
