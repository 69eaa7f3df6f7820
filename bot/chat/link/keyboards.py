"""Keyboards: buttons that turn the pages of a list, and that tell what has been pressed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import phrases
from bot.chat.link import addressing
from bot.replying.message import Message, joined
from bot.translation import ENGLISH, Translation

Row = Sequence[InlineKeyboardButton]
"""Buttons side by side: at most 8, and about 3 with words on a phone."""

_TOPICS_IN_A_ROW = 2
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Page(Generic[_Entry]):
    """Entries of a list that are shown together, each with its number in the whole list, from 1."""

    entries: tuple[tuple[int, _Entry], ...]
    number: int
    """Of the page, from 0."""
    pages: int
    """At least 1."""
    count: int
    """Entries in the whole list."""

    @classmethod
    def of(cls, entries: Sequence[_Entry], number: int, size: int) -> "Page[_Entry]":
        """A page of at most `size` entries; the last one stands for those behind it."""
        pages = max(1, -(-len(entries) // size))
        number = min(number, pages - 1)
        start = number * size
        shown = enumerate(entries[start : start + size], start + 1)
        return cls(entries=tuple(shown), number=number, pages=pages, count=len(entries))

    def below(
        self,
        heading: str,
        entry: Callable[[int, _Entry], Message],
        between: str = "\n\n",
        say: Translation = ENGLISH,
    ) -> Message:
        """The entries below a heading, which page it is told if there are several."""
        if self.pages > 1:
            heading += f"\n{say(phrases.PAGE, page=self.number + 1, pages=self.pages)}"
        listed = joined([entry(number, each) for number, each in self.entries], between)
        return joined([Message(heading), listed], "\n\n")

    def turns(self, data: Callable[[int], str]) -> list[InlineKeyboardButton]:
        """Back and More, as far as there are pages; `data` is what a button to a page carries."""
        return back_and_more(self.number, self.pages, data)


def numbered(place: int, entry: Message) -> Message:
    """An entry of a list with its number before it."""
    return joined([Message(f"{place}. "), entry], "")


def back_and_more(
    page: int, pages: int, data: Callable[[int], str], say: Translation = ENGLISH
) -> list[InlineKeyboardButton]:
    """Back and More, as far as there are pages; `data` is what a button to a page carries."""
    labels = {page - 1: say(phrases.BACK), page + 1: say(phrases.MORE)}
    return [button(label, data(to)) for to, label in labels.items() if 0 <= to < pages]


def button(label: str, data: str, style: str | None = None) -> InlineKeyboardButton:
    """A button that carries these data, at most 64 bytes."""
    return InlineKeyboardButton(label, callback_data=data, style=style)


def keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    """The rows that have buttons; None if none has."""
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Row]:
    """Buttons in rows of at most `width`."""
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def topic_rows(topics: Sequence[str]) -> list[Row]:
    """The rows of buttons for topics."""
    each = [button(topic, f"topic:{number}") for number, topic in enumerate(topics)]
    return rows(each, _TOPICS_IN_A_ROW)


def tallied(message: telegram.Message, people: Mapping[str, int]) -> InlineKeyboardMarkup | None:
    """The buttons below a message; those with these data say that so many people have pressed them.

    In a group they say how many these are.
    """
    if message.reply_markup is None:
        return None
    private = addressing.is_private(message)

    def anew(shown: InlineKeyboardButton) -> InlineKeyboardButton:
        data = shown.callback_data
        if not isinstance(data, str) or data not in people:
            return shown
        label, count = _TALLY.sub("", shown.text), people[data]
        return button(f"{label} {'✓' if private else count}" if count else label, data)

    return InlineKeyboardMarkup(
        [[anew(each) for each in row] for row in message.reply_markup.inline_keyboard]
    )


_TALLY = re.compile(r" (✓|\d+)$")
