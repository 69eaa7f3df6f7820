"""The catalogue: the articles as moderators search, leaf through and name them."""

from collections.abc import Sequence

from bot import wording
from bot.chat.messages import Kind, Message, joined
from bot.chat.replies import credited, marked
from bot.search.articles import Article
from bot.search.credits import credit

_ARTICLES_A_PAGE = 7
_LONGEST_CREDIT = 300


def pages(articles: Sequence[Article], words: str) -> tuple[Message, ...]:
    """The list of the articles that have all these words, each with its id; at least one page."""
    found = [article for article in articles if _has_words(article, words)]
    if not found:
        return (Message(wording.NO_ARTICLE_FOUND if articles else wording.EMPTY_LIBRARY),)
    starts = range(0, len(found), _ARTICLES_A_PAGE)
    return tuple(
        joined(
            [
                _heading(len(found), page, len(starts)),
                *map(_entry, found[start : start + _ARTICLES_A_PAGE]),
            ],
            _GAP,
        )
        for page, start in enumerate(starts, 1)
    )


def named(articles: Sequence[Article], name: str) -> Article | None:
    """The article with this id, or the only one that has all these words; None if there is none."""
    for article in articles:
        if article.id == name:
            return article
    found = [article for article in articles if name and _has_words(article, name)]
    return found[0] if len(found) == 1 else None


_GAP = "\n\n"


def _has_words(article: Article, words: str) -> bool:
    text = f"{credit(article).text} {article.id}".casefold()
    return all(word in text for word in words.casefold().split())


def _heading(count: int, page: int, of: int) -> Message:
    template = wording.MODERATORS_ARTICLES if of == 1 else wording.MODERATORS_ARTICLES_PAGE
    return Message(template.format(count=count, page=page, pages=of))


def _entry(article: Article) -> Message:
    return joined([credited(article, _LONGEST_CREDIT), marked(Kind.CODE, article.id)], "\n")
