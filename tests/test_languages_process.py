"""Two people who speak different languages, with the real process."""

from pathlib import Path

from bot import phrases
from bot.translation import spoken
from tests.telegram_server import BotProcess, Environment, TelegramServer
from tests.telegram_server.api import Json

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
    ask = {"command": "ask", "description": spoken("ar")(phrases.COMMANDS["ask"])}
    assert [ask in menu["commands"] for menu in menus(server, "ar")] == [True, True]


def menus(server: TelegramServer, language: str) -> list[Json]:
    """The menus that people with this language get, in private chats and in groups."""
    told = [call.parameters for call in server.made("setMyCommands")]
    return [each for each in told if each.get("language_code") == language]
