"""Standard input and output: fit to use however the shell set them up, safe for the terminal."""

import io
import json
import os
import re
import sys

OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, Unicode's line ends, direction marks, and lone surrogates, which can't be encoded."""


def set_up_streams() -> None:
    """UTF-8 in any locale; nothing to read or write where a stream was closed at the start."""
    null = os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or os.fdopen(null, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(null, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def let_go_of_output() -> None:
    """Drop what would be written at exit, without an error: its reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def safe(text: str) -> str:
    """The text without what a terminal would obey, each replaced so that spans hold."""
    return OBEYED.sub("\u200b", text)


def on_one_line(value: object) -> str:
    """JSON on one line, readable in any script; what a terminal would obey as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
