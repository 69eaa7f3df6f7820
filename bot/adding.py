"""Adding: a file or a page → an article, corrected, and written into the library's folder."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import wording
from bot.reading.files import read_file
from bot.reading.frontmatter import checked_date, checked_language, checked_url
from bot.reading.paragraphs import one_line
from bot.reading.writing import write_article
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.library import Library
from bot.terminal import console, safe, show_preview


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a moderator knows better than the file; an empty field corrects nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def add(sources: Sequence[str], corrections: Corrections, library: Library, *, sure: bool) -> bool:
    """Add each source, after asking unless `sure`; False if one was refused."""
    texts = {article.text: article.id for article in library.index.articles}
    fates = [_add(source, corrections, library.folder, texts, sure) for source in sources]
    if len(fates) > 1:
        added, refused = fates.count(wording.ADDED), fates.count(wording.REFUSED)
        skipped = fates.count(wording.NOT_ADDED)
        print(wording.ADDING_DONE.format(added=added, refused=refused, skipped=skipped))
    return wording.REFUSED not in fates


def read_source(source: str) -> Article:
    """Read a file, or fetch a page; raises `RejectedFile` or `IgnoredFile`."""
    if source.lower().startswith(("http://", "https://")):
        return _read_page(source)
    return read_file(Path(source))


def corrected(article: Article, corrections: Corrections) -> Article:
    """The article with its credit corrected; raises `RejectedFile` for a wrong value."""
    return replace(
        article,
        title=one_line(corrections.title) or article.title,
        authors=tuple(filter(None, map(one_line, corrections.authors))) or article.authors,
        publisher=one_line(corrections.publisher) or article.publisher,
        published=checked_date(one_line(corrections.published)) or article.published,
        url=checked_url(one_line(corrections.url)) or article.url,
        language=checked_language(one_line(corrections.language)) or article.language,
    )


def _add(
    source: str, corrections: Corrections, folder: Path, texts: dict[str, str], sure: bool
) -> str:
    """Add one source, and say what became of it in the sentence that is returned."""
    try:
        article = corrected(read_source(source), corrections)
        if article.text in texts:
            raise RejectedFile(wording.DUPLICATE.format(id=texts[article.text]))
        show_preview(console(), article)
        if not (sure or _confirmed()):
            print(safe(wording.NOT_ADDED.format(name=source)))
            return wording.NOT_ADDED
        path = write_article(article, folder)
    except (RejectedFile, IgnoredFile, OSError) as reason:
        print(safe(wording.REFUSED.format(name=source, reason=reason)), file=sys.stderr)
        return wording.REFUSED
    texts[article.text] = path.stem
    print(wording.ADDED.format(name=path.name))
    return wording.ADDED


def _confirmed() -> bool:
    try:
        return input(f"\n{wording.CONFIRM}").strip().casefold() in ("y", "yes")
    except EOFError:
        print()
        return False


def _read_page(url: str) -> Article:
    import asyncio

    from bot.reading.fetching import RefusedPage, fetch_page
    from bot.reading.pages import read_page

    try:
        return read_page(asyncio.run(fetch_page(url)))
    except RefusedPage as refused:
        raise RejectedFile(str(refused)) from refused
