import io
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# Nothing is timed: how fast a machine is, is no property of the bot.
settings.register_profile("bot", deadline=None)
settings.load_profile("bot")

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


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let this text be what stands on standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
