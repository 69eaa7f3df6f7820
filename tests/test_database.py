"""What happens to the bot's file while it runs: locked, broken, of an older layout, open to all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot import database as databases
from bot.asked.asked import Asked
from bot.asked.stats import stats
from bot.chat.asking.memory import Memory
from bot.chat.link.inbox import Inbox
from bot.chat.moderating.drafts import Drafts
from bot.database import FILE, Database
from bot.pseudonyms import Pseudonyms
from bot.search.articles import Article, Credit
from bot.search.index import Index
from tests.chat.conversation import Clock

PSEUDONYMS = Pseudonyms(b"k" * 32)
LONG_AGO = """
CREATE TABLE updates (id INTEGER PRIMARY KEY, received REAL NOT NULL, body TEXT);
CREATE TABLE replied (chat BLOB NOT NULL, question_id INTEGER NOT NULL, answer_id INTEGER NOT NULL,
    asked INTEGER, sent REAL NOT NULL, PRIMARY KEY (chat, question_id));
CREATE INDEX replied_by_message ON replied (chat, answer_id);
CREATE TABLE asked (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, text TEXT NOT NULL,
    verdict TEXT NOT NULL, fingerprint TEXT NOT NULL);
CREATE INDEX asked_by_time ON asked (at);
CREATE TABLE quoted (asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
    article TEXT NOT NULL, PRIMARY KEY (asked, article));
CREATE INDEX quoted_by_article ON quoted (article);
CREATE TABLE votes (asked INTEGER NOT NULL REFERENCES asked ON DELETE CASCADE,
    voter BLOB NOT NULL, up INTEGER NOT NULL, PRIMARY KEY (asked, voter));
CREATE TABLE ignored (gist TEXT PRIMARY KEY);
CREATE TABLE drafts (id INTEGER PRIMARY KEY AUTOINCREMENT, moderator INTEGER NOT NULL,
    article TEXT NOT NULL, name TEXT NOT NULL, shown INTEGER NOT NULL, seen TEXT NOT NULL,
    pasted TEXT NOT NULL, said REAL NOT NULL, at REAL NOT NULL);
CREATE TABLE prompts (draft INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    message INTEGER NOT NULL, field TEXT NOT NULL);
CREATE TABLE told (file TEXT PRIMARY KEY, reason TEXT NOT NULL);
INSERT INTO asked VALUES (7, 100, 'Who built it?', 'unsure', '');
INSERT INTO updates VALUES (1, 100, '{"update_id": 1}');
"""
"""A file of before files had versions."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program is writing into the file meanwhile."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def rows(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / FILE)) as file:
        return file.execute(statement).fetchall()


def test_what_is_said_while_another_program_holds_the_file_is_known_and_written_afterwards(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Index.of(
        [Article(id="a", credit=Credit(title="Title"), text="The mill is red.")]
    ).answer("mill red")
    with closing(Database.open(tmp_path)) as database:
        asked, memory = Asked(database, PSEUDONYMS, 90, clock), Memory(database, PSEUDONYMS, clock)
        first = asked.add(answer, answer.quotes)
        memory.remember(7, 100, 101, first)
        with locked(tmp_path):
            second = asked.add(answer, answer.quotes)
            assert second == 2
            memory.remember(7, 200, 201, second)
            assert asked.vote(2, 7, up=True)
            assert (memory.answer_to(7, 100), memory.answer_to(7, 200)) == (101, 201)
            assert database.is_late
            assert rows(tmp_path, "SELECT id FROM asked") == [(1,)]
    assert rows(tmp_path, "SELECT id FROM asked") == [(1,), (2,)]
    assert rows(tmp_path, "SELECT asked, up FROM votes") == [(2, 1)]
    assert rows(tmp_path, "SELECT question_id FROM replied") == [(100,), (200,)]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "database is locked" in caplog.text


def test_a_lock_may_come_and_go_many_times(tmp_path: Path, clock: Clock) -> None:
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, PSEUDONYMS, clock)
        for number in range(0, 40, 2):
            with locked(tmp_path):
                memory.remember(7, number, number + 1000, None)
            memory.remember(7, number + 1, number + 1001, None)  # late as well, or not any more
    found = rows(tmp_path, "SELECT question_id FROM replied ORDER BY 1")
    assert found == [(number,) for number in range(40)]


@pytest.mark.parametrize("ends", [True, False])
def test_nobody_waits_for_ever_for_a_lock_and_what_is_late_is_written_if_it_ends(
    ends: bool,
    tmp_path: Path,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 0)
    database = Database.open(tmp_path)
    memory = Memory(database, PSEUDONYMS, clock)
    with locked(tmp_path):
        memory.remember(7, 100, 101, None)
        assert not database.is_late
        assert memory.answer_to(7, 100) == 101
        if not ends:
            database.close()
    if ends:
        database.close()
    assert rows(tmp_path, "SELECT question_id FROM replied") == ([(100,)] if ends else [])
    assert ("until the next start" in caplog.records[-1].getMessage()) is not ends


