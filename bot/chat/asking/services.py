"""What askers' handlers need, handed to them once."""

from dataclasses import dataclass

from bot.asked.asked import Asked
from bot.chat.asking.flood import Flood
from bot.chat.asking.memory import Memory
from bot.search.library import Library


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
