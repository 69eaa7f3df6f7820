"""An answer: a verdict, how sure it is, and quotes."""

from dataclasses import dataclass
from enum import StrEnum

from bot.search.articles import Article, Span

THEN = " ↪ "
"""Stands between a question and one that follows on from it, where they are written as one."""
MOST_EARLIER = 3
"""Questions before it that one is read together with, the first one always among them."""


def thread_of(understood: str) -> list[str]:
    """The questions of one as it was understood (`Answer.understood`), the last one last."""
    return understood.rsplit(THEN, MOST_EARLIER)


class Verdict(StrEnum):
    """What the library can say to a question."""

    ANSWERED = "answered"
    UNSURE = "unsure"
    """The evidence is thin: the quotes are the closest passages, not an answer."""
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as answered. `best` and `terms` are relative to `text`, which is never edited."""

    article: Article
    passage: int
    """The passage's place in its article, from 1 to `passages`."""
    passages: int
    start: int
    end: int
    section: str
    best: Span
    """The sentence that answers."""
    terms: tuple[Span, ...]
    """The words that match the question, in their order, never overlapping."""
    score: float

    @property
    def text(self) -> str:
        """The passage, word for word."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """A misspelt word of the question, and the word of the articles that it was read as."""

    typed: str
    read: str


WHICH = "which"
"""The field of a fact that asks back: which article, of this title, is meant?"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article's credit answers by itself: who wrote it, where and when it was published.

    `field` is the name of a field of `Article`: title, authors, publisher, published, url, or
    based_on where one of these is empty, or `WHICH`. `value` is empty where the article does
    not say.
    """

    article: Article
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a question.

    `confidence`, 0 to 1, rises with how sure it is that the first quote answers the question, and
    compares across questions and libraries. Quotes are best first; an unanswered question may
    still have quotes (what came closest), which are never to be shown as an answer. `facts` answer
    a question about an article itself, and say it all; `quotes` then tell how those articles begin.
    """

    question: str
    verdict: Verdict
    confidence: float
    quotes: tuple[Quote, ...] = ()
    readings: tuple[Reading, ...] = ()
    facts: tuple[Fact, ...] = ()
    further: tuple[Quote, ...] = ()
    """Passages that match too, as far as they were asked for: to leaf through, no answers."""
    more_facts: int = 0
    """How many facts there are beyond those in `facts`."""
    earlier: tuple[str, ...] = ()
    """The questions that it was read as following on from, the first one first."""
    languages: tuple[str, ...] = ()
    """The languages of the articles (ISO 639-1), where the question is surely in none of them and
    they do not answer it."""

    @property
    def thread(self) -> tuple[str, ...]:
        """The question as it was understood: those that it follows on from, then itself."""
        return (*self.earlier, self.question)

    @property
    def leads_on(self) -> tuple[str, ...]:
        """The questions that one which follows on from this is read together with."""
        first, *later = self.thread
        return (first, *later[1 - MOST_EARLIER :])

    @property
    def understood(self) -> str:
        """The question as it was understood, written as one."""
        return THEN.join(self.thread)

    @property
    def asks_back(self) -> bool:
        """Whether it only asks which of several articles is meant."""
        return any(fact.field == WHICH for fact in self.facts)

    @property
    def shown(self) -> tuple[Quote, ...]:
        """The quotes to show before more are asked for; none beside facts, which say it all."""
        if self.facts or self.verdict is Verdict.UNANSWERED:
            return ()
        # Of passages that may not answer, one is enough.
        return self.quotes[:1] if self.verdict is Verdict.UNSURE else self.quotes
