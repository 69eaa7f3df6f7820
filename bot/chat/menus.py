"""Menus: the commands that Telegram offers people, and what the bot's profile says."""

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot import wording
from bot.chat.asking.commands import IN_GROUPS, IN_PRIVATE
from bot.chat.moderating.commands import COMMANDS as FOR_MODERATORS

_log = logging.getLogger(__name__)


async def register(bot: Bot, moderators: Iterable[int]) -> None:
    """Tell Telegram our menus and profile; if it refuses, the bot works all the same.

    Each moderator's private chat has a menu of its own.
    """
    try:
        await bot.set_my_commands(_commands(IN_PRIVATE), BotCommandScopeAllPrivateChats())
        await bot.set_my_commands(_commands(IN_GROUPS), BotCommandScopeAllGroupChats())
        await bot.set_my_description(wording.DESCRIPTION)
        await bot.set_my_short_description(wording.ABOUT)
    except TelegramError as refusal:
        _log.warning("The command menus could not be set: %s", refusal)
    for moderator in sorted(moderators):
        try:
            commands = _commands(FOR_MODERATORS + IN_PRIVATE)
            await bot.set_my_commands(commands, BotCommandScopeChat(moderator))
        except TelegramError as refusal:  # as long as the moderator has not spoken to the bot
            _log.warning("Moderator %d has no menu of their own: %s", moderator, refusal)


def _commands(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, wording.COMMANDS[name]) for name in names]
