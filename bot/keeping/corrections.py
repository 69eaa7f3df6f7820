"""Corrections: what a moderator knows better about an article's credit than its file."""

from dataclasses import dataclass, replace

from bot.reading.frontmatter import checked_date, checked_language, checked_url
from bot.reading.paragraphs import one_line
from bot.search.articles import Article


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
