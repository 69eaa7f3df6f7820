"""What askers' handlers need, handed to them once."""

from dataclasses import dataclass

from bot.asked.asked import Asked
from bot.asked.waitlist import Waitlist
from bot.chat.asking.flood import Flood
from bot.chat.asking.memory import Memory
from bot.search.library import Library


@dataclass(frozen=True, slots=True)
class Services:
    """The library, what it was asked and what answered, who waits, and the flood gates."""

    library: Library
    asked: Asked
    memory: Memory
    waitlist: Waitlist
    flood: Flood
    """For what is asked and pressed."""
    commands: Flood
    """For commands, which are answered to who has asked too much, too."""
    typing: Flood
    """For what is typed inline."""
    moderators: frozenset[int]
    """Who may change the articles from Telegram; what they ask in private is not counted."""
