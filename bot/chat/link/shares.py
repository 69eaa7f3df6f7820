"""Shares: how much of the inbox one chat may fill, so that others find room in it."""

import logging
from collections import Counter

from telegram import Update

from bot.chat.link.updates import sender_of

SHARE = 100
"""How many updates one chat may have there: as many as Telegram's apps forward at once."""

_log = logging.getLogger(__name__)


class Shares:
    """What each chat has in the inbox; where there is no chat, each person."""

    def __init__(self) -> None:
        self._held: Counter[int] = Counter()
        self._dropped: dict[int, int] = {}
        """Of chats whose share is full: how many updates were dropped."""
        self._first_too_many: set[int] = set()
        """Ids of the updates that filled a share."""

    def allows(self, update: Update) -> bool:
        """Whether its chat may have one more; once its share is full, not until all is done."""
        whose = sender_of(update)
        if whose in self._dropped:
            self._dropped[whose] += 1
            return False
        if self._held[whose] >= SHARE:
            self._dropped[whose] = 0
            self._first_too_many.add(update.update_id)
        return True

    def is_one_too_many(self, update: Update) -> bool:
        """Whether this one filled its chat's share."""
        return update.update_id in self._first_too_many

    def take(self, update: Update) -> None:
        """The update is in the inbox now."""
        self._held[sender_of(update)] += 1

    def give_back(self, update: Update) -> None:
        """The update is done with."""
        self._first_too_many.discard(update.update_id)
        whose = sender_of(update)
        self._held[whose] -= 1
        if self._held[whose] > 0:
            return
        del self._held[whose]
        if dropped := self._dropped.pop(whose, 0):
            _log.warning("A chat had %d messages more than its share: dropped", dropped)
