"""Answers and articles in a terminal: marked where it can show marks, plain text in a pipe."""

from collections.abc import Iterable, Sequence

import rich.style
from rich.console import Console
from rich.text import Text

from bot import phrases, wording
from bot.keeping.previews import Preview, shown_passages
from bot.replying.heading import above
from bot.replying.message import Message, Style
from bot.replying.quotations import place, quoted
from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article
from bot.terminal.streams import safe

_INDENT = "  "
_WIDEST = 100
_STYLES = {Style.BOLD: "bold", Style.ITALIC: "italic", Style.UNDERLINE: "underline"}


def console(*, errors: bool = False) -> Console:
    """Standard output, or standard error, as rich writes to it."""
    return Console(stderr=errors, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(out: Console, text: str) -> None:
    """Print a sentence of our own."""
    _print(out, Text(safe(text)))


def show_answer(out: Console, answer: Answer) -> None:
    """Print how words were read, the verdict unless it is "answered", and facts or quotes."""
    is_answered = answer.facts or answer.verdict is Verdict.ANSWERED
    said = above(answer)
    for message in said:
        _print(out, _text(message, "" if is_answered else "yellow"))
    if len(answer.facts) == 1:
        credited = credit_line(out, answer.facts[0].article)
        _print(out, Text.assemble("— ", credited, style="dim"), _INDENT)
    if said and answer.shown:
        out.print()
    show_quotes(out, answer.shown)


def show_quotes(out: Console, quotes: Iterable[Quote]) -> None:
    """Print quotes, each with its credit and its place below."""
    previous: Article | None = None
    for quote in quotes:
        if previous:
            out.print()
        same = quote.article == previous
        credited = Text(phrases.SAME_ARTICLE) if same else credit_line(out, quote.article)
        _print(out, _text(quoted(quote)), _INDENT)
        source = Text.assemble("— ", credited, f" · {safe(place(quote))}", style="dim")
        _print(out, source, _INDENT)
        previous = quote.article


def credit_line(out: Console, article: Article) -> Text:
    """The credit: its title a link where the terminal has links, the address spelt out if not."""
    credit = article.credit
    if out.color_system is None:
        return Text(safe(str(credit)))
    text = Text(safe(credit.line))
    if credit.url:
        text.stylize(rich.style.Style(link=safe(credit.url), underline=True), 0, len(credit.title))
    return text


def show_preview(out: Console, preview: Preview) -> None:
    """Print how an article was understood, what may be wrong with it, and what it replaces."""
    article, count = preview.article, len(preview.passages)
    say(out, wording.PREVIEW_CREDIT.format(credit=article.credit))
    for line in preview.told:
        say(out, line)
    for number, text in shown_passages(article, preview.passages):
        out.print()
        _print(out, Text(wording.NUMBERED.format(number=number, count=count), "dim"), _INDENT)
        _print(out, Text(safe(text)), _INDENT)


def show_articles(out: Console, articles: Sequence[Article], most: int) -> None:
    """Print the credits of the first `most` articles, and how many more there are."""
    for article in articles[:most]:
        _print(out, Text("• ") + credit_line(out, article), _INDENT)
    if len(articles) > most:
        _print(out, Text(phrases.AND_MORE.format(count=len(articles) - most)), _INDENT)


def _text(message: Message, style: str = "") -> Text:
    text = Text(safe(message.text), style)
    for mark in message.marks:
        text.stylize(_STYLES.get(mark.style, ""), mark.start, mark.end)
    return text


def _print(out: Console, text: Text, indent: str = "") -> None:
    """Print it wrapped to the terminal's width; in a pipe, where lines are searched, as it is."""
    width = max(20, min(out.width, _WIDEST) - len(_INDENT) - 1)
    for line in text.wrap(out, width) if out.is_terminal else text.split("\n"):
        out.print(Text.assemble(indent, line))
