"""How fast, and how surely, the real bot answers over HTTP: `python -m bench.load`.

200 questions from 50 chats, 30 a second, asked through a Bot API server on loopback. First beside
an echo bot written with the same library: the time from an update being handed out until its reply
is there. Then with a fault in 5 % of all requests: how many answers are lost, how many come twice.
"""

import asyncio
import random
import statistics
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.telegram_server import TOKEN, BotProcess, Fault, TelegramServer

ASKED, CHATS, PER_SECOND = 200, 50, 30
WARM_UP = 20  # answers before the clock counts: imports, first connections
ARTICLE_BOT, ECHO_BOT = ("-m", "bot"), (str(Path(__file__).with_name("echo.py")),)
KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
QUESTIONS = (
    "How much has the World Bank paid for CASA-1000?",
    "Why did the Taliban raid ISIS-K?",
    "What did Joe Biden say?",
    "Who is the spokesperson of the Ministry of Finance?",
    "Which countries has ISIS-K attacked?",
    "What is the capital of France?",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the questions."""

    times: list[float]
    """From each update to its first reply, in milliseconds."""
    replies: Counter[int]
    """Message id of a question → number of its replies."""
    broken: int
    """Replies whose connection broke after the server had taken them."""

    @property
    def lost(self) -> int:
        """Questions without a reply."""
        return ASKED - len(self.times)

    @property
    def doubled(self) -> int:
        """Replies beyond the first."""
        return self.replies.total() - len(self.replies)

    @property
    def median(self) -> float:
        """Of the times."""
        return statistics.median(self.times)

    @property
    def percentile_95(self) -> float:
        """Of the times."""
        return statistics.quantiles(self.times, n=20)[-1]


class Chance:
    """A fault for every twentieth request, by the dice."""

    def __init__(self, seed: int) -> None:
        self.broken = 0
        self._random = random.Random(seed)

    def fault_for(self, method: str) -> Fault | None:
        """The fault that is to befall a request, if any."""
        if self._random.random() >= 0.05:
            return None
        fault = self._random.choice(
            (
                Fault.too_many(retry_after=1),
                Fault.bad_gateway(),
                Fault.reset(acts=False),
                Fault.reset(acts=True),
            )
        )
        self.broken += fault.acts and method == "sendMessage"
        return fault


async def main() -> None:
    print(f"{ASKED} questions from {CHATS} chats, {PER_SECOND} a second; update to reply:")
    print(f"{'':12}{'median':>12}{'95 %':>12}")
    outcomes = {"article bot": await _run(ARTICLE_BOT), "echo bot": await _run(ECHO_BOT)}
    for name, outcome in outcomes.items():
        print(f"{name:12}{outcome.median:>9.1f} ms{outcome.percentile_95:>9.1f} ms")
    ours, echo = outcomes.values()
    print(
        f"{'ratio':12}{ours.median / echo.median:>12.2f}"
        f"{ours.percentile_95 / echo.percentile_95:>12.2f}"
    )
    print("\nWith a fault (429, 502, reset) in 5 % of all requests:")
    for seed in (1, 2, 3):
        with_faults = await _run(ARTICLE_BOT, Chance(seed))
        print(
            f"lost {with_faults.lost}, doubled {with_faults.doubled}"
            f" (connections that broke after the reply was taken: {with_faults.broken})"
        )


async def _run(command: tuple[str, ...], chance: Chance | None = None) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        async with (
            TelegramServer() as server,
            BotProcess(_settings(server, Path(folder)), command),
        ):
            return await _load(server, chance)


def _settings(server: TelegramServer, folder: Path) -> dict[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_BASE_URL": server.url,
        "KNOWLEDGE_DIR": str(KNOWLEDGE),
        "DATA_DIR": str(folder),
    }


async def _load(server: TelegramServer, chance: Chance | None) -> Outcome:
    for number in range(WARM_UP):
        await server.say(QUESTIONS[0], chat=1000 + number)
        await server.called("sendMessage", number + 1)
    if chance:
        server.fault_for = chance.fault_for
    questions = await _ask(server)
    await server.until(lambda: questions.keys() <= _replies(server).keys(), within=60)
    if chance:
        await asyncio.sleep(5)  # in which a second reply would come
    replies = _replies(server)
    times = [
        1000 * (replies[message][0] - server.handed_out[update])
        for message, update in questions.items()
    ]
    counts = Counter({message: len(replies[message]) for message in questions})
    return Outcome(times, counts, chance.broken if chance else 0)


async def _ask(server: TelegramServer) -> dict[int, int]:
    """Ask all questions; message id → update id."""
    questions = {}
    clock = asyncio.get_running_loop().time
    start = clock()
    for number in range(ASKED):
        await asyncio.sleep(start + number / PER_SECOND - clock())
        update = await server.say(QUESTIONS[number % len(QUESTIONS)], chat=1 + number % CHATS)
        questions[update["message"]["message_id"]] = update["update_id"]
    return questions


def _replies(server: TelegramServer) -> dict[int, list[float]]:
    """Message id of a question → when its replies were taken."""
    replies: dict[int, list[float]] = {}
    for call in server.made("sendMessage"):
        replies.setdefault(call.parameters["reply_parameters"]["message_id"], []).append(call.at)
    return replies


if __name__ == "__main__":
    asyncio.run(main())
