"""Presses of moderators' buttons: checked in one place before any button is looked at."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import telegram

from bot import wording
from bot.chat.link import sending
from bot.chat.link.handling import Context
from bot.chat.moderating import rights
from bot.chat.moderating.desk import Desk


@dataclass(frozen=True, slots=True)
class OnPress:
    """A callback: hands over what a button's data say, or tells who pressed it why not."""

    data: re.Pattern[str]
    """What the data of these buttons look like."""
    act: Callable[[Desk, telegram.CallbackQuery, telegram.Message, re.Match[str]], Awaitable[None]]
    """Takes the press, the message below which it was made, and the match of `data`."""
    desk: Desk

    async def __call__(self, update: telegram.Update, _: Context) -> None:
        """Called by python-telegram-bot."""
        query = update.callback_query
        if query is None:
            return
        wish, message = self.data.fullmatch(query.data or ""), query.message
        if not (wish and isinstance(message, telegram.Message)):
            await sending.answer_press(query, wording.STALE)
        elif not rights.may_press(query, self.desk.moderators):
            await sending.answer_press(query, wording.MODERATORS_ONLY)
        else:
            await self.act(self.desk, query, message, wish)
