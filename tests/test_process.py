"""The real bot in its own process, talking HTTP with the tests' own Telegram."""

import re
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from bot.chat.link.shares import SHARE
from tests.telegram_server import TOKEN, BotProcess, Call, Environment, Fault, Proxy, TelegramServer

MILL = """---
title: El molino
language: es
---

El molino fue construido en 1612 por Alonso Quintana, porque el trigo se pudría en los graneros.

Hoy es un museo.
"""

pytestmark = pytest.mark.usefixtures("reservoir")


async def test_a_conversation_through_every_kind_of_fault(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings | {"LOG_LEVEL": "DEBUG"}) as bot:
        server.inject("sendMessage", Fault.too_many(1), Fault.bad_gateway())
        server.inject("sendMessage", Fault.reset(acts=False))
        server.inject("getUpdates", Fault.bad_gateway(), Fault.reset(acts=False))
        question = await server.say("When was the reservoir built by the town?")
        [answer] = await server.called("sendMessage")
        assert "<blockquote" in answer.parameters["text"]
        assert "was built by the town in 1931." in answer.result["text"]
        assert "The Northlake Reservoir · Mara Venn" in answer.result["text"]

        await server.press(answer.result, "More")
        [page] = await server.called("editMessageText")
        assert page.parameters["message_id"] == answer.result["message_id"]

        await server.deliver(question)  # the same update once more
        await server.edit(question, "Which geese guard the reservoir at night?")
        [_, corrected] = await server.called("editMessageText", 2)
        assert corrected.parameters["message_id"] == answer.result["message_id"]
        assert "two old geese" in corrected.result["text"]

        assert len(server.made("sendMessage")) == 1
        assert await bot.stop() == 0
    assert TOKEN.partition(":")[2] not in bot.output
    assert "bad day" not in bot.output, "a fault's HTML is in the log"
    assert "Traceback" not in bot.output


@pytest.mark.parametrize(
    ("said", "thanked"),
    [
        (
            ["Which geese guard the reservoir?", "when?", "how many?", "thanks"],
            "geese",
        ),
        (["¿Quién construyó el molino?", "¿y cuándo?", "¿por qué?", "¡muchas gracias!"], "trigo"),
    ],
    ids=["English", "Spanish"],
)
async def test_a_conversation_that_goes_on_and_ends_with_thanks(
    server: TelegramServer, settings: Environment, said: list[str], thanked: str
) -> None:
    (Path(settings["KNOWLEDGE_DIR"]) / "molino.md").write_text(MILL)
    async with BotProcess(settings) as bot:
        for number, text in enumerate(said, 1):
            await server.say(text)
            await server.called("sendMessage", number)
        *_, follow, last, thanks = [c.result["text"] for c in server.made("sendMessage")]
        assert await bot.stop() == 0
    assert follow.startswith(f"Following on from: {said[0]}")
    assert thanked in last
    assert thanks == "You're welcome! Ask on whenever you like."


async def test_a_reply_that_arrived_before_its_connection_broke_may_come_twice_but_is_not_lost(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings):
        server.inject("sendMessage", Fault.reset(acts=True))
        await server.say("When was the reservoir built by the town?")
        first, second = await server.called("sendMessage", 2)
        assert first.parameters == second.parameters


async def test_a_webhook_takes_updates_only_from_who_knows_the_secret(
    server: TelegramServer, settings: Environment
) -> None:
    address = f"127.0.0.1:{_free_port()}"
    webhook = {"WEBHOOK_URL": f"http://{address}/telegram", "WEBHOOK_LISTEN": address}
    async with BotProcess(settings | webhook | {"LOG_LEVEL": "DEBUG"}) as bot:
        await server.called("setWebhook")
        update = await server.say("When was the reservoir built by the town?")
        await server.called("sendMessage")

        forged = {**update, "update_id": update["update_id"] + 1}
        async with httpx.AsyncClient() as client:
            for header in ({}, {"X-Telegram-Bot-Api-Secret-Token": "a guess"}):
                refusal = await client.post(
                    f"http://{address}/telegram", json=forged, headers=header
                )
                assert refusal.status_code == 403

        assert await bot.stop() == 0
    assert len(server.made("sendMessage")) == 1
    assert TOKEN.partition(":")[2] not in bot.output
    assert server.made("setWebhook")[0].parameters["secret_token"] not in bot.output


