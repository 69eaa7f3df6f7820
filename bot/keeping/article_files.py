"""The files of articles in a folder: which one is whose, and what a new one is called."""

import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from bot import wording
from bot.keeping.disk import NotChanged, content_of
from bot.reading.files import article_id, is_article_name, read_bytes, read_file
from bot.reading.markdown.writing import with_credit
from bot.search.articles import Article, IgnoredFile, RejectedFile


class Outrun(NotChanged):
    """Raised when the articles have changed since the moderator looked at them."""


def and_newcomers(folder: Path, articles: Sequence[Article]) -> list[Article]:
    """The articles, and those that somebody has written into the folder just now."""
    known = {article.id for article in articles}
    new = (p for p in folder.glob("*.md") if article_id(p.name) not in known)
    return [*articles, *filter(None, map(_read, new))]


def file_of(folder: Path, article: Article) -> Path:
    """The article's file; raises `Outrun` if it holds something else by now."""
    paths = files_of(folder, article.id)
    if not paths or (in_markdown(paths[-1]) == paths[-1] and _read(paths[-1]) != article):
        raise Outrun(wording.OUTRUN)
    return paths[-1]


def files_of(folder: Path, name: str) -> list[Path]:
    """The files of the article with this id, or of the file with this name.

    The last one counts; others are there only if a change could not be finished.
    """
    files = [path for path in sorted(folder.iterdir()) if _is_article(path)]
    ids = [article_id(p.name) for p in files if name in (p.name, article_id(p.name))]
    wanted = name if name in ids else next(iter(ids), None)
    return [path for path in files if article_id(path.name) == wanted]


def free_path(folder: Path, name: str) -> Path:
    """A Markdown file of this name that is not there yet, with a number if need be."""
    taken = {path.name for path in folder.iterdir()}
    names = (f"{name}.md" if number == 1 else f"{name}-{number}.md" for number in count(1))
    return folder / next(name for name in names if name not in taken)


def when_loaded(folder: Path, name: str) -> date | None:
    """When the article with this id came, as its file says; None if it is gone."""
    with suppress(OSError):
        if paths := files_of(folder, name):
            return datetime.fromtimestamp(paths[-1].lstat().st_mtime, UTC).date()
    return None


def with_new_credit(path: Path, article: Article, old: Article | None) -> bytes | None:
    """The Markdown file as it was written, but for the credit; None if more than that changes."""
    before = content_of(path)
    if (
        before is None
        or old is None
        or (old.text, old.sections) != (article.text, article.sections)
    ):
        return None
    data = with_credit(before, article, old)
    with suppress(RejectedFile):
        if data and read_bytes(data, path.name) == replace(article, id=article_id(path.name)):
            return data
    return None


def in_markdown(path: Path) -> Path:
    """The file itself if it is Markdown, else that of a new version of it."""
    return path if path.suffix.lower() == ".md" else path.with_name(f"{path.name}.md")


def _is_article(path: Path) -> bool:
    """Whether it is the library's business, as far as can be told without opening it."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        return is_article_name(path.name) and (stat.S_ISREG(mode) or stat.S_ISLNK(mode))
    return False


def _read(path: Path) -> Article | None:
    try:
        return read_file(path)
    except (RejectedFile, IgnoredFile):
        return None
