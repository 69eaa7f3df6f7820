"""People and secrets, with the real bot in its own process."""

import asyncio
import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.faults.found import Found, Part
from bench.faults.running import QUESTION, running_bot
from bot import wording
from tests.chat.conversation import BRIDGE, Office
from tests.chat.moderating.test_rights import IMPOSTORS
from tests.telegram_server import TOKEN, BotProcess, Fault, TelegramServer

SECRET = TOKEN.partition(":")[2]
PERSON = 7_654_321
"""A number that is nothing else's."""
FORGED_LINE = "2026-01-01 00:00:00,000 CRITICAL bot: all is lost"
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ +[\w.]+: | {4}")


async def measure() -> Part:
    """What leaks, and what is believed."""
    return [
        *await _secrets_and_log(),
        await _false_moderators(),
        *await _privacy(),
        await _leaks(),
    ]


async def _secrets_and_log() -> list[Found]:
    """A conversation at DEBUG, with faults, and with people and files that would write the log."""
    hostile = [
        f"{end}{FORGED_LINE}{end}{QUESTION}"
        for end in (
            "\n",
            "\r",
            "\r\n",
            "\v",
            "\f",
            "\x85",
            "\u2028",
            "\u2029",
            "\x1b[2K\r",
            "\ud800\n",
        )
    ]
    async with running_bot(LOG_LEVEL="DEBUG", MODERATORS="9") as (server, bot, folder):
        server.inject(
            "sendMessage", Fault.too_many(1), Fault.bad_gateway(), Fault.reset(acts=False)
        )
        server.inject("getUpdates", Fault.bad_gateway(), Fault.reset(acts=False))
        for number, text in enumerate(hostile, 1):
            await server.say(text, chat=100 + number, first_name=text)
            name = text.replace("/", "").encode("utf-8", "replace").decode()[:90]
            (folder / "knowledge" / f"{number}{name}.md").write_bytes(b"\0")
        await server.called("sendMessage", len(hostile))
        await bot.said(" WARNING  bot.keeping.watch", within=5)
        await asyncio.sleep(1)
        replies = json.dumps([call.parameters for call in server.calls])
        status = await bot.stop()
        output = bot.output
    async with _revoked() as refused:
        output += refused.output
    forged = [line for line in output.splitlines() if line and not RECORD.match(line)]
    return [
        Found(
            "Token in log, error, reply: at DEBUG, through 429, 502, resets, and refused at start",
            "occurrences: 0",
            f"in {len(output.splitlines()):,} lines of log: {output.count(SECRET)}; in replies: "
            f"{replies.count(SECRET)}; exit status when told to stop: {status}",
            SECRET not in output + replies,
        ),
        Found(
            f"Log injection: {len(hostile)} kinds of line end, in questions and in names of files",
            "lines that no log call wrote: 0",
            f"lines: {len(forged)}; the forged record stood {output.count(FORGED_LINE)} times "
            "inside others",
            not forged,
        ),
    ]


@asynccontextmanager
async def _revoked() -> AsyncIterator[BotProcess]:
    with TemporaryDirectory() as name:
        async with TelegramServer() as server:
            server.revoked = True
            settings = {
                "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.url, "KNOWLEDGE_DIR": name,
                "DATA_DIR": name, "LOG_LEVEL": "DEBUG",
            }  # fmt: skip
            async with BotProcess(settings) as bot:
                await bot.exit_status()
                yield bot


async def _false_moderators() -> Found:
    doing = ["/add A text. It is long.", "/undo", "/remove the-harbour-bridge-is-closed", "/reload"]
    doing += ["/unanswered", "/stats", "/synonym a, b", "/article the-harbour-bridge-is-closed"]
    document = {"file_id": "file-1", "file_unique_id": "1", "file_name": "a.txt"}
    granted, tried = 0, 0
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        await office.start()
        await office.send_file("bridge.txt", BRIDGE.encode())
        await office.press("Publish")
        files = office.files
        allowed = {wording.MODERATORS_ONLY, wording.TEXT_ONLY, wording.SLOW_DOWN}
        for impostor in IMPOSTORS.values():
            for text in (*doing, None):
                before = len(office.replies)
                await office.say(text, **impostor, **({} if text else {"document": document}))
                granted += office.files != files or bool(set(office.replies[before:]) - allowed)
                tried += 1
        granted += len(office.telegram.downloaded) - 1
        await office.stop()
    return Found(
        f"False moderators: {len(IMPOSTORS)} kinds, each {len(doing) + 1} requests",
        "rights granted: 0",
        f"{granted} of {tried}",
        not granted,
    )


async def _privacy() -> list[Found]:
    async with running_bot(MODERATORS="9") as (server, bot, folder):
        question = await server.say(QUESTION, chat=PERSON)
        [answer] = await server.called("sendMessage")
        await server.press(answer.result, wording.THUMB_UP)
        await server.called("answerCallbackQuery")
        await server.edit(question, "And how high is the wall of the reservoir?")
        await server.called("editMessageText")
        data = folder / "data"
        modes = {path.name: path.stat().st_mode & 0o777 for path in sorted(data.iterdir())}
        await bot.stop()
        with closing(sqlite3.connect(data / "bot.sqlite3")) as database:
            rows = list(_rows(database))
        raw = b"".join(path.read_bytes() for path in data.iterdir())
        log = bot.output
    both = sum(str(PERSON) in row and QUESTION in row for row in rows)
    numbers = sum(str(PERSON) in row for row in rows)
    return [
        Found(
            "Privacy of questions: after a question, a thumb and an edit",
            "places with text and number: 0; in the log: 0",
            f"rows with both: {both}; rows with the person's number: {numbers}; number in the "
            f"files' bytes: {raw.count(str(PERSON).encode())}; question or number in the log: "
            f"{log.count(QUESTION) + log.count(str(PERSON))}",
            not both and not numbers and str(PERSON).encode() not in raw and QUESTION not in log,
        ),
        Found(
            "Modes of the files in DATA_DIR",
            "readable by nobody else: 600",
            ", ".join(f"{name} {mode:o}" for name, mode in modes.items()),
            all(mode & 0o077 == 0 for mode in modes.values()),
        ),
    ]


def _rows(database: sqlite3.Connection) -> list[str]:
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    return [repr(row) for (table,) in tables for row in database.execute(f"SELECT * FROM {table}")]


async def _leaks() -> Found:
    """Whether somebody else gets to see what one person has asked."""
    odd = "Which zanquor did the reservoir swallow?"
    async with running_bot(MODERATORS="9") as (server, _, _):
        await server.say(odd, chat=PERSON)
        await server.called("sendMessage")
        for number, text in enumerate(["/unanswered", "/stats", "/articles", "/help", QUESTION], 2):
            command = {"type": "bot_command", "offset": 0, "length": len(text)}
            more: dict[str, Any] = {"entities": [command]} if text.startswith("/") else {}
            await server.say(text, chat=1, **more)
            calls = await server.called("sendMessage", number)
        leaks = sum("zanquor" in json.dumps(call.parameters) for call in calls[1:])
        told = len(calls) - 1
    return Found(
        "Questions leak to others", "leaks: 0", f"{leaks} in {told} replies to others", not leaks
    )
