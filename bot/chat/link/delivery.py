"""Delivery: a request to Telegram is repeated until Telegram has it.

A connection that breaks does not say whether Telegram had acted, and `sendMessage` knows no key
that makes it safe to repeat. We repeat: an answer may come twice, it is never lost.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from itertools import repeat
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter

PAUSES = (*(0.5, 1.0, 2.0, 4.0, 8.0), *repeat(10.0, 30))
"""Seconds between tries while the network or Telegram fails; after the last one we give up."""

Object = dict[str, Any]
"""A JSON object."""
Result = bool | Object | list[Object]

_log = logging.getLogger(__name__)


class Outage:
    """One line when something begins to fail, or fails for another reason; one when it works."""

    def __init__(self, doing: str) -> None:
        """`doing` is what fails, such as "Sending"."""
        self._doing = doing
        self._reason = ""

    def lasts(self, fault: Exception) -> None:
        """Note a failure; it is logged if it is the first, or fails for another reason."""
        if self._reason != str(fault):
            self._reason = str(fault)
            _log.warning("%s fails, trying again: %s", self._doing, self._reason)

    def ends(self) -> None:
        """Note a success; it is logged if there was a failure before."""
        if self._reason:
            self._reason = ""
            _log.info("%s works again", self._doing)


class Delivery(AIORateLimiter):
    """Keeps to Telegram's limits, and repeats what failed for a reason that passes.

    The retries of `AIORateLimiter` itself are not used: they hold the messages to all chats while
    one chat has to wait, and know no fault but 429.
    """

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        super().__init__()
        self._sleep = sleep
        self._outage = Outage("Reaching Telegram")

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make the request by `callback`; raises what repeating it can't mend."""

        async def delivered(*args: Any, **kwargs: Any) -> Result:
            return await self._repeated(lambda: callback(*args, **kwargs))

        return await super().process_request(
            delivered, args, kwargs, endpoint, data, rate_limit_args
        )

    async def _repeated(self, request: Callable[[], Awaitable[Result]]) -> Result:
        pauses = iter(PAUSES)
        while True:
            try:
                result = await request()
            except RetryAfter as fault:
                await self._sleep(seconds_to_wait(fault))
            except BadRequest:  # a NetworkError by its class, but our own mistake
                raise
            except NetworkError as fault:
                self._outage.lasts(fault)
                pause = next(pauses, None)
                if pause is None:
                    raise
                await self._sleep(pause)
            else:
                self._outage.ends()
                return result


def seconds_to_wait(fault: RetryAfter) -> float:
    """How long Telegram asks us to wait, and a little more since clocks differ."""
    wait = fault.retry_after
    return 0.1 + (wait.total_seconds() if isinstance(wait, timedelta) else wait)
