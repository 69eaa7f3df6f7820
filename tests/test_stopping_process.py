"""Told to stop, or killed, while files are read that take for ever: everything ends at once."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.application import GRACE
from tests.conftest import MODERATOR
from tests.reading.test_hostile_files import pdf
from tests.telegram_server import BotProcess, Environment, TelegramServer

SLOW = pdf(
    b"BT /F 1 Tf %s ET"
    % b" ".join(b"1 0 0 1 %d %d Tm (A) Tj" % (k * 37 % 300, k * 101 % 300) for k in range(60_000))
)
"""A PDF that the parser's limit of 20 seconds is too short for."""
WITHOUT_NAME_SERVER = """
import runpy, socket, time

def look_up(host, *rest, known=socket.getaddrinfo, **more):
    if host != "ostvik.example":
        return known(host, *rest, **more)
    print("looking up", host)
    time.sleep(60)

socket.getaddrinfo = look_up
runpy.run_module("bot", run_name="__main__")
"""
"""The bot, where the system waits for a name server that does not answer."""
pytestmark = pytest.mark.usefixtures("moderated")


def slow_files(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"slow-{number}.pdf").write_bytes(SLOW)


async def parsers_of(bot: BotProcess, count: int = 1) -> list[Path]:
    """The processes that the bot has started, once there are so many."""
    async with asyncio.timeout(15):
        while len(found := _children(bot.pid)) < count:  # noqa: ASYNC110 (nothing tells of them)
            await asyncio.sleep(0.02)
    return found


def _children(pid: int) -> list[Path]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [Path("/proc", child) for listed in lists for child in listed.read_text().split()]


async def are_gone(processes: list[Path]) -> bool:
    """Whether these processes end within moments."""
    async with asyncio.timeout(5):
        while any(map(_is_alive, processes)):  # noqa: ASYNC110 (they are not ours to wait for)
            await asyncio.sleep(0.02)
    return True


def _is_alive(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def test_a_bot_that_reads_files_in_its_folder_stops_at_once(
    settings: Environment,
) -> None:
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        slow_files(Path(settings["KNOWLEDGE_DIR"]), 3)
        parsers = await parsers_of(bot)
        async with asyncio.timeout(GRACE):
            assert await bot.stop() == 0
        assert await are_gone(parsers)
    assert "Traceback" not in bot.output
    assert "slow-" not in bot.output, "a file is said to be at fault"


async def test_a_bot_that_reads_what_moderators_sent_stops_within_its_grace(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        slow_files(Path(settings["KNOWLEDGE_DIR"]), 1)
        server.api.files["slow.pdf"] = SLOW
        document = {"file_id": "slow.pdf", "file_unique_id": "slow.pdf", "file_name": "slow.pdf"}
        await server.say("", chat=MODERATOR, document=document)
        parsers = await parsers_of(bot, 2)
        async with asyncio.timeout(GRACE + 1):
            assert await bot.stop() == 0
        assert await are_gone(parsers)
    assert "Traceback" not in bot.output
    assert "1 message(s) are left for the next start" in bot.output


async def test_a_bot_that_waits_for_what_can_not_be_cancelled_stops_within_its_grace(
    server: TelegramServer, settings: Environment
) -> None:
    async with BotProcess(settings, ("-c", WITHOUT_NAME_SERVER)) as bot:
        await bot.said("Answering as")
        command = {"type": "bot_command", "offset": 0, "length": 4}
        await server.say("/add https://ostvik.example/ferry", chat=MODERATOR, entities=[command])
        await bot.said("looking up ostvik.example")
        async with asyncio.timeout(GRACE + 1):
            assert await bot.stop() == 0
    assert "Traceback" not in bot.output
    assert "1 message(s) are left for the next start" in bot.output


async def test_a_bot_that_reads_its_first_files_stops_at_once(settings: Environment) -> None:
    slow_files(Path(settings["KNOWLEDGE_DIR"]), 3)
    async with BotProcess(settings) as bot:
        parsers = await parsers_of(bot)
        async with asyncio.timeout(GRACE):
            await bot.stop()
        assert await are_gone(parsers)
    assert "Traceback" not in bot.output


async def test_parsers_end_with_a_bot_that_is_killed(settings: Environment) -> None:
    async with BotProcess(settings) as bot:
        await bot.said("Answering as")
        slow_files(Path(settings["KNOWLEDGE_DIR"]), 1)
        parsers = await parsers_of(bot)
        await bot.kill()
        assert await are_gone(parsers)


async def test_adding_from_the_command_line_can_be_stopped(
    settings: Environment, tmp_path: Path
) -> None:
    slow_files(tmp_path, 1)
    command = ("-m", "bot", "add", "--yes", str(tmp_path / "slow-0.pdf"))
    async with BotProcess(settings, command) as adding:
        parsers = await parsers_of(adding)
        async with asyncio.timeout(GRACE):
            assert await adding.stop() == 128 + 15
        assert await are_gone(parsers)
    assert adding.output == ""
