"""Uploads: what a moderator sends is read as files in the folder are, and shown as a preview."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Any

import telegram
from telegram.constants import MessageEntityType
from telegram.error import BadRequest, NetworkError

from bot import phrases, wording
from bot.chat.link.turns import step_aside
from bot.chat.moderating import article_messages, publication
from bot.chat.moderating.desk import Desk
from bot.chat.moderating.drafts import TEXT, Draft
from bot.keeping.corrections import recredited, titled
from bot.reading.credits import sanitized
from bot.reading.files import KINDS, check_size, read_bytes
from bot.reading.web.pages import ENDINGS, fetch_article
from bot.replying.message import Message
from bot.search.articles import Article, Credit, IgnoredFile, RejectedFile

CANCEL = re.compile(r"reading:(\d{1,18})", re.ASCII)
"""What the button below a message that says “Reading…” says: which message is being read."""

Source = Callable[[], Coroutine[Any, Any, tuple[Article, str]]]
"""Gives an article and the name of the file that it came in; raises `RejectedFile`."""

_DOWNLOADS_TRIED = 3


async def load_document(desk: Desk, message: telegram.Message) -> None:
    """Preview the file that was sent."""
    assert message.document is not None
    await load(desk, message, partial(_from_document, message.document), is_slow=True)


async def load_post(desk: Desk, message: telegram.Message) -> None:
    """Preview the channel's post that was forwarded."""
    await load(desk, message, partial(_from_post, message))


async def load_link(desk: Desk, message: telegram.Message) -> None:
    """Preview the page that was linked to."""
    await load_page(desk, message, link_in(message))


async def load_page(desk: Desk, message: telegram.Message, url: str) -> None:
    """Preview the page at this address, which a message of a moderator names."""
    await load(desk, message, partial(_from_link, url, desk.is_allowed), is_slow=True)


async def load(
    desk: Desk, message: telegram.Message, source: Source, *, is_slow: bool = False
) -> Draft | None:
    """Reply with a preview of what the moderator has sent, or why it can't be taken.

    The draft; None if it was refused. What may be slow can be cancelled, and what the moderator
    says meanwhile does not wait for it.
    """
    moderator, sent = message.chat.id, message.message_id
    cancelling = article_messages.cancelling(sent) if is_slow else None
    place = await placed(desk, message, Message(wording.READING_FILE), cancelling)
    if is_slow:
        step_aside()
    try:
        draft = await _draft(desk, message, source, place)
        is_shown = await publication.redraw(desk, message, draft)
    except Exception as reason:
        is_refused = isinstance(reason, (RejectedFile, IgnoredFile))
        refusal = article_messages.refusal(reason)
        said = refusal if is_refused else (Message(wording.NOT_READ), None)
        await publication.settle(message, place, *said)
        desk.placeholders.end(moderator, sent)
        if is_refused:
            return None
        raise  # to the log
    desk.placeholders.end(moderator, sent)
    return draft if is_shown else None


async def placed(
    desk: Desk,
    message: telegram.Message,
    shown: Message,
    keyboard: telegram.InlineKeyboardMarkup | None,
) -> int:
    """Show this in the place for what this message sends; the id of ours, 0 if it can't be said.

    What was sent before, and has been edited or was cut off, goes on in the same message.
    """
    moderator, sent = message.chat.id, message.message_id
    earlier = desk.placeholders.shown(moderator, sent)
    place = await publication.settle(message, earlier, shown, keyboard) or 0
    if place:
        desk.placeholders.begin(moderator, sent, place)
    return place


async def cancel(desk: Desk, message: telegram.Message, wish: re.Match[str]) -> str | None:
    """Stop reading what the moderator has sent."""
    work = desk.placeholders.work.get((message.chat.id, int(wish[1])))
    if work is None:
        return phrases.STALE
    work.cancel()
    return None


async def _from_document(document: telegram.Document) -> tuple[Article, str]:
    """The article of a file, and the file's name; raises `RejectedFile`.

    What is too large, by what Telegram says of it, is not downloaded.
    """
    check_size(document.file_size or 0)
    name = _file_name(document)
    data = await _downloaded(document)
    return await asyncio.to_thread(read_bytes, data, name), name


async def _from_link(url: str, is_allowed: Callable[[str], bool]) -> tuple[Article, str]:
    """The article of a page, and no name; `is_allowed` is the rule on addresses.

    Raises `RejectedFile`.
    """
    return await fetch_article(url, is_allowed=is_allowed), ""


