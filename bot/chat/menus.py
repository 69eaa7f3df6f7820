"""Menus: the commands that Telegram offers people, and what the bot's profile says."""

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import phrases, wording
from bot.chat.asking.commands import IN_GROUPS, IN_PRIVATE
from bot.chat.moderating.commands import COMMANDS as FOR_MODERATORS
from bot.database import Database

_log = logging.getLogger(__name__)

_DOES = phrases.COMMANDS | wording.COMMANDS

_TABLE = """
CREATE TABLE IF NOT EXISTS menus (
    moderator INTEGER PRIMARY KEY  -- Telegram's number of who has a menu of their own
)
"""


async def register(bot: Bot, moderators: Iterable[int], database: Database) -> None:
    """Tell Telegram our menus and profile; if it refuses, the bot works all the same.

    Each moderator's private chat has a menu of its own, which who is none any more loses.
    """
    try:
        await bot.set_my_commands(_commands(IN_PRIVATE), BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(_commands(IN_GROUPS), BotCommandScopeAllGroupChats())
        await bot.set_my_description(phrases.DESCRIPTION)
        await bot.set_my_short_description(phrases.ABOUT)
    except TelegramError as refusal:
        _log.warning("The command menus could not be set: %s", refusal)
    database.declare(_TABLE)
    had = {each for (each,) in database.execute("SELECT moderator FROM menus").fetchall()}
    for moderator in sorted(moderators):
        database.execute("INSERT OR IGNORE INTO menus VALUES (?)", moderator)
        try:
            commands = _commands(FOR_MODERATORS + IN_PRIVATE)
            await bot.set_my_commands(commands, BotCommandScopeChat(moderator))
        except TelegramError as refusal:  # as long as the moderator has not spoken to the bot
            _log.warning("Moderator %d has no menu of their own: %s", moderator, refusal)
    for former in sorted(had.difference(moderators)):
        try:
            await bot.delete_my_commands(BotCommandScopeChat(former))
        except (BadRequest, Forbidden):
            _log.info("The chat of a former moderator, %d, is gone", former)
        except TelegramError as refusal:
            _log.warning("Former moderator %d still has their menu: %s", former, refusal)
            continue
        database.execute("DELETE FROM menus WHERE moderator = ?", former)


def _commands(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, _DOES[name]) for name in names]
