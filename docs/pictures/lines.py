"""Lines: a message's text, set in lines of a certain width.

Widths are those of Helvetica, which its likes share closely; the picture tells the reader's program
how wide each line is, so that another font fits too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from fpdf.fonts import CORE_FONTS_CHARWIDTHS

from bot.replying.message import Message, Style

_OTHERS = {"“": 333, "”": 333, "’": 222, "–": 556, "—": 1000, "›": 333, "‹": 333, "→": 1000}
_WIDEST = 1250
"""A character that no table knows, such as an emoji."""
_COMMAND = re.compile(r"(?<!\S)/\w+")
_CLASSES = {Style.BOLD: "b", Style.ITALIC: "i", Style.UNDERLINE: "u", Style.LINK: "a"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text as SVG, its width in pixels, and whether it stands in a quote."""

    svg: str
    width: float
    is_quoted: bool


def lines(message: Message, size: float, width: float, quote_width: float) -> Iterator[Line]:
    """The lines of a message set in a font of this size, at most so wide, in quotes so wide."""
    styles = _styles(message)
    start = 0
    for paragraph in message.text.split("\n"):
        end = start + len(paragraph)
        is_quoted = start < len(styles) and Style.QUOTE in styles[start]
        most = (quote_width if is_quoted else width) / size
        for a, b in _wrapped(paragraph, styles[start:end], most):
            text, marked = paragraph[a:b], styles[start + a : start + b]
            yield Line(_svg(text, marked), size * sum(map(_width, text, marked)), is_quoted)
        start = end + 1


def _styles(message: Message) -> list[frozenset[Style]]:
    """How each character is marked; commands are links, as Telegram makes them."""
    styles: list[set[Style]] = [set() for _ in message.text]
    marks = [(mark.style, mark.start, mark.end) for mark in message.marks]
    marks += [(Style.LINK, *found.span()) for found in _COMMAND.finditer(message.text)]
    for kind, start, end in marks:
        for style in styles[start:end]:
            style.add(kind)
    return [frozenset(style) for style in styles]


def _wrapped(text: str, styles: list[frozenset[Style]], most: float) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends; a blank line where there is no text."""
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if start < end and sum(map(_width, text[start : word.end()], styles[start:])) > most:
            yield start, end
            start = word.start()
        end = word.end()
    yield start, end


def _width(character: str, style: frozenset[Style]) -> float:
    """The width of a character, where the font's size is 1."""
    widths = CORE_FONTS_CHARWIDTHS["helveticaB" if Style.BOLD in style else "helvetica"]
    return (_OTHERS.get(character) or widths.get(character, _WIDEST)) / 1000


def _svg(text: str, styles: list[frozenset[Style]]) -> str:
    return "".join(
        _span("".join(character for character, _ in run), style)
        for style, run in groupby(zip(text, styles, strict=True), key=lambda pair: pair[1])
    )


def _span(text: str, style: frozenset[Style]) -> str:
    names = " ".join(name for kind, name in _CLASSES.items() if kind in style)
    return f'<tspan class="{names}">{escape(text)}</tspan>' if names else escape(text)
