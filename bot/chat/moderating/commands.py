"""What moderators say and send, beside questions: each goes to the module that deals with it."""

import telegram

from bot import phrases, wording
from bot.chat.link import addressing, sending
from bot.chat.link.message import Message, naming_files
from bot.chat.moderating import pastes, publication, uploads
from bot.chat.moderating.desk import Desk

COMMANDS = ("add", "article", "remove", "undo", "reload", "unanswered", "synonym", "stats")
"""The commands that moderators have beside those of everybody, in the order of the menu."""


async def start(_: Desk, message: telegram.Message) -> None:
    """Greet a moderator."""
    await sending.reply(message, _with_moderators_help(phrases.START))


async def show_help(_: Desk, message: telegram.Message) -> None:
    """Say what a moderator can do."""
    await sending.reply(message, _with_moderators_help(phrases.HELP_PRIVATE))


def _with_moderators_help(general: str) -> Message:
    commands = "\n".join(
        wording.COMMAND.format(name=name, does=wording.COMMANDS[name]) for name in COMMANDS
    )
    said = (general, wording.YOU_ARE_MODERATOR, commands, wording.ADD_USAGE)
    return Message("\n\n".join(said))


async def load_document(desk: Desk, message: telegram.Message) -> None:
    """Preview the file that was sent."""
    document = message.document
    assert document is not None
    await publication.load(desk, message, lambda: uploads.from_document(document), is_slow=True)


async def load_post(desk: Desk, message: telegram.Message) -> None:
    """Preview the channel's post that was forwarded."""
    await publication.load(desk, message, lambda: uploads.from_post(message))


async def load_link(desk: Desk, message: telegram.Message) -> None:
    """Preview the page that was linked to."""
    url = uploads.link_in(message)
    await publication.load(
        desk, message, lambda: uploads.from_link(url, desk.is_allowed), is_slow=True
    )


async def add(desk: Desk, message: telegram.Message) -> None:
    """Preview the page or the text after the command."""
    text = addressing.words_of(message)
    if not text:
        await sending.reply(message, Message(wording.ADD_USAGE))
    elif text.lower().startswith(("http://", "https://")) and len(text.split()) == 1:
        await publication.load(
            desk, message, lambda: uploads.from_link(text, desk.is_allowed), is_slow=True
        )
    else:
        await pastes.begin(desk, message, text)


async def reload(desk: Desk, message: telegram.Message) -> None:
    """Say which files were added, changed, removed and rejected since the last time."""
    await desk.catch_up()
    await sending.reply(message, naming_files(desk.changes.report()))
