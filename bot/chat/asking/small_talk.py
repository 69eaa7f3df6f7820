"""Small talk, and what else asks nothing: what is said to it, and what there is to ask."""

import asyncio

import telegram

from bot import phrases
from bot.chat.asking.flood import admits
from bot.chat.asking.services import Services
from bot.chat.link import addressing, sending
from bot.chat.link.keyboards import keyboard, topic_rows
from bot.chat.link.listing import listing
from bot.replying import replies
from bot.replying.message import Message, joined
from bot.search import small_talk
from bot.search.topics import topics


def kind_of(services: Services, message: telegram.Message, question: str | None) -> str | None:
    """The kind of small talk that a message is, in a language of the articles or of its writer."""
    own = (message.from_user and message.from_user.language_code) or "en"
    codes = {"en", own.split("-")[0].lower(), *services.library.index.languages}
    return small_talk.small_talk(question, codes) if question else None


async def respond(services: Services, message: telegram.Message, kind: str) -> None:
    """Reply to small talk; in a group only if we are called, not to thanks in reply to us."""
    is_said_to_us = addressing.is_private(message) or addressing.is_called(
        message, message.get_bot().bot
    )
    if not (is_said_to_us and await admits(services.flood, message, services.say)):
        return
    await sending.reply(message, *await response(services, kind))


async def response(
    services: Services, kind: str
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """What is said to small talk of this kind, and the buttons below it."""
    said = Message(services.say(phrases.SMALL_TALK[kind]))
    if kind != small_talk.WHAT_TO_ASK:
        return said, None
    articles, _ = listing(services.library.index.articles, say=services.say)
    return await with_first_topics(services, joined([said, articles], "\n\n"))


async def say_how_to_ask(
    services: Services, message: telegram.Message, question: str | None
) -> None:
    """Reply to what asks nothing with how to ask, if it was for us."""
    hint = _hint(message, question)
    if hint and await admits(services.flood, message, services.say):
        await sending.reply(message, Message(services.say(hint)))


async def with_first_topics(
    services: Services, said: Message
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    """What is said to people who wonder what to ask, with topics to begin with."""
    names = await asyncio.to_thread(topics, services.library.index)
    lead = services.say(phrases.FIRST_TOPICS)
    return replies.with_topics(said, lead, names), keyboard(*topic_rows(names))


def _hint(message: telegram.Message, question: str | None) -> str | None:
    """What to say to a message that asks nothing; None for silence."""
    private = addressing.is_private(message)
    if question == "":
        return phrases.USAGE_PRIVATE if private else phrases.USAGE_GROUP
    if not private:
        return None
    if addressing.is_command(message):
        return phrases.UNKNOWN_COMMAND
    # An album comes as many messages, of which only one can have the words.
    is_content = message.effective_attachment and not message.media_group_id
    return phrases.TEXT_ONLY if is_content else None
