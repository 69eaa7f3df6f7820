"""Adding from the command line: files and pages are shown, corrected, and published."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot import wording
from bot.keeping.disk import NotChanged
from bot.keeping.keeper import Keeper
from bot.keeping.previews import Preview, examine
from bot.reading.files import read_file
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.terminal.display import console, show_preview
from bot.terminal.streams import safe


class Adding:
    """One run of `article-bot add`: each source is added beside those that came before it."""

    def __init__(
        self,
        keeper: Keeper,
        articles: Sequence[Article],
        *,
        correct: Callable[[Article], Article],
        sure: bool,
        fetch_private: bool,
    ) -> None:
        """`articles` are those of the library; `sure` asks nothing before it writes.

        `correct` makes the corrections that were typed; raises `RejectedFile` for a wrong one.
        """
        self._keeper = keeper
        self._articles = {article.id: article for article in articles}
        self._correct = correct
        self._sure = sure
        self._fetch_private = fetch_private

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
            return self._show(name, examined(name))
        except (RejectedFile, IgnoredFile, NotChanged) as reason:
            print(safe(wording.REFUSED.format(name=name, reason=reason)), file=sys.stderr)
            return wording.REFUSED

    def _examined(self, source: str) -> Preview:
        articles, name = tuple(self._articles.values()), _file_name(source)
        article = _read(source, fetch_private=self._fetch_private)
        return examine(self._correct(article), articles, name=name)

    def _recredited(self, name: str) -> Preview:
        if name not in self._articles:
            raise NotChanged(wording.NO_SUCH_ARTICLE.format(id=name))
        article = self._correct(self._articles[name])
        if article == self._articles[name]:
            raise NotChanged(wording.NOTHING_CORRECTED)
        return examine(article, tuple(self._articles.values()), chosen=name)

    def _show(self, source: str, preview: Preview) -> str:
        """Show a preview, and publish it if that is wanted; the template of what was said."""
        show_preview(console(), preview)
        if self._sure or _confirmed(preview):
            return self._publish(preview)
        print(safe(wording.NOT_ADDED.format(name=source)))
        return wording.NOT_ADDED

    def _publish(self, preview: Preview) -> str:
        new = self._keeper.publish(preview, tuple(self._articles.values()), by=wording.TERMINAL)
        if preview.replaces:
            del self._articles[preview.replaces.id]
        self._articles[new] = replace(preview.article, id=new)
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


def _file_name(source: str) -> str:
    return "" if _is_link(source) else Path(source).name


def _confirmed(preview: Preview) -> bool:
    asked = wording.CONFIRM_REPLACE if preview.replaces else wording.CONFIRM_ADD
    old = preview.replaces.id if preview.replaces else ""
    try:
        return input(f"\n{safe(asked.format(id=old))}").strip().casefold() in ("y", "yes")
    except EOFError:
        print()
        return False
