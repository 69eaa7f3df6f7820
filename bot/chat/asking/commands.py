"""The commands that anybody may give."""

import asyncio

import telegram
from telegram import ChatMember
from telegram.constants import ChatType

from bot import wording
from bot.chat.asking import paging
from bot.chat.asking.flood import Gate, admits
from bot.chat.asking.paging import Paged, Turn
from bot.chat.asking.services import Services
from bot.chat.link import addressing, replies, sending
from bot.chat.link.keyboards import keyboard, topic_rows
from bot.chat.link.message import Kind, Message, joined
from bot.search.topics import topics

IN_PRIVATE = ("ask", "articles", "help", "privacy", "forget", "start")
"""The commands in the menu of a private chat, in its order."""
IN_GROUPS = ("ask", "articles", "help")
"""The commands in the menu of a group."""


async def start(services: Services, message: telegram.Message) -> None:
    """Say what this bot is, or in a group how to ask it, and what to begin with."""
    said = wording.START if addressing.is_private(message) else wording.HELP_GROUP
    if addressing.is_private(message) and not services.moderators:
        said += wording.NO_MODERATORS
    if await admits(services.commands, message):
        names = await asyncio.to_thread(topics, services.library.index)
        shown = replies.with_topics(Message(said), wording.FIRST_TOPICS, names)
        await sending.reply(message, shown, keyboard(*topic_rows(names)))


async def greet_group(services: Services, change: telegram.ChatMemberUpdated) -> None:
    """Say how to ask in a group that the bot was added to, not when it is only promoted."""
    chat, gone = change.chat, (ChatMember.LEFT, ChatMember.BANNED)
    was_added = change.old_chat_member.status in gone and change.new_chat_member.status not in gone
    in_group = chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if in_group and was_added and services.commands.knock(change.from_user.id) is Gate.OPEN:
        nothing = telegram.Message(0, change.date, chat)
        nothing.set_bot(change.get_bot())
        said = [Message(wording.HELLO_GROUP), Message(wording.HELP_GROUP)]
        await sending.reply(nothing, joined(said, "\n\n"))


async def show_help(services: Services, message: telegram.Message) -> None:
    """Say how to ask."""
    private = addressing.is_private(message)
    await _say(services, message, wording.HELP_PRIVATE if private else wording.HELP_GROUP)


async def tell_privacy(services: Services, message: telegram.Message) -> None:
    """Say what is kept of questions."""
    days = services.asked.days
    kept = wording.PRIVACY.format(days=days) if days else wording.PRIVACY_NOT_KEPT
    await _say(services, message, kept)


async def tell_id(services: Services, message: telegram.Message) -> None:
    """Say the number of who wrote this, by which moderators are known; in a group, how to ask."""
    if not addressing.is_private(message):
        await start(services, message)
    elif await admits(services.commands, message):
        # A private chat has the id of the person. As code, it is copied with a tap.
        number = replies.marked(Kind.CODE, str(message.chat.id))
        await sending.reply(message, joined([Message(wording.YOUR_ID), number], " "))


async def forget(services: Services, message: telegram.Message) -> None:
    """Remove what can be tied to who wrote this, and say what was removed."""
    if await admits(services.commands, message):
        forgotten = await asyncio.to_thread(_forgotten, services, message)
        await sending.reply(message, Message(forgotten))


async def list_articles(services: Services, message: telegram.Message) -> None:
    """List the articles that have the words after the command, or all."""
    if await admits(services.commands, message):
        articles, words = services.library.index.articles, addressing.words_of(message)
        pages = await asyncio.to_thread(replies.listing, articles, words)
        turn = Turn(Paged.ARTICLES, 0, paging.asker(message))
        await sending.reply(message, pages[0], keyboard(paging.buttons(turn, len(pages))))


async def refuse(services: Services, message: telegram.Message) -> None:
    """Say that a command is for moderators."""
    await _say(services, message, wording.MODERATORS_ONLY)


def _forgotten(services: Services, message: telegram.Message) -> str:
    """Forget votes and what waits, and in a private chat what is remembered of its messages.

    Those of a group are not one person's.
    """
    if message.from_user and message.sender_chat is None:
        services.asked.forget_votes(message.from_user.id)
        services.waitlist.forget(message.from_user.id)
        services.memory.forget_last(message.chat.id, message.from_user.id)
    if not addressing.is_private(message):
        return wording.FORGOTTEN_THUMBS
    services.memory.forget(message.chat.id)
    days = services.asked.days
    return wording.FORGOTTEN.format(days=days) if days else wording.FORGOTTEN_NOT_KEPT


async def _say(services: Services, message: telegram.Message, sentence: str) -> None:
    if await admits(services.commands, message):
        await sending.reply(message, Message(sentence))
