"""Turning pages: what pressing More or Back does."""

from dataclasses import replace

import telegram

from bot import wording
from bot.chat import addressing, paging, replies, sending, voting
from bot.chat.flood import Gate
from bot.chat.messages import Message
from bot.chat.paging import Paged, Turn
from bot.chat.services import Services


async def turn(services: Services, query: telegram.CallbackQuery) -> None:
    """Show the wished page in the same message, or tell who pressed why not."""
    wish = paging.read(query.data or "")
    message = query.message
    if wish is None or not isinstance(message, telegram.Message):
        await sending.answer_press(query, wording.STALE)
        return
    if message.reply_to_message:  # which shows who asked, where a button may be forged
        wish = replace(wish, asker=paging.asker(message.reply_to_message))
    notice = _refusal(services, wish, query.from_user.id)
    pages = () if notice else _pages_below(services, wish, message)
    if not notice and wish.page >= len(pages):
        notice = wording.CHANGED if pages else wording.STALE
    await sending.answer_press(query, notice)
    if not notice:
        thumbs = voting.THUMBS if wish.paged is Paged.ANSWER and services.asked.days else ()
        keyboard = paging.keyboard(wish, len(pages), thumbs)
        bot, chat_id = query.get_bot(), message.chat.id
        await sending.edit(bot, chat_id, message.message_id, pages[wish.page], keyboard)


def _refusal(services: Services, wish: Turn, person: int) -> str | None:
    if wish.asker not in (paging.ANYBODY, person):
        return wording.NOT_YOURS
    return None if services.flood.knock(person) is Gate.OPEN else wording.ONE_MOMENT


def _pages_below(services: Services, wish: Turn, message: telegram.Message) -> tuple[Message, ...]:
    """What the message with the button pages through; empty if nobody knows any more."""
    index = services.library.index
    if wish.paged is Paged.ARTICLES:
        return replies.listing(index.articles)
    question = voting.question_of(services, message.chat.id, message.message_id)
    if question is None and message.reply_to_message:
        question = addressing.asked(message.reply_to_message, message.get_bot().bot)
    return replies.reply(index, question)[1] if question else ()
