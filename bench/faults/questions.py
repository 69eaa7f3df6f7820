"""Questions that take long, people who ask without end, and the others meanwhile."""

import asyncio
import random
import statistics
import time
from collections.abc import Iterable
from itertools import chain, cycle, repeat

from bench.corpus import SCRIPTS, polyglot
from bench.faults import Found
from bench.figures import blocking, ms, percentile_95
from bench.running import QUESTION, ask, running_bot, waits
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.text.questions import LONGEST_QUESTION
from tests.telegram_server import TelegramServer

PASSAGES = 10_000
"""Passages of the library, in all languages together."""
SLOWEST = 0.025
FLOODER = 7_654_321
FLOODING = 90
"""Questions a second."""
OTHERS = [(QUESTION, 1 + number % 20) for number in range(80)]
OTHERS_PER_SECOND = 20
"""What twenty others ask, and how fast."""
STALLERS, STALLING = 20, 10
"""People who send slow questions meanwhile, and how many of those a second."""
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


def slow() -> Found:
    """Ask what takes longest, of articles in many languages."""
    library = polyglot(PASSAGES)
    index = Index.of(chain.from_iterable(library.values()))
    usual = [_seconds(index, QUESTION) for _ in range(100)]
    taken = {
        name: min(_seconds(index, question) for _ in range(3))
        for name, question in _slow_questions(library).items()
    }
    ranked = sorted(taken, key=lambda name: -taken[name])
    told = ", ".join(f"{name} {ms(taken[name], 1)}" for name in ranked[:4])
    return Found(
        f"Slow questions: {len(taken)} of {LONGEST_QUESTION:,} characters, to {PASSAGES:,} "
        f"passages in {len(SCRIPTS)} languages",
        f"≤ {ms(SLOWEST)} of CPU each",
        f"slowest: {told}; a usual question {ms(statistics.median(usual), 1)}",
        taken[ranked[0]] <= SLOWEST,
    )


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
    most = LONGEST_QUESTION
    return {name: "".join(dice.choices(each, k=most))[:most] for name, each in pieces.items()}


def _mistyped(word: str, letters: str, dice: random.Random) -> str:
    place = dice.randrange(len(word))
    return word[:place] + dice.choice(letters) + word[place + 1 :]


def _seconds(index: Index, question: str) -> float:
    """Of CPU, in all threads."""
    started = time.process_time()
    index.answer(question)
    return time.process_time() - started


@blocking
async def stalled() -> Found:
    """Ask the real bot what takes longest while others ask what takes nothing."""
    library = polyglot(PASSAGES)
    slow_ones = _slow_questions(library).values()
    stalling = ((each, FLOODER + n % STALLERS) for n, each in enumerate(cycle(slow_ones)))
    async with running_bot(chain.from_iterable(library.values())) as (server, _, _):
        usual, busy = await _others(server, stalling, STALLING)
    before, during = statistics.median(usual), statistics.median(busy)
    return Found(
        f"The same sent to the running bot, {STALLING} a second, while others ask",
        "others' median wait ≤ 3 × the usual",
        f"median {ms(during, 1)} with, {ms(before, 1)} without; longest "
        f"{ms(max(busy))} with, {ms(max(usual))} without",
        during <= 3 * before,
    )


@blocking
async def flooded() -> Found:
    """Let one person ask without end."""
    async with running_bot() as (server, _, _):
        quiet, busy = await _others(server, repeat((QUESTION, FLOODER)), FLOODING)
        await asyncio.sleep(1)
        answered = sum(c.parameters["chat_id"] == FLOODER for c in server.made("sendMessage"))
    without, during = percentile_95(quiet), percentile_95(busy)
    return Found(
        f"Flood by one user: {FLOODING} questions a second for "
        f"{len(OTHERS) / OTHERS_PER_SECOND:.0f} s, limit 20 a minute",
        "others' 95 % ≤ 1 s; replies to the flooder ≤ 22",
        f"others' 95 %: {ms(during)} with, {ms(without)} without; replies "
        f"to the flooder: {answered}; answers to others: {len(busy)} of {len(OTHERS)}",
        during <= 1 and answered <= 22 and len(busy) == len(OTHERS),
    )


async def _others(
    server: TelegramServer, disturbing: Iterable[tuple[str, int]], per_second: float
) -> tuple[list[float], list[float]]:
    """Seconds that others wait for each answer: alone, and while something else is asked."""
    alone = await waits(server, OTHERS, OTHERS_PER_SECOND)
    background = asyncio.create_task(ask(server, disturbing, per_second))
    meanwhile = await waits(server, OTHERS, OTHERS_PER_SECOND)
    background.cancel()
    return alone, meanwhile
