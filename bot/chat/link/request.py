"""Requests to Telegram: what python-telegram-bot's own client leaves open.

Faults are short here: a broken reply is an error without the reply's body.
"""

import contextlib
import json
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from telegram.error import BadRequest, NetworkError
from telegram.request import HTTPXRequest

from bot.chat.link.updates import salvaged

READ_TIMEOUT = 20.0
"""Seconds without a byte after which a reply is given up; what was only slow is then sent twice."""

_LIMITS = httpx.Limits(max_connections=256, keepalive_expiry=60.0)


class WrongProxy(Exception):
    """Raised when the environment names a proxy that can't be one; the message says so."""


class Request(HTTPXRequest):
    """Requests over connections that are kept, through the proxy that the environment names."""

    def __init__(self, hear: Callable[[float], None] = lambda _: None) -> None:
        """`hear` is told the time of each reply that has one, in seconds since 1970.

        Raises `WrongProxy`.
        """
        self._hear = hear
        own = {"limits": _LIMITS, "event_hooks": {"response": [self._read_date]}}
        try:
            super().__init__(read_timeout=READ_TIMEOUT, pool_timeout=READ_TIMEOUT, httpx_kwargs=own)
        except (ValueError, httpx.InvalidURL) as error:
            raise WrongProxy(
                "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is no address of a proxy, such as"
                " http://proxy.example:3128 or socks5://proxy.example:1080."
            ) from error

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body of the reply; raises `NetworkError` and `BadRequest`."""
        try:
            status, body = await super().do_request(*args, **kwargs)
        except UnicodeEncodeError as error:
            # A NetworkError would ask to be repeated, and this never gets better.
            raise BadRequest(f"can't be encoded: {error.reason}") from error
        if status >= 500 or (status >= 300 and not body.startswith(b"{")):
            raise NetworkError(f"HTTP status {status}")
        if status >= 300:
            self.parse_json_payload(body)  # what is broken would else be quoted in the error
        return status, body

    async def _read_date(self, reply: httpx.Response) -> None:
        with contextlib.suppress(ValueError):
            self._hear(parsedate_to_datetime(reply.headers.get("Date", "")).timestamp())

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply as JSON; unlike the inherited method, does not log a broken one in full."""
        reply = payload.decode(errors="replace")
        try:
            parsed = json.loads(reply)
        except json.JSONDecodeError as error:
            raise NetworkError("the reply is no JSON") from error
        except (ValueError, RecursionError):  # JSON, but more than Python reads
            return {"ok": True, "result": salvaged(reply)}
        if not isinstance(parsed, dict) or ("result" not in parsed and parsed.get("ok", True)):
            raise NetworkError("the reply is none of the Bot API")
        return parsed
