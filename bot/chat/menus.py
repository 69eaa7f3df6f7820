"""Menus: the commands that Telegram offers people, and what the bot's profile says."""

import logging

from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot import wording

IN_PRIVATE = ("ask", "articles", "help", "privacy", "forget", "start")
FOR_MODERATORS = ("unanswered", "stats")
IN_GROUPS = ("ask", "articles", "help")

_log = logging.getLogger(__name__)


async def register(bot: Bot) -> None:
    """Tell Telegram our menus and profile; if it refuses, the bot works all the same."""
    try:
        await bot.set_my_commands(_commands(IN_PRIVATE), BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(_commands(IN_GROUPS), BotCommandScopeAllGroupChats())
        await bot.set_my_description(wording.DESCRIPTION)
        await bot.set_my_short_description(wording.ABOUT)
    except TelegramError as refusal:
        _log.warning("The command menus could not be set: %s", refusal)


def _commands(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, wording.COMMANDS[name]) for name in names]
