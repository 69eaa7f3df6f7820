"""Corrections: what a moderator knows better about an article than its file."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import PurePath
from typing import Any

from bot import wording
from bot.reading.credits import checked, checked_language, sanitized
from bot.reading.languages import clear_language_of
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line, title_from
from bot.search.articles import Article, Credit, RejectedFile


def corrected(article: Article, typed: Mapping[str, str | list[str]]) -> Article:
    """The article with these fields, as `with_field` takes each of them."""
    for field, value in typed.items():
        article = with_field(article, field, value)
    return article


def completed(article: Article, old: Article) -> Article:
    """A new version, with what a person has corrected in the old one, or what it does not say.

    A new version that names no authors, publisher, date, link or origin denies none; what is
    corrected in the new version itself stays.
    """

    def is_old(name: str) -> bool:
        is_given = name in old.corrected or not getattr(article.credit, name)
        return is_given and name not in article.corrected

    kept: dict[str, Any] = {name: getattr(old.credit, name) for name in _CREDIT if is_old(name)}
    keeps_language = "language" in old.corrected and "language" not in article.corrected
    return replace(
        article,
        credit=replace(article.credit, **kept),
        language=old.language if keeps_language else article.language,
        corrected=_and(article, old.corrected),
    )


def recredited(article: Article, old: Article) -> Article:
    """A new text with the credit of the old one."""
    language = old.language or article.language
    return replace(article, credit=old.credit, language=language, corrected=old.corrected)


def is_untitled(article: Article, name: str) -> bool:
    """Whether an article is called after the file that it came in, if it came in one."""
    return bool(name) and article.credit.title == title_from(PurePath(name).stem)


def titled(article: Article, name: str, title: str) -> Article:
    """The article with this title, unless it has one of its own."""
    if not is_untitled(article, name):
        return article
    return replace(article, credit=replace(article.credit, title=title))


def with_field(article: Article, field: str, value: str | list[str]) -> Article:
    """The article with its language, or a field of its credit, as a person typed it; or empty.

    Authors may be typed one by one. Raises `RejectedFile` for a wrong value, and where no title is
    left.
    """
    line = one_line(value) if isinstance(value, str) else ""
    if field == "language":
        language = checked_language(line) or clear_language_of(article.text)
        return replace(article, language=language, corrected=_and(article, [field] if line else []))
    names = names_in(line) if isinstance(value, str) else tuple(value)
    typed: dict[str, Any] = {field: names if field == "authors" else line}
    checked(Credit(**typed))
    credit = sanitized(replace(article.credit, **typed))
    if not credit.title:
        raise RejectedFile(wording.NO_TITLE_GIVEN)
    return replace(article, credit=credit, corrected=_and(article, [field]))


_CREDIT = [field.name for field in fields(Credit)]


def _and(article: Article, names: Iterable[str]) -> tuple[str, ...]:
    """What a person has corrected of an article, with these fields too."""
    return tuple(sorted({*article.corrected, *names}))
