"""Waiting: the button that asks to be told when the articles know, and what pressing it does."""

import telegram

from bot import phrases
from bot.asked.waitlist import DAYS, MOST, Waiting
from bot.chat.asking.flood import admitted_below
from bot.chat.asking.questions import question_above
from bot.chat.asking.services import Services
from bot.chat.link import keyboards, sending
from bot.chat.link.keyboards import Row
from bot.search.answers import Answer, Verdict
from bot.translation import Translation

DATA = "wait"
"""What the button says: which question it is, the message below which it stands tells."""


def bell(answer: Answer, say: Translation) -> Row:
    """The row with the button below a question that is not surely answered; empty for others."""
    if answer.verdict is Verdict.ANSWERED or answer.facts:
        return ()
    return (keyboards.button(say(phrases.TELL_ME), DATA),)


async def press(services: Services, query: telegram.CallbackQuery) -> None:
    """Let the question wait for the person who pressed this, or wait no more."""
    person, waitlist, say = query.from_user.id, services.waitlist, services.say
    message = await admitted_below(services.flood, query, say)
    if message is None:
        return
    waiting = _waiting(services, message, query.from_user.language_code or "")
    if waiting is None:
        await sending.answer_press(query, say(phrases.STALE))
    elif waitlist.waits(waiting, person):
        if await sending.answer_press(query, say(phrases.WAITING_NO_MORE), alert=False):
            waitlist.leave(waiting, person)
            await _retally(services, message, waiting)
    elif waitlist.is_full(person):
        await sending.answer_press(query, say(phrases.WAITING_TOO_MUCH, count=MOST))
    elif await sending.answer_press(query, say(phrases.WAITING, days=say.many(phrases.DAYS, DAYS))):
        waitlist.join(waiting, person)
        await _retally(services, message, waiting)
        # Only now: an article that comes from here on finds the question waiting.
        if await services.knows(waiting.text):
            waitlist.answer([waiting.text])


def _waiting(services: Services, message: telegram.Message, language: str) -> Waiting | None:
    """What would wait, if the message below the button is still known; None if it is not."""
    asking = message.reply_to_message
    text = question_above(services, message)
    if not text:
        return None
    return Waiting(
        chat=message.chat.id,
        message=(asking or message).message_id,
        topic=message.message_thread_id if message.is_topic_message else None,
        language=language,
        text=text,
    )


async def _retally(services: Services, message: telegram.Message, waiting: Waiting) -> None:
    people = services.waitlist.people(waiting.chat, waiting.message)
    await sending.edit_buttons(message, keyboards.tallied(message, {DATA: people}))
