"""The bot in its own process, over the tests' own Telegram."""

import asyncio
import os
import re
import resource
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.reading.markdown.writing import as_markdown
from bot.search.articles import Article
from tests.conftest import RESERVOIR
from tests.telegram_server import BotProcess, TelegramServer, environment

QUESTION = "When was the reservoir built by the town?"
"""The article answers it: in 1931."""


@asynccontextmanager
async def running_bot(
    articles: Iterable[Article] = (), **settings: str
) -> AsyncIterator[tuple[TelegramServer, BotProcess, Path]]:
    """The server, the bot when it is ready, and the folder of its `knowledge` and `data`.

    `settings` are environment variables; `articles` come beside the one about the reservoir.
    """
    with TemporaryDirectory() as name:
        async with TelegramServer() as server:
            common = environment(server, folder := Path(name))
            knowledge = folder / "knowledge"
            (knowledge / "reservoir.md").write_text(RESERVOIR, encoding="utf-8")
            for article in articles:
                (knowledge / f"{article.id}.md").write_text(as_markdown(article), encoding="utf-8")
            async with BotProcess(common | settings) as bot:
                await bot.said("Answering as", within=120)
                yield server, bot, folder


async def asked(
    server: TelegramServer, questions: Iterable[str], chats: int, pause: float
) -> list[float]:
    """Seconds from each question, of as many chats in turn, to its answer."""
    times: dict[int, float] = {}
    for number, question in enumerate(questions):
        update = await server.say(question, chat=1 + number % chats)
        times[update["message"]["message_id"]] = time.perf_counter()
        await asyncio.sleep(pause)
    await server.until(lambda: times.keys() <= replied(server).keys(), within=30)
    replies = replied(server)
    return [replies[message] - at for message, at in times.items()]


def replied(server: TelegramServer) -> dict[int, float]:
    """When each question was replied to, by its message's id."""
    calls = server.made("sendMessage")
    return {call.parameters["reply_parameters"]["message_id"]: call.at for call in calls}


def dropped_in(output: str) -> int:
    """The updates that were dropped because a chat had more than its share, by the log."""
    return sum(map(int, re.findall(r"A chat had (\d+) messages more than its share", output)))


def memory(bot: BotProcess) -> float:
    """Megabytes that the process holds."""
    pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def cpu_seconds(bot: BotProcess) -> float:
    """Seconds that the process has computed so far, in all its threads."""
    fields = Path(f"/proc/{bot.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
