"""Standard input and output, whatever the shell has made of them."""

import io
import os
import sys


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
    """Nobody reads on: what is still to be written at the very end goes nowhere, silently."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
