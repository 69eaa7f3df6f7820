"""Removing: in a group, the person who asked and the admins can take an answer away."""

import telegram
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot import phrases
from bot.chat.asking import paging
from bot.chat.asking.flood import admitted_below
from bot.chat.asking.services import Services
from bot.chat.link import sending
from bot.replying.message import Message

DATA = "remove"
"""What the button carries: whose answer it is, the message shows that it replies to."""

_ADMINS = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
_REMOVED = "…"
"""What is left of an answer that is too old for Telegram to delete it: after 48 hours."""


async def press(services: Services, query: telegram.CallbackQuery) -> None:
    """Remove the answer above the button, if the person who pressed it may."""
    message = await admitted_below(services.flood, query, services.say)
    if message is None:
        return
    person, asking = query.from_user.id, message.reply_to_message
    has_asked = asking is not None and paging.asker(asking) == person
    if not (has_asked or await _is_admin(message.chat, person)):
        await sending.answer_press(query, services.say(phrases.NOT_YOURS_TO_REMOVE))
    elif await sending.answer_press(query) and not await sending.remove(message):
        await sending.show_in(message, Message(_REMOVED))


async def _is_admin(chat: telegram.Chat, person: int) -> bool:
    try:
        return (await chat.get_member(person)).status in _ADMINS
    except (BadRequest, Forbidden):
        return False
