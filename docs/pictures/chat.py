"""A chat with the bot in Telegram: its real answers, drawn as Telegram shows them."""

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardMarkup

from bot import phrases
from bot.chat.asking.answers import first_page
from bot.reading.files import read_bytes
from bot.replying.message import NOTHING, Message
from bot.search.index import Index
from bot.search.library import Library
from bot.translation import ENGLISH
from docs.pictures.bubbles import FONTS, QUOTATION, SIZE, Bubble, Rows, buttons, text
from docs.pictures.themes import Theme

_ASKED = ("Which militant movments worry the United States?", "And where did they attack?")
_AWAITED = "When does the harbour bridge open?"
_TIMES = ("10:24", "16:05")
"""Of the replies to one message: the later one comes when an article has been published."""
_ASKER = 7
BRIDGE = """\
---
title: The harbour bridge is closed
authors: [Tove Lund]
publisher: Northern Coast Herald
published: 2024-03-05
url: https://herald.example/bridge
language: en
---

The council of Ostvik closed the old harbour bridge, after divers found cracks.

The mayor expects the repair to cost nine million crowns, most of which the county is going to pay.
"""
_FERRY = "Pupils cross by ferry, which sails every twenty minutes and costs five crowns.\n\n"
BRIDGE_ANEW = BRIDGE.replace("bridge, after", "bridge until the spring, after").replace(
    "The mayor", f"{_FERRY}The mayor"
)
_WIDTH = 480
_HEADER = 58


def asking(library: Library, theme: Theme) -> str:
    """Somebody asks, and asks on, as SVG."""
    first, second = _ASKED
    answered = _answered(library.index, first)
    followed = _answered(library.index, second, after=[first])
    return drawn([(Message(first), [answered]), (Message(second), [followed])], theme)


def waiting(library: Library, theme: Theme) -> str:
    """Somebody asks what no article says, and is told when one does, as SVG."""
    said, rows = _answered(library.index, _AWAITED)
    index = Index.of([*library.index.articles, read_bytes(BRIDGE_ANEW.encode(), "bridge.md")])
    note = Message(phrases.NOW_KNOWN.format(question=_AWAITED))
    return drawn([(Message(_AWAITED), [(said, rows), _answered(index, _AWAITED, note)])], theme)


def drawn(turns: Sequence[tuple[Message, Sequence[tuple[Message, Rows]]]], theme: Theme) -> str:
    """What people send, what the bot replies to each, and the buttons below that."""
    y = _HEADER + 14.0
    parts = list(_header(theme))
    for sent, told in turns:
        above = Bubble.of(sent, y, _TIMES[0])
        parts += above.drawn(theme)
        y = above.bottom + 8
        for (reply, rows), time in zip(told, _TIMES, strict=False):
            below = Bubble.of(reply, y, time, sent)
            parts += [*below.drawn(theme), *buttons(rows, below, theme)]
            y = below.bottom + 40 * len(rows) + 14
    return "\n".join([_opening(round(y), theme), *parts, _closing(round(y), theme)])


def _answered(
    index: Index, question: str, note: Message = NOTHING, after: Sequence[str] = ()
) -> tuple[Message, Rows]:
    """What the bot says to a question, and the buttons below it."""
    _, page, keyboard = first_page(
        index, question, _ASKER, ENGLISH, votable=True, note=note, after=after
    )
    return page, rows_of(keyboard)


def rows_of(keyboard: InlineKeyboardMarkup | None) -> Rows:
    """The rows of a keyboard; none without one."""
    return keyboard.inline_keyboard if keyboard else ()


def _opening(height: int, theme: Theme) -> str:
    stops = "".join(
        f'<stop offset="{offset}" stop-color="{colour}"/>'
        for offset, colour in zip((0, 0.5, 1), theme.wallpaper, strict=True)
    )
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" xml:space="preserve">
<style>
text {{ font: {SIZE}px {FONTS}; fill: {theme.text}; }}
.b {{ font-weight: bold; }}
.i {{ font-style: italic; }}
.u {{ text-decoration: underline; }}
.a {{ fill: {theme.link}; }}
.small {{ font-size: 12px; }}
.snippet {{ font-size: 14px; }}
.who {{ font-weight: bold; font-size: 14px; }}
.name {{ font-weight: bold; font-size: 16px; }}
</style>
<defs>
<linearGradient id="wallpaper" x2="1" y2="1">{stops}</linearGradient>
<linearGradient id="face" x2="0" y2="1"><stop stop-color="#72d5fd"/><stop offset="1" \
stop-color="#2a9ef1"/></linearGradient>
<clipPath id="edge"><rect width="{_WIDTH}" height="{height}" rx="14"/></clipPath>
</defs>
<g clip-path="url(#edge)">
<rect width="{_WIDTH}" height="{height}" fill="url(#wallpaper)"/>"""


def _closing(height: int, theme: Theme) -> str:
    size = f'width="{_WIDTH - 1}" height="{height - 1}"'
    edge = f'<rect x=".5" y=".5" {size} rx="14" fill="none" stroke="{theme.edge}"/>'
    return f"</g>\n{edge}\n</svg>\n"


def _header(theme: Theme) -> Iterator[str]:
    middle = _HEADER // 2
    yield f'<rect width="{_WIDTH}" height="{_HEADER}" fill="{theme.header}"/>'
    yield (
        f'<path d="m24 {middle - 7}-7 7 7 7" fill="none" stroke="{theme.link}" stroke-width="2.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )
    yield f'<circle cx="58" cy="{middle}" r="20" fill="url(#face)"/>'
    yield f'<g transform="translate(49 {middle - 8}) scale(1.1)" fill="#fff">{QUOTATION}</g>'
    yield text(90, middle - 3, "Article bot", "name", theme.text)
    yield text(90, middle + 16, "bot", "small", theme.faint)
