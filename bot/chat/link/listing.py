"""Lists of articles, page by page."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from bot import phrases
from bot.chat.link.keyboards import Page
from bot.replying.message import Message
from bot.replying.quotations import credited
from bot.search.articles import Article
from bot.translation import ENGLISH, Translation

_ARTICLES_A_PAGE = 10


def digest_of(article: Article) -> str:
    """What stands for an article's id, which may be too long for a button's data."""
    return sha256(article.id.encode(errors="surrogatepass")).hexdigest()[:16]


def mentions(article: Article, words: str) -> bool:
    """Whether all words are in the credit or id of an article; true if there are none."""
    text = f"{article.credit.line} {article.id}".casefold()
    return all(word in text for word in words.casefold().split())


def listing(
    articles: Sequence[Article],
    words: str = "",
    number: int = 0,
    *,
    size: int = _ARTICLES_A_PAGE,
    entry: Callable[[int, Article], Message] | None = None,
    say: Translation = ENGLISH,
) -> tuple[Message, Page[Article]]:
    """A page of the list of the articles with these words, by their credits unless told how."""
    found = [article for article in articles if not words or mentions(article, words)]
    page = Page.of(found, number, size)
    if not found:
        return Message(say(phrases.NO_ARTICLES_FOUND if articles else phrases.EMPTY_LIBRARY)), page
    count = len(found)
    found_of = say(phrases.ARTICLES_FOUND, count=count)
    heading = found_of if words else say.many(phrases.ARTICLES, count)
    shown = entry or (lambda _, article: credited(article, 380, say=say))
    return page.below(heading, shown, say=say), page
