"""The catalogue: moderators search the articles, look at one, remove it, and take changes back."""

import asyncio
import re
from collections.abc import Sequence
from hashlib import sha256

import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot import phrases, wording
from bot.chat.link import sending
from bot.chat.link.addressing import words_of
from bot.chat.link.keyboards import button, keyboard, rows
from bot.chat.link.message import Kind, Message, joined, shortened
from bot.chat.link.replies import credited, has_words, listing, marked
from bot.chat.moderating import article_messages, publication
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import TEXT
from bot.keeping.revision import version_of
from bot.search.articles import Article

DATA = re.compile(
    r"shelf:(\d{1,4})|article:([0-9a-f]{16}):(ask|remove|keep|back|open|edit|text|read\d{1,4})",
    re.ASCII,
)
"""What the buttons say: a page of the list from 0, or an article and what to do with it."""

_ARTICLES_A_PAGE = 7
_LONGEST_CREDIT = 300
_LONGEST_TITLE = 200


async def show_list(desk: Desk, message: telegram.Message) -> None:
    """List the articles that have the words after the command, with their ids."""
    shown, buttons, _ = await asyncio.to_thread(page, desk.articles, words_of(message), 0)
    await sending.reply(message, shown, buttons)


async def show_article(desk: Desk, message: telegram.Message) -> None:
    """Show the article that is named after the command."""
    article = await _named(desk, message, "article")
    if article:
        await sending.reply(message, *await asyncio.to_thread(_described, desk, article))


async def ask_removal(desk: Desk, message: telegram.Message) -> None:
    """Ask once more whether the article that is named after the command is to be removed."""
    article = await _named(desk, message, "remove")
    if article:
        await sending.reply(message, *_removal(article))


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> str | None:
    """Do what a button below a list or an article is for."""
    if wish[1]:
        return await _turn(desk, message, int(wish[1]))
    article, action = await asyncio.to_thread(_marked, desk.articles, wish[2]), wish[3]
    if article is None:
        return wording.REMOVAL_GONE
    match action:
        case "edit" | "text":
            await publication.revise(desk, message, article, action)
        case "open":
            await sending.reply(message, *await asyncio.to_thread(_described, desk, article))
        case "back":
            await sending.show_in(message, *await asyncio.to_thread(_described, desk, article))
        case "ask":
            await sending.show_in(message, *_removal(article))
        case "keep":
            await sending.show_in(message, _about(wording.KEPT_ARTICLE, article))
        case "remove":
            by = message.chat.full_name or ""
            await asyncio.to_thread(desk.keeper.remove, article.id, article.credit.title, by=by)
            await desk.catch_up()
            await sending.show_in(message, _about(wording.REMOVED_ARTICLE, article))
        case _:
            number, data = int(action.removeprefix("read")), f"article:{_mark(article)}"
            page = await asyncio.to_thread(article_messages.text_page, article, number, data)
            await sending.show_in(message, *page)
    return None


async def _turn(desk: Desk, message: telegram.Message, number: int) -> str | None:
    asked = message.reply_to_message
    words = words_of(asked) if asked else ""
    shown, buttons, pages = await asyncio.to_thread(page, desk.articles, words, number)
    if number >= pages:
        return phrases.CHANGED
    await sending.show_in(message, shown, buttons)
    return None


async def _named(desk: Desk, message: telegram.Message, command: str) -> Article | None:
    """The article that is named after the command; says so if there is none."""
    name = words_of(message)
    article = await asyncio.to_thread(named, desk.articles, name)
    if article is None:
        unknown = wording.WHICH_ARTICLE.format(id=shortened(name, _LONGEST_TITLE))
        said = unknown if name else wording.ARTICLE_USAGE.format(command=command)
        await sending.reply(message, Message(said))
    return article


def _removal(article: Article) -> tuple[Message, InlineKeyboardMarkup | None]:
    asked = joined([Message(wording.ASK_REMOVE), credited(article, 600)], "\n\n")
    remove = _button(wording.REMOVE, article, "remove", KeyboardButtonStyle.DANGER)
    return asked, keyboard([remove, _button(wording.KEEP, article, "keep")])


def _about(template: str, article: Article) -> Message:
    return Message(template.format(title=shortened(article.credit.title, _LONGEST_TITLE)))


def _button(
    label: str, article: Article, action: str, style: str | None = None
) -> InlineKeyboardButton:
    return button(label, f"article:{_mark(article)}:{action}", style)


def _mark(article: Article) -> str:
    """A short name for this version of an article, for a button's data: ids may be too long."""
    return _mark_of_id(article) + version_of(article)[:8]


def _mark_of_id(article: Article) -> str:
    return sha256(article.id.encode(errors="surrogatepass")).hexdigest()[:8]


def _marked(articles: Sequence[Article], mark: str) -> Article | None:
    # Of all articles only the ids are hashed: their texts may be long.
    return next((a for a in articles if mark.startswith(_mark_of_id(a)) and _mark(a) == mark), None)


def _described(desk: Desk, article: Article) -> tuple[Message, InlineKeyboardMarkup | None]:
    loaded, quoted = desk.keeper.loaded(article.id), desk.asked.times_quoted(article.id)
    date = loaded.isoformat() if loaded else "?"
    labels = {
        "edit": wording.EDIT_CREDIT,
        TEXT: wording.REPLACE_TEXT,
        "read0": wording.READ_ALL,
        "ask": wording.REMOVE,
    }
    buttons = [_button(label, article, action) for action, label in labels.items()]
    return article_messages.article_message(article, date, quoted), keyboard(*rows(buttons, 2))


def page(
    articles: Sequence[Article], words: str, number: int
) -> tuple[Message, InlineKeyboardMarkup | None, int]:
    """A page of the articles with these words, a button that opens each; how many pages."""
    shown, page = listing(articles, words, number, size=_ARTICLES_A_PAGE, entry=_entry)
    opens = [_button(str(place), article, "open") for place, article in page.entries]
    return shown, keyboard(opens, page.turns(lambda to: f"shelf:{to}")), page.pages


def named(articles: Sequence[Article], name: str) -> Article | None:
    """The article with this id, or the only one that has all these words; None if there is none."""
    for article in articles:
        if article.id == name:
            return article
    found = [article for article in articles if name and has_words(article, name)]
    return found[0] if len(found) == 1 else None


def _entry(place: int, article: Article) -> Message:
    numbered = joined([Message(f"{place}. "), credited(article, _LONGEST_CREDIT)], "")
    return joined([numbered, marked(Kind.CODE, article.id)], "\n")
