"""The bot in its own process, over the tests' own Telegram, and people who ask it."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import write
from bot.search.articles import Article
from bot.translation import translations
from tests.conftest import RESERVOIR
from tests.telegram_server import BotProcess, Call, TelegramServer, environment

QUESTION = "When was the reservoir built by the town?"
"""The article that every bot here has answers it: in 1931."""


@asynccontextmanager
async def running_bot(
    articles: Iterable[Article] = (),
    *,
    command: Sequence[str] = ("-m", "bot"),
    ready: str = "Answering as",
    data: Path | None = None,
    **settings: str,
) -> AsyncIterator[tuple[TelegramServer, BotProcess, Path]]:
    """The server, the bot once it has said `ready`, and the folder of its `knowledge` and `data`.

    `settings` are environment variables; `articles` come beside the one about the reservoir. It
    begins with a copy of `data`, if given.
    """
    with TemporaryDirectory() as name:
        async with TelegramServer() as server:
            common = environment(server, folder := Path(name))
            (folder / "knowledge" / "reservoir.md").write_text(RESERVOIR, encoding="utf-8")
            write(articles, folder / "knowledge")
            if data:
                shutil.copytree(data, folder / "data")
            async with BotProcess(common | settings, command) as bot:
                await bot.said(ready, within=120)
                yield server, bot, folder


async def is_introduced(server: TelegramServer) -> None:
    """Return once the bot has told Telegram of itself in each language, as at its first start."""
    await server.called("setMyShortDescription", 1 + len(translations()), within=60)


async def ask(
    server: TelegramServer, questions: Iterable[tuple[str, int]], per_second: float
) -> dict[int, tuple[int, float]]:
    """Put questions, each in its chat, at a steady pace.

    Message id → the id of its update, and when it was put, in seconds of `time.perf_counter`.
    """
    put: dict[int, tuple[int, float]] = {}
    start = time.perf_counter()
    for number, (question, chat) in enumerate(questions):
        await asyncio.sleep(start + number / per_second - time.perf_counter())
        at = time.perf_counter()
        update = await server.say(question, chat=chat)
        put[update["message"]["message_id"]] = update["update_id"], at
    return put


async def waits(
    server: TelegramServer, questions: Iterable[tuple[str, int]], per_second: float
) -> list[float]:
    """Seconds from each question to its answer."""
    put = await ask(server, questions, per_second)
    await server.until(lambda: put.keys() <= replies(server).keys(), within=30)
    replied = replies(server)
    return [replied[message][0].at - at for message, (_, at) in put.items()]


def replies(server: TelegramServer) -> dict[int, list[Call]]:
    """The replies to each question, by its message's id."""
    found: dict[int, list[Call]] = {}
    for call in server.made("sendMessage"):
        found.setdefault(call.parameters["reply_parameters"]["message_id"], []).append(call)
    return found
