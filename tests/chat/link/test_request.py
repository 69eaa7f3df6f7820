from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.chat.link.request import Request
from tests.telegram_server import TOKEN, Fault, TelegramServer


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    urls = (f"{server.url}/bot", f"{server.url}/file/bot")
    async with Bot(TOKEN, *urls, Request(), Request()) as bot:
        yield bot


@pytest.mark.parametrize("text", ["Why?", "a=1&b=2+3 %20", "Почему? 為什麼 🙂\n"])
async def test_text_arrives_as_it_is(server: TelegramServer, bot: Bot, text: str) -> None:
    await bot.send_message(1, text)
    [call] = server.made("sendMessage")
    assert call.parameters == {"chat_id": 1, "text": text}


async def test_a_file_arrives_as_it_is(server: TelegramServer, bot: Bot) -> None:
    content = bytes(range(256)) * 1000
    await bot.set_webhook("https://bot.example", certificate=content)
    [call] = server.made("setWebhook")
    assert call.parameters["certificate"] == content
    assert call.parameters["url"] == "https://bot.example"


async def test_a_file_is_fetched_from_the_same_server(server: TelegramServer, bot: Bot) -> None:
    server.api.files["articles/light.pdf"] = content = bytes(range(256)) * 1000
    file = await bot.get_file("articles/light.pdf")
    assert await file.download_as_bytearray() == content


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        (Fault.too_many(3), RetryAfter, "Flood control exceeded"),
        (Fault.bad_gateway(), NetworkError, "^HTTP status 502$"),
        (Fault(404, "<html>"), NetworkError, "^HTTP status 404$"),
        (Fault(401, '{"ok": false}'), InvalidToken, "Unauthorized"),
        (
            Fault(400, '{"ok": false, "description": "chat not found"}'),
            BadRequest,
            "chat not found",
        ),
        (Fault(200, '{"ok": tr'), NetworkError, "^the reply is no JSON$"),
        (Fault(200, ""), NetworkError, "^the reply is no JSON$"),
        (Fault(400, '{"ok": tr'), NetworkError, "^the reply is no JSON$"),
        (Fault(200, "{}"), NetworkError, "^the reply is none of the Bot API$"),
        (Fault(200, "[]"), NetworkError, "^the reply is none of the Bot API$"),
        (Fault.reset(acts=False), NetworkError, "."),
    ],
    ids=[
        "429",
        "502",
        "not the Bot API",
        "401",
        "400",
        "cut JSON",
        "empty",
        "cut refusal",
        "no result",
        "no object",
        "reset",
    ],
)
async def test_a_fault_has_its_own_error_and_a_short_reason(
    server: TelegramServer,
    bot: Bot,
    fault: Fault,
    error: type[Exception],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.inject("sendMessage", fault)
    with pytest.raises(error, match=reason) as raised:
        await bot.send_message(1, "Why?")
    assert type(raised.value) is error
    assert caplog.records == []


async def test_text_that_can_not_be_encoded_does_not_look_like_a_fault_of_the_network(
    bot: Bot,
) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(1, "\ud800")


async def test_nobody_at_the_address_is_a_fault_of_the_network() -> None:
    async with TelegramServer() as server:
        nobody = server.url
    async with Request() as request:
        with pytest.raises(NetworkError, match="ConnectError"):
            await Bot(TOKEN, f"{nobody}/bot", request=request).get_me()
