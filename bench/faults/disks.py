"""What a running bot does when its disk lets it down."""

import asyncio
import resource
import time
from typing import Any

from bench.faults.found import Found, Part
from bench.faults.running import QUESTION, running_bot
from tests.telegram_server import Call, TelegramServer


async def measure() -> Part:
    """Take away room, the folder and the database, and give them back."""
    return [await _full_disk(), await _folder_gone(), await _damaged_database()]


async def _full_disk() -> Found:
    """No file of the process can grow any more (RLIMIT_FSIZE), and then they can again."""
    text = b"The lighthouse is sold\n\nThe lighthouse of Ostvik was sold to a baker on Friday. " * 9
    async with running_bot(MODERATORS="9") as (server, bot, folder):
        server.api.files["report.txt"] = text
        document = {"file_id": "report.txt", "file_unique_id": "1", "file_name": "report.txt"}
        before = {path.name: path.read_bytes() for path in (folder / "knowledge").iterdir()}
        _, hard = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (1, hard))
        for number in range(10):
            await server.say(QUESTION, chat=100 + number)
        answers = len(await server.called("sendMessage", 10))
        published = [await _publish(server, document)]
        kept = {path.name: path.read_bytes() for path in (folder / "knowledge").iterdir()}
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (hard, hard))
        published.append(await _publish(server, document))
        after = len(list((folder / "knowledge").glob("*.md")))
        tracebacks = bot.output.count("Traceback")
    return Found(
        "Disk full under the running bot, then room again",
        "articles lost: 0; questions answered; recovers without a restart",
        f"articles lost: {len(before.keys() - kept.keys())}; answers during it: {answers} of 10; "
        f"publishing: “{published[0]}”, and once there is room “{published[1]}”; tracebacks: "
        f"{tracebacks}",
        before == kept and answers == 10 and after == 2 and not tracebacks,
    )


async def _publish(server: TelegramServer, document: dict[str, Any]) -> str:
    """Load a file as a moderator and publish it; what the bot says at last."""
    calls = len(server.calls)
    await server.say("", chat=9, document=document | {"file_size": 900})
    await server.until(lambda: any(_with_buttons(call) for call in server.calls[calls:]))
    preview = next(call for call in server.calls[calls:] if _with_buttons(call))
    calls = len(server.calls)
    await server.press(preview.result, "Publish")
    await server.until(lambda: bool(server.calls[calls:]))
    await asyncio.sleep(1)
    words = [c.parameters.get("text", "") for c in server.calls[calls:]]
    return next((said.split("\n")[-1] for said in reversed(words) if said), "nothing")


def _with_buttons(call: Call) -> bool:
    markup = call.parameters.get("reply_markup") or {}
    return any("Publish" in b["text"] for row in markup.get("inline_keyboard", []) for b in row)


async def _folder_gone() -> Found:
    async with running_bot() as (server, bot, folder):
        (folder / "knowledge").rename(folder / "elsewhere")
        await bot.said("The articles can't be looked at", within=5)
        for number in range(10):
            await server.say(QUESTION, chat=100 + number)
        calls = await server.called("sendMessage", 10)
        answered = sum("1931" in call.result["text"] for call in calls)
        (folder / "elsewhere").rename(folder / "knowledge")
        (folder / "knowledge" / "b.md").write_text("# B\n\nA lighthouse is for sale.")
        await bot.said("Answering from 2", within=5)
        lines = bot.output.count("can't be looked at")
        status = await bot.stop()
    return Found(
        "The articles' folder is gone while the bot runs, and comes back",
        "questions answered; one line says so; goes on without a restart",
        f"answered: {answered} of 10; lines: {lines}; a new article is seen afterwards; exit "
        f"status when told to stop: {status}",
        answered == 10 and lines == 1 and not status,
    )


async def _damaged_database() -> Found:
    started = time.perf_counter()
    async with running_bot(before="no database" * 1000) as (server, bot, _):
        seconds = time.perf_counter() - started
        await server.say(QUESTION)
        [answer] = await server.called("sendMessage")
        line = next(line for line in bot.output.splitlines() if "can't be used" in line)
    return Found(
        "A damaged database (of the articles no index is kept on disk)",
        "starts, says so, answers",
        f"starts in {seconds:.1f} s and answers; says “{line.split(': ', 1)[1].split('/')[-1]}”",
        "1931" in answer.result["text"],
    )
