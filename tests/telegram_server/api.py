"""What the Bot API does when it is asked: the methods that the bot uses, and their refusals."""

import time
from collections.abc import Awaitable, Callable
from html.parser import HTMLParser
from typing import Any

Json = dict[str, Any]

TOKEN = "700001:AAHsecretsecretsecretsecretsecret-x"
BOT: Json = {"id": 700001, "is_bot": True, "first_name": "Articles", "username": "article_bot"}


class Refused(Exception):
    """Raised when the API says no: HTTP status and description."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status


class BotApi:
    """The messages, pending updates and files of one bot."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        """File id → content; the id is the file's path too."""
        self.messages: dict[tuple[int, int], Json] = {}
        """By chat and message id."""
        self.pending: list[Json] = []
        """Updates that the bot has not confirmed."""
        self.presses: set[str] = set()
        """Ids of pressed buttons that wait for a reaction."""
        self.webhook: Json = {}
        self._last_id = 1000
        self._methods: dict[str, Callable[..., Awaitable[Any]]] = {
            "getMe": self._get_me,
            "getFile": self._get_file,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "deleteMessage": self._delete_message,
            "getChatMember": self._get_chat_member,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "answerInlineQuery": self._accept,
            "answerCallbackQuery": self._answer_callback_query,
            "setMyCommands": self._accept,
            "deleteMyCommands": self._accept,
            "setMyDescription": self._accept,
            "setMyShortDescription": self._accept,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
        }

    def knows(self, method: str) -> bool:
        """Whether `do` can be asked for this method."""
        return method in self._methods

    async def do(self, method: str, parameters: Json) -> Any:
        """The result of a method; raises `Refused`."""
        return await self._methods[method](**parameters)

    def next_id(self) -> int:
        """An id for a message, an update or a press; never the same twice."""
        self._last_id += 1
        return self._last_id

    def message(self, chat: int, sender: Json, **fields: Any) -> Json:
        """A new message in a chat: private when its id is positive, else a group."""
        kind: Json = (
            {"type": "private", "first_name": "Ada"} if chat > 0 else {"type": "supergroup"}
        )
        message = {
            "message_id": self.next_id(),
            "date": int(time.time()),
            "chat": {"id": chat, **kind},
            "from": sender,
            **fields,
        }
        self.messages[chat, message["message_id"]] = message
        return message

    async def _get_me(self) -> Json:
        return BOT

    async def _accept(self, **_: Any) -> bool:
        return True

    async def _get_file(self, file_id: str) -> Json:
        if file_id not in self.files:
            raise Refused(400, "Bad Request: invalid file_id")
        size = len(self.files[file_id])
        return {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_size": size,
            "file_path": file_id,
        }

    async def _send_message(self, chat_id: int, text: str, **options: Any) -> Json:
        replied = (options.get("reply_parameters") or {}).get("message_id", 0)
        asking = dict(self.messages.get((chat_id, replied), {}))
        asking.pop("reply_to_message", None)  # Telegram shows one step
        above = {"reply_to_message": asking} if asking else {}
        return self.message(chat_id, BOT, **_content(text, **options), **above)

    async def _edit_message_text(
        self, chat_id: int, message_id: int, text: str, **options: Any
    ) -> Json:
        message = self.messages.get((chat_id, message_id))
        if message is None or message["from"] != BOT:
            raise Refused(400, "Bad Request: message to edit not found")
        new = _content(text, **options)
        old = {name: message[name] for name in ("text", "reply_markup") if name in message}
        if new == old:
            raise Refused(400, "Bad Request: message is not modified")
        message.pop("reply_markup", None)
        message |= new | {"edit_date": int(time.time())}
        return dict(message)

    async def _delete_message(self, chat_id: int, message_id: int) -> bool:
        if self.messages.pop((chat_id, message_id), None) is None:
            raise Refused(400, "Bad Request: message to delete not found")
        return True

    async def _get_chat_member(self, chat_id: int, user_id: int) -> Json:  # noqa: ARG002
        return {"user": {"id": user_id, "is_bot": False, "first_name": "Ada"}, "status": "member"}

    async def _edit_message_reply_markup(
        self, chat_id: int, message_id: int, reply_markup: Json | None = None, **_: Any
    ) -> Json:
        message = self.messages.get((chat_id, message_id))
        if message is None or message["from"] != BOT:
            raise Refused(400, "Bad Request: message to edit not found")
        if message.get("reply_markup") == reply_markup:
            raise Refused(400, "Bad Request: message is not modified")
        message["reply_markup"] = reply_markup
        return dict(message)

    async def _answer_callback_query(self, callback_query_id: str, **_: Any) -> bool:
        if callback_query_id not in self.presses:
            raise Refused(400, "Bad Request: query is too old and response timeout expired")
        self.presses.remove(callback_query_id)
        return True

    async def _set_webhook(self, url: str, secret_token: str = "", **_: Any) -> bool:
        self.webhook = {"url": url, "secret": secret_token}
        return True

    async def _delete_webhook(self, **_: Any) -> bool:
        self.webhook = {}
        return True


def _content(text: str, parse_mode: str = "", reply_markup: Json | None = None, **_: Any) -> Json:
    """What a message shows, as the API gives it back."""
    shown = _without_tags(text) if parse_mode == "HTML" else text
    if not shown.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(shown.encode("utf-16-le")) // 2 > 4096:
        raise Refused(400, "Bad Request: message is too long")
    # A field for the reply is shown, but is no part of the message.
    has_buttons = reply_markup is not None and "inline_keyboard" in reply_markup
    return {"text": shown} | ({"reply_markup": reply_markup} if has_buttons else {})


def _without_tags(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    if parser.open_tags:
        raise Refused(400, f"Bad Request: can't parse entities: {parser.open_tags[-1]} is open")
    return parser.text


class _Text(HTMLParser):
    """The text between tags, all of which Telegram knows."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open_tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (inherited)
        if tag not in ("a", "b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler"):
            raise Refused(400, f"Bad Request: can't parse entities: unsupported tag {tag}")
        self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags.pop() != tag:
            raise Refused(400, f"Bad Request: can't parse entities: unexpected end of {tag}")

    def handle_data(self, data: str) -> None:
        self.text += data
