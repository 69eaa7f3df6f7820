"""Pasting: a text after /add that Telegram has cut into several messages is one article.

Telegram's apps cut what is longer than a message can be, and send the parts at once. Only the first
has the command; so whatever follows a full message within seconds goes on with it.
"""

import asyncio
import re
from dataclasses import replace
from functools import partial

import telegram

from bot import phrases, wording
from bot.chat.link import addressing, sending
from bot.chat.moderating import article_messages, publication, uploads
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import Drafts
from bot.keeping.corrections import recredited, titled
from bot.reading.paragraphs import ends_sentence
from bot.replying.message import MOST_UNITS, Message, units
from bot.search.articles import RejectedFile

_FULL = MOST_UNITS * 3 // 4
"""UTF-16 units from which on a message may have been cut; apps cut at a line's or word's end."""
_PAUSE = 3.0  # seconds
_LONGEST_QUESTION = 1000
"""Characters."""
_MOST_PARAGRAPHS = 2
"""Of a question."""


async def start_paste(desk: Desk, message: telegram.Message, text: str) -> None:
    """Preview pasted text; more of it may follow."""
    draft = await uploads.load(desk, message, partial(uploads.from_text, text, wording.PASTED))
    if draft and _is_full(message):
        desk.drafts.paste(draft.id, text, message.date.timestamp())


async def take_version(desk: Desk, message: telegram.Message) -> None:
    """Preview the link or the pasted text that is to be the new text of an article."""
    if url := uploads.link_in(message):
        await uploads.load_page(desk, message, url)
    else:
        await start_paste(desk, message, message.text or "")


async def offer(desk: Desk, message: telegram.Message) -> None:
    """Ask whether a text without the command is an article or a question; more may follow."""
    text = message.text or message.caption or ""
    try:
        article, name = await uploads.from_text(text, wording.PASTED)
    except RejectedFile as reason:
        await sending.reply(message, *article_messages.refusal(reason))
        return
    draft = await asyncio.to_thread(desk.drafts.add, message.chat.id, article, name=name)
    buttons = article_messages.add_or_ask(f"draft:{draft.id}:back", ASK)
    place = await uploads.placed(desk, message, Message(wording.IS_IT_AN_ARTICLE), buttons)
    desk.drafts.show(draft.id, place, "")
    if place:
        desk.placeholders.end(message.chat.id, message.message_id)
    if _is_full(message):
        desk.drafts.paste(draft.id, text, message.date.timestamp())


async def offer_page(_: Desk, message: telegram.Message) -> None:
    """Ask whether the page that is linked to in a sentence is to be added."""
    buttons = article_messages.add_or_ask("add:page", ASK)
    await sending.reply(message, Message(wording.ADD_THE_PAGE), buttons)


async def add_page(desk: Desk, message: telegram.Message, _: re.Match[str]) -> str | None:
    """Preview the page that the message which is replied to links to, in this message."""
    linking = message.reply_to_message
    url = uploads.first_link(linking) if linking else ""
    if not (linking and url):
        return phrases.STALE
    desk.placeholders.begin(message.chat.id, linking.message_id, message.message_id)
    await uploads.load_page(desk, linking, url)
    return None


async def go_on(desk: Desk, message: telegram.Message) -> None:
    """Add a further part to the text that was just pasted, in the same preview."""
    number = _pasted(desk.drafts, message) or 0
    draft = await asyncio.to_thread(desk.drafts.get, number, message.chat.id)
    if draft is None:  # it was forgotten meanwhile
        await sending.reply(message, Message(wording.PREVIEW_GONE))
        return
    # Whether a line or only a word has ended where it was cut is lost: a sentence tells.
    between = "\n" if ends_sentence(draft.pasted) else " "
    text = f"{draft.pasted}{between}{message.text}"
    try:
        article, name = await uploads.from_text(text, wording.PASTED)
    except RejectedFile as reason:
        await publication.close(desk, message, draft, *article_messages.refusal(reason))
        return
    if draft.chosen:
        article = recredited(article, draft.article)
    article = titled(article, name, draft.article.credit.title)
    await asyncio.to_thread(desk.drafts.correct, draft, article)
    desk.drafts.paste(draft.id, text if _is_full(message) else "", message.date.timestamp())
    await publication.redraw(desk, message, replace(draft, article=article))


def continues(message: telegram.Message, drafts: Drafts) -> bool:
    """Whether this goes on with a text that a moderator has just pasted."""
    is_plain = bool(message.text) and not addressing.is_command(message)
    return is_plain and _pasted(drafts, message) is not None


def looks_pasted(message: telegram.Message) -> bool:
    """Whether a text without a command looks like no question: it is too long, or another's."""
    text = message.text or message.caption or ""
    if not text or addressing.is_command(message):
        return False
    if len(text) > _LONGEST_QUESTION:
        return True
    paragraphs = [line for line in text.splitlines() if line.strip()]
    is_others = message.forward_origin is not None
    return (is_others or len(paragraphs) > _MOST_PARAGRAPHS) and not _is_question(text)


def links_to_page(message: telegram.Message) -> bool:
    """Whether this is a sentence that links to a page, and no question."""
    links = bool(message.text) and bool(uploads.first_link(message))
    return links and not addressing.is_command(message) and not _is_question(message.text or "")


ADD_PAGE = re.compile("add:page")
"""What the button says that adds the page which a sentence links to."""
ASK = "ask:this"
"""What the button says that answers the message which is replied to."""


def _is_question(text: str) -> bool:
    return text.rstrip().endswith(("?", "？", "؟", ";", "።", "՞"))


def _pasted(drafts: Drafts, message: telegram.Message) -> int | None:
    return drafts.pasted(message.chat.id, message.date.timestamp() - _PAUSE)


def _is_full(message: telegram.Message) -> bool:
    return units(message.text or "") >= _FULL
