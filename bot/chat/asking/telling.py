"""Telling: those who wait for an answer get it as soon as an article has it.

What is known is forgotten before it is told: a bot that is killed in between tells nobody twice.
"""

import asyncio
from datetime import UTC, datetime

import telegram
from telegram.constants import ChatType
from telegram.error import ChatMigrated, NetworkError

from bot import phrases
from bot.asked.news import News
from bot.asked.waitlist import Waiting
from bot.chat.asking import answers
from bot.chat.asking.services import Services
from bot.replying.message import Message, shortened

_LONGEST = 300
"""UTF-16 units of a question that are said above its answer."""


async def keep_telling(
    bot: telegram.Bot, services: Services, news: News, *, every: float = 1.0
) -> None:
    """Tell people who wait what new articles answer, with pauses of `every` seconds."""
    while True:
        await news.look()
        for waiting in services.waitlist.answered():
            if await services.knows(waiting.text):
                await tell(services, bot, waiting)
            else:
                services.waitlist.wait_on(waiting.text)
        await asyncio.sleep(every)


async def tell(services: Services, bot: telegram.Bot, waiting: Waiting) -> None:
    """Send the answer to where it is waited for, unless that was taken back."""
    kept = services.waitlist.take(waiting.chat, waiting.message)
    if not kept:
        return
    asking = _asking(waiting, bot)
    services = services.to(asking.from_user)
    question = shortened(waiting.text, _LONGEST)
    note = Message(services.say(phrases.NOW_KNOWN, question=question))
    try:
        answer = await answers.send(services, asking, waiting.text, note)
    except ChatMigrated as moved:
        services.waitlist.give_back(kept)
        services.waitlist.move_chat(waiting.chat, moved.new_chat_id)
    except NetworkError:  # after a long time of trying
        services.waitlist.give_back(kept)
    else:
        if answer is None:
            services.waitlist.drop_chat(waiting.chat)


def _asking(waiting: Waiting, bot: telegram.Bot) -> telegram.Message:
    """The message that asked, as far as it is known any more."""
    private = waiting.chat > 0
    chat = telegram.Chat(waiting.chat, ChatType.PRIVATE if private else ChatType.SUPERGROUP)
    person = telegram.User(waiting.chat, "", is_bot=False, language_code=waiting.language or None)
    message = telegram.Message(
        waiting.message,
        datetime.fromtimestamp(0, UTC),
        chat,
        from_user=person,
        # In a group nobody knows any more who that was: anybody may turn the pages.
        sender_chat=None if private else chat,
        text=waiting.text,
        message_thread_id=waiting.topic,
        is_topic_message=waiting.topic is not None,
    )
    message.set_bot(bot)
    return message
