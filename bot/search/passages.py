"""Passages: an article cut into slices that can each be quoted whole."""

from dataclasses import dataclass

from bot.search.articles import Article


@dataclass(frozen=True, slots=True)
class Passage:
    """`article.text[start:end]`, with the heading that it stands under."""

    start: int
    end: int
    section: str


def split(article: Article) -> tuple[Passage, ...]:
    """Cut an article into passages, in the order of its text."""
    passages: list[Passage] = []
    start = 0
    for paragraph in article.text.split("\n\n"):
        end = start + len(paragraph)
        if paragraph:
            passages.append(Passage(start, end, ""))
        start = end + 2
    return tuple(passages)
