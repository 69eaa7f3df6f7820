"""The real bot, given updates that nobody should send, and what its log says of them."""

import json
import socket
import time
from typing import Any

import httpx
import pytest

from tests.telegram_server import BotProcess, Environment, Fault, TelegramServer

QUESTION = "When was the reservoir built by the town?"
CHAT = {"id": 1, "type": "private", "first_name": "Ada"}
POLL = {"id": "1", "question": "Zwetschge?", "options": []}
"""As an older server describes a poll; the library wants more of it."""


def message(**fields: Any) -> dict[str, Any]:
    return {"message": {"message_id": 5, "date": 1_700_000_000, "chat": CHAT, **fields}}


UNREADABLE = {
    "of an older server": message(poll=POLL),
    "without a date": message(date=None, text="Zwetschge"),
    "far in the future": message(date=10**30, text="Zwetschge"),
    "of another shape": message(chat="Zwetschge"),
    "of a chat without a number": message(chat={"id": ["Zwetschge"], "type": "private"}),
}
"""Updates that have an id."""


@pytest.fixture
def settings(settings: Environment, reservoir: None) -> Environment:  # noqa: ARG001
    return settings | {"LOG_LEVEL": "DEBUG"}


@pytest.fixture
def webhook() -> Environment:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
    return {"WEBHOOK_URL": f"http://{address}/telegram", "WEBHOOK_LISTEN": address}


@pytest.mark.parametrize("update", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_an_update_that_can_not_be_read_is_passed_over_in_one_line(
    server: TelegramServer,
    settings: Environment,
    webhook: Environment,
    update: dict[str, Any],
    way: str,
) -> None:
    async with BotProcess(settings | (webhook if way == "webhook" else {})) as bot:
        await server.until(lambda: "setWebhook" in server.requests or way == "polling")
        await server.deliver(update)
        await server.say(QUESTION)
        [answer] = await server.called("sendMessage")
        assert "1931" in answer.result["text"]
        await bot.said("An update can't be read and is passed over")
        await server.until(lambda: not server.api.pending)  # it is confirmed
        assert await bot.stop() == 0
    assert bot.output.count("can't be read") == 1
    assert "1 since the start" in bot.output
    assert_nothing_said(bot.output)


@pytest.mark.parametrize(
    "fields",
    [{"text": 5}, {"text": ["Zwetschge"]}, {"message_id": "Zwetschge", "text": "Zwetschge?"}],
    ids=["a number for a text", "a list for a text", "a word for an id"],
)
async def test_an_update_with_values_of_other_types_keeps_nobody_waiting(
    server: TelegramServer, settings: Environment, fields: dict[str, Any]
) -> None:
    async with BotProcess(settings) as bot:
        await server.deliver(message(**{"date": int(time.time())} | fields))
        await server.say(QUESTION, chat=2)
        await server.until(
            lambda: 2 in [c.parameters["chat_id"] for c in server.made("sendMessage")]
        )
        assert await bot.stop() == 0
    assert "Zwetschge" not in bot.output


UNPARSABLE = {
    "too deep": '{"update_id": %d, "message": ' + "[" * 9999 + '"Zwetschge, ]"' + "]" * 9999 + "}",
    "too long a number": '{"update_id": %d, "message": {"date": ' + "9" * 5000 + "}}",
    "no id": '{"message": {"text": "Zwetschge"}}',
    "a string": '"Zwetschge"',
    "nothing": "null",
    "id in a string": '{"update_id": "%d"}',
    "huge id": '{"update_id": ' + "9" * 30 + ', "message": {"text": "Zwetschge"}}',
}
"""Updates in a batch with others; %d is their id."""


@pytest.mark.parametrize("json_text", UNPARSABLE.values(), ids=UNPARSABLE)
async def test_what_python_can_not_parse_keeps_no_other_update_of_its_batch_waiting(
    server: TelegramServer, settings: Environment, json_text: str
) -> None:
    person = {"id": 1, "is_bot": False, "first_name": "Ada"}
    question: dict[str, Any] = {"message": server.api.message(1, person, text=QUESTION)}
    question["update_id"] = server.api.next_id() + 1
    batch = f"[{json_text.replace('%d', str(server.api.next_id()))}, {json.dumps(question)}]"
    server.inject("getUpdates", Fault(200, f'{{"ok":true,"result":{batch}}}'))
    async with BotProcess(settings) as bot:
        [answer] = await server.called("sendMessage")
        assert "1931" in answer.result["text"]
        await server.until(lambda: server.requests.count("getUpdates") > 1)
        assert await bot.stop() == 0
    assert bot.output.count("can't be read") == 1
    assert_nothing_said(bot.output)


async def test_updates_without_any_id_are_told_once_and_asked_for_with_pauses(
    server: TelegramServer, settings: Environment
) -> None:
    server.inject("getUpdates", *[Fault(200, '{"ok": true, "result": [{"message": 1}]}')] * 2)
    async with BotProcess(settings) as bot:
        await server.say(QUESTION)
        await server.called("sendMessage")
        assert await bot.stop() == 0
    assert bot.output.count("what Telegram sends are no updates") == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"Zwetschge", 400),
        (b"", 400),
        (b"\xff\xfe", 400),
        (b'{"update_id": 1', 400),
        (b'{"update_id": 1, "message": ' + b"[" * 9999 + b"]" * 9999 + b"}", 200),
        (b'{"message": "Zwetschge"}', 200),
        (b'["Zwetschge"]', 200),
    ],
    ids=["text", "empty", "bytes", "cut", "too deep", "no id", "no object"],
)
async def test_the_webhook_takes_json_of_every_shape_and_refuses_what_is_none(
    server: TelegramServer,
    settings: Environment,
    webhook: Environment,
    body: bytes,
    status: int,
) -> None:
    async with BotProcess(settings | webhook) as bot:
        await server.called("setWebhook")
        header = {"X-Telegram-Bot-Api-Secret-Token": server.api.webhook["secret"]}
        async with httpx.AsyncClient() as client:
            taken = await client.post(webhook["WEBHOOK_URL"], content=body, headers=header)
        assert taken.status_code == status
        assert await bot.stop() == 0
    assert_nothing_said(bot.output)


