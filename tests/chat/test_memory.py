import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat.database import Database
from bot.chat.memory import KEPT, Memory
from tests.chat.conftest import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path)) as database:
        yield database


def test_an_answer_is_found_by_its_question_and_a_question_by_its_answer(
    database: Database, clock: Clock
) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who keeps the light?")
    assert memory.answer_to(7, 100) == 101
    assert memory.question_of(7, 101) == "Who keeps the light?"


def test_messages_of_other_chats_are_others(database: Database, clock: Clock) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who keeps the light?")
    assert memory.answer_to(8, 100) is None
    assert memory.question_of(8, 101) is None


def test_an_edited_question_takes_the_place_of_the_first(database: Database, clock: Clock) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who keeps the light?")
    memory.remember(7, 100, 101, "Who kept the light?")
    assert memory.question_of(7, 101) == "Who kept the light?"


def test_what_is_remembered_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    with closing(Database.open(tmp_path)) as before:
        Memory(before, clock).remember(7, 100, 101, "Who keeps the light?")
    with closing(Database.open(tmp_path)) as after:
        assert Memory(after, clock).answer_to(7, 100) == 101


def test_after_two_days_all_is_forgotten(database: Database, clock: Clock, tmp_path: Path) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who keeps the light?")
    clock.now += KEPT + 1
    assert memory.answer_to(7, 100) is None
    assert memory.question_of(7, 101) is None
    memory.remember(7, 200, 201, "And now?")
    with closing(sqlite3.connect(tmp_path / "bot.sqlite3")) as file:
        assert file.execute("SELECT question FROM answers").fetchall() == [("And now?",)]


def test_a_question_that_can_not_be_encoded_is_remembered_all_the_same(
    database: Database, clock: Clock
) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who \ud800?")
    assert memory.question_of(7, 101) == "Who ??"


def test_a_full_disk_is_named_once_and_the_bot_goes_on_with_what_it_knew(
    database: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    memory = Memory(database, clock)
    memory.remember(7, 100, 101, "Who keeps the light?")
    database.execute("PRAGMA max_page_count = 1")  # SQLite takes the least that holds what is there
    for number in range(200, 250):
        memory.remember(7, number, number + 1000, "Why? " * 100)
    assert memory.answer_to(7, 100) == 101
    assert memory.answer_to(7, 249) == 1249
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "database or disk is full" in caplog.text


def test_a_damaged_file_is_named_and_the_bot_works_without_it(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bot.sqlite3").write_text("This is no database. " * 100)
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, clock)
        memory.remember(7, 100, 101, "Who keeps the light?")
        assert memory.answer_to(7, 100) == 101
    assert "bot.sqlite3" in caplog.text


def test_a_folder_that_can_not_be_made_is_named_and_the_bot_works_without_it(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    with closing(Database.open(tmp_path / "file" / "data")) as database:
        Memory(database, clock).remember(7, 100, 101, "Who keeps the light?")
    assert len(caplog.records) == 1
