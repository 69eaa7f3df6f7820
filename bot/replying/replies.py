"""Replies: what the library says, as messages.

A reply is a row of *pages*: the first holds the answer, the others further passages. Each page is
one message within Telegram's limits; a quote that does not fit on a page opens the next one.
"""

from collections.abc import Sequence

from bot import phrases
from bot.replying.heading import above
from bot.replying.message import MOST_UNITS, NOTHING, Message, Style, joined, marked, shortened
from bot.replying.quotations import LONGEST_CREDIT, credited, quotation
from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article
from bot.search.index import Index
from bot.translation import ENGLISH, Translation

QUOTES_A_PAGE = 3
_MOST_FURTHER = 9
"""Passages that can be leafed through beyond an answer."""
_GAP = "\n\n"


def answer_pages(
    index: Index,
    question: str,
    say: Translation = ENGLISH,
    note: Message = NOTHING,
    after: Sequence[str] = (),
    further: int = _MOST_FURTHER,
) -> tuple[Answer, tuple[Message, ...]]:
    """The answer to a question, and the pages of the reply, at least one, the first with a note.

    With one `further` passage the first page is there and whether there are more, in less time.
    """
    answer = index.answer(question, top=QUOTES_A_PAGE, further=further, after=after)
    if not index.articles:
        return answer, (Message(say(phrases.EMPTY_LIBRARY)),)
    return answer, pages(answer, note, say)


def pages(
    answer: Answer, note: Message = NOTHING, say: Translation = ENGLISH
) -> tuple[Message, ...]:
    """An answer as pages, at least one: the first answers, below a note, the others lead further.

    What came closest to an unanswered question is not shown.
    """
    heading = joined([note, _heading(answer, say)], _GAP)
    first = answer.shown[:QUOTES_A_PAGE]
    if not first:
        return (heading,)
    room = MOST_UNITS - max(heading.size, _further(999, 999, say).size) - len(_GAP)
    bodies = _bodies(answer.quotes + answer.further, len(first), room, say)
    count = len(bodies)
    headings = [heading, *(_further(page, count, say) for page in range(2, count + 1))]
    return tuple(joined(parts, _GAP) for parts in zip(headings, bodies, strict=True))


def around(index: Index, question: str, say: Translation = ENGLISH) -> tuple[Message, ...]:
    """The first quote of an answer between its neighbours, as one page; none without a quote."""
    shown = index.answer(question, top=1).shown
    if not shown:
        return ()
    quote, count = shown[0], shown[0].passages
    quotes = [
        quote
        if number == quote.passage
        else _unasked(index, quote.article, number, to_its_end=number < quote.passage)
        for number in range(quote.passage - 1, quote.passage + 2)
        if 1 <= number <= count
    ]
    heading = marked(Style.ITALIC, say(phrases.AROUND_HEADING))
    room = (MOST_UNITS - heading.size) // 3 - len(_GAP)
    blocks = [quotation(each, room, say, named=place > 0) for place, each in enumerate(quotes)]
    return (joined([heading, *blocks], _GAP),)


def _unasked(index: Index, article: Article, number: int, *, to_its_end: bool = False) -> Quote:
    """A passage that answers nothing; of one that is too long the beginning or the end is shown."""
    passages = index.passages(article)
    passage = passages[number - 1]
    shown = passage.end - passage.start if to_its_end else 0
    return Quote(
        article=article,
        passage=number,
        passages=len(passages),
        start=passage.start,
        end=passage.end,
        section=passage.section,
        best=(shown, shown),
        terms=(),
        score=0.0,
    )


def opening(index: Index, article: Article, say: Translation = ENGLISH) -> Message:
    """How an article begins, quoted below its title."""
    title = marked(Style.BOLD, shortened(article.credit.title, 200))
    begins = marked(Style.ITALIC, say(phrases.ARTICLE_BEGINS))
    first = quotation(_unasked(index, article, 1), MOST_UNITS // 2, say, named=False)
    return joined([title, begins, first], _GAP)


def with_topics(said: Message, lead: str, topics: Sequence[str]) -> Message:
    """What is said, with the words that lead to topics below it, if there are some."""
    return joined([said, Message(lead if topics else "")], _GAP)


def _heading(answer: Answer, say: Translation) -> Message:
    """All that stands above the quotes, with the credit that facts have, or what to do instead."""
    last = NOTHING
    if len(answer.facts) == 1:
        last = credited(answer.facts[0].article, LONGEST_CREDIT, say=say)
    elif answer.verdict is Verdict.UNANSWERED and not answer.facts:
        last = Message(say(phrases.TRY_OTHER_WORDS))
    return joined([*above(answer, say), last], _GAP)


def _further(page: int, count: int, say: Translation) -> Message:
    return marked(Style.ITALIC, say(phrases.FURTHER, page=page, pages=count))


def _bodies(quotes: Sequence[Quote], first: int, room: int, say: Translation) -> list[Message]:
    """Quotes in their order, as many on each page as fit into `room` UTF-16 units.

    There are `first` at most on the first page, `QUOTES_A_PAGE` on the others.
    """
    pages: list[list[Message]] = [[]]
    previous: Article | None = None
    for quote in quotes:
        page, most = pages[-1], first if len(pages) == 1 else QUOTES_A_PAGE
        block = quotation(quote, room, say, named=bool(page) and quote.article == previous)
        if len(page) == most or (page and joined([*page, block], _GAP).size > room):
            block = quotation(quote, room, say, named=False)
            pages.append([])
        pages[-1].append(block)
        previous = quote.article
    return [joined(page, _GAP) for page in pages]
