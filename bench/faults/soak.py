"""Soak: the real bot asked for minutes while its files change, and each question accounted for."""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import corpus
from bench.faults import Found
from bench.figures import blocking, memory, ms, percentile_95
from bench.running import ask, replies, running_bot
from bot import phrases
from bot.reading.markdown.writing import as_markdown
from bot.search.articles import Article

PER_SECOND, CHATS, CHANGE_EVERY = 30, 300, 0.5
"""Questions a second, the chats that they come from, seconds between two changes of files."""
EAGER, EAGER_SHARE = 2, 0.05
"""Chats that ask more than the limit allows, and their share of the questions."""
PASSAGES, FILES = 2_000, 100
_SAID = {phrases.SLOW_DOWN: "told to slow down", phrases.SORRY: "failed"}
DROPPED = re.compile(r"A chat had (\d+) messages more than its share")
REFUSED = re.compile(r"Refused from people who exceeded their \d+ a minute: (\d+)")
STALE = re.compile(r"message is [\d.]+ minutes old and is left unanswered")


@blocking
async def soaked(seconds: int) -> Found:
    """Ask for so many seconds."""
    text = corpus(None)
    articles = list(text.articles(PASSAGES))
    fresh = ["What has the council decided?"]
    async with running_bot(articles) as (server, bot, folder):
        before = memory(bot.pid)
        changing = asyncio.create_task(_change(folder / "knowledge", articles, fresh))
        put = await ask(server, _questions(PER_SECOND * seconds, text.questions, fresh), PER_SECOND)
        changing.cancel()
        await asyncio.sleep(5)
        grown = memory(bot.pid) - before
        await bot.stop()  # the last of what it counts comes into the log then
        replied, sent = replies(server), len(server.made("sendMessage"))
    refused, dropped = (sum(map(int, said.findall(bot.output))) for said in (REFUSED, DROPPED))
    stale, tracebacks = len(STALE.findall(bot.output)), bot.output.count("Traceback")
    fates = Counter(_SAID.get(first.result["text"], "answered") for first, *_ in replied.values())
    lost = len(put) - len(replied) - (refused + stale + dropped - fates["told to slow down"])
    times = [first.at - put[question][1] for question, (first, *_) in replied.items()]
    return Found(
        f"Soak: {len(put):,} questions in {seconds} s, a file changed every {CHANGE_EVERY} s",
        "each answered, or counted in the log as slowed down, stale or dropped; failed, lost: 0",
        f"answered {fates['answered']:,}, slowed down {refused:,}, stale {stale}, dropped "
        f"{dropped}, failed {fates['failed']}, lost {lost}; doubled: {sent - len(replied)}; "
        f"tracebacks: {tracebacks}; 95 % answered within {ms(percentile_95(times))}, "
        f"the last after {ms(max(times))}; memory grown by {grown:.0f} MB",
        not lost and not fates["failed"] and not tracebacks,
    )


def _questions(count: int, known: Sequence[str], fresh: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Questions and the chats that ask them; every third is in the words just written."""
    dice = random.Random(1)
    for number in range(count):
        is_eager = dice.random() < EAGER_SHARE
        chat = CHATS + number % EAGER if is_eager else number % CHATS
        yield (dice.choice(known) if number % 3 else fresh[-1]), 1 + chat


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
