"""What moderators say and send, beside questions: each goes to the module that deals with it."""

import asyncio

import telegram

from bot import phrases, wording
from bot.chat.link import addressing, sending
from bot.chat.link.keyboards import keyboard
from bot.chat.moderating import pastes, publication, unanswered, uploads
from bot.chat.moderating.article_messages import openers
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import SYNONYM, TEXT, Drafts
from bot.replying.message import Message, naming_files


async def start(_: Desk, message: telegram.Message) -> None:
    """Greet a moderator."""
    await sending.reply(message, _with_moderators_help(phrases.START))


async def show_help(_: Desk, message: telegram.Message) -> None:
    """Say what a moderator can do."""
    await sending.reply(message, _with_moderators_help(phrases.HELP_PRIVATE))


def _with_moderators_help(general: str) -> Message:
    commands = "\n".join(
        wording.COMMAND.format(name=name, does=does)
        for name, does in wording.MODERATOR_COMMANDS.items()
    )
    said = (general, wording.YOU_ARE_MODERATOR, commands, wording.ADD_USAGE)
    return Message("\n\n".join(said))


def is_awaited(message: telegram.Message, drafts: Drafts) -> bool:
    """Whether this is said in answer to the bot, which has asked for something of a draft."""
    is_said = bool(message.text) and not addressing.is_command(message)
    return is_said and drafts.awaited(message.chat.id) is not None


async def hear(desk: Desk, message: telegram.Message) -> None:
    """Take what the bot has asked for."""
    number, field = desk.drafts.awaited(message.chat.id) or (0, "")
    draft = await asyncio.to_thread(desk.drafts.get, number, message.chat.id)
    if draft is None:  # it was forgotten meanwhile
        await sending.reply(message, Message(wording.PREVIEW_GONE))
    elif field == TEXT:
        await pastes.take_version(desk, message)
    elif field == SYNONYM:
        await unanswered.take_synonym(desk, message, draft)
    else:
        await publication.hear(desk, message, draft, field)


async def add(desk: Desk, message: telegram.Message) -> None:
    """Preview the page or the text after the command."""
    text = addressing.words_of(message)
    if not text:
        await sending.reply(message, Message(wording.ADD_USAGE))
    elif text.lower().startswith(("http://", "https://")) and len(text.split()) == 1:
        await uploads.load_page(desk, message, text)
    else:
        await pastes.start_paste(desk, message, text)


async def reload(desk: Desk, message: telegram.Message) -> None:
    """Say which files were added, changed, removed and rejected since the last time."""
    await desk.catch_up()
    said, articles = desk.changes.since_last()
    await sending.reply(message, naming_files(said), keyboard(*openers(articles)))
