"""Purging: what was kept for a while goes when the while is over."""

import asyncio
from collections.abc import Callable, Iterable


async def keep_purging(purges: Iterable[Callable[[], None]], *, every: float = 60.0) -> None:
    """Purge at once and then every so many seconds, until cancelled."""
    purges = tuple(purges)
    while True:
        for purge in purges:
            purge()
        await asyncio.sleep(every)
