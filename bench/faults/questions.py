"""Questions that take long, people who ask or press without end, and the others meanwhile."""

import asyncio
import contextlib
import random
import statistics
import time
from itertools import chain, cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import SCRIPTS, polyglot
from bench.faults.found import Found, Part, percentile_95
from bench.faults.running import QUESTION, asked, dropped_in, memory, running_bot
from bot.search.articles import Article
from bot.search.library import Index
from tests.chat import updates
from tests.chat.conversation import Conversation
from tests.telegram_server import TelegramServer

PASSAGES, LONGEST = 10_000, 4096
"""Passages of the library, in all languages together, and characters of a slow question."""
SLOWEST = 0.025
FLOODER = 7_654_321
OTHERS, EACH, PAUSE = 20, 4, 0.05
"""People who ask, how often each, and the seconds between two of their questions."""
STALLERS, STALLING = 20, 0.1
"""People who send slow questions meanwhile, and the seconds between two of those."""
ENDLESS = {
    "one letter over and over": "a ",
    "one endless word": "a",
    "one endless number": "1",
    "dots": ".",
    "quotes": '"',
    "question marks": "?",
    "brackets": "(((((",
    "an expression that backtracks": "(a+)+$",
    "spaces": " a" + " " * 60,
    "line ends": "a\n",
    "hyphens": "a-",
    "apostrophes": "a'",
    "abbreviations": "U.S.A. ",
    "addresses": "http://a.example/?b=1 ",
    "combining marks": "a\u0301",
    "joined emoji": "👩‍👩‍👧‍👦",
    "flags": "🇺🇳",
    "direction marks": "\u202ea\u202c",
    "a character that stands for eighteen": "ﷺ",
    "one question over and over": f"{QUESTION} ",
}


def slow() -> Part:
    """Ask what takes longest, of articles in many languages."""
    library = polyglot(PASSAGES)
    index = Index.of(chain.from_iterable(library.values()))
    usual = [_seconds(index, QUESTION) for _ in range(100)]
    taken = {
        name: min(_seconds(index, question) for _ in range(3))
        for name, question in _slow_questions(library).items()
    }
    ranked = sorted(taken, key=lambda name: -taken[name])
    told = ", ".join(f"{name} {1000 * taken[name]:.1f} ms" for name in ranked[:4])
    return [
        Found(
            f"Slow questions: {len(taken)} of {LONGEST:,} characters, to {PASSAGES:,} passages in "
            f"{len(SCRIPTS)} languages",
            f"≤ {1000 * SLOWEST:.0f} ms of CPU each",
            f"slowest: {told}; a usual question {1000 * statistics.median(usual):.1f} ms",
            taken[ranked[0]] <= SLOWEST,
        )
    ]


def _slow_questions(library: dict[str, list[Article]]) -> dict[str, str]:
    dice = random.Random(1)
    pieces = {name: [text] for name, text in ENDLESS.items()}
    for code, articles in library.items():
        words = " ".join(article.text for article in articles[:20]).split()
        pieces[f"letters of {code}"] = list(SCRIPTS[code])
        pieces[f"words of {code}"] = [f"{word} " for word in words]
        mistyped = [_mistyped(word, SCRIPTS[code], dice) for word in words]
        pieces[f"mistyped words of {code}"] = [f"{word} " for word in mistyped]
    pieces["letters of no language"] = list(map(chr, range(ord("ա"), ord("ֆ"))))
    pieces["letters of all languages"] = [each for some in SCRIPTS.values() for each in some[:100]]
    return {name: "".join(dice.choices(each, k=LONGEST))[:LONGEST] for name, each in pieces.items()}


def _mistyped(word: str, letters: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + dice.choice(letters) + word[place + 1 :]


def _seconds(index: Index, question: str) -> float:
    """Of CPU, in all threads."""
    started = time.process_time()
    index.answer(question)
    return time.process_time() - started


def waits() -> Part:
    """Ask the real bot what takes longest while others ask what takes nothing."""
    return [asyncio.run(_waits())]


async def _waits() -> Found:
    library = polyglot(PASSAGES)
    questions = list(_slow_questions(library).values())
    async with running_bot(chain.from_iterable(library.values())) as (server, _, _):
        usual = await asked(server, [QUESTION] * OTHERS * EACH, OTHERS, PAUSE)
        stalling = asyncio.create_task(_stall(server, questions))
        busy = await asked(server, [QUESTION] * OTHERS * EACH, OTHERS, PAUSE)
        stalling.cancel()
    before, during = statistics.median(usual), statistics.median(busy)
    return Found(
        f"The same sent to the running bot, {1 / STALLING:.0f} a second, while others ask",
        "others' median wait ≤ 3 × the usual",
        f"median {1000 * during:.1f} ms with, {1000 * before:.1f} ms without; longest "
        f"{1000 * max(busy):.0f} ms with, {1000 * max(usual):.0f} ms without",
        during <= 3 * before,
    )


async def _stall(server: TelegramServer, questions: list[str]) -> None:
    for number, question in enumerate(cycle(questions)):
        await server.say(question, chat=FLOODER + number % STALLERS)
        await asyncio.sleep(STALLING)


def floods() -> Part:
    """Flood it."""
    return asyncio.run(_floods())


async def _floods() -> Part:
    return [await _flood_of_questions(), await _flood_of_presses(), await _flood_of_typing()]


async def _flood_of_questions() -> Found:
    async with running_bot() as (server, _, _):
        quiet = await asked(server, [QUESTION] * OTHERS * EACH, OTHERS, PAUSE)
        stop = asyncio.Event()
        flooding = asyncio.create_task(_flood(server, stop))
        busy = await asked(server, [QUESTION] * OTHERS * EACH, OTHERS, PAUSE)
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


async def _flood_of_presses() -> Found:
    count = 1000
    async with running_bot() as (server, bot, _):
        await server.say(QUESTION, chat=FLOODER)
        [answer] = await server.called("sendMessage")
        before = memory(bot)
        started = time.perf_counter()
        for _ in range(count):
            await server.press(answer.result, "More")
        await server.say(QUESTION, chat=1)
        await server.called("sendMessage", 2, within=60)
        asked = time.perf_counter() - started
        with contextlib.suppress(TimeoutError):
            await server.until(
                lambda: len(server.made("answerCallbackQuery")) + dropped_in(bot.output) >= count,
                within=30,
            )
        seconds = time.perf_counter() - started
        reacted, dropped = len(server.made("answerCallbackQuery")), dropped_in(bot.output)
        grown = memory(bot) - before
        edits = len(server.made("editMessageText"))
    return Found(
        f"Flood of presses: {count:,} at once by one person",
        "each answered or counted as dropped; pages turned ≤ 20; another answered within 10 s",
        f"answered {reacted}, dropped {dropped}, after {seconds:.1f} s; pages turned: {edits}; "
        f"another answered after {asked:.1f} s, memory grown by {grown:.0f} MB",
        reacted + dropped == count and edits <= 20 and asked <= 10,
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