async def test_what_was_being_answered_when_the_process_was_killed_is_answered_by_the_next(
    server: TelegramServer, settings: Environment
) -> None:
    server.inject("sendMessage", *[Fault.too_many(60)] * 3)
    async with BotProcess(settings) as bot:
        for chat in (1, 2, 3):
            await server.say("When was the reservoir built by the town?", chat=chat)
        await server.until(lambda: server.requests.count("sendMessage") == 3)
        # Once it has asked for more, Telegram counts the three as delivered.
        await server.until(lambda: not server.api.pending)
        await bot.kill()
    async with BotProcess(settings) as bot:
        answers = await server.called("sendMessage", 3)
        assert _chats(answers) == [1, 2, 3]
        assert await bot.stop() == 0
    assert len(server.made("sendMessage")) == 3


async def test_while_another_program_locks_the_database_all_are_answered_and_nothing_is_confirmed(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await server.say("When was the reservoir built by the town?")
        await server.called("sendMessage")
        await server.until(lambda: not server.api.pending)
        file = Path(settings["DATA_DIR"]) / "bot.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for number in (2, 3):
                await server.say("When was the reservoir built by the town?", chat=number)
            await server.called("sendMessage", 3)
            assert len(server.api.pending) == 2
            other.execute("ROLLBACK")
            await server.until(lambda: not server.api.pending)
            assert other.execute("SELECT COUNT(*) FROM updates").fetchone() == (3,)
        assert await bot.stop() == 0
    assert len(server.made("sendMessage")) == 3
    assert "database is locked" in bot.output
    assert "written again, and nothing is lost" in bot.output


async def test_while_another_program_locks_the_database_who_asks_later_is_answered_too(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        file = Path(settings["DATA_DIR"]) / "bot.sqlite3"
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for number in (1, 2, 3):
                await server.say("When was the reservoir built by the town?", chat=number)
                await server.called("sendMessage", number)
            assert len(server.api.pending) == 3
            other.execute("ROLLBACK")
            await server.until(lambda: not server.api.pending)
        assert await bot.stop() == 0
    assert _chats(server.made("sendMessage")) == [1, 2, 3]
    assert "comes once more" not in bot.output


async def test_a_stopping_bot_finishes_what_it_is_answering(
    server: TelegramServer, settings: Environment
) -> None:
    server.inject("sendMessage", Fault.too_many(1))
    async with BotProcess(settings) as bot:
        await server.say("When was the reservoir built by the town?")
        await server.until(lambda: "sendMessage" in server.requests)
        assert await bot.stop() == 0
        assert len(server.made("sendMessage")) == 1


async def test_what_can_not_be_finished_in_time_is_left_for_the_next_start(
    server: TelegramServer, settings: Environment
) -> None:
    server.inject("sendMessage", Fault.too_many(60))
    async with BotProcess(settings) as bot:
        await server.say("When was the reservoir built by the town?")
        await server.say("And how high is the wall of the reservoir?")
        await server.until(lambda: "sendMessage" in server.requests)
        assert await bot.stop() == 0
        assert "2 message(s) are left for the next start" in bot.output
        assert "Warning:" not in bot.output
    async with BotProcess(settings):
        first, second = await server.called("sendMessage", 2)
        assert "1931" in first.result["text"]
        assert "forty metres" in second.result["text"]


async def test_after_a_pause_fresh_questions_are_answered_and_stale_ones_dropped(
    server: TelegramServer, settings: Environment
) -> None:
    now = int(time.time())
    await server.say("When was the reservoir built?", chat=1, date=now - 11 * 60)
    await server.say("When was the reservoir built?", chat=2, date=now - 9 * 60)
    old = await server.say("Hello", chat=3, date=now - 24 * 3600)
    server.api.pending.remove(old)
    await server.edit(old, "When was the reservoir built?")  # just now
    async with BotProcess(settings) as bot:
        answers = await server.called("sendMessage", 2)
        assert await bot.stop() == 0
    assert _chats(answers) == [2, 3]


async def test_each_of_many_presses_is_answered_or_counted_in_the_log(
    server: TelegramServer, settings: Environment
) -> None:
    presses = 2 * SHARE
    async with BotProcess(settings) as bot:
        await server.say("When was the reservoir built by the town?")
        [answer] = await server.called("sendMessage")
        for _ in range(presses):
            await server.press(answer.result, "More")
        await bot.said("more than its share: dropped")
        [dropped] = re.findall(r"had (\d+) messages more than its share", bot.output)
        await server.called("answerCallbackQuery", presses - int(dropped))


async def test_a_wrong_token_ends_the_process_with_one_line_and_for_good(
    server: TelegramServer, settings: Environment
) -> None:
    server.revoked = True
    async with BotProcess(settings) as bot:
        assert await bot.exit_status() == 2
    assert bot.output.count("TELEGRAM_BOT_TOKEN is wrong or was revoked") == 1
    assert "Traceback" not in bot.output
    assert "ERROR" not in bot.output


async def test_a_token_revoked_later_ends_the_process_too(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await server.until(lambda: "getUpdates" in server.requests)
        await server.revoke()
        assert await bot.exit_status() == 2
    assert bot.output.count("TELEGRAM_BOT_TOKEN is wrong or was revoked") == 1
    assert "Traceback" not in bot.output
    assert "ERROR" not in bot.output


async def test_a_webhook_that_telegram_refuses_ends_the_process_and_names_the_setting(
    server: TelegramServer, settings: Environment
) -> None:
    address = f"127.0.0.1:{_free_port()}"
    webhook = {"WEBHOOK_URL": f"http://{address}/telegram", "WEBHOOK_LISTEN": address}
    refusal = '{"ok": false, "description": "Bad Request: bad webhook: An HTTPS URL is needed"}'
    server.inject("setWebhook", Fault(400, refusal))
    async with BotProcess(settings | webhook) as bot:
        assert await bot.exit_status() == 2
    assert bot.output.count("Telegram refuses WEBHOOK_URL: Bad webhook: an https url") == 1
    assert "Traceback" not in bot.output


async def test_a_second_poller_is_named_once_and_the_bot_goes_on_when_it_is_gone(
    server: TelegramServer, settings: Environment
) -> None:
    server.polled_elsewhere = True
    async with BotProcess(settings) as bot:
        await server.until(lambda: server.requests.count("getUpdates") == 2)
        server.polled_elsewhere = False
        await server.say("When was the reservoir built by the town?")
        await server.called("sendMessage")
        assert bot.output.count("terminated by other getUpdates request") == 1
    assert "Traceback" not in bot.output


async def test_started_without_a_network_it_is_ready_when_the_network_is(
    settings: Environment,
) -> None:
    port = _free_port()
    unreachable = settings | {"TELEGRAM_BASE_URL": f"http://127.0.0.1:{port}"}
    async with BotProcess(unreachable) as bot:
        await bot.said("Reaching Telegram fails, trying again")
        async with TelegramServer(port) as server:
            await server.say("When was the reservoir built by the town?")
            await server.called("sendMessage")
            assert await bot.stop() == 0
    assert bot.output.count("trying again") == 1


ELSEWHERE = {"TELEGRAM_BASE_URL": "http://telegram.example"}
"""A host that can't be reached but through a proxy."""


async def test_it_reaches_telegram_through_a_proxy(
    server: TelegramServer, settings: Environment
) -> None:
    """The tests' server stands in for the proxy."""
    async with BotProcess(settings | ELSEWHERE | {"HTTP_PROXY": server.url}) as bot:
        await server.say("When was the reservoir built by the town?")
        await server.called("sendMessage")
        assert await bot.stop() == 0


async def test_it_reaches_telegram_through_a_socks_proxy_that_knows_the_host(
    server: TelegramServer, settings: Environment
) -> None:
    proxy = Proxy(server.port)
    async with proxy.listening() as address:
        socks = {"ALL_PROXY": f"socks5://{address}"}
        async with BotProcess(settings | ELSEWHERE | socks) as bot:
            await server.say("When was the reservoir built by the town?")
            await server.called("sendMessage")
            assert await bot.stop() == 0
    assert set(proxy.asked) == {"telegram.example"}


async def test_with_tls_a_proxy_is_asked_for_a_tunnel(settings: Environment) -> None:
    proxy = Proxy(0)
    async with proxy.listening() as address:
        https = {"TELEGRAM_BASE_URL": "https://telegram.example"}
        async with BotProcess(settings | https | {"HTTPS_PROXY": f"http://{address}"}) as bot:
            await bot.said("Reaching Telegram fails, trying again")
            assert await bot.stop() == 0
    assert proxy.asked[0] == "ONNECT telegram.example:443 HTTP/1.1"  # but for its first byte


@pytest.mark.parametrize("proxy", ["ftp://127.0.0.1:1", "http://127.0.0.1:port"])
async def test_what_is_no_proxy_is_named_and_ends_the_process_for_good(
    settings: Environment, proxy: str
) -> None:
    async with BotProcess(settings | {"ALL_PROXY": proxy}) as bot:
        assert await bot.exit_status() == 2
    assert "ALL_PROXY" in bot.output
    assert "Traceback" not in bot.output


async def test_without_a_network_it_can_still_be_stopped(settings: Environment) -> None:
    nobody = {"TELEGRAM_BASE_URL": f"http://127.0.0.1:{_free_port()}"}
    async with BotProcess(settings | nobody) as bot:
        await bot.said("trying again")
        assert await bot.stop() == 0
    assert "ERROR" not in bot.output


async def test_without_a_folder_to_write_in_it_says_so_and_answers(
    server: TelegramServer, settings: Environment, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    async with BotProcess(settings | {"DATA_DIR": str(tmp_path / "file" / "data")}) as bot:
        await server.say("When was the reservoir built by the town?")
        await server.called("sendMessage")
        assert await bot.stop() == 0
    assert bot.output.count("until the next start, what must survive a restart does not") == 1


async def test_an_article_that_is_added_while_it_runs_is_answered_from(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        folder = Path(settings["KNOWLEDGE_DIR"])
        (folder / "broken.md").write_bytes(b"\xff\xfe\x00")
        (folder / "lighthouse.md").write_text(
            "---\ntitle: The Lighthouse\n---\n\nThe keeper counted every ship in a green book."
        )
        await bot.said("Answering from 2")
        await bot.said("broken.md")
        await server.say("Who counted every ship in a green book?")
        [answer] = await server.called("sendMessage")
        assert "The keeper counted every ship" in answer.result["text"]


async def test_a_moderator_who_is_none_any_more_loses_their_menu(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings | {"MODERATORS": "5,6"}) as bot:
        await server.called("setMyCommands", 4)
        assert await bot.stop() == 0
    async with BotProcess(settings | {"MODERATORS": "6"}) as bot:
        [call] = await server.called("deleteMyCommands")
        assert call.parameters["scope"] == {"type": "chat", "chat_id": 5}
        assert await bot.stop() == 0


async def test_an_inline_query_is_answered_before_anything_is_typed(
    server: TelegramServer, settings: Environment
) -> None:
    ada = {"id": 1, "is_bot": False, "first_name": "Ada"}
    async with BotProcess(settings):
        await server.deliver({"inline_query": {"id": "1", "from": ada, "query": "", "offset": ""}})
        [call] = await server.called("answerInlineQuery")
        assert call.parameters["results"] == []


def _chats(calls: list[Call]) -> list[int]:
    return sorted(call.parameters["chat_id"] for call in calls)


def _free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port
