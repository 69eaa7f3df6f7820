"""Reports to moderators: files that can't be answered from, and what changed in the folder."""

import asyncio
import logging
from collections.abc import Collection, Iterable, Mapping

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot import wording
from bot.database import Database
from bot.replying.message import MOST_UNITS, naming_files, shortened
from bot.search.articles import Article
from bot.search.library import Library

_MOST_FILES = 10
_MOST_NAMES = 10

_log = logging.getLogger(__name__)


_TABLE = """
CREATE TABLE IF NOT EXISTS told (
    file TEXT PRIMARY KEY,  -- a rejected file that moderators were told of
    reason TEXT NOT NULL
)
"""


class Told:
    """The rejected files that moderators know of, with the reasons they were told."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.declare(_TABLE)

    def news(self, rejected: Mapping[str, str]) -> dict[str, str]:
        """Those of the rejected files that nobody was told of; from now on they are known.

        A file that is no longer rejected, or for another reason, is news when it is again.
        Blocking.
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
    told, seen = Told(database), None
    while True:
        if library.rejected != seen:
            seen = dict(library.rejected)
            new = await asyncio.to_thread(told.news, seen)
            for moderator in sorted(moderators) if new else ():
                await tell(bot, moderator, new)
        await asyncio.sleep(every)


async def tell(bot: Bot, moderator: int, rejected: Mapping[str, str]) -> None:
    """Name these files with their reasons to a moderator, who may not have spoken to us yet."""
    said = "\n".join([wording.REJECTED_FILES, *file_lines(rejected)])
    try:
        await bot.send_message(
            moderator,
            naming_files(shortened(said, MOST_UNITS)).html,
            ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    except TelegramError as refusal:
        _log.info("Moderator %d could not be told of rejected files: %s", moderator, refusal)


def file_lines(rejected: Mapping[str, str]) -> list[str]:
    """A line for each of the first ten files with its reason, whatever their names hold."""
    lines = [
        wording.REJECTED_FILE.format(name=_on_one_line(name), reason=_on_one_line(reason))
        for name, reason in sorted(rejected.items())
    ]
    return [*lines[:_MOST_FILES], *(["…"] if len(lines) > _MOST_FILES else [])]


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


class Changes:
    """Remembers which articles and rejected files there were, from its making on."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = _by_id(library)
        self._rejected = dict(library.rejected)

    def since_last(self) -> tuple[str, list[Article]]:
        """What was added, changed, removed and rejected since the last time.

        And the articles that were added or changed.
        """
        now, before = _by_id(self._library), self._articles
        rejected = dict(self._library.rejected)
        kept = now.keys() & before.keys()
        changed = {n for n in kept if now[n] is not before[n] and now[n] != before[n]}
        added = now.keys() - before.keys()
        lines = [
            *_listed(wording.RELOAD_ADDED, added),
            *_listed(wording.RELOAD_CHANGED, changed),
            *_listed(wording.RELOAD_REMOVED, before.keys() - now.keys()),
            *_rejections(dict(rejected.items() - self._rejected.items())),
        ]
        self._articles, self._rejected = now, rejected
        heading = wording.RELOADED if lines else wording.NOTHING_NEW
        said = "\n".join([heading.format(count=len(now)), *lines])
        return shortened(said, MOST_UNITS), [now[name] for name in sorted(added | changed)]


def _by_id(library: Library) -> dict[str, Article]:
    return {article.id: article for article in library.index.articles}


def _listed(template: str, ids: Iterable[str]) -> list[str]:
    names = sorted(ids)
    if not names:
        return []
    more = ["…"] if len(names) > _MOST_NAMES else []
    return [template.format(count=len(names), names=", ".join(names[:_MOST_NAMES] + more))]


def _rejections(reasons: dict[str, str]) -> list[str]:
    if not reasons:
        return []
    return [wording.RELOAD_REJECTED.format(count=len(reasons)), *file_lines(reasons)]
