import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.chat.link.inbox import FRESH, Inbox
from bot.chat.link.turns import Turns, step_aside
from bot.database import Database
from bot.reading.files import read_file
from bot.search.library import Library
from tests.chat.conversation import Clock
from tests.chat.link.test_inbox import BOT, NOW, question, update

LIBRARY = Library(Path("none"), read_file)


@pytest.fixture
def turns(tmp_path: Path) -> Iterator[Turns]:
    with closing(Database.open(tmp_path)) as database:
        yield Turns(Inbox(database, lambda: NOW), LIBRARY)


class Handling:
    """Processing that goes on until it is let go, and tells in which order it began."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go = asyncio.Event()

    async def __call__(self, number: int) -> None:
        self.begun.append(number)
        await self.go.wait()


def chat(id: int) -> dict[str, Any]:  # noqa: A002  (as Telegram calls it)
    return {"chat": {"id": id, "type": "private", "first_name": "Ada"}}


async def test_messages_of_one_chat_wait_for_each_other_and_other_chats_do_not(
    turns: Turns,
) -> None:
    handling = Handling()
    updates = [update(1, **chat(7)), update(2, **chat(7)), update(3, **chat(8))]
    async with asyncio.TaskGroup() as tasks:
        for each in updates:
            number = each.update_id
            tasks.create_task(turns.process_update(each, handling(number)))
        await asyncio.sleep(0)
        assert handling.begun == [1, 3]
        handling.go.set()
    assert handling.begun == [1, 3, 2]


async def test_who_steps_aside_lets_the_next_begin_and_is_done_when_done(turns: Turns) -> None:
    handling = Handling()

    async def slow(number: int) -> None:
        step_aside()
        await handling(number)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(turns.process_update(update(1, **chat(7)), slow(1)))
        tasks.create_task(turns.process_update(update(2, **chat(7)), handling(2)))
        tasks.create_task(turns.process_update(update(3, **chat(7)), handling(3)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert handling.begun == [1, 2]
        handling.go.set()
    assert handling.begun == [1, 2, 3]


async def test_what_is_abandoned_ends_at_once_begun_or_not(turns: Turns) -> None:
    handling = Handling()
    tasks = [
        asyncio.create_task(turns.process_update(update(number), handling(number)))
        for number in (1, 2)
    ]
    await asyncio.sleep(0)
    assert await turns.abandon() == 2
    assert [task.cancelled() for task in tasks] == [True, True]
    assert handling.begun == [1]


async def test_what_is_stale_when_its_turn_comes_is_left_unanswered(tmp_path: Path) -> None:
    clock = Clock()
    clock.now = NOW
    with closing(Database.open(tmp_path)) as database:
        inbox = Inbox(database, clock)
        turns, handling = Turns(inbox, LIBRARY), Handling()
        async with asyncio.TaskGroup() as tasks:
            for number in (1, 2):
                await inbox.receive(question(number), BOT)
                tasks.create_task(turns.process_update(update(number), handling(number)))
            await asyncio.sleep(0)
            clock.now += FRESH + 1
            handling.go.set()
        assert handling.begun == [1]
        await Inbox(database, clock).resume(BOT)  # and is done with
        assert database.execute("SELECT body FROM updates").fetchall() == [(None,), (None,)]
