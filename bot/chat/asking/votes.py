"""Votes: the thumbs below an answer, and what pressing one does.

Whoever sees an answer may vote. A button says only which thumb it is: the answer is that of the
message below which it was pressed, so that a forged press can vote for no other.
"""

import re

import telegram

from bot import phrases
from bot.chat.asking.flood import Gate
from bot.chat.asking.services import Services
from bot.chat.link import keyboards, sending

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
    else:
        up = query.data == UP
        counts_already = asked.vote_of(number, person) is up
        said = phrases.VOTED_UP if up else phrases.VOTED_DOWN
        said = phrases.VOTE_WITHDRAWN if counts_already else said
        if await sending.answer_press(query, services.say(said), alert=False):
            if counts_already:
                asked.withdraw(number, person)
            else:
                asked.vote(number, person, up=up)
            await _retally(services, message, number)


async def _retally(
    services: Services, message: telegram.MaybeInaccessibleMessage | None, asked: int
) -> None:
    """Show below the answer which thumbs were pressed."""
    if isinstance(message, telegram.Message):
        up, down = services.asked.thumbs(asked)
        await sending.edit_buttons(message, keyboards.tallied(message, {UP: up, DOWN: down}))
