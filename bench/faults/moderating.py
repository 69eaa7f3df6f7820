"""A moderator's whole conversation about an article as long as can be, and the others meanwhile."""

import gc
import time
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.corpus import corpus
from bench.faults import Found
from bench.figures import blocking, ms, stalls
from bot.reading.decoding import MOST_CHARACTERS
from tests.chat.conversation import MODERATOR, Office

LONGEST_STALL = 0.02
VOTES = 20_000
ID = "a-report-of-everything"


@blocking
async def conversation() -> Found:
    """Load, try, publish, replace, show, remove and take back; see how long the loop stands."""
    old = _article()
    new = "\n\n".join(f"Now {p}" if n % 2 else p for n, p in enumerate(old.split("\n\n")))
    times: dict[str, float] = {}
    longest: dict[str, float] = {}
    with TemporaryDirectory() as name:
        office = Office(Path(name))
        await office.start()
        _vote(office)
        gc.freeze()  # as the running bot does once it has read its first articles

        async def step(what: str, doing: Coroutine[Any, Any, object]) -> None:
            started = time.perf_counter()
            async with stalls() as found:
                await doing
            times[what] = time.perf_counter() - started
            longest[what] = max(found)

        await step("load", office.send_file("report.md", old.encode()))
        await step("open “Try a question”", office.press("Try a question"))
        await step("try a question", office.send("What has the council decided?"))
        await step("publish", office.press("Publish"))
        await step("ask", office.say("What has the council decided?"))
        await step("load a new version", office.send_file("report.md", new.encode()))
        await step("publish it in place", office.press("Publish"))
        await step("/articles", office.send("/articles"))
        await step("/article", office.send(f"/article {ID}"))
        await step("/undo", office.undo())
        await step("/remove", office.send(f"/remove {ID}"))
        await step("confirm", office.press("Remove"))
        await step("/undo it", office.undo())
        await step("/reload", office.send("/reload"))
        await step("/unanswered", office.send("/unanswered"))
        await step("/stats", office.send("/stats"))
        await step(f"/forget with {VOTES:,} votes", office.send("/forget"))
        await step("load the same again", office.send_file("report.md", old.encode()))
        assert office.files == [f"{ID}.md"], office.replies
        await office.stop()
    worst = sorted(longest, key=lambda what: -longest[what])[:4]
    told = ", ".join(f"{what} {ms(longest[what])}" for what in worst)
    return Found(
        f"A moderator's {len(longest)} steps with an article of {len(old):,} characters",
        f"longest stall of the event loop ≤ {ms(LONGEST_STALL)}",
        f"longest stalls: {told}; all steps together {sum(times.values()):.0f} s",
        longest[worst[0]] <= LONGEST_STALL,
    )


def _article() -> str:
    """An article just within the limit, in short paragraphs."""
    paragraphs, size = [], 0
    for passage in corpus(None).passages(MOST_CHARACTERS):
        for sentence in passage.split(". "):
            paragraphs.append(f"{sentence.rstrip('.')}.")
            size += len(paragraphs[-1]) + len("\n\nNow ")
        if size > MOST_CHARACTERS - 10_000:
            break
    return "\n\n".join(["# A report of everything", *paragraphs])


def _vote(office: Office) -> None:
    """Let the moderator have asked and voted many times."""
    row = "INSERT INTO asked VALUES (?, ?, 'Why?', 'answered', '')"
    for number in range(1, VOTES + 1):
        office.database.execute(row, number, time.time())
        office.asked.vote(number, MODERATOR, up=True)