def test_once_a_full_disk_has_room_again_all_that_was_late_is_written(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level("INFO", databases.__name__)
    monkeypatch.setattr(databases, "_TRIED_RARELY", 0.001)
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, PSEUDONYMS, clock)
        file = database._connection
        file.execute("PRAGMA max_page_count = 1")  # as many as hold what is there
        for number in range(300):
            memory.remember(7, number, number + 1000, None)
        memory.forget(8)
        assert not database.is_late  # nobody waits for room
        assert len(rows(tmp_path, "SELECT * FROM replied")) < 300
        file.execute("PRAGMA max_page_count = 100000")
        assert database._catching_up
        database._catching_up.join()
        memory.remember(7, 300, 1300, None)
        assert len(rows(tmp_path, "SELECT * FROM replied")) == 301
    full, written = (record.getMessage() for record in caplog.records)
    assert "database or disk is full" in full
    assert "nothing is lost" in written


def test_too_much_that_is_late_is_given_up(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "_TRIED_RARELY", 0.001)
    monkeypatch.setattr(databases, "_MOST_LATE", 10)
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, PSEUDONYMS, clock)
        database.execute("PRAGMA max_page_count = 1")
        for number in range(1000):
            memory.remember(7, number, number + 1000, None)
        assert database._catching_up
        database._catching_up.join()
        assert memory.answer_to(7, 999) == 1999
    assert "until the next start" in caplog.records[-1].getMessage()


