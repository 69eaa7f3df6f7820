"""Taking back: what `/undo` would take back, and doing so once the moderator has said yes."""

import asyncio
import re
from datetime import UTC, datetime

import telegram
from telegram import InlineKeyboardMarkup

from bot import wording
from bot.chat.link import sending
from bot.chat.link.keyboards import button, keyboard
from bot.chat.moderating.desk import Desk
from bot.keeping.disk import NotChanged
from bot.keeping.history import Change
from bot.replying.message import Message, naming_files, shortened

DATA = re.compile(r"undo:(\d{1,18}|leave)", re.ASCII)
"""What the buttons say: the number of the change that is to be taken back, or to leave it."""

_LONGEST_TITLE = 200


async def ask(desk: Desk, message: telegram.Message) -> None:
    """Say what the last change was, whose and when, and ask whether to take it back."""
    try:
        change = await asyncio.to_thread(desk.keeper.latest)
    except NotChanged as reason:
        await sending.reply(message, naming_files(str(reason)))
        return
    await sending.reply(message, *undo_question(change))


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> None:
    """Take the change back, or leave it; raises `NotChanged`, and leaves the message as it is.

    After a second press the message still says what the first one did.
    """
    said = wording.LEFT if wish[1] == "leave" else await _taken_back(desk, int(wish[1]))
    await sending.show_in(message, Message(said))


async def _taken_back(desk: Desk, number: int) -> str:
    change = await asyncio.to_thread(desk.keeper.undo, number)
    await desk.catch_up()
    return wording.UNDONE[change.verb].format(title=shortened(change.title, _LONGEST_TITLE))


def undo_question(change: Change) -> tuple[Message, InlineKeyboardMarkup | None]:
    """What a change was, and whether to take it back."""
    when = f"{datetime.fromtimestamp(change.made, UTC):%Y-%m-%d %H:%M}"
    template = wording.MADE_BY if change.by else wording.MADE
    made = template.format(verb=wording.VERBS[change.verb], by=change.by, when=when)
    title = shortened(change.title, _LONGEST_TITLE)
    said = f"{wording.ASK_UNDO[change.verb].format(title=title)}\n\n{made}"
    take_back = button(wording.TAKE_BACK, f"undo:{change.number}")
    return Message(said), keyboard([take_back, button(wording.LEAVE_IT, "undo:leave")])
