"""A message: text and marks. Markup is made from the two at the very end, text is never edited.

Marks are spans of the text, in characters. Telegram counts in UTF-16 units instead, where an
emoji is two: that is `size`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from itertools import pairwise
from string import Formatter

MOST_UNITS = 4096
"""UTF-16 units that Telegram takes in one message."""


class Style(StrEnum):
    """What a mark does to its span; the value is Telegram's tag."""

    QUOTE = "blockquote"
    LONG_QUOTE = "blockquote expandable"
    BOLD = "b"
    ITALIC = "i"
    UNDERLINE = "u"
    LINK = "a"
    CODE = "code"
    FIXED = "pre"


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a message's text, marked; `url` is where a link leads."""

    style: Style
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the same text with markup (`html`) and without (`plain`).

    Of marks over the same span, the earlier is the outer one.
    """

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def size(self) -> int:
        """The length of the text as Telegram counts it, in UTF-16 units."""
        return units(self.text)

    @property
    def plain(self) -> str:
        """The text without markup, safe to send."""
        return _UNSENDABLE.sub(_stand_in, self.text)

    @property
    def html(self) -> str:
        """The text with markup in Telegram's HTML, always properly nested."""
        marks = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))
        edges = {0, len(self.text), *(mark.start for mark in marks), *(mark.end for mark in marks)}
        plain = self.plain
        parts: list[str] = []
        opened: list[Mark] = []
        for start, end in pairwise(sorted(edges)):
            active = [mark for mark in marks if mark.start <= start and end <= mark.end]
            parts += _retagged(opened, active)
            parts.append(escape(plain[start:end], quote=False))
            opened = active
        return "".join(parts + _retagged(opened, []))


NOTHING = Message("")
"""What is left out where messages are joined."""


def marked(style: Style, text: str) -> Message:
    """A text of our own, all of it marked."""
    return Message(text, (Mark(style, 0, len(text)),))


def joined(messages: Iterable[Message], between: str) -> Message:
    """Messages in one, with a text between each two; empty ones are left out."""
    text, marks = "", []
    for message in messages:
        if message.text:
            text += between if text else ""
            moved = len(text)
            marks += [
                replace(mark, start=mark.start + moved, end=mark.end + moved)
                for mark in message.marks
            ]
            text += message.text
    return Message(text, tuple(marks))


def filled(template: str, **values: Message) -> Message:
    """A `str.format` template with these messages, marks and all, in its places."""
    parts: list[Message] = []
    for text, place, _, _ in Formatter().parse(template):
        parts += [Message(text), values[place] if place else NOTHING]
    return joined(parts, "")


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, size: int) -> str:
    """Our own words or a name, cut to `size` UTF-16 units with an ellipsis; never for a quote."""
    if units(text) <= size:
        return text
    kept = text[: size - 1]
    while units(kept) > size - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def naming_files(text: str) -> Message:
    """A text of our own in which names that end in .md are code: as text they would be links."""
    return Message(text, tuple(Mark(Style.CODE, *found.span()) for found in _FILE.finditer(text)))


_FILE = re.compile(r"[^\s“”]+\.md\b", re.IGNORECASE)

# A lone surrogate can't be encoded, and control characters aren't shown. Each gets one stand-in
# of the same length, so that marks stay where they are.
_UNSENDABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def _stand_in(found: re.Match[str]) -> str:
    return " " if found[0] < "\x80" else "\ufffd"


def _retagged(opened: list[Mark], wanted: list[Mark]) -> list[str]:
    """The tags that lead from the open marks to the wanted ones, inner tags closed first."""
    kept = 0
    while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
        kept += 1
    closing = [f"</{mark.style.split()[0]}>" for mark in reversed(opened[kept:])]
    return closing + [_opening(mark) for mark in wanted[kept:]]


def _opening(mark: Mark) -> str:
    return f'<a href="{escape(mark.url)}">' if mark.style is Style.LINK else f"<{mark.style}>"
