"""Writes bench/load.md: how fast, and how surely, the real bot answers over HTTP.

    python -m bench.load

200 questions from 50 chats, 30 a second, asked through a Bot API server on loopback. First beside
an echo bot written with the same library: the time from an update being handed out until its reply
is there, once as if the server were far away, once as near as it is. Then with a fault in 5 % of
all requests: how many answers are lost, how many come twice.
"""

import asyncio
import contextlib
import random
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import blocking, ms, percentile_95, table, tick, write
from bench.running import ask, is_introduced, replies, running_bot
from tests.telegram_server import Fault

ASKED, CHATS, PER_SECOND = 200, 50, 30
WARM_UP = 20  # answers before the clock counts: imports, first connections
ROUNDS = 3  # of both bots in turn, so that a busy machine is no advantage to either
ARTICLE_BOT, ECHO_BOT = "article bot", "echo bot"
ROUND_TRIPS = 0.04, 0.0
"""Seconds to the server and back: what Telegram's take from a good place, and none."""
GOAL = 1.1
"""Of the ratio, at the first round trip."""
INTRO = """# Answers over HTTP

Written by `python -m bench.load`; not to be edited. The echo bot is what python-telegram-bot's
users write first, with nothing around it, answering several messages at once. Beside it the article
bot writes each update to disk, ranks, renders, and limits itself to what Telegram allows; what it
tells Telegram of itself, in all languages, it has told at an earlier start. The ratio is what to
compare: the machine may have been busy with other work.
"""
BOTS = {
    ARTICLE_BOT: (("-m", "bot"), "Answering as"),
    ECHO_BOT: ((str(Path(__file__).with_name("echo.py")),), ""),
}
"""Arguments of Python, and what a bot says when it is ready; the echo bot says nothing."""
KNOWLEDGE = str(Path(__file__).parents[1] / "knowledge")
QUESTIONS = (
    "How much has the World Bank paid for CASA-1000?",
    "Why did the Taliban raid ISIS-K?",
    "What did Joe Biden say?",
    "Who is the spokesperson of the Ministry of Finance?",
    "Which countries has ISIS-K attacked?",
    "What is the capital of France?",
)


FAULTS = (
    Fault.too_many(retry_after=1),
    Fault.bad_gateway(),
    Fault.reset(acts=False),
    Fault.reset(acts=True),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the questions."""

    times: list[float]
    """From each update to its first reply, in milliseconds."""
    lost: int
    """Questions without a reply."""
    doubled: int
    """Replies beyond the first."""


@dataclass(slots=True)
class Chance:
    """A fault for every twentieth request, by the dice."""

    dice: random.Random
    broken: int = 0
    """Replies whose connection broke after the server had taken them."""

    def fault_for(self, method: str) -> Fault | None:
        """The fault that is to befall a request, if any."""
        fault = self.dice.choice(FAULTS) if self.dice.random() < 0.05 else None
        self.broken += fault is not None and fault.acts and method == "sendMessage"
        return fault


@blocking
async def main() -> None:
    lines = [INTRO, f"{ASKED} questions from {CHATS} chats, {PER_SECOND} a second:", ""]
    with TemporaryDirectory() as name:
        lines += await _measured(Path(name) / "data")
    write("load.md", lines)


async def _measured(data: Path) -> list[str]:
    """The tables; `data` is going to be what a bot keeps that was started before."""
    async with running_bot() as (server, bot, folder):
        await is_introduced(server)
        await bot.stop()
        shutil.copytree(folder / "data", data)
    rows = [row for round_trip in ROUND_TRIPS for row in await _compared(round_trip, data)]
    lines = [*table(["round trip", "update to reply", "median", "95 %"], rows)]
    lines += ["", f"The ratio is to be at most {GOAL} with a round trip of 40 ms.", ""]
    lines += ["With a fault (429, 502, reset) in 5 % of all requests:", ""]
    rows = []
    for seed in (1, 2, 3):
        chance = Chance(random.Random(seed))
        it = await _run(ARTICLE_BOT, data, chance=chance)
        rows.append((str(it.lost), str(it.doubled), str(chance.broken)))
    heads = ["lost", "doubled", "connections that broke after the reply was taken"]
    return [*lines, *table(heads, rows)]


async def _compared(round_trip: float, data: Path) -> list[tuple[str, ...]]:
    """A row for each bot, and one for what one takes of the other's time."""
    times: dict[str, list[float]] = {name: [] for name in BOTS}
    for number in range(ROUNDS):
        for name in BOTS:
            print(f"{name}, {ms(round_trip)}, round {number + 1}", file=sys.stderr)
            times[name] += (await _run(name, data, round_trip)).times
    figures = {name: (statistics.median(each), percentile_95(each)) for name, each in times.items()}
    rows = [(name, *(f"{value:.1f} ms" for value in each)) for name, each in figures.items()]
    both = zip(figures[ARTICLE_BOT], figures[ECHO_BOT], strict=True)
    ratios = [ours / theirs for ours, theirs in both]
    has_goal = round_trip == ROUND_TRIPS[0]
    marked = [f"{r:.2f} {tick(r <= GOAL)}" if has_goal else f"{r:.2f}" for r in ratios]
    return [(f"{ms(round_trip)}", *row) for row in (*rows, ("ratio", *marked))]


async def _run(
    name: str, data: Path, round_trip: float = 0.0, chance: Chance | None = None
) -> Outcome:
    """Ask a bot that begins with a copy of `data`; `round_trip` is seconds to it and back."""
    command, ready = BOTS[name]
    started = running_bot(command=command, ready=ready, data=data, KNOWLEDGE_DIR=KNOWLEDGE)
    async with started as (server, *_):
        server.one_way = round_trip / 2
        for number in range(WARM_UP):
            await server.say(QUESTIONS[0], chat=1000 + number)
            await server.called("sendMessage", number + 1)
        if chance:
            server.fault_for = chance.fault_for
        questions = [(QUESTIONS[n % len(QUESTIONS)], 1 + n % CHATS) for n in range(ASKED)]
        put = await ask(server, questions, PER_SECOND)
        with contextlib.suppress(TimeoutError):  # what is missing then is counted as lost
            await server.until(lambda: put.keys() <= replies(server).keys(), within=60)
        if chance:
            await asyncio.sleep(5)  # in which a second reply would come
        replied = {message: calls for message, calls in replies(server).items() if message in put}
        times = [
            1000 * (calls[0].at - server.handed_out[put[message][0]])
            for message, calls in replied.items()
        ]
    sent = sum(map(len, replied.values()))
    return Outcome(times, lost=len(put) - len(replied), doubled=sent - len(replied))


if __name__ == "__main__":
    main()
