"""Corrections: what a moderator knows better about an article's credit than its file."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import wording
from bot.reading.frontmatter import checked_date, checked_language, checked_url
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Article, RejectedFile


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a moderator knows better than the file; an empty field corrects nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


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


def with_field(article: Article, field: str, value: str) -> Article:
    """The article with one field of its credit as a person typed it, and empty for an empty one.

    Raises `RejectedFile` for a wrong value; an article has to have a title.
    """
    value = one_line(value)
    if field == "title" and not value:
        raise RejectedFile(wording.NO_TITLE_GIVEN)
    return _SETTERS[field](article, value)


_SETTERS: dict[str, Callable[[Article, str], Article]] = {
    "title": lambda article, value: replace(article, title=value),
    "authors": lambda article, value: replace(article, authors=names_in(value)),
    "publisher": lambda article, value: replace(article, publisher=value),
    "published": lambda article, value: replace(article, published=checked_date(value)),
    "url": lambda article, value: replace(article, url=checked_url(value)),
}
