"""From a question to an answer: ask each shelf, quote its hits, say how sure it is."""

from collections.abc import Sequence

from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article, Span
from bot.search.confidence import confidence, verdict
from bot.search.facts import SUMMARY, asked_facts
from bot.search.shelf import Hit, Shelf
from bot.search.terms import words
from bot.search.thesaurus import Thesaurus
from bot.search.weights import WORTH_READING


def answer(
    question: str,
    shelves: Sequence[Shelf],
    thesauri: Sequence[Thesaurus],
    articles: Sequence[Article],
    most: tuple[int, int],
) -> Answer:
    """Answer a question from shelves, one for each language.

    `most` is how many quotes to give, all worth reading, and how many further passages.

    Of the wordings that a shelf's thesaurus has for it, the one that is answered best counts.
    """
    top, further = most
    about = _about_articles(question, shelves, articles, top)
    if about:
        return about
    found = [
        (shelf.find(wording, top + further), shelf)
        for shelf, thesaurus, text in zip(shelves, thesauri, _put(question, shelves), strict=True)
        for wording in thesaurus.variants(text)
    ]
    rated = [(confidence(f.evidence), f, shelf) for f, shelf in found if f.evidence]
    if not rated:
        return Answer(question, Verdict.UNANSWERED, 0.0)
    # Articles in the question's language come first, where others seem to answer it as well.
    sure, best, shelf = max(
        rated, key=lambda entry: entry[0] * (1 + entry[2].vocabulary.analyzer.fluency(question))
    )
    least = WORTH_READING * round(best.hits[0].score, 4)
    quotes = tuple(_quote(hit, shelf.matches(hit, best.query)) for hit in best.hits)
    worth = sum(quote.score >= least for quote in quotes[:top])
    others = quotes[worth : worth + further]
    return Answer(question, verdict(sure), sure, quotes[:worth], best.readings, (), others)


def _put(question: str, shelves: Sequence[Shelf]) -> list[str]:
    """The question for each shelf: whole in its language, only its content words in others.

    What is a function word in one language ("the") may be a rare word, and so a weighty one, in
    another.
    """
    analyzers = [shelf.vocabulary.analyzer for shelf in shelves]
    own = max(analyzers, key=lambda analyzer: analyzer.fluency(question), default=None)
    if own is None or len(analyzers) == 1:
        return [question] * len(shelves)
    content = " ".join(filter(own.term, words(question)))
    return [question if analyzer is own else content for analyzer in analyzers]


def _about_articles(
    question: str, shelves: Sequence[Shelf], articles: Sequence[Article], top: int
) -> Answer | None:
    """The answer to a question about an article itself, quoting how it begins; None for others."""
    for language in dict.fromkeys(shelf.vocabulary.analyzer.language for shelf in shelves):
        facts = asked_facts(question, language, articles)
        if facts:
            openings = [_opening(fact.article, shelves) for fact in facts[:top]]
            quotes = tuple(_quote(hit, ()) for hit in openings if hit.analysis.passages)
            told = tuple(fact for fact in facts if fact.field != SUMMARY)
            known = any(fact.value for fact in facts)
            outcome = Verdict.ANSWERED if known else Verdict.UNANSWERED
            return Answer(question, outcome, float(known), quotes, (), told)
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
