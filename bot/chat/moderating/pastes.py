"""Pasting: a text after /add that Telegram has cut into several messages is one article.

Telegram's apps cut what is longer than a message can be, and send the parts at once. Only the first
has the command; so whatever follows a full message within seconds goes on with it.
"""

import asyncio
import re
from dataclasses import replace

import telegram
from telegram.ext import filters

from bot import phrases, wording
from bot.chat.link import addressing, sending
from bot.chat.link.message import LONGEST, Message, units
from bot.chat.moderating import article_messages, publication, uploads
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import Drafts
from bot.keeping.corrections import recredited
from bot.reading.paragraphs import ends_sentence
from bot.search.articles import RejectedFile

_FULL = LONGEST * 3 // 4
"""UTF-16 units from which on a message may have been cut; apps cut at a line's or word's end."""
_PAUSE = 3.0  # seconds
_LONGEST_QUESTION = 1000
"""Characters."""
_MOST_PARAGRAPHS = 2
"""Of a question."""


async def begin(desk: Desk, message: telegram.Message, text: str) -> None:
    """Preview pasted text; more of it may follow."""
    draft = await publication.load(desk, message, lambda: uploads.from_text(text, wording.PASTED))
    if draft and _is_full(message):
        desk.drafts.paste(draft, text, message.date.timestamp())


async def take_version(desk: Desk, message: telegram.Message) -> None:
    """Preview the link or the pasted text that is to be the new text of an article."""
    if url := uploads.link_in(message):
        await publication.load_page(desk, message, url)
    else:
        await begin(desk, message, message.text or "")


async def offer(desk: Desk, message: telegram.Message) -> None:
    """Ask whether a text without the command is an article or a question; more may follow."""
    text = message.text or message.caption or ""
    try:
        article, name = await uploads.from_text(text, wording.PASTED)
    except RejectedFile as reason:
        await sending.reply(message, article_messages.refusal_message(reason))
        return
    draft = await asyncio.to_thread(desk.drafts.add, message.chat.id, article, name)
    buttons = article_messages.offer(f"draft:{draft}:back", ASK)
    moderator, sent = message.chat.id, message.message_id
    earlier = desk.placeholders.shown(moderator, sent)
    place = await publication.settle(message, earlier, Message(wording.IS_IT_AN_ARTICLE), buttons)
    desk.drafts.show(draft, place or 0, "")
    if place:
        desk.placeholders.begin(moderator, sent, place)
        desk.placeholders.end(moderator, sent)
    if _is_full(message):
        desk.drafts.paste(draft, text, message.date.timestamp())


async def offer_page(_: Desk, message: telegram.Message) -> None:
    """Ask whether the page that is linked to in a sentence is to be added."""
    buttons = article_messages.offer("add:page", ASK)
    await sending.reply(message, Message(wording.ADD_THE_PAGE), buttons)


async def add_page(
    desk: Desk, query: telegram.CallbackQuery, message: telegram.Message, _: re.Match[str]
) -> None:
    """Preview the page that the message which is replied to links to, in this message."""
    linking = message.reply_to_message
    url = uploads.first_link(linking) if linking else ""
    await sending.answer_press(query, None if url else phrases.STALE)
    if linking and url:
        desk.placeholders.begin(message.chat.id, linking.message_id, message.message_id)
        await publication.load_page(desk, linking, url)


async def go_on(desk: Desk, message: telegram.Message) -> None:
    """Add a further part to the text that was just pasted, in the same preview."""
    number = _pasted(desk.drafts, message)
    assert number is not None
    assert message.from_user is not None
    draft = await asyncio.to_thread(desk.drafts.get, number, message.from_user.id)
    if draft is None:  # it was forgotten meanwhile
        await sending.reply(message, Message(wording.PREVIEW_GONE))
        return
    # Whether a line or only a word has ended where it was cut is lost: a sentence tells.
    between = "\n" if ends_sentence(draft.pasted) else " "
    text = f"{draft.pasted}{between}{message.text}"
    try:
        article, _ = await uploads.from_text(text, wording.PASTED)
    except RejectedFile as reason:
        await publication.close(
            desk, message.get_bot(), draft, article_messages.refusal_message(reason)
        )
        return
    if draft.chosen:
        article = recredited(article, draft.article)
    await asyncio.to_thread(desk.drafts.correct, draft, article)
    desk.drafts.paste(draft.id, text if _is_full(message) else "", message.date.timestamp())
    await publication.redraw(desk, message, replace(draft, article=article))


class GoesOn(filters.MessageFilter):
    """Lets through what goes on with a text that a moderator has just pasted."""

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._drafts = drafts

    def filter(self, message: telegram.Message) -> bool:
        """Whether this message is let through."""
        is_plain = bool(message.text) and not addressing.is_command(message)
        return is_plain and _pasted(self._drafts, message) is not None


class _LooksPasted(filters.MessageFilter):
    """Lets through a text without a command that looks like no question: too long, or another's."""

    def filter(self, message: telegram.Message) -> bool:
        """Whether this message is let through."""
        text = message.text or message.caption or ""
        if not text or addressing.is_command(message):
            return False
        if len(text) > _LONGEST_QUESTION:
            return True
        paragraphs = [line for line in text.splitlines() if line.strip()]
        is_others = message.forward_origin is not None
        return (is_others or len(paragraphs) > _MOST_PARAGRAPHS) and not _is_question(text)


class _LinksToPage(filters.MessageFilter):
    """Lets through a sentence that links to a page and is no question."""

    def filter(self, message: telegram.Message) -> bool:
        """Whether this message is let through."""
        links = bool(message.text) and bool(uploads.first_link(message))
        return links and not addressing.is_command(message) and not _is_question(message.text or "")


LOOKS_PASTED = _LooksPasted()
LINKS_TO_PAGE = _LinksToPage()
ADD_PAGE = re.compile("add:page")
"""What the button says that adds the page which a sentence links to."""
ASK = "ask:this"
"""What the button says that answers the message which is replied to."""


def _is_question(text: str) -> bool:
    return text.rstrip().endswith(("?", "？", "؟", ";", "።", "՞"))


def _pasted(drafts: Drafts, message: telegram.Message) -> int | None:
    assert message.from_user is not None
    return drafts.pasted(message.from_user.id, message.date.timestamp() - _PAUSE)


def _is_full(message: telegram.Message) -> bool:
    return units(message.text or "") >= _FULL
