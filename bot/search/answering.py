"""From a question to an answer: ask each language's index, quote its hits, say how sure it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article, Span
from bot.search.confidence import confidence, verdict
from bot.search.facts import SUMMARY, Titles, asked_facts
from bot.search.language_index import Hit, LanguageIndex
from bot.search.questions import Question
from bot.search.term_weights import MOST_TERMS
from bot.search.thesaurus import MOST_VARIANTS
from bot.search.weights import WORTH_READING

MOST_SOUGHT = 208
"""Words that are sought for one question, all wordings and languages together, which bounds the
time that it takes: enough for 16 words in 13 languages."""
_SAMPLE = 200
"""Words of a long question that tell which languages know most of it."""


def answer(
    text: str, indexes: Sequence[LanguageIndex], titles: Titles, *, top: int, further: int
) -> Answer:
    """Answer a question from the indexes, one for each language.

    Gives at most `top` quotes, all worth reading, and `further` passages more. Of the wordings that
    an index's thesaurus has for the question, the one that is answered best counts.
    """
    question = Question.of(text)
    about = _about_articles(text, question, indexes, titles, top)
    if about:
        return about
    folded = Counter(question.folded)
    fluency = [index.vocabulary.analyzer.fluency(folded) for index in indexes]
    found = [
        (indexes[place].find(wording, top + further), place)
        for place, wording in wordings(question, indexes, fluency)
    ]
    rated = [(confidence(f.evidence), f, place) for f, place in found if f.evidence]
    if not rated:
        return Answer(text, Verdict.UNANSWERED, 0.0)
    # Articles in the question's language come first, where others seem to answer it as well.
    sure, best, place = max(rated, key=lambda entry: entry[0] * (1 + fluency[entry[2]]))
    least = WORTH_READING * round(best.hits[0].score, 4)
    quotes = tuple(_quote(hit, indexes[place].matches(hit, best.query)) for hit in best.hits)
    worth = sum(quote.score >= least for quote in quotes[:top])
    others = quotes[worth : worth + further]
    return Answer(text, verdict(sure), sure, quotes[:worth], best.readings, (), others)


def wordings(
    question: Question, indexes: Sequence[LanguageIndex], fluency: Sequence[float]
) -> list[tuple[int, Question]]:
    """What to ask which index: the index's place and a wording, in the order of places.

    The question is put to each index, then its variants as far as there is room; a long question is
    put only to the indexes that know most of its words.
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
    asked = [(place, put[place]) for place in order[:most]]
    variants = _variants(asked, indexes)
    asked += islice(variants, min(most - len(asked), MOST_VARIANTS - 1))
    return sorted(asked, key=lambda entry: entry[0])


def _variants(
    asked: Sequence[tuple[int, Question]], indexes: Sequence[LanguageIndex]
) -> Iterator[tuple[int, Question]]:
    for place, question in tuple(asked):
        for variant in indexes[place].thesaurus.variants(question.text)[1:]:
            yield place, Question.of(variant)


def _about_articles(
    text: str, question: Question, indexes: Sequence[LanguageIndex], titles: Titles, top: int
) -> Answer | None:
    """The answer to a question about an article itself, quoting how it begins; None for others."""
    for language in dict.fromkeys(index.vocabulary.analyzer.language for index in indexes):
        facts = asked_facts(question, language, titles)
        if facts:
            openings = [_opening(fact.article, indexes) for fact in facts[:top]]
            quotes = tuple(_quote(hit, ()) for hit in openings if hit.analyzed.passages)
            told = tuple(fact for fact in facts if fact.field != SUMMARY)
            known = any(fact.value for fact in facts)
            outcome = Verdict.ANSWERED if known else Verdict.UNANSWERED
            return Answer(text, outcome, float(known), quotes, (), told)
    return None


def _opening(article: Article, indexes: Sequence[LanguageIndex]) -> Hit:
    return next(hit for index in indexes if (hit := index.opening(article)))


def _quote(hit: Hit, terms: tuple[Span, ...]) -> Quote:
    analyzed = hit.analyzed
    passage = analyzed.passages[hit.passage]
    start, end = (int(place) - passage.start for place in analyzed.sentence_spans[hit.sentence])
    return Quote(
        analyzed.article,
        hit.passage + 1,
        len(analyzed.passages),
        passage.start,
        passage.end,
        passage.section,
        (start, end),
        terms,
        round(hit.score, 4),
    )
