"""Rights: who is a moderator. Numeric ids count, and in the private chat with the bot alone.

Names change hands, every group's anonymous admin has the same id, and channels have no person.
"""

from collections.abc import Set

import telegram
from telegram.ext import filters


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


def _is_alone_with(person: telegram.User, chat: telegram.Chat) -> bool:
    # A private chat has the id of the person.
    return chat.type == telegram.Chat.PRIVATE and chat.id == person.id
