"""The catalogue: moderators search the articles, look at one, remove it, and take changes back."""

import asyncio
import re
from collections.abc import Sequence

import telegram
from telegram import InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot import phrases, wording
from bot.chat.link import sending
from bot.chat.link.addressing import words_of
from bot.chat.link.keyboards import keyboard, numbered, rows
from bot.chat.link.listing import listing, mentions
from bot.chat.moderating import article_messages, publication
from bot.chat.moderating.article_messages import article_button, has_mark, mark_of
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import TEXT
from bot.keeping.article_files import when_loaded
from bot.replying.message import Message, Style, joined, marked, shortened
from bot.replying.quotations import credited
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
    """List the articles that have the words after the command, a button for each."""
    shown, buttons, _ = await asyncio.to_thread(page, desk.articles, message.text or "", 0)
    await sending.reply(message, shown, buttons)


async def show_article(desk: Desk, message: telegram.Message) -> None:
    """Show the article that is named after the command, or those that may be meant."""
    article = await asyncio.to_thread(article_named, desk.articles, words_of(message))
    if article:
        await sending.reply(message, *await asyncio.to_thread(_described, desk, article))
    else:
        await show_list(desk, message)


async def ask_removal(desk: Desk, message: telegram.Message) -> None:
    """Ask once more whether the article that is named after the command is to be removed."""
    article = await asyncio.to_thread(article_named, desk.articles, words_of(message))
    if article:
        await sending.reply(message, *_removal(article))
    else:
        await show_list(desk, message)


async def press(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> str | None:
    """Do what a button below a list or an article is for."""
    if wish[1]:
        return await _turn(desk, message, int(wish[1]))
    articles, action = desk.articles, wish[3]
    meant = (article for article in articles if has_mark(article, wish[2]))
    article = await asyncio.to_thread(next, meant, None)
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
            number, data = int(action.removeprefix("read")), f"article:{mark_of(article)}"
            page = await asyncio.to_thread(article_messages.text_page, article, number, data)
            await sending.show_in(message, *page)
    return None


async def _turn(desk: Desk, message: telegram.Message, number: int) -> str | None:
    asked = message.reply_to_message
    said = (asked.text or "") if asked else ""
    shown, buttons, pages = await asyncio.to_thread(page, desk.articles, said, number)
    if number >= pages:
        return phrases.CHANGED
    await sending.show_in(message, shown, buttons)
    return None


def _removal(article: Article) -> tuple[Message, InlineKeyboardMarkup | None]:
    asked = joined([Message(wording.ASK_REMOVE), credited(article, 600)], "\n\n")
    remove = article_button(wording.REMOVE, article, "remove", KeyboardButtonStyle.DANGER)
    return asked, keyboard([remove, article_button(wording.KEEP, article, "keep")])


def _about(template: str, article: Article) -> Message:
    return Message(template.format(title=shortened(article.credit.title, _LONGEST_TITLE)))


def _described(desk: Desk, article: Article) -> tuple[Message, InlineKeyboardMarkup | None]:
    loaded = when_loaded(desk.library.folder, article.id)
    quoted = desk.asked.times_quoted(article.id)
    date = loaded.isoformat() if loaded else "?"
    labels = {
        "edit": wording.EDIT_CREDIT,
        TEXT: wording.REPLACE_TEXT,
        "read0": wording.READ_ALL,
        "ask": wording.REMOVE,
    }
    buttons = [article_button(label, article, action) for action, label in labels.items()]
    return article_messages.article_message(article, date, quoted), keyboard(*rows(buttons, 2))


def page(
    articles: Sequence[Article], said: str, number: int
) -> tuple[Message, InlineKeyboardMarkup | None, int]:
    """A page of the articles with the words after a command, buttons for each; how many pages.

    They open an article, or if that was the command, ask whether to remove it.
    """
    command, *words = said.split(maxsplit=1) or [""]
    shown, page = listing(articles, "".join(words), number, size=_ARTICLES_A_PAGE, entry=_entry)
    is_removal = page.count > 0 and command.casefold().startswith("/remove")
    shown = joined([Message(wording.WHICH_TO_REMOVE if is_removal else ""), shown], "\n\n")
    label = wording.REMOVE_NUMBER if is_removal else "{number}"
    action = "ask" if is_removal else "open"
    buttons = [
        article_button(label.format(number=place), article, action)
        for place, article in page.entries
    ]
    turns = page.turns(lambda to: f"shelf:{to}")
    return shown, keyboard(*rows(buttons, 3 if is_removal else 7), turns), page.pages


def article_named(articles: Sequence[Article], name: str) -> Article | None:
    """The article with this id, or the only one that has all these words; None if there is none."""
    for article in articles:
        if article.id == name:
            return article
    found = [article for article in articles if name and mentions(article, name)]
    return found[0] if len(found) == 1 else None


def _entry(place: int, article: Article) -> Message:
    credit = numbered(place, credited(article, _LONGEST_CREDIT))
    return joined([credit, marked(Style.CODE, article.id)], "\n")
