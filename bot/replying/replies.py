"""Replies: what the library says, as messages.

A reply is a row of *pages*: the first holds the answer, the others further passages. Each page is
one message within Telegram's limits; a quote that does not fit on a page opens the next one.
"""

from collections.abc import Sequence
from html import escape

from bot import phrases
from bot.replying.fragments import pointed
from bot.replying.message import (
    LONGEST,
    NOTHING,
    Mark,
    Message,
    Style,
    filled,
    joined,
    marked,
    shortened,
    units,
)
from bot.search.answers import THEN, WHICH, Answer, Fact, Quote, Reading, Verdict
from bot.search.articles import Article, Span
from bot.search.library import Index
from bot.translation import ENGLISH, Translation

QUOTES_A_PAGE = 3
_MOST_FURTHER = 9
"""Passages that can be leafed through beyond an answer."""
FOLDED_ABOVE = 400
"""A quote of more UTF-16 units than this is shown folded, to be opened with a tap."""
_MOST_TERMS = 25
"""Underlined words in one quote: with three quotes a page stays below 100 marks."""
_LONGEST_CREDIT = 700
_LONGEST_FACT = 1000
_MOST_READINGS = 5
_LONGEST_EARLIER = 200
"""UTF-16 units that are shown of the questions that one follows on from."""
_NEAR = 100
"""How many characters a cut may move to fall between words."""
_LONGEST_ADDRESS = 1000
"""Bytes as HTML: Telegram refuses 32,768 for a whole message, and a list may hold ten addresses."""
_GAP = "\n\n"


