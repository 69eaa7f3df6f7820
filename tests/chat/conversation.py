"""Conversations with the bot's real handlers: of somebody who asks, and of a moderator."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from bot.asked.asked import Asked
from bot.chat.wiring import Wired, wired
from bot.database import Database
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.library import Library
from bot.settings import Settings
from tests.chat import updates
from tests.chat.fake_telegram import ME, FakeTelegram, Fields
from tests.chat.lighthouse import LIGHTHOUSE

MODERATOR = 9
"""The numeric id of the moderator."""


MODERATOR_PERSON: Fields = {"id": MODERATOR, "is_bot": False, "first_name": "Mo"}
MODERATORS_CHAT: Fields = {"id": MODERATOR, "type": "private", "first_name": "Mo"}
CHANNEL: Fields = {"id": -1007, "type": "channel", "title": "Ostvik Today", "username": "ostvik"}

BRIDGE = """The harbour bridge is closed

By Tove Lund

The council of Ostvik closed the old harbour bridge until the spring, after divers found cracks.

Pupils cross by ferry, which sails every twenty minutes and costs four crowns for each passenger.
"""


class Clock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Conversation:
    """The bot's real handlers on a real application; only Telegram is ours."""

    def __init__(self, folder: Path) -> None:
        self.telegram = FakeTelegram()
        self.clock = Clock()
        self.folder = folder
        self.settings = Settings.read(
            {
                "TELEGRAM_BOT_TOKEN": "1:test",
                "MODERATORS": str(MODERATOR),
                "DATA_DIR": str(folder),
                "QUESTIONS_PER_MINUTE": "5",
            }
        )
        self.bot: Wired
        self.library = Library(folder, read=_no_file)
        self.library.index = Index.of([LIGHTHOUSE])

    async def start(self) -> None:
        """Start the bot, or restart it over what it kept."""
        self.bot = wired(
            self.settings,
            Watch(self.library),
            connect=lambda _: self.telegram,
            clock=self.clock,
            stopwatch=self.clock,
        )
        self.bot.application.add_error_handler(_fail)
        await self.bot.application.initialize()

    @property
    def database(self) -> Database:
        return self.bot.database

    @property
    def asked(self) -> Asked:
        return self.bot.services.asked

    async def stop(self) -> None:
        await self.bot.application.shutdown()
        self.database.close()

    async def keep_questions(self, *, days: int) -> None:
        """Restart with another setting."""
        await self.stop()
        self.settings = replace(self.settings, keep_questions_days=days)
        await self.start()

    async def happens(self, update: Fields) -> None:
        application = self.bot.application
        await application.process_update(Update.de_json(update, application.bot))

    async def say(self, text: str | None = None, **fields: Any) -> Fields:
        """Somebody writes a message, which is given back."""
        message = updates.message(text, **fields)
        await self.happens(updates.new(message))
        return message

    @property
    def replies(self) -> list[str]:
        """The texts of all messages that the bot has sent."""
        return [call["text"] for call in self.telegram.sent("sendMessage")]

    @property
    def notices(self) -> list[str | None]:
        """What people were told on pressing a button; None for a press that just worked."""
        return [call.get("text") for call in self.telegram.sent("answerCallbackQuery")]

    def answer_below(self, question: Fields | None, message_id: int = 1001) -> Fields:
        """The bot's message as Telegram shows it to a button press."""
        chat = question["chat"] if question else updates.PRIVATE
        rows = self.telegram.buttons_below(message_id)
        return {
            "message_id": message_id,
            "date": 1_700_000_001,
            "chat": chat,
            "from": ME,
            "text": "…",
            **({"reply_markup": {"inline_keyboard": rows}} if rows else {}),
            **({"reply_to_message": question} if question else {}),
        }


class Office(Conversation):
    """A moderator's private chat, over a library in a real folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        knowledge = folder / "knowledge"
        knowledge.mkdir()
        self.library = Library(knowledge, read_file)
        self.library.refresh()

    @property
    def files(self) -> list[str]:
        """The names of the files that are answered from."""
        return sorted(path.name for path in self.library.folder.iterdir())

    async def send(self, text: str | None = None, **fields: Any) -> Fields:
        """The moderator sends a message."""
        by = {"from": MODERATOR_PERSON, "chat": MODERATORS_CHAT}
        return await self.say(text, **by | fields)

    async def undo(self) -> None:
        """The moderator takes back the last change, and says yes when asked."""
        await self.send("/undo")
        await self.press("Take it back")

    async def send_file(self, name: str, data: bytes, **fields: Any) -> Fields:
        """The moderator sends a file."""
        self.telegram.files["file-1"] = data
        document = {"file_id": "file-1", "file_unique_id": "1", "file_name": name}
        return await self.send(document=document | {"file_size": len(data)} | fields)

    async def press(self, label: str, *, by: Fields = MODERATOR_PERSON) -> None:
        """Somebody presses the button with this label below the bot's last message that has it."""
        message_id, data = self._buttons(label)[label]
        await self.press_data(data, message_id, by=by)

    async def press_data(
        self, data: str, message_id: int, *, by: Fields = MODERATOR_PERSON
    ) -> None:
        below = self.answer_below(None, message_id) | {"chat": MODERATORS_CHAT}
        await self.happens(updates.pressed(data, below, by=by))

    @property
    def ids(self) -> dict[int, int]:
        """The ids of the messages that were sent, by the identity of their calls."""
        sent = [call for call in self.telegram.taken if call.method == "sendMessage"]
        return {id(call): 1001 + number for number, call in enumerate(sent)}

    @property
    def buttons(self) -> dict[str, tuple[int, str]]:
        """The buttons below the last message that has some: label → message id and data."""
        return self._buttons()

    def _buttons(self, wanted: str | None = None) -> dict[str, tuple[int, str]]:
        for call in reversed(self.telegram.taken):
            rows = (call.fields.get("reply_markup") or {}).get("inline_keyboard")
            buttons = [button for row in rows or () for button in row]
            if buttons and (wanted is None or wanted in {each["text"] for each in buttons}):
                message_id = call.fields.get("message_id") or self.ids[id(call)]
                return {each["text"]: (message_id, each["callback_data"]) for each in buttons}
        pytest.fail("there are no buttons")

    @property
    def shown(self) -> str:
        """The text that was sent or edited last."""
        calls = [c for c in self.telegram.taken if c.method in ("sendMessage", "editMessageText")]
        text: str = calls[-1].fields["text"]
        return text


def _no_file(path: Path) -> Article:
    pytest.fail(f"{path.name} was read")


async def _fail(_: object, context: Any) -> None:
    pytest.fail(f"a handler raised {context.error!r}")
