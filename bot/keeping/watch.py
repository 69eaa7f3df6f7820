"""The watch: the library is brought up to date while the bot answers."""

import asyncio
import logging

from bot.search.library import Library

_log = logging.getLogger(__name__)


class Watch:
    """Looks at the library's folder four times a second, off the event loop."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._told: dict[str, str] = {}
        """File → why it was rejected, as it stands in the log."""
        self._fault = ""
        self._looking = asyncio.Lock()

    async def keep(self, *, every: float = 0.25) -> None:
        """Look again and again, with pauses of `every` seconds, until cancelled."""
        while True:
            await asyncio.sleep(every)
            await self.look()

    async def look(self) -> None:
        """Bring the library up to date once, and log what is new about its files."""
        async with self._looking:  # also called by moderators' commands, in between
            await self._look()

    async def _look(self) -> None:
        try:
            changed = await asyncio.to_thread(self.library.refresh)
        except Exception as error:  # whatever it is, what was read before is still answered from
            self._log_fault(error)
            return
        self._fault = ""
        if changed:
            _log.info("Answering from %d article(s)", len(self.library.index.articles))
        self._log_rejected()

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
