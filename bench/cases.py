"""Cases: questions of all kinds, each with the evidence that there was for its first hit.

Confidence is fitted to them. People also type two words instead of a question, ask what their
articles don't know, and ask the articles of others; the sets have no such questions, so they are
made of what the sets have.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bot.measuring.question_sets import KnownQuestion, QuestionSet, read_set
from bot.search.articles import Article
from bot.search.index import Index, Indexer
from bot.search.ranking.confidence import Evidence
from bot.search.text.questions import Question as Typed
from bot.search.text.terms import word_spans

T = TypeVar("T")
SEED = 20240131
QUESTIONS = 400
"""Of a set."""
KEYWORDS = 200
"""Made of a set's articles."""
TAKEN_AWAY = 40
"""Articles that are taken away in turn."""


class Kind(StrEnum):
    """Where a question is asked, and which it is."""

    LIBRARY = "of all articles"
    ALONE = "of its article alone"
    OTHER = "of another article alone"
    WITHOUT = "of all articles but its own"
    KEYWORDS = "one to three words that stand there"
    OTHER_KEYWORDS = "words that don't all stand there"


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was asked."""

    kind: Kind
    answerable: bool
    evidence: Evidence | None
    """None where nothing was found."""


@dataclass(frozen=True, slots=True)
class SetCases:
    """The cases of a set."""

    name: str
    articles: frozenset[str]
    """Their ids; translations of an article have the same."""
    cases: Sequence[Case]


def cases(folder: Path) -> SetCases:
    """Ask the questions of a set in all ways."""
    asked = read_set(folder)
    questions = sample(asked.questions, QUESTIONS)
    library = Index.of(asked.articles)
    alone = {article.id: Index.of([article]) for article in asked.articles}
    found = list(_questions(questions, library, alone))
    found += _without(questions, asked)
    found += _keywords(asked, library, alone)
    return SetCases(asked.name, frozenset(alone), found)


def _questions(
    questions: Sequence[KnownQuestion], library: Index, alone: dict[str, Index]
) -> Iterator[Case]:
    dice = random.Random(SEED)
    for question in questions:
        text, known = question.text, question.answerable
        yield Case(Kind.LIBRARY, known, _evidence(library, text))
        yield Case(Kind.ALONE, known, _evidence(alone[question.article], text))
        for other in _another(alone, question.article, dice):
            yield Case(Kind.OTHER, False, _evidence(other, text))


def _without(questions: Sequence[KnownQuestion], asked: QuestionSet) -> Iterator[Case]:
    indexer = Indexer()
    about = {question.article for question in questions}
    for gone in sample([a for a in asked.articles if a.id in about], TAKEN_AWAY):
        index = indexer.index(article for article in asked.articles if article is not gone)
        for question in questions:
            if question.article == gone.id:
                yield Case(Kind.WITHOUT, False, _evidence(index, question.text))


def _keywords(asked: QuestionSet, library: Index, alone: dict[str, Index]) -> Iterator[Case]:
    dice = random.Random(SEED)
    for _ in range(KEYWORDS):
        article = dice.choice(asked.articles)
        text = _phrase(article, alone[article.id], dice)
        if text:
            yield Case(Kind.KEYWORDS, True, _evidence(library, text))
            yield Case(Kind.KEYWORDS, True, _evidence(alone[article.id], text))
            for other in _another(alone, article.id, dice):
                if len(_known(text, other)) < len(_known(text, alone[article.id])):
                    yield Case(Kind.OTHER_KEYWORDS, False, _evidence(other, text))


def _phrase(article: Article, index: Index, dice: random.Random) -> str:
    """One to three neighbouring words of a paragraph, function words not counted; may be empty."""
    text = dice.choice(article.text.split("\n\n"))
    spans = [(a, b) for a, b in word_spans(text) if b - a > 1 and _known(text[a:b], index)]
    if not spans:
        return ""
    first = dice.randrange(len(spans))
    last = min(first + dice.choice((0, 0, 1, 2)), len(spans) - 1)
    return text[spans[first][0] : spans[last][1]]


def _known(text: str, index: Index) -> list[str]:
    """The words of a text whose terms an article of the index has."""
    found = [text[start:end] for start, end in word_spans(text)]
    return [w for w in found if any(s.vocabulary.term_of(w) >= 0 for s in index.language_indexes)]


def _another(alone: dict[str, Index], own: str, dice: random.Random) -> list[Index]:
    """The index of another article at random, if there is one."""
    others = [key for key in alone if key != own]
    return [alone[dice.choice(others)]] if others else []


def _evidence(index: Index, text: str) -> Evidence | None:
    """The evidence of the surest index; there is one for each language of the articles."""
    typed = Typed.of(text)
    found = [each.find(typed, 1) for each in index.language_indexes]
    return max(found, key=lambda each: each.sure).evidence if found else None


def sample(whole: Sequence[T], most: int) -> tuple[T, ...]:
    """So many of them at random; all if there are no more."""
    if len(whole) <= most:
        return tuple(whole)
    return tuple(random.Random(SEED).sample(whole, most))
