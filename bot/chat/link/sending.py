"""Sending: a message reaches its chat, whatever Telegram refuses about it.

What is refused is mended once: refused markup goes out plain, a topic that is gone is left out, and
for any other reason all goes that can be left out. Where the bot can't write any more there is
nobody to tell, so that is only logged.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.replying.message import Message

Keyboard = telegram.InlineKeyboardMarkup
"""The buttons below a message."""

_log = logging.getLogger(__name__)

_T = TypeVar("_T")

# Telegram's words, in lower case; it gives no codes.
_MARKUP_REFUSED = ("parse entities", "entit")
_TOPIC_GONE = ("thread not found", "topic_deleted", "topic_id_invalid")
_CLOSED = (
    "chat not found",
    "not enough rights",
    "no rights to send",
    "write_forbidden",
    "topic_closed",
    "group chat was deactivated",
)
_UNCHANGED = ("message is not modified",)
_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_FINAL = _TOPIC_GONE + _CLOSED + _UNCHANGED + _MESSAGE_GONE
"""What can't be mended by leaving something out, but for the topic."""
_TOO_LATE = ("query is too old", "query id is invalid")


async def reply(
    to: telegram.Message, message: Message, keyboard: Keyboard | None = None
) -> int | None:
    """Reply to a message in its topic; the id of the reply, None if the bot can't write there.

    A message with the id 0 stands for its chat alone.
    """
    topic = to.message_thread_id if to.is_topic_message else None
    try:
        try:
            return await _send(to, message, keyboard, topic)
        except BadRequest as refusal:
            if topic is None or not _says(refusal, _TOPIC_GONE):
                raise
            return await _send(to, message, keyboard, None)
    except (Forbidden, BadRequest) as refusal:
        if isinstance(refusal, BadRequest) and not _says(refusal, _TOPIC_GONE + _CLOSED):
            raise
        _log.info("Chat %s takes no messages from the bot: %s", to.chat.id, refusal)
        return None


async def edit(
    bot: telegram.Bot,
    chat_id: int,
    message_id: int,
    message: Message,
    keyboard: Keyboard | None = None,
) -> bool:
    """Show this in an earlier message of ours; False if that message can't be changed any more."""

    async def edited(text: str, markup: ParseMode | None, whole: bool) -> None:
        await bot.edit_message_text(
            text,
            chat_id,
            message_id,
            parse_mode=markup,
            reply_markup=keyboard if whole else None,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        )

    return await _edited(chat_id, _mended(edited, message))


async def show_in(
    message: telegram.Message, shown: Message, keyboard: Keyboard | None = None
) -> bool:
    """Show this in this message of ours; False if it can't be changed any more."""
    return await edit(message.get_bot(), message.chat.id, message.message_id, shown, keyboard)


async def edit_buttons(
    message: telegram.Message, keyboard: telegram.InlineKeyboardMarkup | None
) -> bool:
    """Show these buttons below a message of ours; False if that can't be changed any more."""
    return await _edited(message.chat.id, message.edit_reply_markup(keyboard))


async def _edited(chat_id: int, editing: Awaitable[object]) -> bool:
    try:
        await editing
    except Forbidden as refusal:
        _log.info("Chat %s takes no edits from the bot: %s", chat_id, refusal)
    except BadRequest as refusal:
        if not _says(refusal, _UNCHANGED + _MESSAGE_GONE):
            raise
        return _says(refusal, _UNCHANGED)
    return True


async def remove(message: telegram.Message) -> bool:
    """Delete a message; False if Telegram does not let us."""
    try:
        await message.delete()
    except (Forbidden, BadRequest) as refusal:
        _log.info("A message in chat %s stays: %s", message.chat.id, reason(refusal))
        return False
    return True


async def answer_press(
    query: telegram.CallbackQuery, notice: str | None = None, *, alert: bool = True
) -> bool:
    """Stop the button's waiting sign, with a notice to the person who pressed it or without.

    An alert has to be closed; another notice goes by itself. False for a press that is too old, and
    for one that was answered before: a bot that was killed meets its last ones once more.
    """
    try:
        await query.answer(notice, show_alert=alert and notice is not None)
    except BadRequest as refusal:
        if not is_too_late(refusal):
            raise
        return False
    return True


async def tell(update: telegram.Update, notice: str) -> None:
    """Say this in reply to a message, or to the person who pressed a button."""
    if update.callback_query:
        await answer_press(update.callback_query, notice)
    elif update.message:
        await reply(update.message, Message(notice))


def reason(refusal: TelegramError) -> str:
    """Why Telegram refuses, without what it goes on to quote from the message."""
    return refusal.message.partition(":")[0]


def is_too_late(refusal: BadRequest) -> bool:
    """Whether this press or inline query has waited too long to be answered any more."""
    return _says(refusal, _TOO_LATE)


async def _send(
    to: telegram.Message,
    message: Message,
    keyboard: Keyboard | None,
    topic: int | None,
) -> int:
    async def sent(text: str, markup: ParseMode | None, whole: bool) -> int:
        reply = await to.get_bot().send_message(
            to.chat.id,
            text,
            parse_mode=markup,
            message_thread_id=topic,
            reply_parameters=replied if whole and to.message_id else None,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            reply_markup=keyboard if whole else None,
        )
        return reply.message_id

    replied = telegram.ReplyParameters(to.message_id, allow_sending_without_reply=True)
    return await _mended(sent, message)


async def _mended(
    send: Callable[[str, ParseMode | None, bool], Awaitable[_T]], message: Message
) -> _T:
    """Send it whole; once more without markup, and if that was not it, as bare as can be."""
    try:
        return await send(message.html, ParseMode.HTML, True)
    except BadRequest as refusal:
        if _says(refusal, _FINAL):
            raise
        is_markup = _says(refusal, _MARKUP_REFUSED)
        part = "markup" if is_markup else "buttons or what it replies to"
        _log.warning("Telegram refused a message's %s: %s", part, reason(refusal))
        return await send(message.plain, None, is_markup)


def _says(refusal: BadRequest, phrases: tuple[str, ...]) -> bool:
    return any(phrase in refusal.message.lower() for phrase in phrases)
