"""Corrections: what a moderator knows better about an article's credit than its file."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot import wording
from bot.reading.credits import (
    Credits,
    checked_date,
    checked_language,
    checked_url,
    with_tidy_credit,
)
from bot.reading.languages import clear_language_of
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Article, RejectedFile

_CHECKS = {"published": checked_date, "url": checked_url, "language": checked_language}


def corrected(article: Article, corrections: Credits) -> Article:
    """The article with its credit corrected, where that is not empty.

    Raises `RejectedFile` for a wrong value.
    """
    said = _with(article, asdict(corrections))
    kept = {name: getattr(article, name) for name in _FIELDS if not getattr(said, name)}
    return replace(said, **kept)


def completed(article: Article, old: Article) -> Article:
    """A new version with the old one's authors, publisher, date, link and origin where it has none.

    They may have been typed by a person, and a new version that does not say them denies nothing.
    """
    names = _FIELDS - {"title", "language"}
    return replace(article, **{n: getattr(old, n) for n in names if not getattr(article, n)})


def recredited(article: Article, old: Article) -> Article:
    """A new text with the credit of the old one."""
    language = old.language or article.language
    return replace(article, **{n: getattr(old, n) for n in _FIELDS} | {"language": language})


def with_field(article: Article, field: str, value: str) -> Article:
    """The article with one field of its credit as a person typed it, and empty for an empty one.

    Raises `RejectedFile` for a wrong value; an article has to have a title.
    """
    line = one_line(value)
    changed = _with(article, {field: names_in(line) if field == "authors" else line})
    if not changed.title:
        raise RejectedFile(wording.NO_TITLE_GIVEN)
    return replace(changed, language=changed.language or clear_language_of(article.text))


_FIELDS = asdict(Credits()).keys()


def _with(article: Article, credit: Mapping[str, Any]) -> Article:
    checked = {name: _CHECKS[name](one_line(str(credit[name]))) for name in _CHECKS & credit.keys()}
    return with_tidy_credit(replace(article, **{**credit, **checked}))
