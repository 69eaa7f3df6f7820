"""Adding from the command line: files and pages are shown, corrected, and published."""

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import wording
from bot.keeping.corrections import corrected
from bot.keeping.disk import NotChanged
from bot.keeping.keeper import Keeper
from bot.keeping.previews import Preview, examine
from bot.reading.files import read_file
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.terminal.display import console, show_preview
from bot.terminal.streams import safe


@dataclass(slots=True, kw_only=True)
class Adding:
    """One run of `article-bot add`: each source is added beside those that came before it."""

    keeper: Keeper
    articles: tuple[Article, ...]
    """Those of the library."""
    corrections: Mapping[str, str | list[str]]
    """Fields of the credit as they were typed."""
    is_sure: bool
    """Whether to write without asking."""
    fetches_private: bool
    """Whether pages may come from addresses of one's own network."""

    def add(self, sources: Sequence[str]) -> bool:
        """Add each source and say what became of it; False if one was refused."""
        fates: Counter[str] = Counter()
        for number, source in enumerate(sources, 1):
            if len(sources) > 1:
                name = safe(source)
                print(wording.ADDING.format(number=number, count=len(sources), name=name))
            fates[self._fate(source, self._examined)] += 1
        if len(sources) > 1:
            print(
                wording.ADDING_DONE.format(
                    added=fates[wording.ADDED],
                    replaced=fates[wording.REPLACED],
                    refused=fates[wording.REFUSED],
                    skipped=fates[wording.NOT_ADDED],
                )
            )
        return not fates[wording.REFUSED]

    def edit(self, name: str) -> bool:
        """Correct the credit of the article with this id; False if it was refused."""
        return self._fate(name, self._recredited) != wording.REFUSED

    def _fate(self, name: str, examined: Callable[[str], Preview]) -> str:
        """Show a source or an article, and publish it; the template of what was said."""
        try:
            preview = examined(name)
            show_preview(console(), preview)
            if self.is_sure or _confirmed(preview):
                return self._publish(preview)
            print(safe(wording.NOT_ADDED.format(name=name)))
            return wording.NOT_ADDED
        except (RejectedFile, IgnoredFile, NotChanged) as reason:
            print(safe(wording.REFUSED.format(name=name, reason=reason)), file=sys.stderr)
            return wording.REFUSED

    def _examined(self, source: str) -> Preview:
        article = corrected(_read(source, fetch_private=self.fetches_private), self.corrections)
        return examine(article, self.articles, name="" if _is_link(source) else Path(source).name)

    def _recredited(self, name: str) -> Preview:
        old = next((article for article in self.articles if article.id == name), None)
        if old is None:
            raise NotChanged(wording.NO_SUCH_ARTICLE.format(id=name))
        article = corrected(old, self.corrections)
        if article == old:
            raise NotChanged(wording.NOTHING_CORRECTED)
        return examine(article, self.articles, chosen=name)

    def _publish(self, preview: Preview) -> str:
        new = self.keeper.publish(preview, self.articles, by=wording.TERMINAL)
        others = (article for article in self.articles if article != preview.replaces)
        self.articles = (*others, replace(preview.article, id=new))
        fate = wording.REPLACED if preview.replaces else wording.ADDED
        print(safe(fate.format(name=f"{new}.md")))
        return fate


def _read(source: str, *, fetch_private: bool) -> Article:
    """Read a file, or fetch a page; raises `RejectedFile` or `IgnoredFile`."""
    if not _is_link(source):
        if Path(source).is_dir():
            raise RejectedFile(wording.IS_FOLDER)
        return read_file(Path(source))
    import asyncio

    from bot.reading.web.fetching import address_rule, fetch_page
    from bot.reading.web.pages import read_page

    page = asyncio.run(fetch_page(source, is_allowed=address_rule(private=fetch_private)))
    return read_page(page)  # outside of the loop, which would wait for it when interrupted


def _is_link(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _confirmed(preview: Preview) -> bool:
    old = preview.replaces
    asks = wording.CONFIRM_REPLACE.format(id=old.id) if old else wording.CONFIRM_ADD
    try:
        return input(f"\n{safe(asks)}").strip().casefold() in ("y", "yes")
    except EOFError:
        print()
        return False
