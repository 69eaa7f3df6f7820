"""Privacy: saying what is kept, and removing what can be tied to a person."""

import telegram

from bot import wording
from bot.chat import addressing
from bot.chat.services import Services


def told(days: int) -> str:
    """What is kept where questions are kept for so many days."""
    return wording.PRIVACY.format(days=days) if days else wording.PRIVACY_NOT_KEPT


def forget(services: Services, message: telegram.Message) -> str:
    """Remove what can be tied to who wrote this, and say what was removed.

    In a private chat that is what is remembered of its messages too; those of a group are not one
    person's.
    """
    if message.from_user and message.sender_chat is None:
        services.asked.forget_votes(message.from_user.id)
    if not addressing.is_private(message):
        return wording.FORGOTTEN_THUMBS
    services.memory.forget(message.chat.id)
    days = services.asked.days
    return wording.FORGOTTEN.format(days=days) if days else wording.FORGOTTEN_NOT_KEPT
