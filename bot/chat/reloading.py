"""Reloading: what has become of the files since a moderator last asked."""

from collections.abc import Iterable

from bot import wording
from bot.chat.messages import LONGEST, shortened
from bot.chat.reporting import named
from bot.search.articles import Article
from bot.search.library import Library

_MOST_NAMES = 10


class Reloading:
    """Remembers which articles and rejected files there were, from its making on."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = _by_id(library)
        self._rejected = dict(library.rejected)

    def report(self) -> str:
        """What was added, changed, removed and rejected since the last report."""
        now, before = _by_id(self._library), self._articles
        rejected = dict(self._library.rejected)
        changed = [name for name in now.keys() & before.keys() if now[name] != before[name]]
        lines = [
            *_listed(wording.RELOAD_ADDED, now.keys() - before.keys()),
            *_listed(wording.RELOAD_CHANGED, changed),
            *_listed(wording.RELOAD_REMOVED, before.keys() - now.keys()),
            *_rejections(dict(rejected.items() - self._rejected.items())),
        ]
        self._articles, self._rejected = now, rejected
        heading = wording.RELOADED if lines else wording.NOTHING_NEW
        said = "\n".join([heading.format(count=len(now)), *lines])
        return shortened(said, LONGEST)


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
    return [wording.RELOAD_REJECTED.format(count=len(reasons)), *named(reasons)]
