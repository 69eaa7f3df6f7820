"""The articles' folder: half files, changes under questions, 10,000 files that rest, and kills."""

import asyncio
import logging
import string
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import corpus
from bench.faults.found import Found, Part, percentile_95
from bench.faults.running import cpu_seconds, running_bot
from bot.keeping.keeper import Keeper
from bot.keeping.watch import Watch
from bot.reading.files import read_file
from bot.reading.markdown.writing import as_markdown
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE
from tests.keeping.kills import WORLDS, kill, seen
from tests.telegram_server import TelegramServer

PASSAGES = 20_000
SECONDS = 6.0
"""For which questions are asked, before and during changes."""
RESTING = 10_000
"""Files that are watched while nothing changes, for `REST` seconds."""
REST = 20
CHANGES = 8


def half_files() -> Part:
    """Files are copied into the folder piece by piece while it is watched."""
    return [_half_files(pause) for pause in (0.05, 1.0)]


def _half_files(pause: float) -> Found:
    with TemporaryDirectory() as name:
        library = Library(Path(name), read_file)
        partial, delays = asyncio.run(_copied(library, 10 if pause < 1 else 3, pause))
    return Found(
        f"File read while it is being written, {1000 * pause:.0f} ms between two pieces",
        "partial texts seen: 0; full text within 2 s",
        f"partial texts seen: {partial} of {len(delays)} files; full text at most "
        f"{max(delays):.2f} s after the last piece",
        not partial and max(delays) < 2,
    )


