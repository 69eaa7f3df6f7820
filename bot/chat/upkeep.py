"""Upkeep: work in the background, begun again when it fails."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

_log = logging.getLogger(__name__)


async def keep_alive(work: Callable[[], Awaitable[None]], *, pause: float = 60.0) -> None:
    """Do work that has no end, until cancelled; if it fails, say so and begin again.

    `pause` is in seconds. Whatever fails here, questions can still be answered: the bot goes on.
    """
    while True:
        try:
            await work()
        except Exception:  # whatever it is, the log tells, and the next try may go better
            _log.exception("What runs in the background failed: it begins again in %g s", pause)
        await asyncio.sleep(pause)


async def keep_doing(chores: Iterable[Callable[[], None]], *, every: float = 60.0) -> None:
    """Do these at once and then every so many seconds, off the event loop, until cancelled."""
    chores = tuple(chores)
    while True:
        for chore in chores:
            await asyncio.to_thread(chore)
        await asyncio.sleep(every)
