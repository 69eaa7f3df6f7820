import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import hypothesis
import pytest

from tests.telegram_server import Environment, TelegramServer, environment

# Nothing is timed: how fast a machine is, is no property of the bot.
hypothesis.settings.register_profile("bot", deadline=None)
hypothesis.settings.load_profile("bot")

BRIDGE = """---
title: The bridge is closed
authors: [Tove Lund]
publisher: Northern Coast Herald
published: 2024-03-05
url: https://herald.example/bridge
language: en
---

The council of Ostvik closed the old harbour bridge until the spring, after divers found cracks.

Pupils cross by ferry, which sails every twenty minutes and costs four crowns for each passenger.
"""
RESERVOIR = """---
title: The Northlake Reservoir
authors: [Mara Venn]
---

The reservoir of Northlake was built by the town in 1931. Its wall is forty metres high.

The reservoir was emptied twice, in 1955 and in 1988, so that divers could mend its gates.

The reservoir feeds the paper mill, the brewery and four hundred gardens below the town.

The reservoir is guarded at night by two old geese that belong to nobody in the valley.

The reservoir freezes every tenth winter, and then the schools close for a day of skating.
"""
MODERATOR = 9


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one article, in the current folder, and no settings."""
    for name in ("TELEGRAM_BOT_TOKEN", "KNOWLEDGE_DIR", "TELEGRAM_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "bridge.md").write_text(BRIDGE)
    return folder


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def settings(server: TelegramServer, tmp_path: Path) -> Environment:
    """Of a bot without articles."""
    return environment(server, tmp_path)


@pytest.fixture
def reservoir(settings: Environment) -> None:
    """Give the bot an article."""
    (Path(settings["KNOWLEDGE_DIR"]) / "reservoir.md").write_text(RESERVOIR)


@pytest.fixture
def moderated(settings: Environment) -> None:
    """Give the bot a moderator."""
    settings["MODERATORS"] = str(MODERATOR)


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let this text be what stands on standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