@pytest.mark.parametrize("damage", ["no database", "malformed"])
def test_a_file_that_breaks_while_the_bot_runs_is_set_aside_and_a_new_one_is_begun(
    damage: str, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Database.open(tmp_path)) as database:
        Memory(database, PSEUDONYMS, clock).remember(7, 100, 101, None)
    content = (tmp_path / FILE).read_bytes()
    with closing(Database.open(tmp_path)) as database:
        memory = Memory(database, PSEUDONYMS, clock)
        start = 0 if damage == "no database" else 4096  # which leaves the schema as it is
        broken = content[:start] + b"broken. " * ((len(content) - start) // 8)
        (tmp_path / FILE).write_bytes(broken)
        database.execute("PRAGMA shrink_memory")
        memory.remember(7, 200, 201, None)
        assert memory.answer_to(7, 200) == 201
    with closing(Database.open(tmp_path)) as database:
        assert Memory(database, PSEUDONYMS, clock).answer_to(7, 200) == 201
    assert (tmp_path / f"{FILE}.broken-1").read_bytes() == broken
    [record] = caplog.records
    assert f"{FILE}.broken-1, and a new one is begun" in record.getMessage()


def test_a_file_that_is_broken_at_the_start_is_set_aside_and_nothing_is_overwritten(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for number in (1, 2):
        (tmp_path / FILE).write_text(f"This is no database: {number}. " * 100)
        with closing(Database.open(tmp_path)) as database:
            Memory(database, PSEUDONYMS, clock).remember(7, 100, 101, number)
        assert rows(tmp_path, "SELECT asked FROM replied") == [(number,)]
        assert (tmp_path / f"{FILE}.broken-{number}").read_text().startswith("This is no database")
    assert len(caplog.records) == 2


def test_a_mistake_in_a_statement_is_raised_and_the_file_is_used_on(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(Database.open(tmp_path)) as database:
        Drafts(database, clock)
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO awaited VALUES (1, 2, 'title', 0)")
        with pytest.raises(sqlite3.OperationalError, match="no such table"):
            database.execute("SELECT * FROM nowhere")
        database.execute("INSERT INTO drafts VALUES (1, 2, '', '', 0, '', '', 0, 0)")
    assert rows(tmp_path, "SELECT id FROM drafts") == [(1,)]
    assert not caplog.records


def test_a_text_that_no_file_can_hold_is_written_and_found_with_question_marks(
    tmp_path: Path,
) -> None:
    with closing(Database.open(tmp_path)) as database:
        database.declare("CREATE TABLE words (word TEXT)")
        database.execute("INSERT INTO words VALUES (?)", "a \ud800")
        found = database.execute("SELECT word FROM words WHERE word = ?", "a \ud800")
        assert found.fetchall() == [("a ?",)]


def test_what_a_purged_draft_is_asked_for_is_forgotten_with_it(
    tmp_path: Path, clock: Clock
) -> None:
    with closing(Database.open(tmp_path)) as database:
        drafts = Drafts(database, clock)
        draft = drafts.add(7, Article(id="", credit=Credit(title="T"), text="Text."))
        drafts.drop(draft.id)
        drafts.ask(draft, "title")
        assert drafts.awaited(7) is None


def test_a_file_of_before_files_had_versions_is_used_on_and_gets_one(
    tmp_path: Path, clock: Clock
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.executescript(LONG_AGO)
    clock.now = 200
    with closing(Database.open(tmp_path)) as database:
        assert Asked(database, PSEUDONYMS, 90, clock).text(7) == "Who built it?"
        drafts, memory = Drafts(database, clock), Memory(database, PSEUDONYMS, clock)
        assert drafts.add(1, Article(id="a", credit=Credit(title="A"), text="B"))
        memory.remember(7, 100, 101, 7)
        Inbox(database, clock)
    assert rows(tmp_path, "SELECT json_extract(body, '$.update_id') FROM updates") == [(1,)]
    assert rows(tmp_path, "PRAGMA user_version") == [(1 + len(databases.UPGRADES),)]


def test_an_older_file_is_brought_to_the_newest_version_once_and_a_new_one_begins_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.executescript(LONG_AGO)
    upgrades = (
        "ALTER TABLE told ADD COLUMN at REAL",
        "ALTER TABLE told RENAME COLUMN at TO told_at",
    )
    for upgraded in (upgrades[:1], upgrades, upgrades):
        monkeypatch.setattr(databases, "UPGRADES", upgraded)
        Database.open(tmp_path).close()
        assert rows(tmp_path, "PRAGMA user_version") == [(1 + len(upgraded),)]
    assert rows(tmp_path, "SELECT told_at FROM told") == []
    with closing(Database.open(tmp_path / "new")) as database:
        database.declare("CREATE TABLE IF NOT EXISTS told (told_at REAL)")
    assert rows(tmp_path / "new", "PRAGMA user_version") == [(3,)]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.executescript(LONG_AGO)
    monkeypatch.setattr(databases, "UPGRADES", ("DROP TABLE told", "DROP TABLE nowhere"))
    Database.open(tmp_path).close()
    assert rows(tmp_path, "SELECT * FROM told") == []
    assert rows(tmp_path, "PRAGMA user_version") == [(0,)]
    assert "no such table: nowhere" in caplog.text


def test_a_file_of_a_later_version_is_left_as_it_is(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as file:
        file.executescript("PRAGMA user_version = 99")
    before = (tmp_path / FILE).read_bytes()
    with closing(Database.open(tmp_path)) as database:
        Memory(database, PSEUDONYMS, clock).remember(7, 100, 101, None)
    assert (tmp_path / FILE).read_bytes() == before
    assert "a later version of the bot" in caplog.text


def test_statistics_can_be_read_of_a_file_in_which_nothing_was_asked(tmp_path: Path) -> None:
    Database.open(tmp_path).close()
    with closing(Database.read(tmp_path)) as database:
        assert stats(database, [], 0.0, 90).questions == 0


@pytest.mark.parametrize("existed", [False, True], ids=["new", "open to all before"])
def test_the_folder_and_all_in_it_are_closed_to_others(existed: bool, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    before = os.umask(0)
    try:
        if existed:
            folder.mkdir()
            for name in (FILE, f"{FILE}-wal", "key"):
                (folder / name).touch()
        with closing(Database.open(folder)) as database:
            Memory(database, Pseudonyms.open(folder)).remember(7, 100, 101, None)
            modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    finally:
        os.umask(before)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert modes == dict.fromkeys([FILE, f"{FILE}-wal", f"{FILE}-shm", "key"], 0o600)


@pytest.mark.parametrize("writable", [True, False], ids=["in its file", "in memory"])
def test_thousands_of_old_rows_are_purged_and_the_new_ones_stay(
    tmp_path: Path, clock: Clock, writable: bool
) -> None:
    (tmp_path / "file").touch()
    with closing(Database.open(tmp_path if writable else tmp_path / "file")) as database:
        inbox = Inbox(database, clock)
        for number in range(1_005):
            database.execute("INSERT INTO updates VALUES (?, ?, NULL)", number, number % 335)
        clock.now = 48 * 3600 + 300
        inbox.purge()
        with database.aside() as reading:  # which sees the same
            left = reading.execute("SELECT DISTINCT received FROM updates ORDER BY 1").fetchall()
        assert left == [(float(second),) for second in range(300, 335)]


def test_what_is_tidied_up_stands_in_the_file_itself(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database:
        database.declare("CREATE TABLE words (word TEXT)")
        database.execute("INSERT INTO words VALUES ('lighthouse')")
        assert b"lighthouse" not in (tmp_path / FILE).read_bytes()
        database.checkpoint()
        assert b"lighthouse" in (tmp_path / FILE).read_bytes()