async def _copied(library: Library, pieces: int, pause: float) -> tuple[int, list[float]]:
    """How many partial texts were answered from, and the seconds until each text was whole."""
    await (watch := Watch(library)).look()
    watching = asyncio.create_task(watch.keep())
    seen: set[str] = set()
    whole: set[str] = set()
    delays = []

    def look() -> set[str]:
        seen.update(article.text for article in library.index.articles)
        return seen

    for number in range(5):
        sentence = f"The council of Ostvik closed {number} old bridges until the spring."
        text = "\n\n".join([sentence] * 50 * pieces)
        size = -(-len(text) // pieces)
        whole.add(text)
        with (library.folder / f"{number}.txt").open("w", encoding="utf-8") as file:
            for start in range(0, len(text), size):
                file.write(text[start : start + size])
                file.flush()
                await asyncio.sleep(pause)
                look()
        closed = time.perf_counter()
        # Nothing tells of a new index.
        while text not in look() and time.perf_counter() < closed + 10:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        delays.append(time.perf_counter() - closed)
    watching.cancel()
    return len(seen - whole), delays


def reindexing() -> Part:
    """Ask on the event loop, as the bot does, while articles are changed under it."""
    return asyncio.run(_reindexing())


async def _reindexing() -> Part:
    text = corpus(None)
    questions = text.questions[:100]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for article in text.articles(PASSAGES):
            (folder / f"{article.id}.md").write_text(as_markdown(article), encoding="utf-8")
        _write_versioned(folder, 0)
        library = Library(folder, read_file)
        await (watch := Watch(library)).look()
        quiet = await _asked(library, questions, lambda: None)
        watching = asyncio.create_task(watch.keep())
        stop = threading.Event()
        changing = threading.Thread(target=_keep_changing, args=(folder, stop))
        changing.start()
        versions: list[set[str]] = []
        busy = await _asked(library, questions, lambda: versions.append(_versions(library)))
        stop.set()
        changing.join()
        watching.cancel()
    mixed = sum(len(found) > 1 for found in versions)
    different = len(set().union(*versions))
    return [
        Found(
            f"Reindex under load: {PASSAGES:,} passages, an article changed every 0.6 s",
            "95 % during ≤ 10 × before; stalls < 100 ms; answers of two versions: 0",
            f"answers, 95 %: {1000 * percentile_95(quiet[0]):.1f} ms before, "
            f"{1000 * percentile_95(busy[0]):.1f} ms during; longest stall of the event loop "
            f"{1000 * max(quiet[1]):.0f} ms before, {1000 * max(busy[1]):.0f} ms during; answers "
            f"of two versions: {mixed} of {len(versions)}, in which {different} were quoted",
            percentile_95(busy[0]) < 10 * percentile_95(quiet[0])
            and max(busy[1]) < 0.1
            and not mixed
            and different > 1,
        )
    ]


def _write_versioned(folder: Path, version: int) -> None:
    name = "".join(string.ascii_lowercase[int(digit)] for digit in str(version))
    passages = [
        f"The zanquor festival of {place} is opened by version {name} of the drum, at dawn. "
        + f"The people of {place} come in boats and on foot, and stay for the night. " * 6
        for place in ("Ostvik", "Drumness", "Skerrin")
    ]
    article = replace(
        BRIDGE,
        credit=replace(BRIDGE.credit, title="Festivals", url=""),
        text="\n\n".join(map(str.strip, passages)),
    )
    draft = folder / ".draft"
    draft.write_text(as_markdown(article), encoding="utf-8")
    draft.replace(folder / "festivals.md")


def _keep_changing(folder: Path, stop: threading.Event) -> None:
    version = 0
    while not stop.wait(0.6):
        version += 1
        _write_versioned(folder, version)


def _versions(library: Library) -> set[str]:
    """The versions that one answer quotes."""
    answer = library.index.answer("Which drum opens the zanquor festival?")
    assert len(answer.quotes) == 3, "the festivals were not found"
    return {quote.text.split(" version ")[1].split()[0] for quote in answer.quotes}


async def _asked(
    library: Library, questions: tuple[str, ...], between: Callable[[], None]
) -> tuple[list[float], list[float]]:
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
        between()
    return times, stalls


def idling() -> Part:
    """Let the real bot watch files that nobody changes, then change some."""
    return asyncio.run(_idling())


async def _idling() -> Part:
    articles = [
        replace(
            BRIDGE,
            credit=replace(BRIDGE.credit, title=f"Report {number}", url=""),
            id=f"report-{number}",
        )
        for number in range(RESTING)
    ]
    started = time.perf_counter()
    async with running_bot(articles) as (server, bot, folder):
        start = time.perf_counter() - started
        await asyncio.sleep(3)
        before = cpu_seconds(bot)
        await asyncio.sleep(REST)
        used = (cpu_seconds(bot) - before) / REST
        delays = []
        for number, article in zip(range(CHANGES), articles, strict=False):
            await asyncio.sleep(3 + number / 4)  # at another point between two looks
            odd = f"zanquor{string.ascii_lowercase[number] * 3}"
            text = f"{article.text}\n\nThe festival of {odd} is held in October."
            path = folder / "knowledge" / f"{article.id}.md"
            path.write_text(as_markdown(replace(article, text=text)), encoding="utf-8")
            changed = time.perf_counter()
            chat = 1000 * (number + 1)
            while time.perf_counter() < changed + 10:
                chat += 1
                if await _is_quoted(server, odd, chat):
                    break
                await asyncio.sleep(0.02)
            delays.append(time.perf_counter() - changed)
    return [
        Found(
            f"{RESTING:,} files, unchanged for {REST} s; then {CHANGES} of them changed, in turn",
            "CPU when idle ≤ 2 % of a core; answered from within 2 s",
            f"CPU when idle: {100 * used:.1f} %; from a change to the first answer from it at "
            f"most {max(delays):.2f} s (ready {start:.0f} s after its start)",
            used <= 0.02 and max(delays) <= 2,
        )
    ]


async def _is_quoted(server: TelegramServer, odd: str, chat: int) -> bool:
    """Whether somebody who asks now is answered from the paragraph with this name."""
    count = len(server.made("sendMessage"))
    await server.say(f"When is the festival of {odd} held?", chat=chat)
    answer = (await server.called("sendMessage", count + 1))[-1]
    return f"festival of {odd} is held in October" in answer.result["text"]


def kills() -> Part:
    """Kill each change at each call that changes the disk."""
    logging.disable()  # each change that is taken back is named
    found: Counter[str] = sum(map(_left_of, WORLDS), Counter())
    logging.disable(logging.NOTSET)
    return [
        Found(
            "Killed at a call that changes the disk while adding, replacing, removing, taking back",
            "a reader finds the old articles or the new, never both or neither",
            f"old {found['old']}, new {found['new']}, both {found['both']}, neither "
            f"{found['neither']}; drafts left at {found['draft']}, after the next start at "
            f"{found['lasting draft']}",
            not (found["both"] or found["neither"] or found["lasting draft"]),
        )
    ]


def _left_of(change: str) -> Counter[str]:
    """How often a reader finds what, right after a kill and after the next start."""
    found: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        killed = kill(change, Path(folder))
        old, new = seen(killed.before), seen(killed.after)
        for world in killed.worlds():
            state = seen(world)
            among = {old: "old", new: "new"}
            found[among.get(state, "both" if state >= old | new else "neither")] += 1
            found["draft"] += _has_draft(world)
            Keeper(world / "knowledge", world / "data").recover()
            found["lasting draft"] += _has_draft(world)
    return found


def _has_draft(world: Path) -> bool:
    return any(path.name.endswith(".tmp") for path in (world / "knowledge").iterdir())
