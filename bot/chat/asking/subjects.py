"""Subjects: buttons with what the articles are about; a tap asks it.

What a button asks is its label, which Telegram shows us with the press: it works after a restart,
and in a group.
"""

import re

import telegram

from bot import phrases
from bot.chat.asking import answers
from bot.chat.asking.flood import admitted_below
from bot.chat.asking.services import Services
from bot.chat.link import sending
from bot.replying.message import Style, marked

DATA = re.compile(r"topic:\d", re.ASCII)
"""What the buttons carry: which of them it is."""


async def press(services: Services, query: telegram.CallbackQuery) -> None:
    """Answer as if somebody had asked what stands on the button."""
    message = await admitted_below(services.flood, query, services.say)
    if message is None:
        return
    shown = message.reply_markup.inline_keyboard if message.reply_markup else ()
    pressed = (each.text for row in shown for each in row if each.callback_data == query.data)
    topic = next(pressed, None)
    if topic is None:
        await sending.answer_press(query, services.say(phrases.STALE))
    elif await sending.answer_press(query):
        await answers.send(services, message, topic, marked(Style.BOLD, topic))