def reply(
    index: Index,
    question: str,
    say: Translation = ENGLISH,
    note: Message = NOTHING,
    after: Sequence[str] = (),
) -> tuple[Answer, tuple[Message, ...]]:
    """The answer to a question, and all pages of the reply, at least one, the first with a note."""
    answer = index.answer(question, top=QUOTES_A_PAGE, further=_MOST_FURTHER, after=after)
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
    room = LONGEST - max(heading.size, _further(999, 999, say).size) - len(_GAP)
    leaves = _leaves(answer.quotes + answer.further, len(first), room, say)
    count = len(leaves)
    headings = [heading, *(_further(page, count, say) for page in range(2, count + 1))]
    return tuple(
        joined([heading, _body(leaf, room, say)], _GAP)
        for heading, leaf in zip(headings, leaves, strict=True)
    )


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
    room = (LONGEST - heading.size) // 3 - len(_GAP)
    return (joined([heading, _body(quotes, room, say)], _GAP),)


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
    first = _block(_unasked(index, article, 1), LONGEST // 2, say, named=False)
    return joined([title, begins, first], _GAP)


def with_topics(said: Message, lead: str, topics: Sequence[str]) -> Message:
    """What is said, with the words that lead to topics below it, if there are some."""
    return joined([said, Message(lead if topics else "")], _GAP)


def above(answer: Answer, say: Translation = ENGLISH) -> list[Message]:
    """What stands above the quotes: how the question was read; that it is not surely answered.

    Or facts, below which there are no quotes.
    """
    said = [_following(answer, say), _readings(answer.readings, say)]
    if answer.facts:
        said.append(_facts(answer, say))
    elif answer.verdict is Verdict.UNANSWERED:
        said += [Message(say(phrases.UNANSWERED)), _languages(answer, say)]
    elif answer.verdict is Verdict.UNSURE:
        said += [_languages(answer, say), marked(Style.ITALIC, say(phrases.UNSURE))]
    return [message for message in said if message.text]


def quoted(quote: Quote, window: Span | None = None) -> Message:
    """The passage, or a window of it: the best sentence bold, other matched words underlined."""
    window = window or (0, len(quote.text))
    text = quote.text[window[0] : window[1]]
    style = Style.LONG_QUOTE if units(text) > FOLDED_ABOVE else Style.QUOTE
    marks = [Mark(style, 0, len(text)), _within(Style.BOLD, quote.best, window)]
    marks += [_within(Style.UNDERLINE, words, window) for words in _beside(quote)]
    return Message(text, tuple(mark for mark in marks if mark.start < mark.end)[: 2 + _MOST_TERMS])


def place(quote: Quote, say: Translation = ENGLISH) -> str:
    """Where in its article a quote stands."""
    template = phrases.PLACE_IN_SECTION if quote.section else phrases.PLACE
    section = shortened(quote.section, 80)
    return say(template, section=section, passage=quote.passage, passages=quote.passages)


def credited(article: Article, size: int, address: str = "", say: Translation = ENGLISH) -> Message:
    """The credit in at most `size` UTF-16 units, its title a link, to `address` if there is one."""
    credit = article.credit
    line = credit.line_with(say.listed(credit.authors), say(phrases.BASED_ON, work=credit.based_on))
    return _linked(shortened(line, size), (0, len(credit.title)), address, credit.url)


def _heading(answer: Answer, say: Translation) -> Message:
    """All that stands above the quotes, with the credit that facts have, or what to do instead."""
    last = NOTHING
    if len(answer.facts) == 1:
        last = credited(answer.facts[0].article, _LONGEST_CREDIT, say=say)
    elif answer.verdict is Verdict.UNANSWERED and not answer.facts:
        last = Message(say(phrases.TRY_OTHER_WORDS))
    return joined([*above(answer, say), last], _GAP)


def _languages(answer: Answer, say: Translation) -> Message:
    """What languages the articles are in, to who asked in another."""
    if not answer.languages:
        return NOTHING
    return Message(say(phrases.ARTICLES_IN, languages=say.named(answer.languages)))


def _following(answer: Answer, say: Translation) -> Message:
    if not answer.earlier:
        return NOTHING
    earlier = shortened(THEN.join(answer.earlier), _LONGEST_EARLIER)
    return marked(Style.ITALIC, say(phrases.FOLLOWING, question=earlier))


def _readings(readings: Sequence[Reading], say: Translation) -> Message:
    if not readings:
        return NOTHING
    listed = [
        say(phrases.READING, typed=shortened(reading.typed, 40), read=shortened(reading.read, 40))
        for reading in readings[:_MOST_READINGS]
    ]
    return marked(Style.ITALIC, say(phrases.READ_AS, readings=", ".join(listed)))


def _facts(answer: Answer, say: Translation) -> Message:
    told = [_fact(fact, say, alone=len(answer.facts) == 1) for fact in answer.facts]
    if answer.asks_back:
        told.insert(0, Message(say(phrases.WHICH_OF_SEVERAL)))
    if answer.more_facts:
        told.append(Message(say(phrases.AND_MORE, count=answer.more_facts)))
    return joined(told, "\n")


def _fact(fact: Fact, say: Translation, *, alone: bool) -> Message:
    credit = fact.article.credit
    told = say.listed(credit.authors) if fact.field == "authors" else fact.value
    value = marked(Style.BOLD, shortened(told, _LONGEST_FACT if alone else 200))
    if not alone and fact.field in ("title", WHICH):
        return filled(say(phrases.TITLE_AMONG_SEVERAL), value=value)
    template = phrases.FACTS if told else phrases.MISSING_FACTS
    sentence = filled(say(template[fact.field]), value=value)
    title = Message(shortened(credit.title, 80))
    return sentence if alone else filled(say(phrases.FACT_OF), title=title, fact=sentence)


def _further(page: int, count: int, say: Translation) -> Message:
    return marked(Style.ITALIC, say(phrases.FURTHER, page=page, pages=count))


def _leaves(quotes: Sequence[Quote], first: int, room: int, say: Translation) -> list[list[Quote]]:
    """Quotes in their order, as many on each page as fit into `room` UTF-16 units.

    There are `first` at most on the first page, `QUOTES_A_PAGE` on the others.
    """
    leaves: list[list[Quote]] = [[]]
    for quote in quotes:
        most = first if len(leaves) == 1 else QUOTES_A_PAGE
        full = len(leaves[-1]) == most or _body([*leaves[-1], quote], room, say).size > room
        if leaves[-1] and full:
            leaves.append([])
        leaves[-1].append(quote)
    return leaves


def _body(quotes: Sequence[Quote], room: int, say: Translation) -> Message:
    blocks = []
    previous: Article | None = None
    for quote in quotes:
        blocks.append(_block(quote, room, say, named=quote.article == previous))
        previous = quote.article
    return joined(blocks, _GAP)


def _block(quote: Quote, room: int, say: Translation, *, named: bool) -> Message:
    """A quote with its credit below; a quote too long for `room` shows its best part."""
    address = pointed(quote)
    source = credited(quote.article, _LONGEST_CREDIT, address, say)
    if named:
        same = say(phrases.SAME_ARTICLE)
        source = _linked(same, (0, len(same)), address, quote.article.credit.url)
    source = joined([source, Message(place(quote, say))], " · ")
    room -= source.size + len("…\n\n…\n")
    window = (0, len(quote.text))
    if units(quote.text) > room:
        # Every character may be two units, as an emoji is.
        window = _window(quote.text, quote.best, room // 2)
    before = Message("…" if window[0] > 0 else "")
    after = Message("…" if window[1] < len(quote.text) else "")
    return joined([before, quoted(quote, window), after, source], "\n")


def _beside(quote: Quote) -> list[Span]:
    """The matched words that the best sentence lacks, those that stand side by side as one.

    The sentence is bold and shows itself why it was found; the rest of the question is beside it.
    """
    first, last = quote.best
    terms = [(*span, quote.text[slice(*span)].casefold()) for span in quote.terms]
    held = {word for start, _, word in terms if first <= start < last}
    phrases: list[Span] = []
    for start, end, _ in (term for term in terms if term[2] not in held):
        if phrases and quote.text[phrases[-1][1] : start] in ("", " ", "-"):
            phrases[-1] = (phrases[-1][0], end)
        else:
            phrases.append((start, end))
    return phrases


def _within(style: Style, span: Span, window: Span) -> Mark:
    start, end = (min(max(edge, window[0]), window[1]) - window[0] for edge in span)
    return Mark(style, start, end)


def _window(text: str, best: Span, length: int) -> Span:
    """The slice of at most `length` characters that has the best sentence in its middle.

    It begins and ends between words, if there is white space near its edges.
    """
    spare = max(0, length - (best[1] - best[0]))
    start = max(0, min(best[0] - spare // 2, len(text) - length))
    end = min(len(text), start + length)
    if start > 0:
        start = text.find(" ", start, min(best[0], start + _NEAR)) + 1 or start
    if end < len(text):
        space = text.rfind(" ", max(best[0] + 1, end - _NEAR), end)
        end = end if space == -1 else space
    return start, end


def _linked(text: str, span: Span, *addresses: str) -> Message:
    """A text of which a span leads to the first address that Telegram takes, if there is one."""
    for url in addresses:
        fits = len(escape(url).encode()) <= _LONGEST_ADDRESS
        if fits and url.startswith(("https://", "http://")):
            return Message(text, (Mark(Style.LINK, span[0], min(span[1], len(text)), url),))
    return Message(text)
