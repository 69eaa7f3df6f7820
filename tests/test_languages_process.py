"""Two people who speak different languages, with the real process."""

from pathlib import Path

import pytest

from bot import phrases
from bot.translation import spoken
from tests.telegram_server import BotProcess, Environment, TelegramServer
from tests.telegram_server.api import Json

GROUP = -7
ASK = {"type": "bot_command", "offset": 0, "length": len("/ask")}
QUESTION = "Who guards the reservoir at night?"
ARTICLE = "# Northlake\n\nThe reservoir of Northlake is guarded at night by two old geese.\n"


async def test_each_is_spoken_to_in_their_language_from_the_refusal_to_the_answer_that_comes(
    server: TelegramServer, settings: Environment
) -> None:
    people = {101: "es", 102: "ar"}
    async with BotProcess(settings) as bot:
        for chat, language in people.items():
            person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": language}
            await server.say(QUESTION, chat=chat, **{"from": person})
            *_, refusal = await server.called("sendMessage", chat - 100)
            say = spoken(language)
            assert refusal.result["text"].startswith(say(phrases.EMPTY_LIBRARY))
            await server.press(refusal.result, say(phrases.TELL_ME), language_code=language)
            *_, notice = await server.called("answerCallbackQuery", chat - 100)
            days = say.many(phrases.DAYS, 90)
            assert notice.parameters["text"] == say(phrases.WAITING, days=days)
        assert await bot.stop() == 0

    (Path(settings["KNOWLEDGE_DIR"]) / "reservoir.md").write_text(ARTICLE)
    async with BotProcess(settings) as bot:
        told = (await server.called("sendMessage", 4))[2:]
        for call in told:
            say = spoken(people[call.parameters["chat_id"]])
            assert call.result["text"].startswith(say(phrases.NOW_KNOWN, question=QUESTION))
            assert "two old geese" in call.result["text"]
        await server.until(lambda: len(menus(server, "ar")) == 2)
        assert await bot.stop() == 0
    ask = {"command": "ask", "description": spoken("ar")(phrases.ASKER_COMMANDS["ask"])}
    assert [ask in menu["commands"] for menu in menus(server, "ar")] == [True, True]


@pytest.mark.usefixtures("reservoir")
async def test_in_a_group_each_is_answered_and_refused_in_their_language_also_after_a_kill(
    server: TelegramServer, settings: Environment
) -> None:
    ada = {"id": 1, "is_bot": False, "first_name": "Ada", "language_code": "es"}
    bob = {"id": 2, "is_bot": False, "first_name": "Bob", "language_code": "ar"}
    spanish, arabic = spoken("es"), spoken("ar")
    async with BotProcess(settings) as bot:
        for person, question in ((ada, "When was it emptied?"), (bob, "who guards the reservoir?")):
            fields = {"from": person, "entities": [ASK]}
            await server.say(f"/ask {question}", chat=GROUP, **fields)
        calls = await server.called("sendMessage", 2)
        hers, his = sorted((c.result for c in calls), key=lambda sent: "1955" not in sent["text"])
        assert spanish(phrases.PLACE, passage=2, passages=5) in hers["text"]
        assert arabic(phrases.PLACE, passage=4, passages=5) in his["text"]
        await server.press(hers, spanish(phrases.AROUND), **ada)
        [around] = await server.called("editMessageText")
        assert around.result["text"].startswith(spanish(phrases.AROUND_HEADING))
        await server.press(hers, spanish(phrases.BACK), **ada)
        *_, back = await server.called("editMessageText", 2)
        assert back.result["text"] == hers["text"]
        await bot.kill()

    async with BotProcess(settings) as bot:
        for person, message, label in ((bob, hers, spanish), (ada, his, arabic)):
            await server.press(message, label(phrases.REMOVE_ANSWER), **person)
        *_, to_bob, to_ada = await server.called("answerCallbackQuery", 4)
        assert to_bob.parameters["text"] == arabic(phrases.NOT_YOURS_TO_REMOVE)
        assert to_ada.parameters["text"] == spanish(phrases.NOT_YOURS_TO_REMOVE)
        await server.press(hers, spanish(phrases.REMOVE_ANSWER), **ada)
        await server.called("deleteMessage")
        left = {message for chat, message in server.api.messages if chat == GROUP}
        assert hers["message_id"] not in left
        assert his["message_id"] in left
        assert await bot.stop() == 0


def menus(server: TelegramServer, language: str) -> list[Json]:
    """The menus that people with this language get, in private chats and in groups."""
    told = [call.parameters for call in server.made("setMyCommands")]
    return [each for each in told if each.get("language_code") == language]
