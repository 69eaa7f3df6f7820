"""The clock: Telegram's time, which need not be that of this computer.

How old a message is, is told by Telegram's clock alone: a computer whose own is ten minutes fast
would find every message too old to be answered.
"""

import logging
import time
from collections.abc import Callable

_WRONG = 120.0  # seconds by which a clock may be off

_log = logging.getLogger(__name__)


class Clock:
    """Seconds since 1970 as Telegram counts them; as this computer does until Telegram told."""

    def __init__(
        self,
        own: Callable[[], float] = time.time,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> None:
        self._own = own
        self._stopwatch = stopwatch
        self._told: tuple[float, float] | None = None
        """Telegram's time, and the stopwatch's when it was told."""
        self._is_wrong = False

    def __call__(self) -> float:
        """The time now."""
        if self._told is None:
            return self._own()
        then, at = self._told
        return then + self._stopwatch() - at

    def hear(self, now: float) -> None:
        """Telegram tells what time it is; say in the log, once, if this computer is wrong."""
        self._told = now, self._stopwatch()
        off = self._own() - now
        if abs(off) > _WRONG and not self._is_wrong:
            _log.warning(
                "The clock of this computer is %.0f minutes %s: Telegram's is used for messages",
                abs(off) / 60,
                "fast" if off > 0 else "slow",
            )
        self._is_wrong = abs(off) > _WRONG
