"""The webhook: Telegram brings updates itself, over HTTP.

In place of python-telegram-bot's own, which refuses what it can't read, so that Telegram brings it
again and again, and writes it into the log.
"""

import contextlib
import hmac
import json
from collections.abc import AsyncIterator
from http import HTTPStatus

from telegram import Bot
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.chat.link.inbox import Inbox

_SECRET = "X-Telegram-Bot-Api-Secret-Token"


@contextlib.asynccontextmanager
async def listening(
    address: tuple[str, int], path: str, secret: str, bot: Bot, inbox: Inbox
) -> AsyncIterator[None]:
    """Put into the inbox what is brought to this host and port together with the secret."""
    handlers = [(f"{path}/?", _Brought, {"secret": secret, "bot": bot, "inbox": inbox})]
    server = HTTPServer(Application(handlers, log_function=lambda _: None))
    server.listen(address[1], address[0])
    try:
        yield
    finally:
        server.stop()
        await server.close_all_connections()


class _Brought(RequestHandler):
    def initialize(self, secret: str, bot: Bot, inbox: Inbox) -> None:
        self._secret, self._bot, self._inbox = secret, bot, inbox

    async def post(self) -> None:
        """Take an update. That this ends well tells Telegram that we have it."""
        told = self.request.headers.get(_SECRET, "")
        if not hmac.compare_digest(told.encode(), self._secret.encode()):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        body = self.request.body.decode(errors="replace")
        try:
            raw = json.loads(body)
        except json.JSONDecodeError:  # nothing that Telegram has sent
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        except (ValueError, RecursionError):  # JSON, but more than Python reads
            raw = body
        await self._inbox.receive(raw, self._bot)
        await self._inbox.written()
