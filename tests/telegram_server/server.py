"""The tests' own Bot API server: HTTP on loopback, faults on demand, and ways to wait for calls."""

import asyncio
import contextlib
import json
import socket
import struct
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from tornado.http1connection import HTTP1Connection
from tornado.httpclient import AsyncHTTPClient, HTTPError
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.telegram_server.api import TOKEN, BotApi, Json, Refused
from tests.telegram_server.faults import Fault


@dataclass(frozen=True, slots=True)
class Call:
    """A request that the server acted on."""

    method: str
    parameters: Json
    result: Any
    at: float
    """When, in seconds of `time.perf_counter`."""


class TelegramServer:
    """`async with TelegramServer() as server`; then `server.url` is the bot's TELEGRAM_BASE_URL."""

    def __init__(self, port: int = 0) -> None:
        """`port` 0 takes any free one."""
        self.api = BotApi()
        self.port = port
        self.revoked = False
        """Whether the token is refused."""
        self.polled_elsewhere = False
        """Whether another process polls for the same bot."""
        self.one_way = 0.0
        """Seconds that each request, and each reply to one, is on its way."""
        self.calls: list[Call] = []
        self.requests: list[str] = []
        """The method of each request, also of those that met a fault."""
        self.handed_out: dict[int, float] = {}
        """update_id → when the bot first got it, in seconds of `time.perf_counter`."""
        self.fault_for: Callable[[str], Fault | None] = lambda _: None
        """Chooses the fault for a request to a method when none is injected."""
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._unknown: list[str] = []
        self._news = asyncio.Condition()
        self._background: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The root of this server."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        sockets = bind_sockets(self.port, "127.0.0.1", socket.AF_INET)
        self.port = sockets[0].getsockname()[1]
        self._http = HTTPServer(
            Application(
                [
                    # A client that takes this server for a proxy names the host too.
                    (
                        r"(?:http://[^/]+)?/bot(?P<token>[^/]+)/(?P<method>\w+)",
                        _Method,
                        {"server": self},
                    ),
                    (r"/file/bot(?P<token>[^/]+)/(?P<path>.+)", _File, {"server": self}),
                ],
                log_function=lambda _: None,
            )
        )
        self._http.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._background:
            task.cancel()
        self._http.stop()
        await self._http.close_all_connections()
        assert self._unknown == []

    # What people do

    async def say(self, text: str, *, chat: int = 1, **fields: Any) -> Json:
        """Somebody writes in a chat; the update that tells the bot of it."""
        person = {"id": abs(chat), "is_bot": False, "first_name": "Ada"}
        return await self.deliver({"message": self.api.message(chat, person, text=text, **fields)})

    async def edit(self, update: Json, text: str) -> Json:
        """The author of the message in `update` changes it."""
        message = update["message"] | {"text": text, "edit_date": int(time.time())}
        return await self.deliver({"edited_message": message})

    async def press(self, message: Json, label: str, **person: Any) -> Json:
        """Somebody presses the button of this message that has `label` in its text."""
        message = self.api.messages[message["chat"]["id"], message["message_id"]]
        buttons = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
        query = {
            "id": str(self.api.next_id()),
            "from": {
                "id": abs(message["chat"]["id"]),
                "is_bot": False,
                "first_name": "Ada",
                **person,
            },
            "chat_instance": "1",
            "data": next(b["callback_data"] for b in buttons if label in b["text"]),
            "message": message,
        }
        self.api.presses.add(query["id"])
        return await self.deliver({"callback_query": query})

    async def deliver(self, update: Json) -> Json:
        """Have an update for the bot; it gets the next `update_id` if it has none."""
        update = {"update_id": self.api.next_id()} | update
        if self.api.webhook:
            self._background.add(asyncio.create_task(self._push(update)))
        else:
            self.api.pending.append(update)
            await self._tell()
        return update

    async def revoke(self) -> None:
        """The bot's owner revokes its token, which ends a request that waits for updates."""
        self.revoked = True
        await self._tell()

    # What tests see

    def inject(self, method: str, *faults: Fault) -> None:
        """Let these faults befall the next requests to a method, one each."""
        self._faults[method].extend(faults)

    def made(self, method: str) -> list[Call]:
        """The calls to a method so far."""
        return [call for call in self.calls if call.method == method]

    async def called(self, method: str, count: int = 1, *, within: float = 15.0) -> list[Call]:
        """The calls to a method once there are `count`; TimeoutError after `within` seconds."""
        await self.until(lambda: len(self.made(method)) >= count, within=within)
        return self.made(method)

    async def until(self, happened: Callable[[], bool], *, within: float = 15.0) -> None:
        """Return once something is so that requests can change; else TimeoutError."""
        async with asyncio.timeout(within), self._news:
            await self._news.wait_for(happened)

    # What requests do

    async def act(self, method: str, parameters: Json) -> Any:
        """Do what a request asks for; raises `Refused`."""
        if method == "getUpdates":
            return await self._updates(**parameters)
        if not self.api.knows(method):
            self._unknown.append(method)
            raise Refused(501, f"the tests' server does not know {method}")
        at = time.perf_counter()
        result = await self.api.do(method, parameters)
        self.calls.append(Call(method, parameters, result, at))
        await self._tell()
        return result

    async def fault(self, method: str) -> Fault | None:
        """Note a request, and choose what befalls it."""
        self.requests.append(method)
        await self._tell()
        return self._faults[method].popleft() if self._faults[method] else self.fault_for(method)

    async def _updates(self, offset: int = 0, **options: Any) -> list[Json]:
        if self.polled_elsewhere:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        if self.api.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self.api.pending = [u for u in self.api.pending if u["update_id"] >= offset]
        with contextlib.suppress(TimeoutError):
            await self.until(
                lambda: bool(self.api.pending) or self.revoked, within=options["timeout"]
            )
        self._hand_out(self.api.pending)
        return self.api.pending[:100]

    async def _push(self, update: Json) -> None:
        """Give an update to the webhook until it takes it, as Telegram does."""
        self._hand_out([update])
        while True:
            with contextlib.suppress(HTTPError, OSError):
                await AsyncHTTPClient().fetch(
                    self.api.webhook["url"],
                    method="POST",
                    body=json.dumps(update),
                    headers={
                        "Content-Type": "application/json",
                        "X-Telegram-Bot-Api-Secret-Token": self.api.webhook["secret"],
                    },
                )
                return
            await asyncio.sleep(0.1)

    def _hand_out(self, updates: list[Json]) -> None:
        for update in updates:
            self.handed_out.setdefault(update["update_id"], time.perf_counter())

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()


