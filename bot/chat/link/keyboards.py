"""Keyboards: buttons that turn pages, and buttons that tell what has been pressed."""

from collections.abc import Callable, Mapping, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import phrases

_TOPICS_IN_A_ROW = 2


def back_and_more(page: int, pages: int, data: Callable[[int], str]) -> list[InlineKeyboardButton]:
    """Back and More, as far as there are pages; `data` is what a button to a page carries."""
    labels = {page - 1: phrases.BACK, page + 1: phrases.MORE}
    return [
        InlineKeyboardButton(label, callback_data=data(to))
        for to, label in labels.items()
        if 0 <= to < pages
    ]


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup | None:
    """The rows that have buttons; None if none has."""
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def topic_rows(topics: Sequence[str]) -> list[list[InlineKeyboardButton]]:
    """The rows of buttons for topics."""
    buttons = [
        InlineKeyboardButton(topic, callback_data=f"topic:{number}")
        for number, topic in enumerate(topics)
    ]
    return [buttons[at : at + _TOPICS_IN_A_ROW] for at in range(0, len(buttons), _TOPICS_IN_A_ROW)]


def tallied(label: str, people: int, *, private: bool) -> str:
    """The label of a button that so many people have pressed: in a group it says how many."""
    if not people:
        return label
    return f"{label} ✓" if private else f"{label} {people}"


def relabelled(
    below: InlineKeyboardMarkup | None, labels: Mapping[str, str]
) -> InlineKeyboardMarkup | None:
    """The same buttons, those that carry these data with other labels."""
    if below is None:
        return None

    def anew(button: InlineKeyboardButton) -> InlineKeyboardButton:
        data = button.callback_data
        label = labels.get(data) if isinstance(data, str) else None
        return InlineKeyboardButton(label, callback_data=data) if label else button

    return InlineKeyboardMarkup([[anew(each) for each in row] for row in below.inline_keyboard])
