"""The commands that anybody may give."""

import asyncio

import telegram
from telegram import ChatMember
from telegram.constants import ChatType

from bot import phrases
from bot.asked.waitlist import DAYS
from bot.chat.asking import inline, openings, paging
from bot.chat.asking.flood import Gate, admits
from bot.chat.asking.paging import Paged, PageTurn
from bot.chat.asking.services import Services
from bot.chat.asking.small_talk import with_first_topics
from bot.chat.link import addressing, sending
from bot.chat.link.keyboards import keyboard
from bot.replying.message import Message, Style, joined, marked

IN_PRIVATE = ("ask", "articles", "help", "privacy", "forget", "start")
"""The commands in the menu of a private chat, in its order."""
IN_GROUPS = ("ask", "articles", "help")
"""The commands in the menu of a group."""


async def start(services: Services, message: telegram.Message) -> None:
    """Say what this bot is, or in a group how to ask it, and what to begin with.

    A link to the bot can name an article, which is opened instead.
    """
    name, private = addressing.words_of(message), addressing.is_private(message)
    if private and name != inline.CAME_FROM and openings.may_name(services, name):
        if await admits(services.commands, message, services.say):
            await openings.open_article(services, message, name)
        return
    said = services.say(phrases.START if private else phrases.HELP_GROUP)
    if private and not services.moderators:
        said = f"{said}\n\n{services.say(phrases.NO_MODERATORS)}"
    if await admits(services.commands, message, services.say):
        await sending.reply(message, *await with_first_topics(services, Message(said)))


async def greet_group(services: Services, change: telegram.ChatMemberUpdated) -> None:
    """Say how to ask in a group that the bot was added to, not when it is only promoted."""
    chat, gone = change.chat, (ChatMember.LEFT, ChatMember.BANNED)
    was_added = change.old_chat_member.status in gone and change.new_chat_member.status not in gone
    in_group = chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if in_group and was_added and services.commands.knock(change.from_user.id) is Gate.OPEN:
        nothing = telegram.Message(0, change.date, chat)
        nothing.set_bot(change.get_bot())
        said = map(services.say, (phrases.HELLO_GROUP, phrases.HELP_GROUP))
        await sending.reply(nothing, Message("\n\n".join(said)))


async def show_help(services: Services, message: telegram.Message) -> None:
    """Say how to ask."""
    private = addressing.is_private(message)
    sentence = phrases.HELP_PRIVATE if private else phrases.HELP_GROUP
    await _tell(services, message, services.say(sentence))


async def tell_privacy(services: Services, message: telegram.Message) -> None:
    """Say what is kept of questions."""
    say, days = services.say, services.asked.days
    if days:
        kept = say(phrases.PRIVACY_KEPT, days=say.many(phrases.DAYS, days))
        told = [kept, say(phrases.PRIVACY_THUMBS)]
    else:
        told = [say(phrases.PRIVACY_NOT_KEPT)]
    told += [say(phrases.PRIVACY_MESSAGES), say(phrases.PRIVACY_FOLLOWING)]
    told += [say(phrases.PRIVACY_WAITING, days=say.many(phrases.DAYS, DAYS))]
    told += [say(phrases.PRIVACY_WORK), say(phrases.PRIVACY_FORGET)]
    await _tell(services, message, "\n\n".join(told))


async def tell_id(services: Services, message: telegram.Message) -> None:
    """Say the writer's number, by which moderators are known; in a group, how to ask."""
    if not addressing.is_private(message):
        await start(services, message)
    elif await admits(services.commands, message, services.say):
        # A private chat has the id of the person. As code, it is copied with a tap.
        number = marked(Style.CODE, str(message.chat.id))
        await sending.reply(message, joined([Message(services.say(phrases.YOUR_ID)), number], " "))


async def forget(services: Services, message: telegram.Message) -> None:
    """Remove what can be tied to the person who wrote this, and say what was removed."""
    if await admits(services.commands, message, services.say):
        forgotten = await asyncio.to_thread(_forgotten, services, message)
        await sending.reply(message, Message(forgotten))


async def list_articles(services: Services, message: telegram.Message) -> None:
    """List the articles that have the words after the command, or all."""
    if await admits(services.commands, message, services.say):
        words = addressing.words_of(message)
        shown, opens, page = await asyncio.to_thread(openings.article_list, services, words)
        turn = PageTurn(Paged.ARTICLES, 0, paging.asker(message))
        turns = paging.buttons(turn, page.pages, services.say)
        await sending.reply(message, shown, keyboard(*opens, turns))


async def refuse(services: Services, message: telegram.Message) -> None:
    """Say that a command is for moderators."""
    await _tell(services, message, services.say(phrases.MODERATORS_ONLY))


def _forgotten(services: Services, message: telegram.Message) -> str:
    """Forget votes and what waits, and in a private chat what is remembered of its messages.

    Those of a group are not one person's.
    """
    if message.from_user and message.sender_chat is None:
        services.asked.forget_votes(message.from_user.id)
        services.waitlist.forget(message.from_user.id)
        services.memory.forget_last(message.chat.id, message.from_user.id)
    if not addressing.is_private(message):
        return services.say(phrases.FORGOTTEN_THUMBS)
    services.memory.forget(message.chat.id)
    if not services.asked.days:
        return services.say(phrases.FORGOTTEN_NOT_KEPT)
    days = services.say.many(phrases.DAYS, services.asked.days)
    later = services.say(phrases.FORGOTTEN_LATER, days=days)
    return f"{services.say(phrases.FORGOTTEN)}\n\n{later}"


async def _tell(services: Services, message: telegram.Message, sentence: str) -> None:
    if await admits(services.commands, message, services.say):
        await sending.reply(message, Message(sentence))
