"""Soak: the real bot asked for minutes while its files change, and each question accounted for."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import corpus
from bench.faults.found import Found, Part, percentile_95
from bench.faults.running import dropped_in, memory, running_bot
from bot import phrases
from bot.reading.markdown.writing import as_markdown
from bot.search.articles import Article
from tests.telegram_server import TelegramServer

PER_SECOND, CHATS, CHANGE_EVERY = 30, 300, 0.5
"""Questions a second, the chats that they come from, seconds between two changes of files."""
EAGER, EAGER_SHARE = 2, 0.05
"""Chats that ask more than the limit allows, and their share of the questions."""
PASSAGES, FILES = 2_000, 100
_SAID = {phrases.SLOW_DOWN: "told to slow down", phrases.SORRY: "failed"}
REFUSED = re.compile(r"Refused from people who exceeded their \d+ a minute: (\d+)")
STALE = re.compile(r"message is [\d.]+ minutes old and is left unanswered")


def soaked(seconds: int) -> Part:
    """Ask for so many seconds."""
    return [asyncio.run(_soak(seconds))]


async def _soak(seconds: int) -> Found:
    text = corpus(None)
    articles = list(text.articles(PASSAGES))
    asked: dict[int, float] = {}
    """When each question was put, by its message."""
    fresh = ["What has the council decided?"]
    async with running_bot(articles) as (server, bot, folder):
        before = memory(bot)
        changing = asyncio.create_task(_change(folder / "knowledge", articles, fresh))
        dice = random.Random(1)
        started = time.perf_counter()
        for number in range(PER_SECOND * seconds):
            await asyncio.sleep(max(0.0, started + number / PER_SECOND - time.perf_counter()))
            eager = dice.random() < EAGER_SHARE
            chat = CHATS + number % EAGER if eager else number % CHATS
            asking = dice.choice(text.questions) if number % 3 else fresh[-1]
            update = await server.say(asking, chat=1 + chat)
            asked[update["message"]["message_id"]] = time.perf_counter()
        changing.cancel()
        await asyncio.sleep(5)
        grown = memory(bot) - before
        await bot.stop()  # the last of what it counts comes into the log then
        replies = _replies(server)
        refused = sum(map(int, REFUSED.findall(bot.output)))
        stale = len(STALE.findall(bot.output))
        dropped = dropped_in(bot.output)
        tracebacks = bot.output.count("Traceback")
        doubled = len(server.made("sendMessage")) - len(replies)
    fates = Counter(_SAID.get(said, "answered") for said, _ in replies.values())
    told = refused + stale + dropped - fates["told to slow down"]
    lost = len(asked) - len(replies) - told
    waits = [at - asked[question] for question, (_, at) in replies.items()]
    return Found(
        f"Soak: {len(asked):,} questions in {seconds} s, a file changed every {CHANGE_EVERY} s",
        "each answered, or counted in the log as slowed down, stale or dropped; failed, lost: 0",
        f"answered {fates['answered']:,}, slowed down {refused:,}, stale {stale}, dropped "
        f"{dropped}, failed {fates['failed']}, lost {lost}; doubled: {doubled}; tracebacks: "
        f"{tracebacks}; 95 % answered within {1000 * percentile_95(waits):.0f} ms, the last after "
        f"{1000 * max(waits):.0f} ms; memory grown by {grown:.0f} MB",
        not lost and not fates["failed"] and not tracebacks,
    )


def _replies(server: TelegramServer) -> dict[int, tuple[str, float]]:
    """By the question's message: what was said first, and when."""
    found: dict[int, tuple[str, float]] = {}
    for call in server.made("sendMessage"):
        question = call.parameters["reply_parameters"]["message_id"]
        found.setdefault(question, (call.result["text"], call.at))
    return found


async def _change(folder: Path, articles: Sequence[Article], fresh: list[str]) -> None:
    """Change, remove, bring back and half write files, in turn, until cancelled.

    Adds questions in the words that have just been written.
    """
    dice = random.Random(2)
    number = 0
    while True:
        await asyncio.sleep(CHANGE_EVERY)
        number += 1
        article = dice.choice(articles[:FILES])
        path = folder / f"{article.id}.md"
        odd = "".join(dice.choices("bdfgklmnprstvz", k=9))
        content = f"{as_markdown(article)}\n\nThe council of {odd} met in {number}.\n"
        fresh.append(f"When did the council of {odd} meet?")
        if number % 4 == 0:
            path.unlink(missing_ok=True)
        elif number % 4 == 1:
            path.write_text(content[: len(content) // 2], encoding="utf-8")
        elif number % 4 == 2:
            path.write_text(content, encoding="utf-8")
        else:
            draft = folder / ".draft"
            draft.write_text(content, encoding="utf-8")
            draft.replace(path)
