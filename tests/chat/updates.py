"""What people do in Telegram, as the updates it makes; a test states only what matters to it."""

import re
from itertools import count
from typing import Any

Fields = dict[str, Any]

ADA: Fields = {"id": 7, "is_bot": False, "first_name": "Ada"}
BOB: Fields = {"id": 8, "is_bot": False, "first_name": "Bob"}
PRIVATE: Fields = {"id": 7, "type": "private", "first_name": "Ada"}
GROUP: Fields = {"id": -100, "type": "supergroup", "title": "Readers"}

_ids = count(1)


def message(text: str | None = None, /, **fields: Any) -> Fields:
    """A message of Ada's, in private unless `chat` says otherwise; commands and mentions marked."""
    made = {
        "message_id": next(_ids),
        "date": 1_700_000_000,
        "chat": PRIVATE,
        "from": ADA,
        **({} if text is None else {"text": text, "entities": entities(text)}),
        **fields,
    }
    return {name: value for name, value in made.items() if value is not None}


def entities(text: str) -> list[Fields]:
    """Commands and mentions, as Telegram finds them; offsets in UTF-16 units."""
    return [
        {
            "type": "mention" if found[0].startswith("@") else "bot_command",
            "offset": _units(text[: found.start()]),
            "length": _units(found[0]),
        }
        for found in re.finditer(r"(?<![\w/])/[a-z]\w*(@\w+)?|(?<!\w)@\w+", text)
    ]


def new(message: Fields) -> Fields:
    return {"update_id": next(_ids), "message": message}


def edited(message: Fields, text: str) -> Fields:
    changed = message | {"text": text, "entities": entities(text), "edit_date": 1_700_000_060}
    return {"update_id": next(_ids), "edited_message": changed}


def pressed(data: str, below: Fields, *, by: Fields = ADA) -> Fields:
    """A button with this data, below that message."""
    query = {
        "id": str(next(_ids)),
        "from": by,
        "message": below,
        "chat_instance": "1",
        "data": data,
    }
    return {"update_id": next(_ids), "callback_query": query}


def membership(before: str, after: str, chat: Fields = GROUP) -> Fields:
    """Ada changes what the bot is in a chat."""
    me = {"id": 1, "is_bot": True, "first_name": "Articles"}
    change = {
        "chat": chat,
        "from": ADA,
        "date": 1_700_000_000,
        "old_chat_member": {"user": me, "status": before, "until_date": 0},
        "new_chat_member": {"user": me, "status": after, "until_date": 0},
    }
    return {"update_id": next(_ids), "my_chat_member": change}


def typed_inline(text: str, *, by: Fields = BOB) -> Fields:
    query = {"id": "1", "from": by, "query": text, "offset": ""}
    return {"update_id": next(_ids), "inline_query": query}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
