"""The bot in its own process, over one article and the tests' own Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.telegram_server import TOKEN, BotProcess, TelegramServer
from tests.test_process import ARTICLE

QUESTION = "When was the reservoir built by the town?"
"""The article answers it: in 1931."""


@asynccontextmanager
async def running_bot(**settings: str) -> AsyncIterator[tuple[TelegramServer, BotProcess, Path]]:
    """The server, the bot when it is ready, and the folder of its `knowledge` and `data`.

    `settings` are environment variables, and `before` is what its database holds at first.
    """
    with TemporaryDirectory() as name:
        knowledge = Path(name) / "knowledge"
        knowledge.mkdir()
        (knowledge / "reservoir.md").write_text(ARTICLE, encoding="utf-8")
        if before := settings.pop("before", ""):
            (Path(name) / "data").mkdir()
            (Path(name) / "data" / "bot.sqlite3").write_text(before)
        async with TelegramServer() as server:
            common = {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_BASE_URL": server.url,
                "KNOWLEDGE_DIR": str(knowledge),
                "DATA_DIR": str(Path(name) / "data"),
            }
            async with BotProcess(common | settings) as bot:
                await bot.said("Answering as")
                yield server, bot, Path(name)
