"""Long polling: asking Telegram for updates, over and over.

In place of python-telegram-bot's own loop, which ends without a word to the application when the
token is revoked, so that the process lives on and hears nothing, and logs a traceback per fault.
"""

import asyncio

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.chat.link.delivery import Outage, seconds_to_wait
from bot.chat.link.inbox import Inbox

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query")
"""What we have handlers for; Telegram is not to send us anything else."""

_WAIT = 10  # seconds for which Telegram holds the request when it has nothing
_LONGEST_PAUSE = 10.0
_TURNS_TO_SENDING = 10  # of the event loop, until the requests are on their way


async def poll(bot: Bot, inbox: Inbox) -> None:
    """Put updates into the inbox until cancelled; raises `InvalidToken`."""
    outage = Outage("Asking Telegram for updates")
    pause = 0.5
    offset = 0
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset, timeout=_WAIT, allowed_updates=ALLOWED_UPDATES
            )
        except InvalidToken:
            raise
        except TelegramError as fault:
            outage.goes_on(fault)
            pause = min(2 * pause, _LONGEST_PAUSE)
            await asyncio.sleep(seconds_to_wait(fault) if isinstance(fault, RetryAfter) else pause)
            continue
        outage.ends()
        pause = 0.5
        for update in updates:
            await inbox.take(update)
            offset = update.update_id + 1  # which tells Telegram that we have this one
        await inbox.written()
        # Asking again takes a millisecond: let the answers to these go out before.
        for _ in range(_TURNS_TO_SENDING):
            await asyncio.sleep(0)
