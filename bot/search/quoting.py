"""From a hit to a quote: a slice of the article, with the sentence that answers."""

from collections.abc import Sequence

from bot.search.answers import Quote
from bot.search.articles import Article, Span
from bot.search.ranking.language_index import Hit, LanguageIndex


def quote(hit: Hit, terms: tuple[Span, ...] = ()) -> Quote:
    """The passage of a hit as a quote, in which these words match the question."""
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


def first_passage(article: Article, indexes: Sequence[LanguageIndex]) -> Quote | None:
    """How an article of one of these indexes begins; None if it has no passages."""
    analyzed = next(found for index in indexes if (found := index.analyzed(article)))
    begins = Hit(analyzed=analyzed, passage=0, score=0.0, sentence=0)
    return quote(begins) if analyzed.passages else None
