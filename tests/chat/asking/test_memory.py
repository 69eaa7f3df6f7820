import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.asking.memory import KEPT, Memory
from bot.database import Database
from bot.pseudonyms import Pseudonyms
from tests.chat.conversation import Clock

PSEUDONYMS = Pseudonyms(b"k" * 32)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path)) as database:
        yield database


@pytest.fixture
def memory(database: Database, clock: Clock) -> Memory:
    return Memory(database, PSEUDONYMS, clock)


def test_an_answer_is_found_by_its_question_and_a_question_by_its_answer(memory: Memory) -> None:
    memory.remember(7, 100, 101, 1)
    assert memory.answer_to(7, 100) == 101
    assert memory.asked_id(7, 101) == 1


def test_messages_of_other_chats_are_others(memory: Memory) -> None:
    memory.remember(7, 100, 101, 1)
    assert memory.answer_to(8, 100) is None
    assert memory.asked_id(8, 101) is None


def test_an_edited_question_takes_the_place_of_the_first(memory: Memory) -> None:
    memory.remember(7, 100, 101, 1)
    memory.remember(7, 100, 101, 2)
    assert memory.asked_id(7, 101) == 2


def test_an_answer_is_found_where_no_questions_are_kept(memory: Memory) -> None:
    memory.remember(7, 100, 101, None)
    assert memory.answer_to(7, 100) == 101
    assert memory.asked_id(7, 101) is None


def test_what_is_remembered_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    with closing(Database.open(tmp_path)) as before:
        Memory(before, PSEUDONYMS, clock).remember(7, 100, 101, 1)
    with closing(Database.open(tmp_path)) as after:
        assert Memory(after, PSEUDONYMS, clock).answer_to(7, 100) == 101


def test_after_two_days_all_is_forgotten_and_purged(
    memory: Memory, clock: Clock, tmp_path: Path
) -> None:
    memory.remember(7, 100, 101, 1)
    clock.now += KEPT + 1
    assert memory.answer_to(7, 100) is None
    assert memory.asked_id(7, 101) is None
    memory.remember(7, 200, 201, 2)
    memory.purge()
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as file:
        assert file.execute("SELECT question_id FROM replied").fetchall() == [(200,)]


def test_a_chat_can_be_forgotten_and_others_stay(memory: Memory) -> None:
    memory.remember(7, 100, 101, 1)
    memory.remember(8, 100, 101, 2)
    memory.forget(7)
    assert memory.answer_to(7, 100) is None
    assert memory.answer_to(8, 100) == 101


def test_a_full_disk_is_named_once_and_the_bot_goes_on_with_what_it_knew(
    database: Database, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    memory.remember(7, 100, 101, 1)
    database.execute("PRAGMA max_page_count = 1")  # SQLite takes the least that holds what is there
    for number in range(200, 1200):
        memory.remember(7, number, number + 1000, number)
    assert memory.answer_to(7, 100) == 101
    assert memory.answer_to(7, 1199) == 2199
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "database or disk is full" in caplog.text


def test_a_damaged_file_is_named_and_the_bot_works_without_it(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bot.sqlite3").write_text("This is no database. " * 100)
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, PSEUDONYMS, clock)
        memory.remember(7, 100, 101, 1)
        assert memory.answer_to(7, 100) == 101
    assert "bot.sqlite3" in caplog.text


def test_a_folder_that_can_not_be_made_is_named_and_the_bot_works_without_it(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    with closing(Database.open(tmp_path / "file" / "data")) as database:
        Memory(database, PSEUDONYMS, clock).remember(7, 100, 101, 1)
    assert len(caplog.records) == 1
