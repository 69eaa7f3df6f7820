import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.chat.link.inbox import FRESH, ROOM, Inbox
from bot.chat.link.shares import SHARE
from bot.database import Database
from tests.chat.conversation import Clock
from tests.chat.fake_telegram import Fields

NOW = 1_700_000_000
CHAT = {"id": 7, "type": "private", "first_name": "Ada"}


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = NOW
    return clock


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path)) as database:
        yield database


@pytest.fixture
def inbox(database: Database, clock: Clock) -> Inbox:
    return Inbox(database, clock)


@pytest.fixture
def restarted(database: Database, clock: Clock) -> Inbox:
    """The inbox of a later process over the same database."""
    return Inbox(database, clock)


BOT = Bot("1:test")


def question(number: int = 1, *, kind: str = "message", **fields: Any) -> Fields:
    message: Fields = {"message_id": number, "date": NOW, "chat": CHAT, "text": "Who?", **fields}
    return {"update_id": number, kind: message}


def update(number: int = 1, **fields: Any) -> Update:
    return Update.de_json(question(number, **fields))


def queued(inbox: Inbox) -> list[int]:
    """The ids of the updates that wait, which are taken out."""
    updates = [inbox.get_nowait() for _ in range(inbox.qsize())]
    return [update.update_id for update in updates if isinstance(update, Update)]


async def test_an_update_is_taken_once(inbox: Inbox) -> None:
    for number in (1, 2, 1):
        await inbox.receive(question(number), BOT)
    assert queued(inbox) == [1, 2]


async def test_an_update_that_was_done_with_is_not_taken_again_after_a_restart(
    inbox: Inbox, restarted: Inbox
) -> None:
    await inbox.receive(question(), BOT)
    inbox.done(update())
    await restarted.resume(BOT)
    await restarted.receive(question(), BOT)
    assert queued(restarted) == []


async def test_an_update_that_was_not_done_with_is_resumed_once_whole_and_in_order(
    inbox: Inbox, restarted: Inbox
) -> None:
    for number in (1, 2, 3):
        await inbox.receive(question(number, text=f"Who \ud800 {number}?"), BOT)
    inbox.done(update(2))
    await restarted.resume(BOT)
    await restarted.receive(question(1), BOT)  # Telegram may deliver it once more as well
    first, last = restarted.get_nowait(), restarted.get_nowait()
    assert first == update(1)
    assert isinstance(last, Update)
    assert last.message
    assert last.message.text == "Who \ud800 3?"
    assert restarted.empty()


async def test_what_was_left_longer_than_a_question_is_fresh_is_not_resumed(
    inbox: Inbox, restarted: Inbox, clock: Clock
) -> None:
    await inbox.receive(question(), BOT)
    clock.now += FRESH + 1
    await restarted.resume(BOT)
    assert queued(restarted) == []


@pytest.mark.parametrize(
    ("update", "taken"),
    [
        (question(date=NOW - 599), True),
        (question(date=NOW - 601), False),
        (question(kind="edited_message", date=NOW - 90_000, edit_date=NOW - 599), True),
        (question(kind="edited_message", date=NOW - 90_000, edit_date=NOW - 601), False),
        (question(date=NOW + 3600), True),
        ({"update_id": 1}, True),
    ],
    ids=["fresh", "stale", "fresh edit", "stale edit", "clock behind", "no date"],
)
async def test_a_question_is_taken_while_it_is_fresh(
    inbox: Inbox, update: Fields, taken: bool
) -> None:
    await inbox.receive(update, BOT)
    assert inbox.qsize() == taken


async def test_the_text_is_forgotten_once_the_update_is_done_with(
    inbox: Inbox, tmp_path: Path
) -> None:
    await inbox.receive(question(), BOT)
    inbox.done(update())
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as file:
        assert file.execute("SELECT id, body FROM updates").fetchall() == [(1, None)]


async def test_what_the_library_can_not_read_any_more_is_forgotten_and_the_rest_resumed(
    inbox: Inbox, restarted: Inbox, database: Database
) -> None:
    for number in (1, 2, 3):
        await inbox.receive(question(number), BOT)
    for number, body in ((1, '{"update_id": 1, "message": {}}'), (2, "[" * 9999)):
        database.execute("UPDATE updates SET body = ? WHERE id = ?", body, number)
    await restarted.resume(BOT)
    assert queued(restarted) == [3]
    assert database.execute("SELECT count(*) FROM updates WHERE body NOT NULL").fetchone() == (1,)


def of_chat(number: int, chat: int) -> Fields:
    return question(number, chat=CHAT | {"id": chat})


async def test_a_full_inbox_waits_until_something_is_done(inbox: Inbox) -> None:
    for number in range(ROOM):
        await inbox.receive(of_chat(number, number), BOT)
    waiting = asyncio.create_task(inbox.receive(question(ROOM), BOT))
    await asyncio.sleep(0)
    assert inbox.qsize() == ROOM
    inbox.done(Update.de_json(of_chat(0, 0)))
    await waiting
    assert inbox.qsize() == ROOM + 1


async def test_one_chat_has_its_share_of_the_inbox_and_others_have_theirs(inbox: Inbox) -> None:
    for number in range(3 * SHARE):
        await inbox.receive(of_chat(number, 7), BOT)
    await inbox.receive(of_chat(3 * SHARE, 8), BOT)
    assert queued(inbox) == [*range(SHARE + 1), 3 * SHARE]
    too_many = [n for n in range(3 * SHARE) if inbox.is_one_too_many(update(n))]
    assert too_many == [SHARE]


async def test_a_chat_whose_share_was_full_has_it_again_once_all_of_it_is_done(
    inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(SHARE + 3):
        await inbox.receive(of_chat(number, 7), BOT)
    taken = queued(inbox)
    for number in taken[:-1]:
        inbox.done(update(number))
    await inbox.receive(of_chat(500, 7), BOT)
    assert queued(inbox) == []
    inbox.done(update(taken[-1]))
    await inbox.receive(of_chat(501, 7), BOT)
    assert queued(inbox) == [501]
    assert caplog.messages == ["A chat had 3 messages more than its share: dropped"]
