"""A parser that does to its process what a hostile file could make a real one do."""

import os
import signal
from collections.abc import Callable

from bot.search.articles import Article, Credit


def parse(data: bytes) -> Article:
    WRONGS[data.decode()]()
    return Article(id="", credit=Credit(title="A title"), text="A text.")


def nothing() -> None:
    pass


def spin() -> None:
    while True:
        pass


def wait() -> None:
    signal.pause()


def swell() -> None:
    bytearray(4_000_000_000)


def nest() -> None:
    nest()


def fail() -> None:
    raise KeyError("/Root")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(0)


def tell_a_secret() -> None:
    if "TELEGRAM_BOT_TOKEN" in os.environ:
        raise KeyError(os.environ["TELEGRAM_BOT_TOKEN"])


WRONGS: dict[str, Callable[[], None]] = {
    wrong.__name__: wrong
    for wrong in (nothing, spin, wait, swell, nest, fail, crash, leave, tell_a_secret)
}
