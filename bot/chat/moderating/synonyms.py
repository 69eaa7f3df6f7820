"""Synonyms, for moderators: `/synonym` adds a rule, or lists the rules, each with a button."""

import asyncio
import re

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import wording
from bot.chat.link import sending
from bot.chat.link.keyboards import back_and_more, keyboard
from bot.chat.link.message import Kind, Message, joined, shortened
from bot.chat.link.replies import marked
from bot.chat.moderating.desk import Desk
from bot.keeping.disk import NotChanged
from bot.keeping.synonym_list import add_rule, key_of, remove_rule, restore_rule
from bot.search.synonyms import FILE, Rule, parse_rule

# At most 35 of the 64 bytes that Telegram takes.
DATA = re.compile(
    r"synonym:(?P<page>\d{1,5})(?::(?P<key>[0-9a-f]{16}):(?P<wish>remove|restore))?", re.ASCII
)
"""What the buttons carry: a page of the list from 0, and a rule that is removed or restored."""

PAGE = 9
"""Rules on a page."""
_IN_A_ROW = 3
_LONGEST = 90
"""UTF-16 units that are shown of a rule."""


async def show_or_add(desk: Desk, message: telegram.Message) -> None:
    """Add the rule that follows the command, if it is one; without one, show what there is."""
    line = " ".join((message.text or "").split()[1:])
    if not line:
        await sending.reply(message, _listed(desk, 0), _buttons(desk, 0))
        return
    await add(desk, message, line)


async def add(desk: Desk, message: telegram.Message, line: str) -> bool:
    """Add a rule, with a button that takes it back; False if it is refused."""
    try:
        await asyncio.to_thread(add_rule, desk.library.folder, line)
    except NotChanged as reason:
        await sending.reply(message, Message(str(reason)))
        return False
    await desk.catch_up()
    added = joined([Message(wording.SYNONYM_ADDED), marked(Kind.CODE, line)], "\n")
    undo = _button(wording.UNDO, 0, parse_rule(line), "remove")
    await sending.reply(message, added, InlineKeyboardMarkup([[undo]]))
    return True


async def press(
    desk: Desk, query: telegram.CallbackQuery, message: telegram.Message, wish: re.Match[str]
) -> None:
    """Turn to a page of the list, after removing or restoring a rule if the button says so."""
    page, key = int(wish["page"]), wish["key"] or ""
    known = {key_of(rule): rule for rule in desk.library.synonyms.rules} if key else {}
    change = remove_rule if wish["wish"] == "remove" else restore_rule
    try:
        if key:
            await asyncio.to_thread(change, desk.library.folder, key)
    except NotChanged as reason:
        await sending.answer_press(query, shortened(str(reason), 200))
        return
    await sending.answer_press(query)
    if key:
        await desk.catch_up()
    removed = known.get(key) if wish["wish"] == "remove" else None
    shown, buttons = _listed(desk, page, removed), _buttons(desk, page, removed)
    await sending.edit(query.get_bot(), message.chat.id, message.message_id, shown, buttons)


def _listed(desk: Desk, page: int, removed: Rule | None = None) -> Message:
    rules, pages = desk.library.synonyms.rules, _pages(desk)
    template = wording.SYNONYMS if pages == 1 else wording.SYNONYMS_PAGE
    heading = template.format(count=len(rules), page=min(page, pages - 1) + 1, pages=pages)
    shown = [joined([Message(f"{n}. "), _line(rule)], "") for n, rule in _numbered(desk, page)]
    wrong = desk.library.rejected.get(FILE, "")
    gone = [Message(wording.SYNONYM_REMOVED), _line(removed)] if removed else []
    return joined(
        [
            joined(gone, "\n"),
            Message(heading if rules else wording.NO_SYNONYMS),
            joined(shown, "\n"),
            Message(wording.SYNONYM_MISTAKES.format(reason=wrong[:1000]) if wrong else ""),
            Message(wording.SYNONYM_USAGE),
        ],
        "\n\n",
    )


def _buttons(desk: Desk, page: int, removed: Rule | None = None) -> InlineKeyboardMarkup | None:
    page = min(page, _pages(desk) - 1)
    each = [
        _button(wording.REMOVE_NUMBER.format(number=number), page, rule, "remove")
        for number, rule in _numbered(desk, page)
    ]
    return keyboard(
        [_button(wording.UNDO, page, removed, "restore")] if removed else [],
        *(each[at : at + _IN_A_ROW] for at in range(0, len(each), _IN_A_ROW)),
        back_and_more(page, _pages(desk), lambda to: f"synonym:{to}"),
    )


def _button(label: str, page: int, rule: Rule, wish: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"synonym:{page}:{key_of(rule)}:{wish}")


def _numbered(desk: Desk, page: int) -> list[tuple[int, Rule]]:
    """The rules of a page, the last one for those behind it, each with its number from 1."""
    start = min(page, _pages(desk) - 1) * PAGE
    return list(enumerate(desk.library.synonyms.rules[::-1][start : start + PAGE], start + 1))


def _pages(desk: Desk) -> int:
    return max(1, -(-len(desk.library.synonyms.rules) // PAGE))


def _line(rule: Rule) -> Message:
    left, right = (", ".join(side) for side in (rule.phrases, rule.others))
    line = left if left == right else f"{left} => {right}"
    return marked(Kind.CODE, shortened(line, _LONGEST))
