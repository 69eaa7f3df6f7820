"""A Bot API server on loopback for tests and benchmarks, and the bot's process beside it."""

from tests.telegram_server.api import TOKEN
from tests.telegram_server.faults import Fault
from tests.telegram_server.process import BotProcess, Environment, environment
from tests.telegram_server.proxy import Proxy
from tests.telegram_server.server import Call, TelegramServer

__all__ = [
    "TOKEN",
    "BotProcess",
    "Call",
    "Environment",
    "Fault",
    "Proxy",
    "TelegramServer",
    "environment",
]
