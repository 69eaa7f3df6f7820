"""Evaluation: how often the first quote is right, and how honest the bot is where it is not.

quote@1, quote@3      the first (one of the first three) quotes is right
best@1                the first quote is right, and its best sentence holds an answer
answered              of the answerable questions, those not left unanswered
refused               of the unanswerable questions, those not passed off as answered
auc                   confidence as a sign of answerable questions: the area under the ROC curve,
                      which is the chance that an answerable question has more of it than another
words                 mean words of the first quote
elsewhere auc, elsewhere refused, elsewhere unanswered
                      the same of questions asked of an article that they don't belong to

Shares are from 0 to 1; a figure is None where the questions don't tell it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.measuring.question_sets import KnownQuestion, QuestionSet, normalised
from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article
from bot.search.index import Index

Figures = dict[str, float | None]
"""Figures by their names, as above."""
COUNTS = ("words", "swapped", "abbreviated")
"""Figures that are no shares."""

Tick = Callable[[], object] | None
"""What is called after each question that was asked."""
QUOTES = 3
"""Quotes that are asked for."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what was answered."""

    question: KnownQuestion
    answer: Answer

    @property
    def is_quoted(self) -> bool:
        """Whether the first quote is right."""
        return any(is_right(quote, self.question) for quote in self.answer.quotes[:1])

    @property
    def is_underlined(self) -> bool:
        """Whether the first quote is right, and its best sentence holds an answer."""
        return self.is_quoted and _holds(best_sentence(self.answer.quotes[0]), self.question)

    @property
    def is_miss(self) -> bool:
        """Whether it was quoted wrongly, or not answered, or answered where nothing answers it."""
        verdict = self.answer.verdict
        if self.question.answerable:
            return not self.is_quoted or verdict is Verdict.UNANSWERED
        return verdict is Verdict.ANSWERED


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a set."""

    name: str
    questions: int
    """How many were asked."""
    misses: Sequence[Outcome]
    """Those that went wrong, in their order."""
    figures: Figures


def evaluate(asked: QuestionSet, tick: Tick = None, index: Index | None = None) -> Evaluation:
    """Ask the questions of an index; without one, of all articles of the set together."""
    if index is None:
        index = Index.of(asked.articles)
    outcomes = [ask(index, question, tick) for question in asked.questions]
    return Evaluation(asked.name, len(outcomes), misses(outcomes), figures(outcomes))


def evaluate_single(asked: QuestionSet, tick: Tick = None) -> Evaluation:
    """Ask each question of the one article that it belongs to, and of the one after that."""
    indexes = {article.id: Index.of([article]) for article in asked.articles}
    others = next_articles(asked.articles)
    outcomes, elsewhere = [], []
    for question in asked.questions:
        outcomes.append(ask(indexes[question.article], question, tick))
        if others:
            elsewhere.append(ask(indexes[others[question.article]], question, tick))
    known = figures(outcomes) | elsewhere_figures(outcomes, elsewhere)
    return Evaluation(asked.name, len(outcomes), misses(outcomes), known)


def next_articles(articles: Iterable[Article]) -> dict[str, str]:
    """The id of the article that comes next, by an article's id; empty for a single article."""
    keys = [article.id for article in articles]
    return dict(pairwise([*keys, keys[0]])) if len(keys) > 1 else {}


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of questions that were asked where they belong."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    others = [outcome for outcome in outcomes if not outcome.question.answerable]
    firsts = [outcome.answer.quotes[0] for outcome in outcomes if outcome.answer.quotes]
    return {
        "quote@1": mean(outcome.is_quoted for outcome in answerable),
        "quote@3": mean(any(is_right(q, o.question) for q in o.answer.quotes) for o in answerable),
        "best@1": mean(outcome.is_underlined for outcome in answerable),
        "answered": mean(o.answer.verdict is not Verdict.UNANSWERED for o in answerable),
        "refused": mean(o.answer.verdict is not Verdict.ANSWERED for o in others),
        "auc": area_under_curve(confidences(answerable), confidences(others)),
        "words": mean(len(quote.text.split()) for quote in firsts),
    }


def elsewhere_figures(outcomes: Sequence[Outcome], elsewhere: Sequence[Outcome]) -> Figures:
    """The figures of the same questions, asked of an article that they don't belong to."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    verdicts = [outcome.answer.verdict for outcome in elsewhere]
    return {
        "elsewhere auc": area_under_curve(confidences(answerable), confidences(elsewhere)),
        "elsewhere refused": mean(verdict is not Verdict.ANSWERED for verdict in verdicts),
        "elsewhere unanswered": mean(verdict is Verdict.UNANSWERED for verdict in verdicts),
    }


def is_right(quote: Quote, question: KnownQuestion) -> bool:
    """Whether the quote lies in a paragraph that answers, or holds one.

    Where no paragraphs are known: whether it holds a phrase that answers.
    """
    if not question.paragraphs:
        return _holds(quote.text, question)
    text = normalised(quote.text)
    there = quote.article.id == question.article
    return there and any(text in known or known in text for known in question.paragraphs)


def best_sentence(quote: Quote) -> str:
    """The sentence of a quote that answers."""
    return quote.text[slice(*quote.best)]


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """The chance that a positive is above a negative, ties counted half (Mann and Whitney's U)."""
    if not positives or not negatives:
        return None
    ordered = np.sort(negatives)
    below = np.searchsorted(ordered, positives, "left")
    up_to = np.searchsorted(ordered, positives, "right")
    return float((below + up_to).mean() / (2 * len(ordered)))


def ask(index: Index, question: KnownQuestion, tick: Tick) -> Outcome:
    """Ask one question."""
    answer = index.answer(question.text, top=QUOTES)
    if tick:
        tick()
    return Outcome(question, answer)


def misses(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those that went wrong, in their order."""
    return [outcome for outcome in outcomes if outcome.is_miss]


def _holds(text: str, question: KnownQuestion) -> bool:
    return any(phrase in normalised(text) for phrase in question.answers)


def confidences(outcomes: Iterable[Outcome]) -> list[float]:
    """How sure the answers are."""
    return [outcome.answer.confidence for outcome in outcomes]


def mean(values: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else None
