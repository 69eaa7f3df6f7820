"""The flood gate: how many questions a minute one person may ask."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import telegram

from bot import phrases
from bot.chat.link import addressing, sending
from bot.replying.message import Message
from bot.translation import Translation

_log = logging.getLogger(__name__)


class Gate(Enum):
    """What to do with a question that has just come in."""

    OPEN = "answer it"
    CLOSING = "tell the person, this once"
    CLOSED = "be silent"


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled: float
    """When there were so many `tokens`, in seconds of the clock."""
    told: bool = False


@dataclass(slots=True)
class Flood:
    """A bucket of `per_minute` questions for each person, which refills in one minute.

    `clock` gives seconds that never go back, such as `time.monotonic`. A person who has been told
    is told again only after a quiet minute.
    """

    per_minute: int
    clock: Callable[[], float]
    _buckets: dict[int, _Bucket] = field(default_factory=dict)
    """Person → bucket, the one used longest ago first."""
    _refused: int = 0
    _logged: int = 0

    def knock(self, person: int) -> Gate:
        """Count one question of this person and say what to do with it."""
        self._forget_the_quiet()
        bucket = self._refilled(person)
        self._buckets[person] = bucket
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Gate.OPEN
        self._refused += 1
        gate = Gate.CLOSED if bucket.told else Gate.CLOSING
        bucket.told = True
        return gate

    def log_refused(self) -> None:
        """Say in the log how much was refused since this was called last."""
        refused = self._refused
        if refused > self._logged:
            _log.info(
                "Refused from people who exceeded their %d a minute: %d",
                self.per_minute,
                refused - self._logged,
            )
            self._logged = refused

    def __len__(self) -> int:
        """How many people are remembered."""
        return len(self._buckets)

    def _refilled(self, person: int) -> _Bucket:
        now = self.clock()
        bucket = self._buckets.pop(person, None) or _Bucket(self.per_minute, now)
        gained = (now - bucket.filled) * self.per_minute / 60
        tokens = min(self.per_minute, bucket.tokens + gained)
        return _Bucket(tokens, now, bucket.told)

    def _forget_the_quiet(self) -> None:
        # After a minute a bucket is full again, the same as none: memory stays small.
        while self._buckets:
            person, bucket = next(iter(self._buckets.items()))
            if self.clock() - bucket.filled < 60:
                return
            del self._buckets[person]


async def admits(flood: Flood, message: telegram.Message, say: Translation) -> bool:
    """Whether whoever wrote this may be answered now; if not, tells them once why."""
    gate = flood.knock(addressing.writer(message))
    if gate is Gate.CLOSING:
        await sending.reply(message, Message(say(phrases.SLOW_DOWN)))
    return gate is Gate.OPEN


async def admitted_below(
    flood: Flood, query: telegram.CallbackQuery, say: Translation
) -> telegram.Message | None:
    """The message below which somebody has pressed a button; if not now, tells them why not."""
    notice = phrases.STALE
    if flood.knock(query.from_user.id) is not Gate.OPEN:
        notice = phrases.ONE_MOMENT
    elif isinstance(query.message, telegram.Message):
        return query.message
    await sending.answer_press(query, say(notice))
    return None
