import logging
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import Forbidden
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot import phrases
from bot.chat.application import on_error
from bot.chat.link.handling import Context
from bot.reading.files import read_file
from bot.search.library import Library
from bot.translation import spoken
from tests.chat import updates
from tests.chat.fake_telegram import FakeTelegram, Fields


class Stumbling:
    """A real application whose only handler raises `fault`."""

    def __init__(self, fault: Exception) -> None:
        self.telegram = FakeTelegram()
        self.fault = fault
        builder = ApplicationBuilder().token("1:test").updater(None).job_queue(None)
        request = self.telegram
        self.application: Application[Any, Any, Any, Any, Any, Any]
        self.application = builder.request(request).get_updates_request(request).build()
        self.application.add_handler(TypeHandler(Update, self._stumble))
        self.application.add_error_handler(partial(on_error, Library(Path("none"), read_file)))

    async def gets(self, update: Fields) -> list[str]:
        """Process an update; the texts that are sent."""
        async with self.application:
            await self.application.process_update(Update.de_json(update, self.application.bot))
        return [fields["text"] for fields in self.telegram.sent("sendMessage")]

    async def _stumble(self, _: Update, __: Context) -> None:
        raise self.fault


async def test_an_error_of_ours_is_logged_and_the_asker_gets_one_sentence(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fault = ZeroDivisionError("by zero")
    said = await Stumbling(fault).gets(updates.new(updates.message("Who keeps the light?")))
    assert said == [phrases.SORRY]
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info
    assert record.exc_info[2] is fault.__traceback__
    assert str(record.exc_info[1]) == "ZeroDivisionError"  # a message may quote what was asked
    assert "light" not in record.getMessage()


async def test_the_asker_gets_it_in_their_language() -> None:
    ana = updates.ADA | {"language_code": "es"}
    question = updates.message("¿Quién cuida el faro?", **{"from": ana})
    said = await Stumbling(ZeroDivisionError()).gets(updates.new(question))
    assert said == [spoken("es")(phrases.SORRY)]


async def test_an_error_behind_an_edit_is_logged_without_a_word_to_the_chat(
    caplog: pytest.LogCaptureFixture,
) -> None:
    edit = updates.edited(updates.message("Who keeps the light?"), "Who kept the light?")
    assert await Stumbling(ZeroDivisionError()).gets(edit) == []
    assert len(caplog.records) == 1


async def test_who_has_pressed_a_button_that_fails_is_told_so() -> None:
    stumbling = Stumbling(ZeroDivisionError())
    assert await stumbling.gets(updates.pressed("draft:1:publish", updates.message("…"))) == []
    [notice] = stumbling.telegram.sent("answerCallbackQuery")
    assert notice["text"] == phrases.SORRY


async def test_a_message_that_telegram_does_not_take_is_one_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    question = updates.new(updates.message("Who keeps the light?"))
    assert await Stumbling(Forbidden("bot was blocked by the user")).gets(question) == []
    [record] = caplog.records
    assert record.getMessage() == "Telegram did not take a message: bot was blocked by the user"
    assert not record.exc_info