class _Method(RequestHandler):
    def initialize(self, server: TelegramServer) -> None:
        self.server = server

    async def post(self, token: str, method: str) -> None:
        await asyncio.sleep(self.server.one_way)
        fault = await self.server.fault(method)
        if fault is None:
            await self._act(token, method)
        elif fault.status == 0:
            if fault.acts:
                await self._act(token, method)
            self._break_connection()
        elif fault.status == 429:
            self._refuse(429, "Too Many Requests", {"retry_after": fault.retry_after})
        else:
            self.set_status(fault.status)
            self.write(fault.body)

    async def _act(self, token: str, method: str) -> None:
        try:
            if token != TOKEN or self.server.revoked:
                raise Refused(401, "Unauthorized")
            result = await self.server.act(method, self._parameters())
            if self.server.revoked:
                raise Refused(401, "Unauthorized")
        except Refused as refusal:
            self._refuse(refusal.status, str(refusal), {})
        else:
            await asyncio.sleep(self.server.one_way)
            self.write({"ok": True, "result": result})

    def _parameters(self) -> Json:
        values = {name: each[0].decode() for name, each in self.request.body_arguments.items()}
        files = {name: each[0].body for name, each in self.request.files.items()}
        return {name: _parsed(name, value) for name, value in values.items()} | files

    def _refuse(self, status: int, description: str, parameters: Json) -> None:
        self.set_status(status)
        more = {"parameters": parameters} if parameters else {}
        self.write({"ok": False, "error_code": status, "description": description, **more})

    def _break_connection(self) -> None:
        assert isinstance(self.request.connection, HTTP1Connection)
        stream = self.request.connection.stream
        assert isinstance(stream, IOStream)
        self._auto_finish = False
        if not stream.closed():
            # Closing without lingering sends a reset in place of an orderly end.
            stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            stream.close()


class _File(RequestHandler):
    def initialize(self, server: TelegramServer) -> None:
        self.server = server

    async def get(self, token: str, path: str) -> None:
        if token != TOKEN or path not in self.server.api.files:
            self.set_status(404)
        else:
            self.write(self.server.api.files[path])


def _parsed(name: str, value: str) -> Any:
    """A parameter as it was before it became part of a form."""
    if name in ("text", "callback_query_id", "url", "secret_token", "file_id", "language_code"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
