"""Synonyms, for moderators: `/synonym` adds a rule, or lists the rules, each with a button."""

import asyncio
import re
from collections.abc import Sequence

import telegram
from telegram import InlineKeyboardMarkup

from bot import wording
from bot.chat.link import sending
from bot.chat.link.keyboards import Page, button, keyboard, numbered, rows
from bot.chat.moderating.desk import Desk
from bot.keeping.disk import NotChanged
from bot.keeping.synonym_list import add_rule, key_of, remove_rule, restore_rule
from bot.replying.message import Message, Style, joined, marked, shortened
from bot.search.text.synonyms import FILE, Rule, parse_rule

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
        await sending.reply(message, *_listed(desk, 0))
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
    added = joined([Message(wording.SYNONYM_ADDED), marked(Style.CODE, line)], "\n")
    undo = button(wording.UNDO, _data(0, parse_rule(line), "remove"))
    await sending.reply(message, added, keyboard([undo]))
    return True


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> None:
    """Turn to a page of the list, after removing or restoring a rule if the button says so."""
    page, key, removed = int(wish["page"]), wish["key"], None
    if key:
        is_removal = wish["wish"] == "remove"
        rules = desk.library.synonyms.rules if is_removal else ()
        removed = next((rule for rule in rules if key_of(rule) == key), None)
        change = remove_rule if is_removal else restore_rule
        await asyncio.to_thread(change, desk.library.folder, key)
        await desk.catch_up()
    await sending.show_in(message, *_listed(desk, page, removed))


def _listed(
    desk: Desk, number: int, removed: Rule | None = None
) -> tuple[Message, InlineKeyboardMarkup | None]:
    wrong = desk.library.rejected.get(FILE, "")
    return rule_list(desk.library.synonyms.rules, number, wrong, removed)


def rule_list(
    rules: Sequence[Rule], number: int = 0, wrong: str = "", removed: Rule | None = None
) -> tuple[Message, InlineKeyboardMarkup | None]:
    """A page of the rules, the latest first, and a button to remove each.

    What was just removed stands above them, and what is wrong with other lines below.
    """
    page = Page.of(rules[::-1], number, PAGE)
    heading = wording.SYNONYMS.format(count=page.count) if rules else wording.NO_SYNONYMS
    shown = joined(
        [
            joined([Message(wording.SYNONYM_REMOVED), _line(removed)] if removed else [], "\n"),
            page.below(heading, lambda place, rule: numbered(place, _line(rule)), "\n"),
            Message(wording.SYNONYM_MISTAKES.format(reason=wrong[:1000]) if wrong else ""),
            Message(wording.SYNONYM_USAGE),
        ],
        "\n\n",
    )
    removes = [
        button(wording.REMOVE_NUMBER.format(number=place), _data(page.number, rule, "remove"))
        for place, rule in page.entries
    ]
    undo = [button(wording.UNDO, _data(page.number, removed, "restore"))] if removed else []
    turns = page.turns(lambda to: f"synonym:{to}")
    return shown, keyboard(undo, *rows(removes, _IN_A_ROW), turns)


def _data(page: int, rule: Rule, wish: str) -> str:
    return f"synonym:{page}:{key_of(rule)}:{wish}"


def _line(rule: Rule) -> Message:
    left, right = (", ".join(side) for side in (rule.phrases, rule.others))
    line = left if left == right else f"{left} => {right}"
    return marked(Style.CODE, shortened(line, _LONGEST))
