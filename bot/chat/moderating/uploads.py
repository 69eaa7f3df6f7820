"""Uploads: what a moderator sends → an article, by the same readers as files in the folder."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath

import telegram
from telegram.constants import MessageEntityType
from telegram.error import BadRequest, NetworkError
from telegram.ext import filters

from bot import wording
from bot.reading.credits import tidy
from bot.reading.files import KINDS, check_size, read_bytes
from bot.reading.web.pages import ENDINGS, fetch_article
from bot.search.articles import Article, Credit, RejectedFile

_DOWNLOADS_TRIED = 3


async def from_document(document: telegram.Document) -> tuple[Article, str]:
    """The article of a file, and the file's name; raises `RejectedFile`.

    What is too large, by what Telegram says of it, is not downloaded.
    """
    check_size(document.file_size or 0)
    name = _file_name(document)
    data = await _downloaded(document)
    return await asyncio.to_thread(read_bytes, data, name), name


async def from_link(url: str, is_allowed: Callable[[str], bool]) -> tuple[Article, str]:
    """The article of a page, and no name; `is_allowed` is the rule on addresses.

    Raises `RejectedFile`.
    """
    return await fetch_article(url, is_allowed=is_allowed), ""


async def from_post(message: telegram.Message) -> tuple[Article, str]:
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
    return replace(article, credit=tidy(credit)), name


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


class _IsPost(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return is_post(message)


class _IsLink(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return bool(link_in(message))


IS_POST = _IsPost()
"""Lets through posts of channels that are forwarded here."""
IS_LINK = _IsLink()
"""Lets through messages that consist of a link."""


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
