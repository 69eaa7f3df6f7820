"""Answers about an article itself: what its credit says, and how it begins."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.search.answers import WHICH, Answer, Fact, Verdict
from bot.search.articles import Article
from bot.search.facts import SUMMARY, Titles, asked_facts
from bot.search.quoting import first_passage
from bot.search.ranking.language_index import LanguageIndex
from bot.search.text.analyzer import Language
from bot.search.text.questions import Question, without_phrases

MOST_FACTS = 5
"""Facts in an answer."""


def about_articles(
    text: str,
    question: Question,
    languages: Iterable[Language],
    indexes: Sequence[LanguageIndex],
    titles: Titles,
    top: int,
    answered: Callable[[], Answer] | None,
) -> Answer | None:
    """The answer to a question about an article itself, asked in one of these languages, or None.

    It quotes how at most `top` articles begin. Where several may be meant ("who wrote this?"), it
    is the one quoted to the question before, whose answer `answered` gives, if there was one.
    """
    for language in languages:
        own = without_phrases(question, language.goes_on) if answered else question
        facts = asked_facts(own, language, titles)
        earlier: tuple[str, ...] = ()
        is_open = len(facts) > 1 and facts[0].field in (WHICH, SUMMARY)
        if is_open and answered and (article := _meant(before := answered())):
            of_one = [entry for entry in titles if entry[0] is article]
            if said := asked_facts(own, language, of_one):
                facts, earlier = said, before.leads_on
        if facts:
            return replace(_stated(text, facts, indexes, top), earlier=earlier)
    return None


def _stated(text: str, facts: Sequence[Fact], indexes: Sequence[LanguageIndex], top: int) -> Answer:
    """What these facts answer, quoting how their articles begin."""
    openings = [first_passage(fact.article, indexes) for fact in facts[:top]]
    told = tuple(fact for fact in facts if fact.field != SUMMARY)
    asks_back = facts[0].field == WHICH
    known = not asks_back and any(fact.value for fact in facts)
    otherwise = Verdict.UNSURE if asks_back else Verdict.UNANSWERED
    return Answer(
        question=text,
        verdict=Verdict.ANSWERED if known else otherwise,
        confidence=float(known),
        quotes=tuple(filter(None, openings)),
        facts=told[:MOST_FACTS],
        more_facts=len(told[MOST_FACTS:]),
    )


def _meant(before: Answer) -> Article | None:
    """The article that people have before their eyes after this answer: the first one quoted."""
    is_one = len(before.facts) == 1 or before.shown
    return before.quotes[0].article if is_one and before.quotes else None
