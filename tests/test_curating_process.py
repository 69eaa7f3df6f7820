"""From a question asked in vain to its answer, with the real bot in its own process."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram_server import BotProcess, Environment, TelegramServer
from tests.test_moderating_process import Desk, ask

pytestmark = pytest.mark.usefixtures("moderated")

RESERVOIR = """---
title: The Northlake Reservoir
language: en
---

The reservoir of Northlake is guarded at night by two old geese that belong to nobody.
"""
GUARDED = "Who guards the reservoir at night?"
IN_VAIN = "zeppelins"


async def test_a_question_asked_in_vain_is_seen_mended_and_answered(
    server: TelegramServer, settings: Environment, tmp_path: Path
) -> None:
    (tmp_path / "knowledge" / "reservoir.md").write_text(RESERVOIR)
    desk = Desk(server)
    async with BotProcess(settings) as bot:
        assert "don't say" in await ask(server, IN_VAIN)
        assert "two old geese" in await ask(server, GUARDED)
        assert await bot.stop() == 0

    async with BotProcess(settings) as bot:
        await server.press(server.made("sendMessage")[-1].result, "👎")
        [thanks] = await server.called("answerCallbackQuery")
        assert thanks.parameters["text"].startswith("👎")
        listed = await desk.send("/unanswered")
        assert IN_VAIN in listed.result["text"]
        assert GUARDED in listed.result["text"]

        added = await desk.send(f"/synonym {IN_VAIN} => geese")
        assert f"{IN_VAIN} => geese" in added.result["text"]
        listed = await desk.send("/unanswered")
        assert IN_VAIN not in listed.result["text"]
        assert "two old geese" in await ask(server, IN_VAIN)

        listed = await desk.press(listed, "Ignore 1")
        assert GUARDED not in listed.result["text"]
        assert "33 % unanswered" in (await desk.send("/stats")).result["text"]
        assert await bot.stop() == 0
    assert "Traceback" not in bot.output

    async with BotProcess(settings, ("-m", "bot", "stats", "--json")) as told:
        assert await told.exit_status() == 0
    found = json.loads(told.output)
    assert (found["answered"], found["unanswered"], found["thumbs_down"]) == (2, 1, 1)
    assert found["most_quoted"] == [{"article": "reservoir", "answers": 2}]


async def test_what_is_kept_names_nobody_once_it_is_answered(
    server: TelegramServer, settings: Environment, tmp_path: Path
) -> None:
    person = 7_654_321
    async with BotProcess(settings) as bot:
        await server.say(GUARDED, chat=person)
        await server.called("sendMessage")
        assert await bot.stop() == 0
    with closing(sqlite3.connect(tmp_path / "data" / "bot.sqlite3")) as database:
        kept = "\n".join(database.iterdump())
    assert GUARDED in kept
    assert str(person) not in kept
    assert str(person) not in bot.output
