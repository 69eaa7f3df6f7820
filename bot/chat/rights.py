"""Rights: who is a moderator.

Nothing but the numeric id of a user counts, and only in a private chat, where Telegram vouches for
it: in groups people write as the group or as a channel, and the lists are nobody else's business.
"""

import telegram

from bot.chat.services import Services


def is_moderator(services: Services, user: telegram.User | None, chat: telegram.Chat) -> bool:
    """Whether this is a moderator alone with the bot; ask at each message and each press."""
    # A private chat has the id of the person it is with.
    return user is not None and user.id == chat.id and user.id in services.moderators
