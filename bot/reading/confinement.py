"""Parsing in a process of its own, where a hostile file can hang, swell or crash alone.

The child (`bot/reading/__main__.py`) is handed the file's bytes, limits itself, and prints the
article as JSON: plain data, so that nothing a parser was talked into reaches further.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys

from bot.reading.article_json import from_json
from bot.search.articles import Article, RejectedFile

SECONDS = 20
"""Of reading, for one file."""
MAX_MEMORY = 768 * 1024 * 1024
"""Bytes of address space; an honest file takes a third of it."""

_log = logging.getLogger(__name__)


def parse_apart(module: str, data: bytes, *, seconds: float = SECONDS) -> Article:
    """The article that the module's `parse` finds in the data. Blocking.

    Raises `RejectedFile` with the parser's reason, or if the parser broke a limit or died.
    """
    command = [sys.executable, "-P", "-W", "ignore", "-m", "bot.reading", module]
    try:
        child = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RejectedFile(f"it takes longer than {seconds:g} seconds to read") from error
    if child.returncode or not child.stdout:
        raise RejectedFile(_why_it_died(module, child.returncode, child.stderr))
    found = json.loads(child.stdout)
    if "rejected" in found:
        raise RejectedFile(found["rejected"])
    return from_json(found)


def limit_this_process() -> None:
    """Hold this process to the limits from here on, whoever started it."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _environment() -> dict[str, str]:
    """What the child needs to find the same modules, and none of our secrets."""
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "OPENBLAS_NUM_THREADS": "1",  # each thread would take its share of the address space
    }


def _why_it_died(module: str, status: int, stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").splitlines()
    _log.info("%s ended with status %d: %r", module, status, lines[-1:])
    if status == -signal.SIGXCPU:
        return f"it takes longer than {SECONDS} seconds to read"
    return "it is damaged, or not what its name says: reading it fails"
