"""What the handlers need, handed to them once.

`asking.handlers(services)` binds the services to its functions, so handlers read
`services.library` with its type; python-telegram-bot's untyped `bot_data` stays unused.
"""

from dataclasses import dataclass

from telegram.ext import ContextTypes

from bot.asked.asked import Asked
from bot.chat.flood import Flood
from bot.chat.memory import Memory
from bot.search.library import Library

Context = ContextTypes.DEFAULT_TYPE
"""The context that python-telegram-bot hands to each handler; we keep nothing in it."""


@dataclass(frozen=True, slots=True)
class Services:
    """The library, what it was asked, the messages that answered, and the flood gates."""

    library: Library
    asked: Asked
    memory: Memory
    flood: Flood
    """For what is said and pressed."""
    typing: Flood
    """For what is typed inline."""
