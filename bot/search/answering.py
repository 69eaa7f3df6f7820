"""From a question to an answer: ask each language's index, quote its hits, say how sure it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter

from bot.search.about import about_articles
from bot.search.answers import Answer, Verdict
from bot.search.facts import Titles
from bot.search.following import LONGEST_LEANING, Following, following
from bot.search.quoting import quote
from bot.search.ranking.confidence import verdict
from bot.search.ranking.language_index import Found, LanguageIndex
from bot.search.ranking.term_weights import MOST_TERMS
from bot.search.ranking.weights import UNCOVERED, WORTH_READING
from bot.search.text.analyzer import Language, language
from bot.search.text.foreign import is_foreign, likely_languages
from bot.search.text.questions import Question


@dataclass(frozen=True, slots=True)
class Best:
    """What one index has found, the index, and how sure it is, 0 to 1."""

    found: Found
    index: LanguageIndex
    sure: float


NOISE = 1e-9
"""Shares no further apart are the same."""
MOST_SOUGHT = 208
"""Words that are sought for one question, all languages together, which bounds the time that it
takes: enough for 16 words in 13 languages."""
_QUOTED = 3
"""Quotes of the question before, near which one that follows on from it is answered."""
_SAMPLE = 200
"""Words of a long question that tell which languages know most of it."""


def answer(
    text: str,
    indexes: Sequence[LanguageIndex],
    titles: Titles,
    *,
    top: int,
    further: int,
    after: Sequence[str] = (),
) -> Answer:
    """Answer a question from the indexes, one for each language.

    Gives at most `top` quotes, all worth reading, and `further` passages more. `after` are the
    questions before it in the conversation, each of which may lean on those before it.
    """
    question = Question.of(text)
    may_lean = after and indexes and max(map(len, (text, *after))) <= LONGEST_LEANING

    @cache
    def answered() -> Answer:
        return answer(after[-1], indexes, titles, top=_QUOTED, further=0, after=after[:-1])

    def about(languages: Iterable[Language]) -> Answer | None:
        return about_articles(text, question, languages, indexes, titles, top, before)

    before = answered if may_lean else None
    own = dict.fromkeys(index.vocabulary.analyzer.language for index in indexes)
    if told := about(own):
        return told
    alone = _best(question, indexes, top + further)
    leaning = _following(question, indexes, before, alone) if before else None
    joined = leaning and _best(leaning.own, indexes, top + further, leaning)
    if leaning and joined and follows_on(leaning, alone, joined):
        told = _answer(text, question, joined, indexes, top, further)
        return replace(told, earlier=leaning.before)
    told = _answer(text, question, alone, indexes, top, further)
    if told.verdict is Verdict.ANSWERED:
        return told
    # Who wrote an article can be asked in languages that no article is in.
    others = map(language, likely_languages(question))
    return about(each for each in others if each not in own) or told


def follows_on(leaning: Following, alone: Best | None, joined: Best) -> bool:
    """Whether a question that leans is to be read together with what came before it.

    That must lead to an article that was quoted, and to as much of the question's own words as it
    finds by itself; if both readings find the same, the surer one counts.
    """
    first = joined.found.hits[0]
    if first.analyzed.article.id not in {quote.article.id for quote in leaning.quotes}:
        return alone is None and not leaning.stands
    if alone is None or not leaning.stands:
        return True
    if joined.found.own < alone.found.own - NOISE:
        return False
    same = alone.found.hits[0]
    if same.analyzed is first.analyzed and same.passage == first.passage:
        return joined.sure > alone.sure
    return True


def _following(
    question: Question,
    indexes: Sequence[LanguageIndex],
    answered: Callable[[], Answer],
    alone: Best | None,
) -> Following | None:
    folded = Counter(question.folded)
    analyzers = [index.vocabulary.analyzer for index in indexes]
    own = max(analyzers, key=lambda analyzer: analyzer.fluency(folded))
    return following(question, own, answered, finds=alone is not None)


def _best(
    question: Question,
    indexes: Sequence[LanguageIndex],
    count: int,
    following: Following | None = None,
) -> Best | None:
    """What the indexes have to a question, that which is answered best; None if nothing."""
    folded = Counter(question.folded + (following.earlier.folded if following else ()))
    fluency = [index.vocabulary.analyzer.fluency(folded) for index in indexes]
    earlier = dict(wordings(following.earlier, indexes, fluency)) if following else {}
    rated = []
    near = {quote.article.language for quote in following.quotes} if following else set()
    for place, wording in wordings(question, indexes, fluency):
        if near and indexes[place].language not in near:
            continue
        whole = following and replace(following, earlier=earlier.get(place, following.earlier))
        found = indexes[place].find(wording, count, whole)
        if found.hits:
            sure = found.sure * (UNCOVERED + (1 - UNCOVERED) * found.own**2 if following else 1.0)
            rated.append((sure * (1 + fluency[place]), Best(found, indexes[place], round(sure, 4))))
    # Articles in the question's language come first, where others seem to answer it as well.
    return max(rated, key=itemgetter(0))[1] if rated else None


def _answer(
    text: str,
    question: Question,
    best: Best | None,
    indexes: Sequence[LanguageIndex],
    top: int,
    further: int,
) -> Answer:
    outcome = verdict(best.sure) if best else Verdict.UNANSWERED
    languages = () if outcome is Verdict.ANSWERED else _missed(question, indexes)
    if best is None:
        return Answer(text, outcome, 0.0, languages=languages)
    hits = best.found.hits
    least = WORTH_READING * round(hits[0].score, 4)
    worth = sum(round(hit.score, 4) >= least for hit in hits[:top])
    shown = hits[: worth + further]
    quotes = tuple(quote(hit, best.index.matches(hit, best.found.query)) for hit in shown)
    return Answer(
        question=text,
        verdict=outcome,
        confidence=best.sure,
        quotes=quotes[:worth],
        readings=best.found.readings,
        further=quotes[worth:],
        languages=languages,
    )


def _missed(question: Question, indexes: Sequence[LanguageIndex]) -> tuple[str, ...]:
    """The languages of the articles, if the question is in none of them."""
    known = [index.vocabulary.analyzer.language for index in indexes]
    scripts = frozenset[str]().union(*(index.scripts for index in indexes))
    if is_foreign(question, known, scripts):
        return tuple(index.language for index in indexes if index.language)
    return ()


def wordings(
    question: Question, indexes: Sequence[LanguageIndex], fluency: Sequence[float]
) -> list[tuple[int, Question]]:
    """What to ask which index: the index's place and a wording, in the order of places.

    A long question is put only to the indexes that know most of its words.
    """
    own = max(range(len(indexes)), key=fluency.__getitem__, default=0)
    put = [question] * len(indexes)
    if len(indexes) > 1:
        # What is a function word in one language ("the") may be a rare word, and so a weighty one,
        # in another: others than its own are asked for its content words only.
        content = question.without(indexes[own].vocabulary.analyzer.language.function_words)
        put = [question if place == own else content for place in range(len(indexes))]
    different = list(dict.fromkeys(question.words))
    most = MOST_SOUGHT // max(1, min(MOST_TERMS, len(different)))
    order = list(range(len(indexes)))
    if len(order) > most:
        some = different[:: -(-len(different) // _SAMPLE)]
        order.sort(key=lambda place: (place != own, -indexes[place].knows(some)))
    return [(place, put[place]) for place in sorted(order[:most])]
