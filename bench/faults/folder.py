"""The articles' folder: changes under questions, and 10,000 files that rest."""

import asyncio
import string
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import corpus, write
from bench.faults import Found
from bench.figures import blocking, cpu_seconds, ms, percentile_95
from bench.running import is_introduced, running_bot
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.search.articles import Credit
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE
from tests.telegram_server import TelegramServer

PASSAGES = 20_000
SECONDS = 6.0
"""For which questions are asked, before and during changes."""
EVERY = 0.6
"""Seconds between two changes."""
RESTING = 10_000
"""Files that are watched while nothing changes, for `REST` seconds."""
REST = 20
CHANGES = 8


@blocking
async def reindexing() -> Found:
    """Ask on the event loop while articles are changed under it."""
    text = corpus(None)
    with TemporaryDirectory() as name:
        files = write(text.articles(PASSAGES), Path(name))
        watch = Watch(Library(Path(name), read_file))
        await watch.look()
        quiet, stalls_before = await _asked(watch.library, text.questions)
        changing = _keep_changing(files)
        background = [asyncio.create_task(doing) for doing in (watch.keep(), changing)]
        busy, stalls = await _asked(watch.library, text.questions)
        for task in background:
            task.cancel()
    before, during = percentile_95(quiet), percentile_95(busy)
    return Found(
        f"Reindex under load: {PASSAGES:,} passages, an article changed every {EVERY} s",
        "95 % during ≤ 10 × before; stalls < 100 ms",
        f"answers, 95 %: {ms(before, 1)} before, {ms(during, 1)} during; longest "
        f"stall of the event loop {ms(max(stalls_before))} before, "
        f"{ms(max(stalls))} during",
        during < 10 * before and max(stalls) < 0.1,
    )


async def _keep_changing(files: Sequence[Path]) -> None:
    """Write a line more into one file after the other."""
    for path in cycle(files):
        await asyncio.sleep(EVERY)
        with path.open("a", encoding="utf-8") as file:
            file.write("\n\nThe festival of Ostvik is opened by a drum.\n")


async def _asked(library: Library, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds from the moment a question is due to its answer, and of each stall beside."""
    times: list[float] = []
    stalls: list[float] = []
    until = time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        due = time.perf_counter() + 0.01
        await asyncio.sleep(0.01)
        stalls.append(time.perf_counter() - due)
        library.index.answer(questions[len(times) % len(questions)])
        times.append(time.perf_counter() - due)
    return times, stalls


@blocking
async def idling() -> Found:
    """Let the real bot watch files that nobody changes, then change some."""
    articles = [
        replace(BRIDGE, id=f"report-{n}", credit=Credit(title=f"Report {n}"))
        for n in range(RESTING)
    ]
    started = time.perf_counter()
    async with running_bot(articles) as (server, bot, folder):
        start = time.perf_counter() - started
        await is_introduced(server)
        await asyncio.sleep(3)
        before = cpu_seconds(bot.pid)
        await asyncio.sleep(REST)
        used = (cpu_seconds(bot.pid) - before) / REST
        delays = []
        for number, article in zip(range(CHANGES), articles, strict=False):
            await asyncio.sleep(3 + number / 4)  # at another point between two looks
            odd = f"zanquor{string.ascii_lowercase[number] * 3}"
            text = f"{article.text}\n\nThe festival of {odd} is held in October."
            write([replace(article, text=text)], folder / "knowledge")
            changed, chat = time.perf_counter(), 1000 * (number + 1)
            while time.perf_counter() < changed + 10 and not await _is_quoted(server, odd, chat):
                chat += 1
                await asyncio.sleep(0.02)
            delays.append(time.perf_counter() - changed)
    return Found(
        f"{RESTING:,} files, unchanged for {REST} s; then {CHANGES} of them changed, in turn",
        "CPU when idle ≤ 2 % of a core; answered from within 2 s",
        f"CPU when idle: {100 * used:.1f} %; from a change to the first answer from it at "
        f"most {max(delays):.2f} s (ready {start:.0f} s after its start)",
        used <= 0.02 and max(delays) <= 2,
    )


async def _is_quoted(server: TelegramServer, odd: str, chat: int) -> bool:
    """Whether somebody who asks now is answered from the paragraph with this name."""
    count = len(server.made("sendMessage"))
    await server.say(f"When is the festival of {odd} held?", chat=chat)
    answer = (await server.called("sendMessage", count + 1))[-1]
    return f"festival of {odd} is held in October" in answer.result["text"]
