"""The watch: the library is brought up to date while the bot answers."""

import asyncio
import logging
import time

from bot.keeping.cache import Cache
from bot.search.library import Library

_log = logging.getLogger(__name__)

_SHARE = 0.02
"""Share of a processor's time that looking may take while nothing changes."""
_STORED_EVERY = 60.0  # seconds, while articles change
_LONGEST_PAUSE = 1.5
"""Seconds; a change is to be answered from within two."""


class Watch:
    """Looks at the library's folder again and again, off the event loop."""

    def __init__(self, library: Library, cache: Cache | None = None) -> None:
        self.library = library
        self._cache, self._next_storing = cache, 0.0
        self._told: dict[str, str] = {}
        """File → why it was rejected, as it stands in the log."""
        self._fault = ""
        self._cost = 0.0
        """Seconds of a processor that it took to find nothing changed."""
        self._looking = asyncio.Lock()

    async def keep(self, *, every: float = 0.25) -> None:
        """Look again and again, with pauses of `every` seconds, until cancelled.

        Where there are so many files that looking takes long, the pauses are longer, unless
        something is changing.
        """
        while True:
            await asyncio.sleep(pause(self._cost, every) if self.library.is_settled else every)
            await self.look()

    async def look(self) -> None:
        """Bring the library up to date once, and log what is new about its files."""
        async with self._looking:  # also called by moderators' commands, in between
            try:
                changed = await asyncio.to_thread(self._refresh)
            except Exception as error:  # whatever it is, what was read before is answered from
                self._log_fault(error)
                return
            self._fault = ""
            if changed:
                _log.info("Answering from %d article(s)", len(self.library.index.articles))
            self._log_rejected()

    def _refresh(self) -> bool:
        start = time.thread_time()
        changed = self.library.refresh()
        self._cost = 0.0 if changed else time.thread_time() - start
        is_quiet = self.library.is_settled and not changed
        if self._cache and is_quiet and time.monotonic() >= self._next_storing:
            self._next_storing = time.monotonic() + _STORED_EVERY
            self._cache.store(self.library)
        return changed

    def _log_fault(self, error: Exception) -> None:
        if self._fault != repr(error):
            self._fault = repr(error)
            unexpected = None if isinstance(error, OSError) else error
            _log.error("The articles can't be looked at: %s", error, exc_info=unexpected)

    def _log_rejected(self) -> None:
        rejected = dict(self.library.rejected)
        for name, reason in rejected.items():
            if self._told.get(name) != reason:
                _log.warning("Something is wrong with %s: %s", name, reason)
        self._told = rejected


def pause(cost: float, every: float) -> float:
    """Seconds until the next look, if one takes `cost` seconds; `every` or more."""
    return max(every, min(cost / _SHARE, _LONGEST_PAUSE))
