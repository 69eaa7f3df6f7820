"""Addressing: whether a message is for us, and what it asks.

In a private chat everything is. In a group only `/ask`, a mention of this bot and a reply to it
are; everything else there is other people's talk.
"""

from collections.abc import Iterator

import telegram
from telegram.constants import ChatType, MessageEntityType


def is_private(message: telegram.Message) -> bool:
    """Whether the chat is with one person alone."""
    return message.chat.type == ChatType.PRIVATE


def is_from_person(message: telegram.Message) -> bool:
    """Whether somebody wrote this here: no bot, no inline result, no post of a linked channel.

    People who write as a group or a channel come from a bot's account with a `sender_chat`.
    """
    sender = message.from_user
    is_bot = sender is None or (sender.is_bot and message.sender_chat is None)
    return not (is_bot or message.via_bot or message.is_automatic_forward)


def writer(message: telegram.Message) -> int:
    """Who wrote this: a person, or the group or channel that they write as."""
    sender = message.sender_chat or message.from_user
    return sender.id if sender else message.chat.id


def question(message: telegram.Message, me: telegram.User) -> str | None:
    """What this message asks us: empty if nothing yet, None if it is not a question to us."""
    command = _command(message)
    if command is not None:
        addressed = command in ("/ask", f"/ask@{me.username}".casefold())
    elif is_private(message):
        addressed = _text(message) is not None
    else:
        addressed = _mentions(message, me) or _answers(message, me)
    return _asked_with_reply(message, me) if addressed else None


def is_command(message: telegram.Message) -> bool:
    """Whether the message begins with a command, ours or not."""
    return _command(message) is not None


def is_called(message: telegram.Message, me: telegram.User) -> bool:
    """Whether the message names us or gives a command, and does not only reply to us."""
    return is_command(message) or _mentions(message, me)


def replied_to(message: telegram.Message, me: telegram.User) -> int | None:
    """The id of the message of ours that this one replies to."""
    replied = _replied(message)
    return replied.message_id if replied and _is_by(replied, me) else None


def bare_text(message: telegram.Message, me: telegram.User) -> str:
    """The message's text or caption without a command or mentions of us, in one line."""
    text = _text(message) or ""
    units = text.encode("utf-16-le", "surrogatepass")
    for entity, covered in reversed(list(_entities(message))):
        if _is_command(entity) or _is_mention(entity, covered, me):
            units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return " ".join(units.decode("utf-16-le", "replace").split())


def _asked_with_reply(message: telegram.Message, me: telegram.User) -> str | None:
    text = bare_text(message, me)
    if not any(map(str.isalnum, text)):
        text = ""  # emoji alone ask nothing
    replied = _replied(message)
    if text or replied is None:
        return text
    if not _is_by(replied, me):
        return message.quote.text if message.quote else bare_text(replied, me)
    # A sticker or an emoji in reply to us is no question, if nobody called us.
    return "" if is_private(message) or is_called(message, me) else None


def _text(message: telegram.Message) -> str | None:
    return message.text or message.caption


def _command(message: telegram.Message) -> str | None:
    return next((text for entity, text in _entities(message) if _is_command(entity)), None)


def _mentions(message: telegram.Message, me: telegram.User) -> bool:
    return any(_is_mention(entity, text, me) for entity, text in _entities(message))


def _answers(message: telegram.Message, me: telegram.User) -> bool:
    replied = _replied(message)
    return replied is not None and _is_by(replied, me)


def _replied(message: telegram.Message) -> telegram.Message | None:
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:
        return None
    # In a topic every message replies to the first one; nobody meant that.
    is_first = message.is_topic_message and replied.message_id == message.message_thread_id
    return None if is_first else replied


def _is_by(message: telegram.Message, me: telegram.User) -> bool:
    return message.from_user is not None and message.from_user.id == me.id


def _entities(message: telegram.Message) -> Iterator[tuple[telegram.MessageEntity, str]]:
    """Entities with the text they cover, in lower case. Their offsets count UTF-16 units."""
    # Not by `Message.parse_entities`, which fails on half an emoji.
    units = (_text(message) or "").encode("utf-16-le", "surrogatepass")
    for entity in message.entities or message.caption_entities:
        covered = units[2 * entity.offset : 2 * (entity.offset + entity.length)]
        yield entity, covered.decode("utf-16-le", "replace").casefold()


def _is_command(entity: telegram.MessageEntity) -> bool:
    return entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0


def _is_mention(entity: telegram.MessageEntity, covered: str, me: telegram.User) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntityType.MENTION and covered == f"@{me.username}".casefold()


def words_of(message: telegram.Message) -> str:
    """What stands after the command."""
    return "".join((message.text or "").split(maxsplit=1)[1:])
