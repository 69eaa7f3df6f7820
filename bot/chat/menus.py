"""Menus: the commands that Telegram offers people, and what the bot's profile says."""

import asyncio
import logging
from collections.abc import Collection, Coroutine
from functools import partial
from hashlib import sha256
from typing import Any

from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import phrases, wording
from bot.chat.asking.commands import IN_GROUPS, IN_PRIVATE
from bot.database import Database
from bot.search.library import Library
from bot.translation import Translation, spoken, translations

_log = logging.getLogger(__name__)

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS menus (
        moderator INTEGER PRIMARY KEY  -- Telegram's number: one who has a menu of their own
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS profile (
        part TEXT PRIMARY KEY,  -- what Telegram was told of us, and in which language
        digest TEXT NOT NULL    -- of what it was told last
    )
    """,
)


async def keep_registered(
    bot: Bot,
    library: Library,
    moderators: Collection[int],
    database: Database,
    *,
    every: float = 3600.0,
) -> None:
    """Tell Telegram our menus and profile, and every so many seconds what has changed in them.

    They change with the language of the articles, in which the bot speaks to people whose own
    language it doesn't know.
    """
    await register(bot, library, moderators, database)
    while True:
        await register_translations(bot, database)
        await asyncio.sleep(every)
        await _tell(bot, database, None, spoken(None, library.index.languages))


async def register(
    bot: Bot, library: Library, moderators: Collection[int], database: Database
) -> None:
    """Tell Telegram our menus and profile; if it refuses, the bot works all the same.

    This is what people see whose language we don't speak. Each moderator's private chat has a menu
    of its own; it is taken from those who are no moderators any more.
    """
    database.declare(*_TABLES)
    await _tell(bot, database, None, spoken(None, library.index.languages))
    had = {each for (each,) in database.execute("SELECT moderator FROM menus").fetchall()}
    everybodys = [(name, phrases.ASKER_COMMANDS[name]) for name in IN_PRIVATE]
    commands = [*wording.MODERATOR_COMMANDS.items(), *everybodys]
    for moderator in sorted(moderators):
        database.execute("INSERT OR IGNORE INTO menus VALUES (?)", moderator)
        try:
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


async def register_translations(bot: Bot, database: Database, *, pause: float = 1.0) -> None:
    """The same for each language that we speak.

    `pause` is how many seconds to wait before each, as Telegram refuses many at a time.
    """
    for language, say in translations().items():
        await asyncio.sleep(pause)
        await _tell(bot, database, language, say)


async def _tell(bot: Bot, database: Database, language: str | None, say: Translation) -> None:
    """Tell Telegram what it does not know yet, for one language or, with None, for all others."""
    for name, call in _profile(bot, language, say).items():
        part = f"{name} {language or '*'}"
        digest = sha256(repr((bot.id, call.args)).encode()).hexdigest()
        known = database.execute("SELECT digest FROM profile WHERE part = ?", part).fetchone()
        if known == (digest,):
            continue
        try:
            await call()
        except TelegramError as refusal:
            _log.warning("The command menus could not be set: %s", refusal)
            return
        database.execute("INSERT OR REPLACE INTO profile VALUES (?, ?)", part, digest)


def _profile(
    bot: Bot, language: str | None, say: Translation
) -> dict[str, partial[Coroutine[Any, Any, bool]]]:
    """What Telegram shows of us, by a name: each is a call that tells it."""
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    does = {name: say(phrase) for name, phrase in phrases.ASKER_COMMANDS.items()}
    menu, short = ([(name, does[name]) for name in names] for names in (IN_PRIVATE, IN_GROUPS))
    return {
        "menu": partial(bot.set_my_commands, menu, private, language),
        "menu in groups": partial(bot.set_my_commands, short, groups, language),
        "description": partial(bot.set_my_description, say(phrases.DESCRIPTION), language),
        "about": partial(bot.set_my_short_description, say(phrases.ABOUT), language),
    }
