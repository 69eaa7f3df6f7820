"""An article made ready for indexing: its passages and sentences as word numbers."""

from array import array
from dataclasses import dataclass

import numpy as np

from bot.search.articles import Article
from bot.search.passages import Passage, split
from bot.search.sentences import sentences
from bot.search.terms import words
from bot.search.vocabulary import Ints, Vocabulary


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article, split and analysed. All the work that depends on this article alone."""

    article: Article
    passages: tuple[Passage, ...]
    title: Ints
    """Word numbers of the title and the headings."""
    words: Ints
    """Word numbers of the whole text, passage after passage."""
    passage_words: Ints
    """Where in `words` each passage starts; one more at the end."""
    sentence_words: Ints
    """Where in `words` each sentence starts; one more at the end."""
    sentence_spans: Ints
    """Start and end of each sentence in the article's text, a row each."""
    passage_sentences: Ints
    """At which sentence each passage starts; one more at the end."""


def analyse(article: Article, vocabulary: Vocabulary) -> Analysis:
    """Split an article, and learn its words."""
    passages = split(article)
    numbers = array("i")
    passage_words, passage_sentences = [0], [0]
    sentence_words, spans = [0], array("i")
    for passage in passages:
        text = article.text[passage.start : passage.end]
        for start, end in sentences(text, article.language):
            numbers.extend(vocabulary.numbers(words(text[start:end])))
            sentence_words.append(len(numbers))
            spans.extend((passage.start + start, passage.start + end))
        passage_words.append(len(numbers))
        passage_sentences.append(len(sentence_words) - 1)
    return Analysis(
        article,
        passages,
        np.array(vocabulary.numbers(words(article.title)), np.int32),
        np.array(numbers, np.int32),
        np.array(passage_words, np.int32),
        np.array(sentence_words, np.int32),
        np.array(spans, np.int32).reshape(-1, 2),
        np.array(passage_sentences, np.int32),
    )
