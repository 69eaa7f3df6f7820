"""From a question that no article answers to the answer that comes by itself, in a real process."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram_server import BotProcess, Environment, Fault, TelegramServer

ENGLISH = (
    "Who guards the reservoir at night?",
    "The reservoir of Northlake is guarded at night by two old geese that belong to nobody.",
    "two old geese",
)
SPANISH = (
    "¿Quién vigila el embalse por la noche?",
    "El embalse de Lagonorte lo vigilan por la noche dos gansos viejos que no son de nadie.",
    "dos gansos viejos",
)


@pytest.mark.parametrize(
    ("question", "article", "answer"), [ENGLISH, SPANISH], ids=["English", "Spanish"]
)
async def test_an_article_that_comes_answers_who_waits_for_it(
    server: TelegramServer, settings: Environment, question: str, article: str, answer: str
) -> None:
    folder = Path(settings["KNOWLEDGE_DIR"])
    async with BotProcess(settings) as bot:
        asked = await server.say(question)
        [refusal] = await server.called("sendMessage")
        await server.press(refusal.result, "🔔")
        [shown] = await server.called("editMessageReplyMarkup")
        assert "🔔" in str(shown.parameters["reply_markup"])

        (folder / "reservoir.md").write_text(f"# Northlake\n\n{article}\n")
        [_, told] = await server.called("sendMessage", 2)
        assert question in told.result["text"]
        assert answer in told.result["text"]
        assert told.result["reply_to_message"]["message_id"] == asked["message"]["message_id"]

        (folder / "again.md").write_text(f"# Northlake again\n\n{article} So it is said.\n")
        await bot.said("Answering from 2")
        assert await bot.stop() == 0
    assert len(server.made("sendMessage")) == 2
    assert question not in bot.output
    assert "Traceback" not in bot.output


async def test_who_waits_is_told_after_a_restart_and_not_twice_when_it_is_killed_in_between(
    server: TelegramServer, settings: Environment
) -> None:
    question, article, answer = ENGLISH
    async with BotProcess(settings) as bot:
        await server.say(question)
        [refusal] = await server.called("sendMessage")
        await server.press(refusal.result, "🔔")
        await server.called("editMessageReplyMarkup")
        await server.until(lambda: not server.api.pending)
        await bot.kill()
    (Path(settings["KNOWLEDGE_DIR"]) / "reservoir.md").write_text(f"# Northlake\n\n{article}\n")
    server.inject("sendMessage", Fault.too_many(60))
    async with BotProcess(settings) as bot:
        await server.until(lambda: server.requests.count("sendMessage") == 2)
        await bot.kill()
    async with BotProcess(settings) as bot:
        await server.say("Which geese?")
        [_, said] = await server.called("sendMessage", 2)
        assert not said.result["text"].startswith("🔔")
        assert await bot.stop() == 0
    assert answer in said.result["text"]
    with closing(sqlite3.connect(Path(settings["DATA_DIR"]) / "bot.sqlite3")) as database:
        assert database.execute("SELECT COUNT(*) FROM waiting").fetchone() == (0,)
