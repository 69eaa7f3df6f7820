"""Updates: what Telegram sends, read one by one.

python-telegram-bot fails on what it does not know, and tells the log all that it was given. So
updates are read here, each by itself, and what can't be read does not keep the others waiting.
"""

import json
import re

from telegram import Bot, Update

from bot.chat.link.handling import message

_LARGEST_ID = 2**63 - 1
_ID = re.compile(r'\{\s*"update_id"\s*:\s*(\d{1,19})\b')
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[][{},]', re.DOTALL)


class Unreadable(Exception):
    """Raised when an update can't be read; the message says why, without what stands in it."""


def read(raw: object, bot: Bot) -> tuple[Update, str]:
    """An update from its JSON, parsed or not, and the JSON to keep; raises `Unreadable`."""
    try:
        if isinstance(raw, str):
            raw = json.loads(raw)
        if update_id(raw) is None or not isinstance(raw, dict):
            raise TypeError
        update = Update.de_json(raw, bot)
        said_at(update)
        if not isinstance(sender_of(update), int):
            raise TypeError
        return update, json.dumps(raw)
    except Exception as error:  # the library raises whatever it stumbles over
        raise Unreadable(type(error).__name__) from None


def update_id(raw: object) -> int | None:
    """The id of an update, also of one that can't be read; None if it has none that can be one."""
    if isinstance(raw, str):
        found = _ID.search(raw)
        number = int(found[1]) if found else None
    else:
        number = raw.get("update_id") if isinstance(raw, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if 0 <= number <= _LARGEST_ID else None


def said_at(update: Update) -> float | None:
    """When a message was written or edited, in seconds since 1970; None for what is no message."""
    said = message(update)
    return (said.edit_date or said.date).timestamp() if said else None


def sender_of(update: Update) -> int:
    """The id of the chat it came from, or of the person where there is no chat."""
    sender = update.effective_chat or update.effective_user
    return sender.id if sender else 0


def salvaged(reply: str) -> list[str]:
    """The JSON of each update in a reply, `{"ok":true,"result":[…]}`, that can't be parsed whole.

    One of them is nested too deeply, or has a number of more than 4,300 digits.
    """
    found: list[str] = []
    depth, start = 0, 0
    for token in _TOKEN.finditer(reply):
        mark = token[0]
        if depth == 2 and mark in ",]":
            found.append(reply[start : token.start()])
        if (depth, mark) in ((1, "["), (2, ",")):
            start = token.end()
        depth += (mark in "[{") - (mark in "]}")
    return found
