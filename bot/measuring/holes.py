"""Holes and swapped names: how often the bot claims an answer that is not there.

A hole is an article without the paragraphs that answer a question. Each answerable question is
asked of its article alone, whole and with its hole. Left out are questions one of whose answers
stands in what is left, and holes that leave fewer than two paragraphs.

Names are swapped in the questions of the article that follows: theirs for those in this article's
own questions. Asked of this article, such a question names what it tells of, and asks what it
doesn't say. The same is done with the abbreviations that this article defines, and with what they
stand for.

answered, silent    of the questions asked of whole articles, those with the verdict answered, and
                    those with the verdict unanswered
claimed             of the same, asked of the holes, those with the verdict answered all the same
auc                 confidence as a sign of whole articles: the area under the ROC curve
swapped             how many questions have swapped names
swapped claimed     of these, those with the verdict answered
abbreviated         how many questions have abbreviations, or what they stand for, for their names
abbreviated claimed
                    of these, those with the verdict answered
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

import regex

from bot.measuring.evaluation import (
    Evaluation,
    Outcome,
    Tick,
    area_under_curve,
    ask,
    confidences,
    mean,
    misses,
    next_articles,
)
from bot.measuring.question_sets import KnownQuestion, QuestionSet, normalised, without
from bot.search.answers import Verdict
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.text.abbreviations import abbreviations

_LEAST = 2
"""Paragraphs that have to be left."""
_CAPITALISED = r"\p{Lu}[\w\p{M}'’.-]*\w"
_NAME = regex.compile(rf"(?<=\s){_CAPITALISED}(?:\s+{_CAPITALISED})*")
"""A run of capitalised words that does not begin the text."""


def evaluate_holes(asked: QuestionSet, tick: Tick = None) -> Evaluation:
    """Ask each question of its article whole and with its hole, then those with swapped names."""
    alone = {article.id: Index.of([article]) for article in asked.articles}
    whole, holed = [], []
    for question, hole in _holes(asked):
        whole.append(ask(alone[question.article], question, tick))
        holed.append(ask(hole, _unanswerable(question.text, question.article), tick))
    swapped, abbreviated = (
        [ask(alone[q.article], q, tick) for q in swapped_names(asked, names)]
        for names in (names_in_questions, abbreviations_in_article)
    )
    missed = misses([*holed, *swapped, *abbreviated])
    figures = {
        "answered": _share(whole, Verdict.ANSWERED),
        "claimed": _share(holed, Verdict.ANSWERED),
        "silent": _share(whole, Verdict.UNANSWERED),
        "auc": area_under_curve(confidences(whole), confidences(holed)),
        "swapped": float(len(swapped)),
        "swapped claimed": _share(swapped, Verdict.ANSWERED),
        "abbreviated": float(len(abbreviated)),
        "abbreviated claimed": _share(abbreviated, Verdict.ANSWERED),
    }
    return Evaluation(asked.name, len(holed), missed, figures)


def swapped_names(
    asked: QuestionSet, names_of: Callable[[QuestionSet, Article], Sequence[str]]
) -> Iterator[KnownQuestion]:
    """For each article the questions of the next one, with names of this article in turn."""
    others = next_articles(asked.articles)
    for article in asked.articles if others else ():
        known = dict.fromkeys(names_of(asked, article))
        names = cycle(known)
        for question in _answerable(asked, others[article.id]) if known else ():
            if _NAME.search(question.text):
                yield _unanswerable(_renamed(question.text, names), article.id)


def names_in_questions(asked: QuestionSet, article: Article) -> Sequence[str]:
    """The names in the questions that an article answers."""
    return [name for q in _answerable(asked, article.id) for name in _NAME.findall(q.text)]


def abbreviations_in_article(_: QuestionSet, article: Article) -> Sequence[str]:
    """The abbreviations that an article defines, each with what it stands for."""
    return [phrase for rule in abbreviations(article.text) for phrase in rule.phrases]


def _holes(asked: QuestionSet) -> Iterator[tuple[KnownQuestion, Index]]:
    """The questions with their holes; those with the same hole follow one another."""
    alike: dict[tuple[str, tuple[str, ...]], list[KnownQuestion]] = {}
    for question in filter(lambda question: question.answerable, asked.questions):
        alike.setdefault((question.article, question.paragraphs), []).append(question)
    for (article, gold), questions in alike.items():
        left = [text for text in asked.paragraphs[article] if normalised(text) not in gold]
        rest = normalised(" ".join(left))
        told = [q for q in questions if not any(answer in rest for answer in q.answers)]
        if len(left) >= _LEAST and told:
            hole = Index.of([without(asked, article, gold)])
            yield from ((question, hole) for question in told)


def _answerable(asked: QuestionSet, article: str) -> list[KnownQuestion]:
    return [q for q in asked.questions if q.answerable and q.article == article]


def _renamed(text: str, names: Iterator[str]) -> str:
    return str(_NAME.sub(lambda _: next(names), text))


def _unanswerable(text: str, article: str) -> KnownQuestion:
    return KnownQuestion(text, (), answerable=False, article=article)


def _share(outcomes: Sequence[Outcome], verdict: Verdict) -> float | None:
    return mean(outcome.answer.verdict is verdict for outcome in outcomes)
