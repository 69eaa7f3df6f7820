"""Reporting: moderators are told of files in the folder that can't be answered from, once each."""

import asyncio
import logging
from collections.abc import Collection, Mapping

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import wording
from bot.chat.messages import LONGEST, naming_files, shortened
from bot.database import Database
from bot.search.library import Library

_MOST_FILES = 10

_log = logging.getLogger(__name__)


class Told:
    """The rejected files that moderators know of, with the reasons they were told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def news(self, rejected: Mapping[str, str]) -> dict[str, str]:
        """Those of the rejected files that nobody was told of; from now on they are known.

        A file that is no longer rejected, or for another reason, is news when it is again.
        """
        # SQLite and Telegram take no lone surrogates, of which a file's name may consist.
        rejected = {name.encode(errors="replace").decode(): why for name, why in rejected.items()}
        known = dict(self._database.execute("SELECT file, reason FROM told").fetchall())
        new = dict(rejected.items() - known.items())
        for name in known.keys() - rejected.keys() | new.keys():
            self._database.execute("DELETE FROM told WHERE file = ?", name)
        for name, reason in new.items():
            self._database.execute("INSERT INTO told VALUES (?, ?)", name, reason)
        return new


async def keep_reporting(
    bot: Bot,
    library: Library,
    database: Database,
    moderators: Collection[int],
    *,
    every: float = 1.0,
) -> None:
    """Tell each moderator of what is newly rejected, with pauses of `every` seconds."""
    told = Told(database)
    while True:
        if new := told.news(library.rejected):
            for moderator in sorted(moderators):
                await tell(bot, moderator, new)
        await asyncio.sleep(every)


async def tell(bot: Bot, moderator: int, rejected: Mapping[str, str]) -> None:
    """Name these files with their reasons to a moderator, who may not have spoken to us yet."""
    said = "\n".join([wording.REJECTED_FILES, *named(rejected)])
    try:
        await bot.send_message(
            moderator,
            naming_files(shortened(said, LONGEST)).html,
            ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    except TelegramError as refusal:
        _log.info("Moderator %d could not be told of rejected files: %s", moderator, refusal)


def named(rejected: Mapping[str, str]) -> list[str]:
    """A line for each of the first ten files with its reason, whatever their names hold."""
    lines = [
        wording.REJECTED_FILE.format(name=_on_one_line(name), reason=_on_one_line(reason))
        for name, reason in sorted(rejected.items())
    ]
    return [*lines[:_MOST_FILES], *(["…"] if len(lines) > _MOST_FILES else [])]


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
