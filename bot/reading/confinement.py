"""Parsing in a process of its own, where a hostile file can hang, swell or crash alone.

The child is this module too: `python -m bot.reading.confinement PARSER PARENT < FILE`. PARSER is a
module, such as `bot.reading.web.html`; PARENT is the id of the process that started it, with which
it ends, even when that one is killed. It limits itself, and prints the article as JSON: plain data,
so that nothing a parser was talked into reaches further.
"""

import ctypes
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
from importlib import import_module

from bot.reading.article_json import from_json, to_json
from bot.search.articles import Article, RejectedFile

SECONDS = 20
"""Of reading, for one file."""
MAX_MEMORY = 768 * 1024 * 1024
"""Bytes of address space; an honest file takes a third of it."""

_PR_SET_PDEATHSIG = 1
"""Linux's request that a process be sent a signal when the one that started it dies."""

_log = logging.getLogger(__name__)
_children: set[subprocess.Popen[bytes]] = set()
_stopped = threading.Event()


class Stopped(BaseException):
    """Raised in a thread that goes on reading after `stop_reading`; it is no fault of a file."""


def stop_reading() -> None:
    """Give up what is being read in any thread of this process, and let nothing more be read."""
    _stopped.set()
    for child in tuple(_children):
        child.kill()


def check_not_stopped() -> None:
    """Raise `Stopped` if nothing may be read any more."""
    if _stopped.is_set():
        raise Stopped


def parse_apart(module: str, data: bytes, *, seconds: float = SECONDS) -> Article:
    """The article that the module's `parse` finds in the data. Blocking.

    Raises `RejectedFile` with the parser's reason, or if the parser broke a limit or died;
    `Stopped` if this process is to end.
    """
    try:
        status, output, errors = _run(module, data, seconds)
    except subprocess.TimeoutExpired as error:
        raise RejectedFile(f"it takes longer than {seconds:g} seconds to read") from error
    if status or not output:
        raise RejectedFile(_why_it_died(module, status, errors))
    found = json.loads(output)
    if "rejected" in found:
        raise RejectedFile(found["rejected"])
    return from_json(found)


def _run(module: str, data: bytes, seconds: float) -> tuple[int, bytes, bytes]:
    """The status, output and errors of the child; raises `TimeoutExpired` or `Stopped`."""
    command = [sys.executable, "-P", "-W", "ignore", "-m", __name__, module, str(os.getpid())]
    environment = {  # what the child needs to find the same modules, and none of our secrets
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "OPENBLAS_NUM_THREADS": "1",  # each thread would take its share of the address space
    }
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as child:
        _children.add(child)
        try:
            check_not_stopped()
            output, errors = child.communicate(data, timeout=seconds)
            check_not_stopped()
        finally:
            child.kill()
            _children.discard(child)
    return child.returncode, output, errors


def _why_it_died(module: str, status: int, stderr: bytes) -> str:
    lines = stderr.decode(errors="replace").splitlines()
    _log.info("%s ended with status %d: %r", module, status, lines[-1:])
    if status == -signal.SIGXCPU:
        return f"it takes longer than {SECONDS} seconds to read"
    return "it is damaged, or not what its name says: reading it fails"


def _main(module: str, parent: int) -> None:
    """Parse standard input in this process, held to the limits; print the article as JSON."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before this was asked for
            sys.exit()
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()  # parsers complain of each flaw that they get over
    try:
        found = to_json(import_module(module).parse(sys.stdin.buffer.read()))
    except RejectedFile as reason:
        found = json.dumps({"rejected": str(reason)})
    except MemoryError:
        found = json.dumps({"rejected": "reading it takes more memory than an article should"})
    except RecursionError:
        found = json.dumps({"rejected": "it is nested too deeply"})
    sys.stdout.buffer.write(found.encode())


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]))
