"""Paging: the More and Back buttons below a message, and what pressing one says.

A button carries what is paged, the page it leads to (from 0) and who asked, so that it works after
a restart. A client can forge all three: each is only a wish, checked when it arrives.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot import wording

ANYBODY = 0
"""The asker of a message whose pages anybody may turn."""


class Paged(StrEnum):
    """What has pages."""

    ANSWER = "answer"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Turn:
    """A wish to see a page, numbered from 0, of what `asker` (a user id or `ANYBODY`) was shown."""

    paged: Paged
    page: int
    asker: int


def asker(message: Message) -> int:
    """Who asked with this message, for a `Turn`."""
    # Who writes as a group or a channel presses buttons as a person: nobody can tell who it was.
    if message.sender_chat or message.from_user is None:
        return ANYBODY
    return message.from_user.id


def read(data: str) -> Turn | None:
    """The turn that a pressed button asks for; None if its data is none of ours."""
    found = _DATA.fullmatch(data)
    return found and Turn(Paged(found[1]), int(found[2]), int(found[3]))


def keyboard(
    turn: Turn, pages: int, *rows: Sequence[InlineKeyboardButton]
) -> InlineKeyboardMarkup | None:
    """The buttons below this page, one of `pages`, with further rows; None if there are none."""
    row = back_and_more(turn.page, pages, lambda page: f"{turn.paged}:{page}:{turn.asker}")
    kept = [each for each in (row, *rows) if each]
    return InlineKeyboardMarkup(kept) if kept else None


def back_and_more(page: int, pages: int, data: Callable[[int], str]) -> list[InlineKeyboardButton]:
    """Back and More, as far as there are pages; `data` is what a button to a page carries."""
    labels = {page - 1: wording.BACK, page + 1: wording.MORE}
    return [
        InlineKeyboardButton(label, callback_data=data(to))
        for to, label in labels.items()
        if 0 <= to < pages
    ]


# At most 34 of the 64 bytes that Telegram takes.
_DATA = re.compile(r"(answer|articles):(\d{1,4}):(\d{1,20})", re.ASCII)
