"""The keeper: the one through whom the articles of a folder change."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from bot import wording
from bot.keeping.disk import NotChanged, alone, create_file, remove_file, replace_file
from bot.keeping.history import Change, FileChange, History, Verb, digest
from bot.keeping.previews import Preview, replaced_by
from bot.reading.files import MOST_BYTES, is_article_name, read_file
from bot.reading.writing import as_markdown, slug
from bot.search.articles import Article, IgnoredFile, RejectedFile

_Contents = Mapping[Path, bytes | None]
"""What files shall hold; None for one that shall not be there."""


class Outrun(NotChanged):
    """Raised when the articles have changed since the moderator looked at them."""


class Keeper:
    """Publishes, replaces and removes articles, whole or not at all, and takes it back.

    All methods are blocking, wait for others who do the same to the folder, and raise `NotChanged`
    if they could not do what they are for; then everything is as it was.
    """

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self._folder = folder
        self._history = History(data_dir, folder)

    def publish(self, preview: Preview, articles: Sequence[Article]) -> str:
        """Write the article into the folder, over the one that it replaces; its id.

        `articles` are those of the library now. Raises `RejectedFile` for one that is there by
        now, `Outrun` if it would replace another one than the preview says.
        """
        with alone(self._folder):
            article = preview.article
            if replaced_by(article, self._and_newcomers(articles)) != preview.replaces:
                raise Outrun(wording.OUTRUN)
            old = self._file_of(preview.replaces) if preview.replaces else None
            is_markdown = old is not None and old.suffix.lower() == ".md"
            path = old if old and is_markdown else self._free_path(slug(article.title))
            contents: dict[Path, bytes | None] = {path: as_markdown(article).encode()}
            if old and not is_markdown:
                contents[old] = None
            self._change(Verb.REPLACED if old else Verb.ADDED, article.title, contents)
            return path.stem

    def remove(self, name: str, title: str = "") -> str:
        """Remove the file with this name, or of the article with this id; the file's name.

        `title` is what the history calls it.
        """
        with alone(self._folder):
            path = self._find(name)
            if path is None:
                raise NotChanged(wording.NO_SUCH_ARTICLE.format(id=name))
            self._change(Verb.REMOVED, title or path.name, {path: None})
            return path.name

    def undo(self) -> Change:
        """Take back the last change that was made; what it was."""
        with alone(self._folder):
            try:
                return self._take_back_last()
            except sqlite3.Error as error:
                raise NotChanged(wording.HISTORY_FAULT.format(reason=error)) from error

    def loaded(self, name: str) -> date | None:
        """When the article with this id came, as its file says; None if it is gone."""
        with suppress(OSError):
            if path := self._find(name):
                return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        return None

    def _take_back_last(self) -> Change:
        for number, change in self._history.latest_first():
            now = {file: _content(self._folder / file.name) for file in change.files}
            if any(content != file.before for file, content in now.items()):
                for file, content in now.items():
                    if digest(content) not in (file.after, digest(file.before)):
                        raise NotChanged(wording.CHANGED_SINCE.format(name=file.name))
                self._put({self._folder / file.name: file.before for file in change.files})
                self._history.forget(number)
                return change
            self._history.forget(number)  # it was never made, or is taken back already
        raise NotChanged(wording.NOTHING_TO_UNDO)

    def _and_newcomers(self, articles: Sequence[Article]) -> list[Article]:
        """The articles, and those that somebody has written into the folder just now."""
        known = {article.id for article in articles}
        new = (path for path in self._folder.glob("*.md") if path.stem not in known)
        return [*articles, *filter(None, map(_read, new))]

    def _file_of(self, article: Article) -> Path:
        """The article's file; raises `Outrun` if it holds something else by now."""
        path = self._find(article.id)
        if path is None or (path.suffix.lower() == ".md" and _read(path) != article):
            raise Outrun(wording.OUTRUN)
        return path

    def _find(self, name: str) -> Path | None:
        for path in sorted(self._folder.iterdir()):
            is_named = name == path.name or (name == path.stem and path.suffix.lower() == ".md")
            if is_named and is_article_name(path.name) and path.is_file():
                return path
        return None

    def _free_path(self, name: str) -> Path:
        taken = {path.name for path in self._folder.iterdir()}
        names = (f"{name}.md" if number == 1 else f"{name}-{number}.md" for number in count(1))
        return self._folder / next(name for name in names if name not in taken)

    def _change(self, verb: Verb, title: str, contents: _Contents) -> None:
        """Note in the history what is about to be done, so that nothing is done without it."""
        before = {path: _content(path) for path in contents}
        files = (FileChange(p.name, before[p], digest(new)) for p, new in contents.items())
        number = self._history.record(Change(verb, title, tuple(files)))
        try:
            self._put(contents)
        except OSError:
            with suppress(OSError):
                self._put(before)
            with suppress(sqlite3.Error):  # what was never made is passed over later
                self._history.forget(number)
            raise

    def _put(self, contents: _Contents) -> None:
        """Give files these contents, one after the other."""
        for path, content in contents.items():
            if content is None:
                remove_file(path)
            elif path.exists():
                replace_file(path, content)
            else:
                create_file(path, content)


def _content(path: Path) -> bytes | None:
    """What a file holds, None if it does not exist; raises `NotChanged` for a huge one."""
    if not path.exists():
        return None
    if path.stat().st_size > MOST_BYTES:
        raise NotChanged(wording.TOO_LARGE_TO_KEEP.format(name=path.name))
    return path.read_bytes()


def _read(path: Path) -> Article | None:
    try:
        return read_file(path)
    except (RejectedFile, IgnoredFile):
        return None
