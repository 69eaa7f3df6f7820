"""One person who asks or presses without end, and the others meanwhile."""

import asyncio
import resource
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.found import Found, Part, percentile_95
from bench.faults.running import QUESTION, running_bot
from tests.chat import updates
from tests.chat.conversation import Conversation
from tests.telegram_server import BotProcess, TelegramServer

FLOODER = 7_654_321
OTHERS, EACH, PAUSE = 20, 4, 0.05
"""People who ask, how often each, and the seconds between two of their questions."""


async def measure() -> Part:
    """Flood it."""
    return [await _flood_of_questions(), await _flood_of_presses(), await _flood_of_typing()]


async def _flood_of_questions() -> Found:
    async with running_bot() as (server, _, _):
        quiet = await _times(server)
        stop = asyncio.Event()
        flooding = asyncio.create_task(_flood(server, stop))
        busy = await _times(server)
        stop.set()
        sent = await flooding
        await asyncio.sleep(1)
        answered = sum(c.parameters["chat_id"] == FLOODER for c in server.made("sendMessage"))
    without, during = percentile_95(quiet), percentile_95(busy)
    return Found(
        f"Flood by one user: {sent} questions in {len(busy) * PAUSE:.0f} s, limit 20 a minute",
        "others' 95 % ≤ 1 s; replies to the flooder ≤ 22",
        f"others' 95 %: {1000 * during:.0f} ms with, {1000 * without:.0f} ms without; replies to "
        f"the flooder: {answered}; answers to others: {len(busy)} of {OTHERS * EACH}",
        during <= 1 and answered <= 22 and len(busy) == OTHERS * EACH,
    )


async def _flood(server: TelegramServer, stop: asyncio.Event) -> int:
    sent = 0
    while not stop.is_set() and sent < 2000:
        await server.say(QUESTION, chat=FLOODER)
        sent += 1
        await asyncio.sleep(0.01)
    return sent


async def _times(server: TelegramServer) -> list[float]:
    """Seconds from each question of others to its answer."""
    asked: dict[int, float] = {}
    for number in range(OTHERS * EACH):
        update = await server.say(QUESTION, chat=1 + number % OTHERS)
        asked[update["message"]["message_id"]] = time.perf_counter()
        await asyncio.sleep(PAUSE)
    await server.until(lambda: asked.keys() <= _answered(server).keys(), within=30)
    answered = _answered(server)
    return [answered[message] - at for message, at in asked.items()]


def _answered(server: TelegramServer) -> dict[int, float]:
    calls = server.made("sendMessage")
    return {call.parameters["reply_parameters"]["message_id"]: call.at for call in calls}


async def _flood_of_presses() -> Found:
    count = 1000
    async with running_bot() as (server, bot, _):
        question = await server.say(QUESTION, chat=FLOODER)
        [answer] = await server.called("sendMessage")
        before = _memory(bot)
        started = time.perf_counter()
        for _ in range(count):
            await server.press(answer.result, "More")
        await server.say(QUESTION, chat=1)
        await server.called("sendMessage", 2, within=60)
        asked = time.perf_counter() - started
        await server.called("answerCallbackQuery", count, within=60)
        seconds = time.perf_counter() - started
        grown = _memory(bot) - before
        edits = len(server.made("editMessageText"))
    assert question
    return Found(
        f"Flood of presses: {count:,} at once by one person",
        "all answered, pages turned ≤ 20, somebody else answered within 10 s",
        f"all answered after {seconds:.1f} s, pages turned: {edits}, somebody else answered after "
        f"{asked:.1f} s, memory grown by {grown:.0f} MB",
        edits <= 20 and asked <= 10,
    )


async def _flood_of_typing() -> Found:
    """Inline queries, of which Telegram sends one for every few letters typed."""
    count = 500
    with TemporaryDirectory() as name:
        conversation = Conversation(Path(name))
        await conversation.start()
        started = time.perf_counter()
        for number in range(count):
            await conversation.happens(updates.typed_inline(f"lighthouse {number}"))
        each = (time.perf_counter() - started) / count
        answered = len(conversation.telegram.sent("answerInlineQuery"))
        await conversation.stop()
    return Found(
        f"Flood of inline queries: {count} by one person, for which there is no limit",
        "all answered, each ≤ 20 ms of the event loop",
        f"answered: {answered}, each in {1000 * each:.1f} ms",
        answered == count and each <= 0.020,
    )


def _memory(bot: BotProcess) -> float:
    """Megabytes that the process holds."""
    pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6
