"""Corrections: what a moderator knows better about an article's credit than its file."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

from bot import wording
from bot.reading.credits import checked_date, checked_language, checked_url, with_tidy_credit
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
    said = replace(
        article,
        title=corrections.title,
        authors=corrections.authors,
        publisher=corrections.publisher,
        published=checked_date(one_line(corrections.published)),
        url=checked_url(one_line(corrections.url)),
        language=checked_language(one_line(corrections.language)),
    )
    said = with_tidy_credit(said)
    return replace(
        article, **{name: getattr(said, name) or getattr(article, name) for name in _FIELDS}
    )


def with_field(article: Article, field: str, value: str) -> Article:
    """The article with one field of its credit as a person typed it, and empty for an empty one.

    Raises `RejectedFile` for a wrong value; an article has to have a title.
    """
    changed = with_tidy_credit(_SETTERS[field](article, one_line(value)))
    if not changed.title:
        raise RejectedFile(wording.NO_TITLE_GIVEN)
    return changed


_FIELDS = [field.name for field in fields(Corrections)]
_SETTERS: dict[str, Callable[[Article, str], Article]] = {
    "title": lambda article, value: replace(article, title=value),
    "authors": lambda article, value: replace(article, authors=names_in(value)),
    "publisher": lambda article, value: replace(article, publisher=value),
    "published": lambda article, value: replace(article, published=checked_date(value)),
    "url": lambda article, value: replace(article, url=checked_url(value)),
}