@pytest.mark.parametrize(
    "reason",
    ["can't parse entities: unsupported start tag Zwetschge", "button is wrong: Zwetschge"],
)
async def test_no_log_says_what_somebody_wrote_whatever_fails(
    server: TelegramServer, settings: Environment, reason: str
) -> None:
    body = {"ok": False, "description": f"Bad Request: {reason}"}
    server.inject("sendMessage", *[Fault(400, json.dumps(body))] * 3)
    async with BotProcess(settings) as bot:
        await server.say("Zwetschge?")
        await server.say("Zwetschge? \ud800", chat=2)
        await server.called("sendMessage")
        assert await bot.stop() == 0
    assert_nothing_said(bot.output)


def assert_nothing_said(output: str) -> None:
    assert "Zwetschge" not in output
    assert "Traceback" not in output


OFF = "import time; now = time.time; time.time = lambda: now() + {off}"
"""Python that sets the clock of its process."""


@pytest.mark.parametrize(("off", "said"), [(900, "15 minutes fast"), (-900, "15 minutes slow")])
async def test_a_computer_whose_clock_is_wrong_answers_what_is_fresh_and_says_what_is_wrong(
    server: TelegramServer, settings: Environment, off: int, said: str
) -> None:
    now = int(time.time())
    await server.say(QUESTION, chat=1, date=now - 11 * 60)
    await server.say(QUESTION, chat=2, date=now)
    async with BotProcess(
        settings, ("-c", f"{OFF.format(off=off)}; from bot.cli import main; main()")
    ) as bot:
        [answer] = await server.called("sendMessage")
        assert answer.parameters["chat_id"] == 2
        assert await bot.stop() == 0
    assert bot.output.count(f"The clock of this computer is {said}") == 1


async def test_a_chat_with_more_than_its_share_keeps_nobody_else_waiting(
    server: TelegramServer, settings: Environment
) -> None:
    """Telegram lets the bot wait in one chat, whose members go on writing."""
    for number in range(1200):
        await server.say(f"{number}. {QUESTION}", chat=1)
    await server.say(QUESTION, chat=2)
    server.inject("sendMessage", Fault.too_many(30))
    async with BotProcess(settings | {"QUESTIONS_PER_MINUTE": "5000"}) as bot:
        [answer] = await server.called("sendMessage")
        assert answer.parameters["chat_id"] == 2
        await bot.stop()
