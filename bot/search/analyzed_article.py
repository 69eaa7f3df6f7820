"""An article made ready for indexing: its passages and sentences as word numbers."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from bot.search.articles import Article, Span
from bot.search.passages import Passage, split
from bot.search.text.abbreviations import abbreviations
from bot.search.text.analyzer import comparable
from bot.search.text.sentences import sentences
from bot.search.text.synonyms import Rule
from bot.search.text.terms import word_spans, words
from bot.search.text.vocabulary import Ints, VocabularyBuilder


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzedArticle:
    """An article, split and analyzed: all the work that depends on this article alone.

    Arrays are int32; words stand in them by their numbers in the vocabulary of their language.
    """

    article: Article
    comparable_title: str
    """The title as phrases are compared (`analyzer.comparable`)."""
    passages: tuple[Passage, ...]
    title: Ints
    """One for each word of the title."""
    headings: tuple[Ints, ...]
    """For each passage one for each word of the heading above it."""
    words: Ints
    """One for each word of the whole text, passage after passage."""
    passage_words: Ints
    """One for each passage: where in `words` it starts; one more at the end."""
    sentence_words: Ints
    """One for each sentence: where in `words` it starts; one more at the end. None is empty."""
    sentence_spans: Ints
    """A row for each sentence: its start and end in the article's text, in characters."""
    passage_sentences: Ints
    """One for each passage: its first sentence; one more at the end."""
    abbreviations: tuple[Rule, ...]
    """The abbreviations that the article defines."""

    @classmethod
    def of(
        cls,
        article: Article,
        vocabulary: VocabularyBuilder,
        *,
        passages: tuple[Passage, ...],
        **known: Any,
    ) -> Self:
        """An article with all fields given but those that are soon worked out."""
        sections = dict.fromkeys(passage.section for passage in passages)
        headings = {section: _numbers(section, vocabulary) for section in sections}
        return cls(
            article=article,
            passages=passages,
            title=_numbers(article.credit.title, vocabulary),
            headings=tuple(headings[passage.section] for passage in passages),
            **known,
        )


def analyze(article: Article, vocabulary: VocabularyBuilder) -> AnalyzedArticle:
    """Split an article, and learn its words."""
    passages = split(article)
    numbers, spans = array("i"), array("i")
    passage_words, passage_sentences, sentence_words = [0], [0], [0]
    for passage in passages:
        for (start, end), found in _sentences(article, passage):
            numbers.extend(vocabulary.numbers(found))
            sentence_words.append(len(numbers))
            spans.extend((start, end))
        passage_words.append(len(numbers))
        passage_sentences.append(len(sentence_words) - 1)
    return AnalyzedArticle.of(
        article,
        vocabulary,
        passages=passages,
        comparable_title=comparable(article.credit.title),
        words=np.array(numbers, np.int32),
        passage_words=np.array(passage_words, np.int32),
        sentence_words=np.array(sentence_words, np.int32),
        sentence_spans=np.array(spans, np.int32).reshape(-1, 2),
        passage_sentences=np.array(passage_sentences, np.int32),
        abbreviations=abbreviations(article.text),
    )


def spans_of(analyzed: AnalyzedArticle, passage: int, words: Ints) -> tuple[Span, ...]:
    """Where some words of a passage stand, relative to it, without overlaps.

    They are given by their places in the passage, ascending, as is the passage in its article.
    """
    places = analyzed.passage_words[passage] + words
    sentences = np.searchsorted(analyzed.sentence_words, places, side="right") - 1
    passage_start = analyzed.passages[passage].start
    spans: list[Span] = []
    for sentence in dict.fromkeys(sentences.tolist()):
        first, last = analyzed.sentence_spans[sentence].tolist()
        found = word_spans(analyzed.article.text[first:last])
        within = places[sentences == sentence] - analyzed.sentence_words[sentence]
        for start, end in (found[place] for place in within.tolist()):
            span = (first - passage_start + start, first - passage_start + end)
            if spans and span[0] < spans[-1][1]:
                span = (spans.pop()[0], span[1])
            spans.append(span)
    return tuple(spans)


def _sentences(article: Article, passage: Passage) -> Iterator[tuple[Span, list[str]]]:
    """The sentences of a passage that have words, in the article's text, with their words."""
    text = article.text[passage.start : passage.end]
    for start, end in sentences(text, article.language):
        found = words(text[start:end])
        if found:
            yield (passage.start + start, passage.start + end), found


def _numbers(text: str, vocabulary: VocabularyBuilder) -> Ints:
    return np.array(vocabulary.numbers(words(text)), np.int32)