async def _from_post(message: telegram.Message) -> tuple[Article, str]:
    """The article of a forwarded channel post, published by the channel; raises `RejectedFile`."""
    origin = message.forward_origin
    assert isinstance(origin, telegram.MessageOriginChannel)
    channel = _encodable(origin.chat.title or "")
    article, name = await from_text(message.text or message.caption or "", channel)
    public = origin.chat.username
    signed = (_encodable(origin.author_signature),) if origin.author_signature else ()
    link = f"https://t.me/{public}/{origin.message_id}" if public else ""
    of_post = Credit(authors=signed, published=origin.date.date().isoformat())
    credit = Credit(publisher=channel, url=link).or_else(article.credit).or_else(of_post)
    return replace(article, credit=sanitized(credit)), name


async def from_text(text: str, called: str) -> tuple[Article, str]:
    """The article of pasted text, `called` so where it has no title; raises `RejectedFile`."""
    name = f"{called.replace('/', ' ')}.txt"
    return await asyncio.to_thread(read_bytes, text.encode(errors="replace"), name), name


def is_post(message: telegram.Message) -> bool:
    """Whether a channel's post is forwarded here, with text."""
    is_channels = isinstance(message.forward_origin, telegram.MessageOriginChannel)
    return is_channels and bool(message.text or message.caption)


def link_in(message: telegram.Message) -> str:
    """The link that this message consists of; empty if it says anything else."""
    text = (message.text or "").strip()
    whole = [e for e in message.entities if e.type == MessageEntityType.URL]
    if len(whole) != 1 or len(text.split()) != 1 or message.parse_entity(whole[0]) != text:
        return ""
    return _with_scheme(text)


def first_link(message: telegram.Message) -> str:
    """The first link in a message; empty if there is none."""
    for entity in message.entities:
        if entity.type == MessageEntityType.TEXT_LINK and entity.url:
            return entity.url
        if entity.type == MessageEntityType.URL:
            return _with_scheme(message.parse_entity(entity))
    return ""


async def _draft(desk: Desk, message: telegram.Message, source: Source, place: int) -> Draft:
    """A draft of what the source gives, the next version of an article if one is waited for."""
    moderator = message.chat.id
    number, field = desk.drafts.awaited(moderator) or (0, "")
    version = None
    if field == TEXT:
        version = await asyncio.to_thread(desk.drafts.get, number, moderator)
    article, name = await _read(desk, message, source)
    chosen = version.chosen if version else ""
    if version and chosen:
        article = recredited(article, version.article)
    elif version:  # which is what a moderator answers with this: a question
        article = titled(article, name, version.article.credit.title)
    add = desk.drafts.add
    draft = await asyncio.to_thread(add, moderator, article, name=name, shown=place, chosen=chosen)
    if version:
        below = Message(wording.GOES_ON_BELOW)
        await publication.close(desk, message, version, below)
    return draft


async def _read(desk: Desk, message: telegram.Message, source: Source) -> tuple[Article, str]:
    """What the source gives; raises `RejectedFile`, also when the moderator cancels it."""
    key = message.chat.id, message.message_id
    work = asyncio.ensure_future(source())
    desk.placeholders.work[key] = work
    try:
        return await work
    except asyncio.CancelledError as end:
        task = asyncio.current_task()
        if task and task.cancelling():  # the bot stops
            raise
        raise RejectedFile(wording.CANCELLED) from end
    finally:
        desk.placeholders.work.pop(key, None)


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def _file_name(document: telegram.Document) -> str:
    """The name that the sender gave, or one by the kind; raises `RejectedFile` for other kinds."""
    name = document.file_name or f"file{ENDINGS.get(document.mime_type or '', '')}"
    if PurePath(name).suffix.lower() not in KINDS:
        raise RejectedFile(wording.NO_READABLE_KIND.format(kinds=", ".join(sorted(KINDS))))
    return _encodable(PurePath(name).name)


def _encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which can't be encoded."""
    return text.encode(errors="replace").decode()


async def _downloaded(document: telegram.Document) -> bytes:
    for _ in range(_DOWNLOADS_TRIED):
        with suppress(NetworkError):
            try:
                file = await document.get_file()
            except BadRequest as refusal:
                raise RejectedFile(wording.NOT_DOWNLOADED) from refusal
            return bytes(await file.download_as_bytearray())
    raise RejectedFile(wording.NOT_DOWNLOADED)
