"""From a question to an answer: ask each language's index, quote its hits, say how sure it is."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from bot.search.answers import WHICH, Answer, Fact, Quote, Verdict
from bot.search.articles import Article, Span
from bot.search.facts import SUMMARY, Titles, asked_facts
from bot.search.following import LONGEST_LEANING, Following, following
from bot.search.ranking.confidence import verdict
from bot.search.ranking.language_index import Found, Hit, LanguageIndex
from bot.search.ranking.term_weights import MOST_TERMS
from bot.search.ranking.weights import UNCOVERED, WORTH_READING
from bot.search.text.foreign import is_foreign
from bot.search.text.questions import Question, without_phrases


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
MOST_FACTS = 5
"""Facts in an answer."""
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

    def answered() -> Answer:
        return answer(after[-1], indexes, titles, top=_QUOTED, further=0, after=after[:-1])

    before = answered if may_lean else None
    about = _about_articles(text, question, indexes, titles, top, before)
    if about:
        return about
    alone = _best(question, indexes, top + further)
    leaning = _following(question, indexes, before, alone) if before else None
    joined = leaning and _best(leaning.own, indexes, top + further, leaning)
    if leaning and joined and follows_on(leaning, alone, joined):
        told = _answer(text, question, joined, indexes, top, further)
        return replace(told, earlier=leaning.before)
    return _answer(text, question, alone, indexes, top, further)


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
    quotes = tuple(_quote(hit, best.index.matches(hit, best.found.query)) for hit in shown)
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


def _about_articles(
    text: str,
    question: Question,
    indexes: Sequence[LanguageIndex],
    titles: Titles,
    top: int,
    answered: Callable[[], Answer] | None,
) -> Answer | None:
    """The answer to a question about an article itself, quoting how it begins; None for others.

    Where it may mean several ("who wrote this?"), the one quoted to the question before is meant.
    """
    for language in dict.fromkeys(index.vocabulary.analyzer.language for index in indexes):
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
    openings = [_opening(fact.article, indexes) for fact in facts[:top]]
    told = tuple(fact for fact in facts if fact.field != SUMMARY)
    asks_back = facts[0].field == WHICH
    known = not asks_back and any(fact.value for fact in facts)
    otherwise = Verdict.UNSURE if asks_back else Verdict.UNANSWERED
    return Answer(
        question=text,
        verdict=Verdict.ANSWERED if known else otherwise,
        confidence=float(known),
        quotes=tuple(_quote(hit, ()) for hit in openings if hit.analyzed.passages),
        facts=told[:MOST_FACTS],
        more_facts=len(told[MOST_FACTS:]),
    )


def _meant(before: Answer) -> Article | None:
    """The article that people have before their eyes after this answer: the first one quoted."""
    is_one = len(before.facts) == 1 or before.shown
    return before.quotes[0].article if is_one and before.quotes else None


def _opening(article: Article, indexes: Sequence[LanguageIndex]) -> Hit:
    """The first passage of an article that is in one of the indexes."""
    analyzed = next(found for index in indexes if (found := index.analyzed(article)))
    return Hit(analyzed=analyzed, passage=0, score=0.0, sentence=0)


def _quote(hit: Hit, terms: tuple[Span, ...]) -> Quote:
    analyzed = hit.analyzed
    passage = analyzed.passages[hit.passage]
    start, end = (int(place) - passage.start for place in analyzed.sentence_spans[hit.sentence])
    return Quote(
        article=analyzed.article,
        passage=hit.passage + 1,
        passages=len(analyzed.passages),
        start=passage.start,
        end=passage.end,
        section=passage.section,
        best=(start, end),
        terms=terms,
        score=round(hit.score, 4),
    )
