"""The pager: the buttons that lead to the page before and the page after."""

from collections.abc import Callable

from telegram import InlineKeyboardButton

from bot import wording


def back_and_more(page: int, pages: int, data: Callable[[int], str]) -> list[InlineKeyboardButton]:
    """Back and More, as far as there are pages; `data` is what a button to a page carries."""
    labels = {page - 1: wording.BACK, page + 1: wording.MORE}
    return [
        InlineKeyboardButton(label, callback_data=data(to))
        for to, label in labels.items()
        if 0 <= to < pages
    ]
