"""Moderating: what the bot does with the messages and presses of moderators.

Handlers only carry: `loading` reads, `drafting` shows and publishes, `shelving` lists and removes;
`unanswered`, `synonyms` and `statistics` tell what people ask and mend what they asked in vain.
What is not handled here goes on to `asking`: a moderator's question is a question.
"""

import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import telegram
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot import wording
from bot.chat import (
    drafting,
    loading,
    menus,
    pasting,
    rights,
    sending,
    shelving,
    statistics,
    synonyms,
    unanswered,
)
from bot.chat.desk import Desk
from bot.chat.messages import Message, naming_files
from bot.chat.reloading import Reloading
from bot.chat.rights import FromModerator
from bot.chat.services import Context

_Handle = Callable[[telegram.Update, Context], Coroutine[Any, Any, None]]
_OnPress = Callable[
    [Desk, telegram.CallbackQuery, telegram.Message, re.Match[str]], Awaitable[None]
]
_Handler = BaseHandler[telegram.Update, Context, None]


def handlers(desk: Desk) -> list[_Handler]:
    """All that moderators can do beside asking; for each update the first that fits is the one."""

    def on(callback: Callable[[Desk, telegram.Message], Awaitable[None]]) -> _Handle:
        async def handle(update: telegram.Update, _: Context) -> None:
            if message := update.message or update.edited_message:
                await callback(desk, message)

        return handle

    reloading = Reloading(desk.library)

    async def reload(desk: Desk, message: telegram.Message) -> None:
        await desk.catch_up()
        await sending.reply(message, naming_files(reloading.report()))

    sent = filters.UpdateType.MESSAGE & FromModerator(desk.moderators)
    said = filters.UpdateType.MESSAGE & FromModerator(desk.moderators, own_words=True)
    said_or_edited = filters.UpdateType.MESSAGES & FromModerator(desk.moderators)
    return [
        _handle_press(desk, drafting.DATA, drafting.press),
        _handle_press(desk, shelving.DATA, shelving.press),
        _handle_press(desk, unanswered.DATA, unanswered.press),
        # What they send
        MessageHandler(sent & filters.Document.ALL, on(_load_document)),
        MessageHandler(sent & _IS_POST, on(_load_post)),
        MessageHandler(said & drafting.AnswersPrompt(desk.drafts), on(drafting.hear)),
        MessageHandler(said & pasting.GoesOn(desk.drafts), on(pasting.go_on)),
        MessageHandler(said & _IS_LINK, on(_load_link)),
        # What they say
        CommandHandler("start", on(_start), said),
        CommandHandler("help", on(_help), said),
        CommandHandler("add", on(_add), said),
        CommandHandler("articles", on(shelving.show_list), said),
        CommandHandler("article", on(shelving.show_article), said),
        CommandHandler("remove", on(shelving.ask_removal), said),
        CommandHandler("undo", on(shelving.undo), said),
        CommandHandler("reload", on(reload), said),
        CommandHandler("unanswered", on(unanswered.show), said),
        CommandHandler("synonym", on(synonyms.show_or_add), said),
        CommandHandler("stats", on(statistics.show), said),
        MessageHandler(said_or_edited & pasting.LOOKS_PASTED, on(_ask_whether_article)),
    ]


def _handle_press(desk: Desk, data: re.Pattern[str], press: _OnPress) -> _Handler:
    """Hand over what a button's data say, or tell who pressed it why not."""

    async def handle(update: telegram.Update, _: Context) -> None:
        if query := update.callback_query:
            wish, message = data.fullmatch(query.data or ""), query.message
            if not (wish and isinstance(message, telegram.Message)):
                await sending.answer_press(query, wording.STALE)
            elif not rights.may_press(query, desk.moderators):
                await sending.answer_press(query, wording.MODERATORS_ONLY)
            else:
                await press(desk, query, message, wish)

    return CallbackQueryHandler(handle, data)


class _IsPost(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return loading.is_post(message)


class _IsLink(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return bool(loading.link_in(message))


_IS_POST = _IsPost()
_IS_LINK = _IsLink()


async def _start(_: Desk, message: telegram.Message) -> None:
    await sending.reply(message, _with_moderators_help(wording.START))


async def _help(_: Desk, message: telegram.Message) -> None:
    await sending.reply(message, _with_moderators_help(wording.HELP_PRIVATE))


def _with_moderators_help(general: str) -> Message:
    commands = "\n".join(
        wording.COMMAND.format(name=name, does=wording.COMMANDS[name])
        for name in menus.FOR_MODERATORS
    )
    said = (general, wording.YOU_ARE_MODERATOR, commands, wording.ADD_USAGE)
    return Message("\n\n".join(said))


async def _ask_whether_article(_: Desk, message: telegram.Message) -> None:
    await sending.reply(message, Message(wording.IS_IT_AN_ARTICLE))


async def _load_document(desk: Desk, message: telegram.Message) -> None:
    document = message.document
    assert document is not None
    await drafting.load(desk, message, lambda: loading.from_document(document))


async def _load_post(desk: Desk, message: telegram.Message) -> None:
    await drafting.load(desk, message, lambda: loading.from_post(message))


async def _load_link(desk: Desk, message: telegram.Message) -> None:
    url = loading.link_in(message)
    await drafting.load(desk, message, lambda: loading.from_link(url, desk.is_allowed))


async def _add(desk: Desk, message: telegram.Message) -> None:
    text = shelving.words_of(message)
    if not text:
        await sending.reply(message, Message(wording.ADD_USAGE))
    elif text.lower().startswith(("http://", "https://")) and len(text.split()) == 1:
        await drafting.load(desk, message, lambda: loading.from_link(text, desk.is_allowed))
    else:
        await pasting.begin(desk, message, text)
