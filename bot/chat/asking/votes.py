"""Votes: the thumbs below an answer, and what pressing one does.

Whoever sees an answer may vote. A button says only which thumb it is: the answer is that of the
message below which it was pressed, so that a forged press can vote for no other.
"""

import re

import telegram

from bot import phrases
from bot.chat.asking.flood import Gate
from bot.chat.asking.services import Services
from bot.chat.link import addressing, keyboards, sending

UP, DOWN = "vote:up", "vote:down"
DATA = re.compile(f"{UP}|{DOWN}")
"""What the thumbs say."""
THUMBS = (
    telegram.InlineKeyboardButton(phrases.THUMB_UP, callback_data=UP),
    telegram.InlineKeyboardButton(phrases.THUMB_DOWN, callback_data=DOWN),
)
"""The row of buttons below an answer."""


async def vote(services: Services, query: telegram.CallbackQuery) -> None:
    """Count the thumb that somebody pressed, or take it back if it counts already; and say so."""
    message, person, asked = query.message, query.from_user.id, services.asked
    number = services.memory.asked_id(message.chat.id, message.message_id) if message else None
    if services.flood.knock(person) is not Gate.OPEN:
        await sending.answer_press(query, services.say(phrases.ONE_MOMENT))
    elif number is None or asked.text(number) is None:
        await sending.answer_press(query, services.say(phrases.TOO_OLD_TO_VOTE))
    elif asked.vote_of(number, person) is (query.data == UP):
        if await sending.answer_press(query, services.say(phrases.VOTE_WITHDRAWN), alert=False):
            asked.withdraw(number, person)
            await _retally(services, message, number)
    else:
        said = phrases.VOTED_UP if query.data == UP else phrases.VOTED_DOWN
        if await sending.answer_press(query, services.say(said), alert=False):
            asked.vote(number, person, up=query.data == UP)
            await _retally(services, message, number)


async def _retally(
    services: Services, message: telegram.MaybeInaccessibleMessage | None, asked: int
) -> None:
    """Show below the answer which thumbs were pressed."""
    if isinstance(message, telegram.Message):
        up, down = services.asked.thumbs(asked)
        await sending.edit_buttons(message, keyboards.tallied(message, {UP: up, DOWN: down}))


def question_of(services: Services, chat_id: int, answer_id: int) -> str | None:
    """What this message answered, as it was understood; None if that is not kept, or no more."""
    asked = services.memory.asked_id(chat_id, answer_id)
    if asked is not None:
        return services.asked.text(asked)
    last = services.memory.last_below(chat_id, answer_id)
    return last.question if last else None


def question_above(services: Services, message: telegram.Message) -> str | None:
    """What our message answered, also where it is not kept: by the message that it replies to."""
    question = question_of(services, message.chat.id, message.message_id)
    asking = message.reply_to_message
    if question is None and asking and addressing.is_from_person(asking):
        question = addressing.bare_text(asking, message.get_bot().bot)
    return question or None
