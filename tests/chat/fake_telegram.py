"""A Telegram of our own at the edge of python-telegram-bot: no network, and no tolerance.

It answers as Telegram would, remembers what it was asked, refuses when told to, and fails the
test on any method or message that Telegram would not take from this bot.
"""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

Fields = dict[str, Any]

ME: Fields = {"id": 999, "is_bot": True, "first_name": "Articles", "username": "ArticleBot"}


_SHOWING = ("sendMessage", "editMessageText", "editMessageReplyMarkup")


@dataclass(frozen=True)
class Call:
    """One request of the bot, its parameters as Python values."""

    method: str
    fields: Fields


@dataclass(frozen=True)
class Refusal:
    method: str
    code: int
    description: str
    parameters: Fields = field(default_factory=dict)


class FakeTelegram(BaseRequest):
    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.taken: list[Call] = []
        """The calls that were not refused."""
        self.files: dict[str, bytes] = {}
        """Name → content of files that people have sent; the name is their id and path."""
        self.owners: set[int] = set()
        """Ids of those who own the groups."""
        self.downloaded: list[str] = []
        self.breaking_downloads = 0
        """How many of the next downloads break off."""
        self._refusals: deque[Refusal] = deque()
        self._next_message_id = 1000

    def refuse_next(self, method: str, code: int, description: str, **parameters: object) -> None:
        """Answer the next call of this method with an error; repeated calls queue up."""
        self._refusals.append(Refusal(method, code, description, parameters))

    def sent(self, method: str) -> list[Fields]:
        """The parameters of all calls of this method that were taken."""
        return [call.fields for call in self.taken if call.method == method]

    def buttons_below(self, message_id: int) -> list[list[Fields]]:
        """The rows of buttons below a message of the bot, as they are by now."""
        rows: list[list[Fields]] = []
        sent = 1000
        for call in self.taken:
            if call.method == "sendMessage":
                sent += 1
            is_meant = message_id == (
                sent if call.method == "sendMessage" else call.fields.get("message_id")
            )
            if is_meant and call.method in _SHOWING:
                rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard", [])
        return rows

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    @property
    def read_timeout(self) -> float:
        return 1

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        if method == "GET":
            return self._download(url)
        assert method == "POST"
        call = Call(url.rsplit("/", 1)[1], dict(request_data.parameters) if request_data else {})
        # What can't be encoded would never reach Telegram.
        json.dumps(call.fields, ensure_ascii=False).encode()
        self.calls.append(call)
        if self._refusals and self._refusals[0].method == call.method:
            refusal = self._refusals.popleft()
            return refusal.code, _error(refusal)
        self.taken.append(call)
        return 200, json.dumps({"ok": True, "result": self._result(call)}).encode()

    def _result(self, call: Call) -> object:
        match call.method:
            case "getMe":
                return ME
            case "getChatMember":
                person = {"id": call.fields["user_id"], "is_bot": False, "first_name": "A"}
                is_owner = person["id"] in self.owners
                status = {"status": "creator", "is_anonymous": False} if is_owner else {}
                return {"user": person, "status": "member"} | status
            case "sendMessage":
                _check(call.fields)
                self._next_message_id += 1
                return self._message(call.fields, self._next_message_id)
            case "editMessageText":
                _check(call.fields)
                return self._message(call.fields, call.fields["message_id"])
            case "editMessageReplyMarkup":
                _check_buttons(call.fields)
                return self._message(call.fields, call.fields["message_id"])
            case "answerCallbackQuery":
                assert len(call.fields.get("text", "")) <= 200
                return True
            case "getFile":
                name = call.fields["file_id"]
                return {"file_id": name, "file_unique_id": name, "file_path": name}
            case "answerInlineQuery":
                assert len(call.fields["results"]) <= 50
                return True
            case (
                "deleteMessage"
                | "deleteMyCommands"
                | "setMyCommands"
                | "setMyDescription"
                | "setMyShortDescription"
            ):
                return True
        pytest.fail(f"Telegram was asked to {call.method}")

    def _download(self, url: str) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[1]
        self.downloaded.append(name)
        if self.breaking_downloads:
            self.breaking_downloads -= 1
            raise NetworkError("connection reset")
        return 200, self.files[name]

    def _message(self, fields: Fields, message_id: int) -> Fields:
        chat_id = fields["chat_id"]
        kind = {"type": "private", "first_name": "A"} if chat_id > 0 else {"type": "supergroup"}
        chat = {"id": chat_id, **kind}
        return {"message_id": message_id, "date": 0, "chat": chat, "from": ME, "text": "…"}


def _check(fields: Fields) -> None:
    """Fail on a message that Telegram would refuse or silently change."""
    if not fields["text"].strip() or len(fields["text"].encode()) > 32_768:
        pytest.fail("Telegram refuses a text that is empty or too long")
    _check_buttons(fields)


def _check_buttons(fields: Fields) -> None:
    for row in (fields.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            if not 1 <= len(button["callback_data"].encode()) <= 64:
                pytest.fail("BUTTON_DATA_INVALID")


def _error(refusal: Refusal) -> bytes:
    error = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        error["parameters"] = refusal.parameters
    return json.dumps(error).encode()
