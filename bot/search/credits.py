"""The credit: the line that names an article, the same wherever the article is quoted."""

from dataclasses import dataclass

from bot.search.articles import Article, Span


@dataclass(frozen=True, slots=True)
class Credit:
    """A line of text that begins with the article's title; `url` is empty where there is none."""

    text: str
    title: Span
    url: str

    def __str__(self) -> str:
        """The whole credit as plain text, with the address spelt out."""
        return f"{self.text} <{self.url}>" if self.url else self.text


def credit(article: Article) -> Credit:
    """Name the article: title always; authors, publisher, date and origin where it has them."""
    parts = [article.title, listed(article.authors), article.publisher, article.published]
    if article.based_on:
        parts.append(f"based on: {article.based_on}")
    return Credit(" · ".join(filter(None, parts)), (0, len(article.title)), article.url)


def listed(names: tuple[str, ...]) -> str:
    """Names as they are said: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
