"""Bubbles: a message as Telegram draws it, with quotes in boxes and buttons below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self
from xml.sax.saxutils import escape

from telegram import InlineKeyboardButton

from bot.replying.message import Message
from docs.pictures.lines import Line, lines
from docs.pictures.themes import Theme

FONTS = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SIZE = 15
"""Of the text's font; this and all lengths here are in pixels."""
QUOTATION = (
    '<path d="M0 0h6v6c0 4-2 7-5 8l-1-2c2-1 3-2 3-5H0zM9 0h6v6c0 4-2 7-5 8l-1-2c2-1 3-2 3-5H9z"/>'
)
"""A mark of quotation, 15 wide and 14 high."""
_SMALL = 14
_LEADING = 20
_LEFT, _RIGHT = 16, 464
"""Between which bubbles stand."""
_WIDEST = 430
_PAD = 12
_BAR = 12
"""From the edge of a quote's box to its text."""
_SIGN = 22
"""The room for the mark of quotation in a quote's box."""
_REPLY = 48
"""The height of what names the message that is replied to, with the space below."""
_PERSON = "Ida"
_TIME_ROOM, _TICKS_ROOM = 46, 20


_COLOURS = {"success": "#3f9d5a", "danger": "#cf5353"}
"""Of buttons that have a style."""

