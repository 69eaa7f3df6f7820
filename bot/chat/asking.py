"""Asking: what the bot does with each message, button and inline query.

Handlers only carry: `addressing` says what is asked, the library answers, `replies` renders,
`sending` delivers.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import telegram
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot import wording
from bot.chat import addressing, inline, menus, paging, privacy, replies, sending, turning, voting
from bot.chat.flood import Gate
from bot.chat.messages import Message
from bot.chat.paging import Paged, Turn
from bot.chat.services import Context, Services
from bot.search.answers import Answer
from bot.search.questions import is_only_chat

_OnMessage = Callable[[Services, telegram.Message], Awaitable[None]]
_Handle = Callable[[telegram.Update, Context], Coroutine[Any, Any, None]]
_Handler = BaseHandler[telegram.Update, Context, None]


def handlers(services: Services) -> list[_Handler]:
    """All that the bot does; for each update the first handler that fits is the one."""

    def on(callback: _OnMessage) -> _Handle:
        return _handle_message(services, callback)

    new = filters.UpdateType.MESSAGE & _FROM_PERSON
    edited = filters.UpdateType.EDITED_MESSAGE & _FROM_PERSON
    return [
        # Presses first: other handlers warn about buttons below messages too old to be seen.
        CallbackQueryHandler(_handle_press(services)),
        InlineQueryHandler(_handle_typing(services)),
        # What people say to the bot
        CommandHandler("start", on(_start), new & _IN_MENU),
        CommandHandler("help", on(_help), new & _IN_MENU),
        CommandHandler("privacy", on(_privacy), new & _IN_MENU),
        CommandHandler("forget", on(_forget), new & _IN_MENU),
        CommandHandler(menus.FOR_MODERATORS, on(_refuse), new & _IN_MENU),
        CommandHandler("articles", on(_list_articles), new & _IN_MENU),
        MessageHandler(new, on(_answer)),
        MessageHandler(edited, on(_answer_anew)),
    ]


def _handle_message(services: Services, callback: _OnMessage) -> _Handle:
    async def handle(update: telegram.Update, _: Context) -> None:
        if message := update.message or update.edited_message:
            await callback(services, message)

    return handle


def _handle_press(services: Services) -> _Handle:
    async def handle(update: telegram.Update, _: Context) -> None:
        if update.callback_query:
            is_vote = update.callback_query.data in (voting.UP, voting.DOWN)
            await (voting.vote if is_vote else turning.turn)(services, update.callback_query)

    return handle


def _handle_typing(services: Services) -> _Handle:
    async def handle(update: telegram.Update, _: Context) -> None:
        if update.inline_query and update.inline_query.query.strip():
            await inline.offer(services, update.inline_query)

    return handle


class _FromPerson(filters.MessageFilter):
    def filter(self, message: telegram.Message) -> bool:
        return addressing.is_from_person(message)


class _InMenu(filters.MessageFilter):
    """In a group, a command that does not name this bot must at least stand in its menu."""

    def filter(self, message: telegram.Message) -> bool:
        name = (message.text or "").split()[0].removeprefix("/").casefold()
        return addressing.is_private(message) or "@" in name or name in menus.IN_GROUPS


_FROM_PERSON = _FromPerson()
_IN_MENU = _InMenu()


async def _refuse(services: Services, message: telegram.Message) -> None:
    await _say(services, message, wording.MODERATORS_ONLY)


async def _start(services: Services, message: telegram.Message) -> None:
    private = addressing.is_private(message)
    await _say(services, message, wording.START if private else wording.HELP_GROUP)


async def _help(services: Services, message: telegram.Message) -> None:
    private = addressing.is_private(message)
    await _say(services, message, wording.HELP_PRIVATE if private else wording.HELP_GROUP)


async def _privacy(services: Services, message: telegram.Message) -> None:
    await _say(services, message, privacy.told(services.asked.days))


async def _forget(services: Services, message: telegram.Message) -> None:
    if await _is_admitted(services, message):
        await sending.reply(message, Message(privacy.forget(services, message)))


async def _list_articles(services: Services, message: telegram.Message) -> None:
    if await _is_admitted(services, message):
        pages = replies.listing(services.library.index.articles)
        turn = Turn(Paged.ARTICLES, 0, paging.asker(message))
        await sending.reply(message, pages[0], paging.keyboard(turn, len(pages)))


async def _answer(services: Services, message: telegram.Message) -> None:
    question = _question(services, message)
    if question:
        if await _is_admitted(services, message):
            await _send_answer(services, message, question)
    elif hint := _hint(message, question):
        await _say(services, message, hint)


async def _answer_anew(services: Services, message: telegram.Message) -> None:
    """An edited question edits its answer; without one it is a new question."""
    question = _question(services, message)
    answer_id = services.memory.answer_to(message.chat.id, message.message_id)
    if not question or (answer_id and question == _question_of(services, message, answer_id)):
        return
    if not await _is_admitted(services, message):
        return
    if not (answer_id and await _edit_answer(services, message, question, answer_id)):
        await _send_answer(services, message, question)


def _question(services: Services, message: telegram.Message) -> str | None:
    """What this message asks us: empty if nothing yet, None if it is not a question to us."""
    question = addressing.question(message, message.get_bot().bot)
    if not question or not _is_only_chat(services, question):
        return question
    called = addressing.is_private(message) or addressing.is_command(message)
    return "" if called else None


def _is_only_chat(services: Services, text: str) -> bool:
    return any(is_only_chat(text, code) for code in {"en", *services.library.index.languages})


def _question_of(services: Services, message: telegram.Message, answer_id: int) -> str | None:
    return voting.question_of(services, message.chat.id, answer_id)


async def _send_answer(services: Services, message: telegram.Message, question: str) -> None:
    answer, page, keyboard = _first_page(services, message, question)
    _keep(services, message, answer, await sending.reply(message, page, keyboard))


async def _edit_answer(
    services: Services, message: telegram.Message, question: str, answer_id: int
) -> bool:
    answer, page, keyboard = _first_page(services, message, question)
    if not await sending.edit(message.get_bot(), message.chat.id, answer_id, page, keyboard):
        return False
    _keep(services, message, answer, answer_id)
    return True


def _first_page(
    services: Services, message: telegram.Message, question: str
) -> tuple[Answer, Message, telegram.InlineKeyboardMarkup | None]:
    """The answer to a question, its first page, and its buttons."""
    answer, pages = replies.reply(services.library.index, question)
    is_votable = services.asked.days and (replies.first_quotes(answer) or answer.facts)
    turn = Turn(Paged.ANSWER, 0, paging.asker(message))
    thumbs = voting.THUMBS if is_votable else ()
    return answer, pages[0], paging.keyboard(turn, len(pages), thumbs)


def _keep(
    services: Services, message: telegram.Message, answer: Answer, answer_id: int | None
) -> None:
    """Remember what was asked and answered; once the answer is out, which need not wait for it."""
    asked = services.asked.add(answer, replies.first_quotes(answer))
    if answer_id:
        services.memory.remember(message.chat.id, message.message_id, answer_id, asked)


def _hint(message: telegram.Message, question: str | None) -> str | None:
    """What to say to a message that asks nothing; None for silence."""
    private = addressing.is_private(message)
    if question == "":
        return wording.USAGE_PRIVATE if private else wording.USAGE_GROUP
    if not private:
        return None
    if addressing.is_command(message):
        return wording.UNKNOWN_COMMAND
    # An album comes as many messages, of which only one can have the words.
    is_content = message.effective_attachment and not message.media_group_id
    return wording.TEXT_ONLY if is_content else None


async def _say(services: Services, message: telegram.Message, sentence: str) -> None:
    if await _is_admitted(services, message):
        await sending.reply(message, Message(sentence))


async def _is_admitted(services: Services, message: telegram.Message) -> bool:
    """May this person be answered now? Says once why not."""
    sender = message.sender_chat or message.from_user
    gate = services.flood.knock(sender.id if sender else message.chat.id)
    if gate is Gate.CLOSING:
        await sending.reply(message, Message(wording.SLOW_DOWN))
    return gate is Gate.OPEN
