"""Corrections: what a moderator knows better about an article than its file."""

from dataclasses import replace
from typing import Any

from bot import wording
from bot.reading.credits import checked, checked_language, tidy
from bot.reading.languages import clear_language_of
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Article, Credit, RejectedFile


def corrected(article: Article, credit: Credit, language: str = "") -> Article:
    """The article with this credit and language, where they are not empty.

    Raises `RejectedFile` for a wrong value.
    """
    typed = replace(credit, published=one_line(credit.published), url=one_line(credit.url))
    return replace(
        article,
        credit=tidy(checked(typed)).or_else(article.credit),
        language=checked_language(language) or article.language,
    )


def completed(article: Article, old: Article) -> Article:
    """A new version with the old one's authors, publisher, date, link and origin where it has none.

    They may have been typed by a person, and a new version that does not say them denies nothing.
    """
    return replace(article, credit=article.credit.or_else(old.credit))


def recredited(article: Article, old: Article) -> Article:
    """A new text with the credit of the old one."""
    return replace(article, credit=old.credit, language=old.language or article.language)


def with_field(article: Article, field: str, value: str) -> Article:
    """The article with its language, or a field of its credit, as a person typed it; or empty.

    Raises `RejectedFile` for a wrong value; an article has to have a title.
    """
    line = one_line(value)
    if field == "language":
        language = checked_language(line) or clear_language_of(article.text)
        return replace(article, language=language)
    typed: dict[str, Any] = {field: names_in(line) if field == "authors" else line}
    checked(Credit(**typed))
    credit = tidy(replace(article.credit, **typed))
    if not credit.title:
        raise RejectedFile(wording.NO_TITLE_GIVEN)
    return replace(article, credit=credit)
