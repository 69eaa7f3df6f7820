"""The statistics in a terminal."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from bot import wording
from bot.asked.asked import Asked
from bot.database import FILE, Database, UnusableDatabase
from bot.pseudonyms import Pseudonyms
from bot.settings import Settings
from bot.terminal.overviews import describe_questions
from tests.asked.conftest import ask
from tests.search.corpus import ARTICLES


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"DATA_DIR": str(tmp_path / "data")})


def ask_twice(settings: Settings) -> None:
    with closing(Database.open(settings.data_dir)) as database:
        asked = Asked(database, Pseudonyms.open(settings.data_dir), 90)
        ask(asked, "ferrymen")
        asked.vote(ask(asked, "zeppelins"), 7, up=False)


def test_they_are_told_in_lines(settings: Settings) -> None:
    ask_twice(settings)
    told = describe_questions(ARTICLES, settings, as_json=False)
    assert told.startswith("Questions in the last 90 days: 2\n\n")
    assert "50 % answered, 0 % unsure, 50 % unanswered\n\n👍 0 · 👎 1\n" in told
    assert f"{wording.MOST_QUOTED}\n• The footbridge of Aldmere: 1×\n" in told
    assert told.endswith(
        f"{wording.NEVER_QUOTED}\n• A bakery without an oven\n• Herons in the harbour"
    )


def test_they_are_told_as_json(settings: Settings) -> None:
    ask_twice(settings)
    found = json.loads(describe_questions(ARTICLES, settings, as_json=True))
    [day] = found.pop("days")
    assert (day["answered"], day["unsure"], day["unanswered"]) == (1, 0, 1)
    assert found == {
        "kept_days": 90,
        "questions": 2,
        "answered": 1,
        "unsure": 0,
        "unanswered": 1,
        "thumbs_up": 0,
        "thumbs_down": 1,
        "most_quoted": [{"article": "bridge", "answers": 1}],
        "never_quoted": ["bakery", "herons"],
    }


def test_where_no_bot_has_run_nothing_was_asked_and_nothing_is_made(settings: Settings) -> None:
    assert describe_questions(ARTICLES, settings, as_json=False) == wording.NOTHING_ASKED_YET
    assert not settings.data_dir.exists()


def test_it_is_said_if_no_questions_are_kept() -> None:
    settings = Settings.read({"KEEP_QUESTIONS_DAYS": "0"})
    assert describe_questions(ARTICLES, settings, as_json=False) == wording.QUESTIONS_NOT_KEPT


@pytest.mark.parametrize("kept", [0, -4096], ids=["no SQLite at all", "one page torn"])
def test_a_damaged_database_is_no_database_without_questions(settings: Settings, kept: int) -> None:
    ask_twice(settings)
    file = settings.data_dir / FILE
    file.write_bytes(file.read_bytes()[:kept] + b"x" * 4096)
    with pytest.raises(UnusableDatabase, match=r"bot\.sqlite3 can't be read \(.+\)\. Put a copy"):
        describe_questions(ARTICLES, settings, as_json=False)
