"""Rights: who is a moderator. Numeric ids count, and in the private chat with the bot alone.

Names change hands, every group's anonymous admin has the same id, and channels have no person.
"""

import re
from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass

import telegram

from bot import phrases
from bot.chat.link import sending
from bot.chat.link.handling import Context, translation_for
from bot.chat.moderating.desk import Desk
from bot.keeping.disk import NotChanged
from bot.replying.message import shortened

_LONGEST_NOTICE = 200
"""Characters that Telegram takes in answer to a press."""


def is_moderator(message: telegram.Message, moderators: Set[int]) -> bool:
    """Whether a moderator has sent this, in private; perhaps forwarding what others wrote."""
    sender = message.from_user
    return (
        sender is not None
        and sender.id in moderators
        and not sender.is_bot
        and message.sender_chat is None
        and message.via_bot is None
        and _is_alone_with(sender, message.chat)
    )


def has_written(message: telegram.Message, moderators: Set[int]) -> bool:
    """Whether these are a moderator's own words, in private."""
    return message.forward_origin is None and is_moderator(message, moderators)


def may_press(query: telegram.CallbackQuery, moderators: Set[int]) -> bool:
    """Whether a moderator has pressed this button, below a message in private."""
    is_known = query.from_user.id in moderators and not query.from_user.is_bot
    return (
        is_known
        and query.message is not None
        and _is_alone_with(query.from_user, query.message.chat)
    )


@dataclass(frozen=True, slots=True)
class OnPress:
    """A callback: hands over what a button's data say, or tells who pressed it why not."""

    data: re.Pattern[str]
    """What the data of these buttons look like."""
    act: Callable[[Desk, telegram.Message, re.Match[str]], Awaitable[str | None]]
    """Takes the message below which it was pressed, which stands in the moderator's chat, and the
    match of `data`; what to tell the moderator, if anything. May raise `NotChanged`."""
    desk: Desk

    async def __call__(self, update: telegram.Update, _: Context) -> None:
        """Called by python-telegram-bot."""
        query = update.callback_query
        if query is None:
            return
        say = translation_for(query.from_user, self.desk.library)
        wish, message = self.data.fullmatch(query.data or ""), query.message
        if not (wish and isinstance(message, telegram.Message)):
            notice: str | None = say(phrases.STALE)
        elif not may_press(query, self.desk.moderators):
            notice = say(phrases.MODERATORS_ONLY)
        else:
            try:
                notice = await self.act(self.desk, message, wish)
            except NotChanged as reason:
                notice = shortened(str(reason), _LONGEST_NOTICE)
        await sending.answer_press(query, notice)


def _is_alone_with(person: telegram.User, chat: telegram.Chat) -> bool:
    # A private chat has the id of the person.
    return chat.type == telegram.Chat.PRIVATE and chat.id == person.id
