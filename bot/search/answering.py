"""From a question to an answer: ask each shelf, quote its hits, say how sure it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article, Span
from bot.search.confidence import confidence, verdict
from bot.search.facts import SUMMARY, Titles, asked_facts
from bot.search.lexicon import MOST_TERMS
from bot.search.questions import Question
from bot.search.shelf import Hit, Shelf
from bot.search.thesaurus import MOST_VARIANTS
from bot.search.weights import WORTH_READING

MOST_SOUGHT = 208
"""Words that are sought for one question, all wordings and languages together, which bounds the
time that it takes: enough for 16 words in 13 languages."""
_SAMPLE = 200
"""Words of a long question that tell which languages know most of it."""


def answer(
    text: str, shelves: Sequence[Shelf], titles: Titles, *, top: int, further: int
) -> Answer:
    """Answer a question from shelves, one for each language.

    Gives at most `top` quotes, all worth reading, and `further` passages more. Of the wordings that
    a shelf's thesaurus has for the question, the one that is answered best counts.
    """
    question = Question.of(text)
    about = _about_articles(text, question, shelves, titles, top)
    if about:
        return about
    folded = Counter(question.folded)
    fluency = [shelf.vocabulary.analyzer.fluency(folded) for shelf in shelves]
    found = [
        (shelves[place].find(wording, top + further), place)
        for place, wording in wordings(question, shelves, fluency)
    ]
    rated = [(confidence(f.evidence), f, place) for f, place in found if f.evidence]
    if not rated:
        return Answer(text, Verdict.UNANSWERED, 0.0)
    # Articles in the question's language come first, where others seem to answer it as well.
    sure, best, place = max(rated, key=lambda entry: entry[0] * (1 + fluency[entry[2]]))
    least = WORTH_READING * round(best.hits[0].score, 4)
    quotes = tuple(_quote(hit, shelves[place].matches(hit, best.query)) for hit in best.hits)
    worth = sum(quote.score >= least for quote in quotes[:top])
    others = quotes[worth : worth + further]
    return Answer(text, verdict(sure), sure, quotes[:worth], best.readings, (), others)


def wordings(
    question: Question, shelves: Sequence[Shelf], fluency: Sequence[float]
) -> list[tuple[int, Question]]:
    """What to ask which shelf: the shelf's place and a wording, in the order of places.

    The question is put to each shelf, then its variants as far as there is room; a long question is
    put only to the shelves that know most of its words.
    """
    own = max(range(len(shelves)), key=fluency.__getitem__, default=0)
    put = [question] * len(shelves)
    if len(shelves) > 1:
        # What is a function word in one language ("the") may be a rare word, and so a weighty one,
        # in another: others than its own are asked for its content words only.
        content = question.without(shelves[own].vocabulary.analyzer.language.function_words)
        put = [question if place == own else content for place in range(len(shelves))]
    different = list(dict.fromkeys(question.words))
    most = MOST_SOUGHT // max(1, min(MOST_TERMS, len(different)))
    order = list(range(len(shelves)))
    if len(order) > most:
        some = different[:: -(-len(different) // _SAMPLE)]
        order.sort(key=lambda place: (place != own, -shelves[place].knows(some)))
    asked = [(place, put[place]) for place in order[:most]]
    variants = _variants(asked, shelves)
    asked += islice(variants, min(most - len(asked), MOST_VARIANTS - 1))
    return sorted(asked, key=lambda entry: entry[0])


def _variants(
    asked: Sequence[tuple[int, Question]], shelves: Sequence[Shelf]
) -> Iterator[tuple[int, Question]]:
    for place, question in tuple(asked):
        for variant in shelves[place].thesaurus.variants(question.text)[1:]:
            yield place, Question.of(variant)


def _about_articles(
    text: str, question: Question, shelves: Sequence[Shelf], titles: Titles, top: int
) -> Answer | None:
    """The answer to a question about an article itself, quoting how it begins; None for others."""
    for language in dict.fromkeys(shelf.vocabulary.analyzer.language for shelf in shelves):
        facts = asked_facts(question, language, titles)
        if facts:
            openings = [_opening(fact.article, shelves) for fact in facts[:top]]
            quotes = tuple(_quote(hit, ()) for hit in openings if hit.analysis.passages)
            told = tuple(fact for fact in facts if fact.field != SUMMARY)
            known = any(fact.value for fact in facts)
            outcome = Verdict.ANSWERED if known else Verdict.UNANSWERED
            return Answer(text, outcome, float(known), quotes, (), told)
    return None


def _opening(article: Article, shelves: Sequence[Shelf]) -> Hit:
    return next(hit for shelf in shelves if (hit := shelf.opening(article)))


def _quote(hit: Hit, terms: tuple[Span, ...]) -> Quote:
    analysis = hit.analysis
    passage = analysis.passages[hit.passage]
    start, end = (int(place) - passage.start for place in analysis.sentence_spans[hit.sentence])
    return Quote(
        analysis.article,
        hit.passage + 1,
        len(analysis.passages),
        passage.start,
        passage.end,
        passage.section,
        (start, end),
        terms,
        round(hit.score, 4),
    )
