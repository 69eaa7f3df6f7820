"""HTTP with Telegram, by aiohttp: a third of the time that python-telegram-bot's own client takes.

Faults are short here: a broken reply is an error without the reply's body.
"""

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_READ_TIMEOUT = 20.0  # seconds; giving up early sends twice what was only slow
_CONNECT_TIMEOUT = 5.0
_KEPT_OPEN = 60.0  # seconds for which a connection waits for the next request
_CONNECTIONS = 256


class Request(BaseRequest):
    """Requests to one Bot API server, over connections that are kept."""

    def __init__(self, server: str) -> None:
        """`server` is the root of the Bot API server."""
        self._proxy = _proxy(server)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte after which a reply is given up."""
        return _READ_TIMEOUT

    async def initialize(self) -> None:
        """Make ready; may be called more than once."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=_KEPT_OPEN)
            self._session = aiohttp.ClientSession(connector=connector, proxy=self._proxy)

    async def shutdown(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """The status and body of the reply; raises `NetworkError` and `BadRequest`."""
        assert self._session is not None
        if read_timeout is BaseRequest.DEFAULT_NONE:
            read_timeout = _READ_TIMEOUT
        timeout = aiohttp.ClientTimeout(sock_connect=_CONNECT_TIMEOUT, sock_read=read_timeout)
        try:
            form = _form(request_data)
            async with self._session.request(method, url, data=form, timeout=timeout) as reply:
                return _checked(reply.status, await reply.read())
        except UnicodeEncodeError as error:
            # A NetworkError would ask to be repeated, and this never gets better.
            raise BadRequest(f"can't be encoded: {error.reason}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(str(error) or type(error).__name__) from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply as JSON; unlike the inherited method, does not log a broken one in full."""
        try:
            return dict(json.loads(payload.decode(errors="replace")))
        except ValueError as error:
            raise NetworkError("the reply is no JSON") from error


def _proxy(server: str) -> str | None:
    # Looked up once: aiohttp's `trust_env` does so in a thread at each request, for 5 ms.
    address = urlsplit(server)
    return None if proxy_bypass(address.hostname or "") else getproxies().get(address.scheme)


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None or not data.contains_files:
        return data and data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, content_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=content_type)
    return form


def _checked(status: int, body: bytes) -> tuple[int, bytes]:
    if status >= 500 or (status >= 300 and not body.startswith(b"{")):
        raise NetworkError(f"HTTP status {status}")
    return status, body