Rows = Sequence[Sequence[InlineKeyboardButton]]
"""Of buttons below a message."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message set in lines, and where it stands."""

    lines: tuple[Line, ...]
    top: float
    left: float
    width: float
    time: str
    """When it was sent."""
    replied_to: Line | None
    """The start of the person's message that it replies to; None for that message itself."""

    @classmethod
    def of(cls, message: Message, top: float, time: str, replies_to: Message | None = None) -> Self:
        """The bubble of what the bot replies to a message, or else of what the person sends."""
        most = _WIDEST - 2 * _PAD
        replied_to = None
        if replies_to:
            replied_to = next(lines(Message(replies_to.text), _SMALL, most - 2 * _BAR, 0))
        set_ = tuple(lines(message, SIZE, most, most - _BAR - _SIGN))
        widths = [line.width + (_BAR + _SIGN if line.is_quoted else 0) for line in set_]
        widths += [replied_to.width + 2 * _BAR] if replied_to else []
        room = _TIME_ROOM + (0 if replied_to else _TICKS_ROOM)
        width = min(most, max(*widths, set_[-1].width + room)) + 2 * _PAD
        left = _LEFT if replied_to else _RIGHT - width
        return cls(set_, top=top, left=left, width=width, time=time, replied_to=replied_to)

    @property
    def is_sent(self) -> bool:
        """By the person who asks, and not by the bot."""
        return self.replied_to is None

    @property
    def bottom(self) -> float:
        """Where it ends; the time has a line of its own if the last one leaves no room."""
        room = _TIME_ROOM + (_TICKS_ROOM if self.is_sent else 0)
        last = self.lines[-1]
        is_full = last.is_quoted or last.width + room > self.width - 2 * _PAD
        boxes = sum(is_quoted for is_quoted, _ in self._blocks())
        height = 14 + _LEADING * len(self.lines) + 10 * boxes
        return self.top + height + (14 if is_full else 0) + (_REPLY if self.replied_to else 0)

    def drawn(self, theme: Theme) -> Iterator[str]:
        """Its shape, its text and its time."""
        fill, faint = (
            (theme.sent, theme.sent_faint) if self.is_sent else (theme.received, theme.faint)
        )
        yield f'<path d="{self._outline()}" fill="{fill}"/>'
        y = self.top + 7
        if self.replied_to:
            yield from self._named(self.replied_to, y + 2, theme)
            y += _REPLY
        for is_quoted, block in self._blocks():
            height = _LEADING * len(block)
            if is_quoted:
                yield from self._box(y + 1, height + 8, theme)
                place = f"{self.left + self.width - _PAD - 15:.1f} {y + 8:.1f}"
                yield (
                    f'<g transform="translate({place}) scale(.6)" fill="{theme.link}">'
                    f"{QUOTATION}</g>"
                )
                y += 5
            x = self.left + _PAD + (_BAR if is_quoted else 0)
            for number, line in enumerate(block):
                if line.svg:
                    yield _set(line, x, y + _LEADING * number + 15, "body")
            y += height + (5 if is_quoted else 0)
        yield from self._time(faint)

    def _blocks(self) -> list[tuple[bool, list[Line]]]:
        """The lines, those of a quote together."""
        return [
            (key, list(block)) for key, block in groupby(self.lines, lambda line: line.is_quoted)
        ]

    def _outline(self) -> str:
        """A rounded box with a tail at its lower corner: the person's right, the bot's left."""
        x, y, right, end = self.left, self.top, self.left + self.width, self.bottom
        if self.is_sent:
            return (
                f"M{x + 15:.1f} {y:.1f}H{right - 15:.1f}a15 15 0 0 1 15 15V{end - 9:.1f}q0 6 7 9"
                f"H{x + 15:.1f}a15 15 0 0 1-15-15V{y + 15:.1f}a15 15 0 0 1 15-15z"
            )
        return (
            f"M{x + 15:.1f} {y:.1f}H{right - 15:.1f}a15 15 0 0 1 15 15V{end - 15:.1f}"
            f"a15 15 0 0 1-15 15H{x - 7:.1f}q7-3 7-9V{y + 15:.1f}a15 15 0 0 1 15-15z"
        )

    def _named(self, line: Line, y: float, theme: Theme) -> Iterator[str]:
        """Whose message this replies to, and how it begins."""
        yield from self._box(y, _REPLY - 8, theme)
        x = self.left + _PAD + _BAR
        yield text(x, y + 16, _PERSON, "who", theme.link)
        yield _set(line, x, y + 33, "snippet")

    def _box(self, y: float, height: float, theme: Theme) -> Iterator[str]:
        """What is behind words of others: a tint, and a bar at its left."""
        x, width = self.left + _PAD, self.width - 2 * _PAD
        place = f'x="{x:.1f}" y="{y:.1f}" height="{height}"'
        yield f'<rect {place} width="{width:.1f}" rx="5" fill="{theme.link}" fill-opacity=".11"/>'
        yield (
            f'<path d="M{x + 3:.1f} {y:.1f}v{height}a4 4 0 0 1-3-4v-{height - 8}a4 4 0 0 1 3-4z" '
            f'fill="{theme.link}"/>'
        )

    def _time(self, colour: str) -> Iterator[str]:
        x, y = self.left + self.width - _PAD, self.bottom - 8
        if self.is_sent:
            yield (
                f'<path d="m{x - 16:.1f} {y - 4:.1f} 3.5 3.5 7-7.5m-1.5 6 1.5 1.5 7-7.5" '
                f'fill="none" stroke="{colour}" stroke-width="1.4" stroke-linecap="round" '
                'stroke-linejoin="round"/>'
            )
            x -= _TICKS_ROOM
        yield text(x, y, self.time, "small", colour, anchor="end")


def buttons(rows: Rows, below: Bubble, theme: Theme) -> Iterator[str]:
    """Rows of buttons, 40 high each, as wide as the bubble above."""
    for number, row in enumerate(rows):
        y = below.bottom + 40 * number + 4
        width = (below.width - 4 * (len(row) - 1)) / len(row)
        for column, button in enumerate(row):
            x = below.left + (width + 4) * column
            yield (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="36" rx="9" '
                f'fill="{_COLOURS.get(button.style or "", theme.button)}"/>'
            )
            yield text(x + width / 2, y + 23, button.text, "button", "#fff", anchor="middle")


def _set(line: Line, x: float, y: float, style: str) -> str:
    """A line where it stands, as wide as it was reckoned to be in whatever font."""
    return (
        f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" textLength="{line.width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs">{line.svg}</text>'
    )


def text(x: float, y: float, said: str, style: str, colour: str, anchor: str = "start") -> str:
    """One short text in a style of the picture's."""
    return (
        f'<text class="{style}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'style="fill: {colour}">{escape(said)}</text>'
    )
