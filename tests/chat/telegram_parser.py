"""Telegram's own parser as a process: a line of JSON with HTML in, its text and entities out.

A process of its own, since the parser ends the one it is in on some input.
"""

import json
import subprocess
import sys
from typing import Any

import tdjson


class TelegramParser:
    """The parser, running; `close` ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def parse(self, html: str) -> dict[str, Any]:
        """Telegram's formatted text, or its error."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(html) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate()


def _execute(request: dict[str, Any]) -> str:
    answer: bytes | None = tdjson.td_execute(json.dumps(request).encode())
    return "" if answer is None else answer.decode()


def _main() -> None:
    _execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
    mode = {"@type": "textParseModeHTML"}
    for line in sys.stdin:
        text = json.loads(line)
        request = {"@type": "parseTextEntities", "text": text, "parse_mode": mode}
        sys.stdout.write(_execute(request) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
