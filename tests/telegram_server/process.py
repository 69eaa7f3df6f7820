"""The bot as people start it: a process of its own, whose output is read as it comes."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from tests.telegram_server.api import TOKEN
from tests.telegram_server.server import TelegramServer

Environment = dict[str, str]
"""Names of variables → their values."""


def environment(server: TelegramServer, folder: Path) -> Environment:
    """The settings of a bot whose articles lie in `folder`/knowledge, which is made if missing."""
    knowledge = folder / "knowledge"
    knowledge.mkdir(exist_ok=True)
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.url,
        "KNOWLEDGE_DIR": str(knowledge),
        "DATA_DIR": str(folder / "data"),
    }


class BotProcess:
    """`async with BotProcess(settings) as bot`; it is killed at the end if it still runs."""

    def __init__(self, settings: Environment, command: Sequence[str] = ("-m", "bot")) -> None:
        """`settings` are environment variables; `command` are arguments of Python."""
        self.output = ""
        """All that the process has written, on standard output and standard error."""
        self._settings = settings
        self._command = command
        self._folder = TemporaryDirectory()  # where no .env lies
        self._news = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._command,
            cwd=self._folder.name,
            env={"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **self._settings},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._reading = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, error: object, *_: object) -> None:
        if self._process.returncode is None:
            await self.kill()
        await self._reading
        self._folder.cleanup()
        if error:
            sys.stderr.write(self.output)  # or nobody could tell why

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    async def said(self, text: str, *, within: float = 15.0) -> None:
        """Return once the output holds `text`; TimeoutError after `within` seconds."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(lambda: text in self.output)

    async def stop(self) -> int:
        """Send SIGTERM; the exit status."""
        self._process.send_signal(signal.SIGTERM)
        return await self.exit_status()

    async def kill(self) -> None:
        """Send SIGKILL."""
        self._process.kill()
        await self.exit_status()

    async def exit_status(self, *, within: float = 20.0) -> int:
        """The exit status once the process has ended; TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            status = await self._process.wait()
            await asyncio.shield(self._reading)
            return status

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while chunk := await self._process.stdout.read(65536):
            async with self._news:
                self.output += chunk.decode(errors="replace")
                self._news.notify_all()
