"""Quotations: a passage word for word, marked, with its credit and its place in the article."""

from html import escape

from bot import phrases
from bot.replying.fragments import pointed
from bot.replying.message import Mark, Message, Style, joined, shortened, units
from bot.search.answers import Quote
from bot.search.articles import Article, Span
from bot.translation import ENGLISH, Translation

FOLDED_ABOVE = 400
"""A quote of more UTF-16 units than this is shown folded, to be opened with a tap."""
LONGEST_CREDIT = 700
_MOST_TERMS = 25
"""Underlined words in one quote: with three quotes a page stays below 100 marks."""
_NEAR = 100
"""How many characters a cut may move to fall between words."""
_LONGEST_ADDRESS = 1000
"""Bytes as HTML: Telegram refuses 32,768 for a whole message, and a list may hold ten addresses."""


def quotation(quote: Quote, room: int, say: Translation, *, named: bool) -> Message:
    """A quote with its credit below; a quote too long for `room` shows its best part."""
    address = pointed(quote)
    credit = credited(quote.article, LONGEST_CREDIT, address, say)
    if named:
        same = say(phrases.SAME_ARTICLE)
        credit = _linked(same, (0, len(same)), address, quote.article.credit.url)
    credit = joined([credit, Message(place(quote, say))], " · ")
    room -= credit.size + len("…\n\n…\n")
    window = (0, len(quote.text))
    if units(quote.text) > room:
        # Every character may be two units, as an emoji is.
        window = _window(quote.text, quote.best, room // 2)
    before = Message("…" if window[0] > 0 else "")
    after = Message("…" if window[1] < len(quote.text) else "")
    return joined([before, quoted(quote, window), after, credit], "\n")


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


def _beside(quote: Quote) -> list[Span]:
    """The matched words that the best sentence lacks, those that stand side by side as one.

    The sentence is bold and shows itself why it was found; the rest of the question is beside it.
    """
    first, last = quote.best
    terms = [(*span, quote.text[slice(*span)].casefold()) for span in quote.terms]
    held = {word for start, _, word in terms if first <= start < last}
    runs: list[Span] = []
    for start, end, _ in (term for term in terms if term[2] not in held):
        if runs and quote.text[runs[-1][1] : start] in ("", " ", "-"):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


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
