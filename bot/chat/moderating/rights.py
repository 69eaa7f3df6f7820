"""Rights: who is a moderator. Numeric ids count, and in the private chat with the bot alone.

Names change hands, every group's anonymous admin has the same id, and channels have no person.
"""

import re
from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass

import telegram
from telegram.ext import filters

from bot import phrases
from bot.chat.link import sending
from bot.chat.link.handling import Context, translation_for
from bot.chat.moderating.desk import Desk


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


def may_press(query: telegram.CallbackQuery, moderators: Set[int]) -> bool:
    """Whether a moderator has pressed this button, below a message in private."""
    is_known = query.from_user.id in moderators and not query.from_user.is_bot
    return (
        is_known
        and query.message is not None
        and _is_alone_with(query.from_user, query.message.chat)
    )


class FromModerator(filters.MessageFilter):
    """Lets through what a moderator has sent; with `own_words`, not what is only forwarded."""

    def __init__(self, moderators: Set[int], *, own_words: bool = False) -> None:
        super().__init__()
        self._moderators = moderators
        self._own_words = own_words

    def filter(self, message: telegram.Message) -> bool:
        """Whether this message is let through."""
        forwarded = self._own_words and message.forward_origin is not None
        return not forwarded and is_moderator(message, self._moderators)


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
        say = translation_for(query.from_user, self.desk.library)
        wish, message = self.data.fullmatch(query.data or ""), query.message
        if not (wish and isinstance(message, telegram.Message)):
            await sending.answer_press(query, say(phrases.STALE))
        elif not may_press(query, self.desk.moderators):
            await sending.answer_press(query, say(phrases.MODERATORS_ONLY))
        else:
            await self.act(self.desk, query, message, wish)


def _is_alone_with(person: telegram.User, chat: telegram.Chat) -> bool:
    # A private chat has the id of the person.
    return chat.type == telegram.Chat.PRIVATE and chat.id == person.id
