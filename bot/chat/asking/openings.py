"""Openings: how an article begins, and what it is about, at a press or by a link.

The link is `https://t.me/BOT?start=` and the id of the article or, where Telegram does not take
that there, the id's digest, which a button carries too: it takes 64 bytes.
"""

import asyncio
import re
from collections.abc import Sequence

import telegram

from bot import phrases
from bot.chat.asking.flood import admitted_below
from bot.chat.asking.services import Services
from bot.chat.link import sending
from bot.chat.link.keyboards import Page, Row, button, keyboard, numbered, rows, topic_rows
from bot.chat.link.listing import digest_of, listing
from bot.reading.markdown.writing import slug
from bot.replying import replies
from bot.replying.message import Message
from bot.replying.quotations import credited
from bot.search.articles import Article
from bot.search.topics import topics

DATA = re.compile(r"open:[0-9a-f]{16}", re.ASCII)
"""What the buttons carry: the digest of an article's id."""

_IN_A_ROW = 5
_LONGEST_CREDIT = 370  # UTF-16 units


def article_list(
    services: Services, words: str, number: int = 0
) -> tuple[Message, list[Row], Page[Article]]:
    """A page, from 0, of the list of the articles with these words; a button opens each."""
    say = services.say

    def entry(place: int, article: Article) -> Message:
        return numbered(place, credited(article, _LONGEST_CREDIT, say=say))

    shown, page = listing(services.library.index.articles, words, number, entry=entry, say=say)
    buttons = [button(str(place), f"open:{digest_of(each)}") for place, each in page.entries]
    return shown, rows(buttons, _IN_A_ROW), page


async def press(services: Services, query: telegram.CallbackQuery) -> None:
    """Open the article that a button is for."""
    message = await admitted_below(services.flood, query, services.say)
    if message and await sending.answer_press(query):
        await open_article(services, message, (query.data or "").removeprefix("open:"))


def may_name(services: Services, name: str) -> bool:
    """Whether this names an article, or looks like the id or digest of one that is gone."""
    # By its looks first: finding a digest takes a digest of each article.
    return slug(name) == name or _named(services.library.index.articles, name) is not None


async def open_article(services: Services, to: telegram.Message, name: str) -> None:
    """Reply with the beginning of the article that has this id or digest, and its topics."""
    await sending.reply(to, *await asyncio.to_thread(_opened, services, name))


def _opened(services: Services, name: str) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    index, say = services.library.index, services.say
    article = _named(index.articles, name)
    if article is None:
        return Message(say(phrases.ARTICLE_GONE)), None
    names = topics(index, (article,))
    shown = replies.opening(index, article, say)
    shown = replies.with_topics(shown, say(phrases.ARTICLE_TOPICS), names)
    return shown, keyboard(*topic_rows(names))


def _named(articles: Sequence[Article], name: str) -> Article | None:
    by_id = (article for article in articles if article.id == name)
    by_digest = (article for article in articles if digest_of(article) == name)
    return next(by_id, None) or next(by_digest, None)
