"""Long polling: asking Telegram for updates, over and over.

In place of python-telegram-bot's own loop, which ends without a word to the application when the
token is revoked, so that the process lives on and hears nothing, logs a traceback per fault, and
never gets past an update that it can't read.
"""

import asyncio

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.chat.link.delivery import Outage, seconds_to_wait
from bot.chat.link.inbox import Inbox
from bot.chat.link.request import READ_TIMEOUT
from bot.chat.link.updates import update_id

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""What we have handlers for; Telegram is not to send us anything else."""

_WAIT = 10  # seconds for which Telegram holds the request when it has nothing
_LONGEST_PAUSE = 10.0
_HEAD_START = 0.005  # seconds, in which most questions are answered
_UNCONFIRMED = 0.25  # seconds between requests while nothing can be confirmed


async def poll(bot: Bot, inbox: Inbox) -> None:
    """Put updates into the inbox until cancelled; raises `InvalidToken`."""
    outage = Outage("Asking Telegram for updates")
    pause = 0.5
    offset = 0
    unconfirmed: frozenset[int | None] = frozenset()
    while True:
        try:
            updates = await _updates(bot, offset)
        except InvalidToken:
            raise
        except TelegramError as fault:
            outage.lasts(fault)
            pause = min(2 * pause, _LONGEST_PAUSE)
            await asyncio.sleep(seconds_to_wait(fault) if isinstance(fault, RetryAfter) else pause)
            continue
        outage.ends()
        pause = 0.5
        for raw in updates:
            if update_id(raw) not in unconfirmed:
                await inbox.receive(raw, bot)
        if inbox.is_late:
            # Telegram sends the same once more, at most a hundred, and with them what is new.
            unconfirmed = frozenset(map(update_id, updates))
            await asyncio.sleep(_UNCONFIRMED)
            continue
        unconfirmed = frozenset()
        # This tells Telegram that we have them.
        offset = max([offset, *(id_ + 1 for id_ in map(update_id, updates) if id_ is not None)])
        # Asking again takes a millisecond of computing: let the answers to these go out before.
        if updates:
            await asyncio.sleep(_HEAD_START)


async def _updates(bot: Bot, offset: int) -> list[object]:
    """What waits at Telegram, as it is; raises `TelegramError`."""
    options = {"offset": offset, "timeout": _WAIT, "allowed_updates": ALLOWED_UPDATES}
    # The public methods for this either read all updates at once, or warn of themselves.
    updates = await bot._post("getUpdates", options, read_timeout=READ_TIMEOUT + _WAIT)
    if not isinstance(updates, list) or {update_id(each) for each in updates} == {None}:
        raise NetworkError("what Telegram sends are no updates")
    return updates
