"""Questions are kept for a while, with how they were answered, and without who asked them."""

from contextlib import closing
from pathlib import Path

from bot.asked.asked import DAY, Asked
from bot.asked.clusters import open_clusters
from bot.database import Database
from bot.pseudonyms import Pseudonyms
from bot.search.answers import Answer, Verdict
from tests.asked.conftest import INDEX, ask
from tests.chat.conversation import Clock

FLOOD = "When did the flood carry two arches away?"
ADA, BOB = 123456789, 987654321


def wordings(asked: Asked) -> list[tuple[str, int, int, int, int]]:
    return [
        (each.text, each.asked, each.unanswered, each.unsure, each.disliked)
        for each in asked.in_vain()
    ]


def add(asked: Asked, text: str, verdict: Verdict) -> int:
    number = asked.add(Answer(text, verdict, 0.5), ())
    assert number is not None
    return number


def test_what_was_answered_is_not_in_vain(asked: Asked) -> None:
    ask(asked, FLOOD)
    assert wordings(asked) == []


def test_what_was_not_answered_is_in_vain_the_most_frequent_first(asked: Asked) -> None:
    add(asked, "Who sells hats?", Verdict.UNANSWERED)
    for verdict in (Verdict.UNSURE, Verdict.UNANSWERED):
        add(asked, "Where is the harbour?", verdict)
    assert wordings(asked) == [
        ("Where is the harbour?", 2, 1, 1, 0),
        ("Who sells hats?", 1, 1, 0, 0),
    ]


def test_a_question_back_is_no_answer_but_nothing_that_articles_lack(asked: Asked) -> None:
    ask(asked, "Who wrote this?")
    assert wordings(asked) == [("Who wrote this?", 1, 0, 1, 0)]
    assert open_clusters(asked.in_vain(), (), INDEX) == []


def test_an_answer_with_a_thumb_down_is_in_vain_until_the_thumb_goes_up(asked: Asked) -> None:
    number = ask(asked, FLOOD)
    asked.vote(number, ADA, up=False)
    assert wordings(asked) == [(FLOOD, 1, 0, 0, 1)]
    asked.vote(number, ADA, up=True)
    assert wordings(asked) == []


def test_each_person_has_one_vote_for_an_answer(asked: Asked) -> None:
    number = ask(asked, FLOOD)
    for person in (ADA, ADA, BOB):
        assert asked.vote(number, person, up=True)
    assert votes(asked) == 2


def test_there_is_no_vote_for_what_is_not_kept(asked: Asked) -> None:
    assert not asked.vote(1, ADA, up=True)
    assert votes(asked) == 0


def test_the_votes_of_a_person_can_be_forgotten_and_those_of_others_stay(asked: Asked) -> None:
    first, second = ask(asked, FLOOD), ask(asked, "Who paid for the stones?")
    for number in (first, second):
        asked.vote(number, ADA, up=True)
        asked.vote(number, BOB, up=False)
    assert asked.forget_votes(ADA) == 2
    assert votes(asked) == 2
    assert asked.forget_votes(ADA) == 0


def test_votes_of_one_person_can_not_be_told_to_be_of_one(asked: Asked) -> None:
    for _ in range(2):
        asked.vote(ask(asked, FLOOD), ADA, up=True)
    voters = asked.database.execute("SELECT DISTINCT voter FROM votes").fetchall()
    assert len(voters) == 2


def test_an_article_is_counted_once_for_each_answer_that_quotes_it(asked: Asked) -> None:
    for _ in range(2):
        ask(asked, FLOOD)
    assert asked.times_quoted("bridge") == 2
    assert asked.times_quoted("herons") == 0


def test_after_its_days_a_question_goes_with_all_that_hangs_on_it(
    asked: Asked, clock: Clock
) -> None:
    asked.vote(ask(asked, FLOOD), ADA, up=True)
    clock.now += 90 * DAY - 1
    asked.purge()
    assert asked.times_quoted("bridge") == 1
    clock.now += 1
    asked.purge()
    for table in ("asked", "quoted", "votes"):
        assert asked.database.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)


def test_an_id_is_never_given_again(asked: Asked, clock: Clock) -> None:
    first = ask(asked, FLOOD)
    clock.now += 91 * DAY
    asked.purge()
    assert ask(asked, FLOOD) > first


def test_with_no_days_nothing_is_kept_and_what_was_is_dropped(tmp_path: Path, clock: Clock) -> None:
    with closing(Database.open(tmp_path)) as database:
        pseudonyms = Pseudonyms.open(tmp_path)
        ask(Asked(database, pseudonyms, 90, clock), FLOOD)
        nothing = Asked(database, pseudonyms, 0, clock)
        nothing.purge()
        assert nothing.add(INDEX.answer(FLOOD), ()) is None
        assert database.execute("SELECT COUNT(*) FROM asked").fetchone() == (0,)


def test_a_question_that_can_not_be_encoded_is_kept_all_the_same(asked: Asked) -> None:
    assert asked.text(add(asked, "Who \ud800?", Verdict.UNANSWERED)) == "Who ??"


def test_the_files_are_the_bots_alone(asked: Asked, tmp_path: Path) -> None:
    ask(asked, FLOOD)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert {"bot.sqlite3", "bot.sqlite3-wal", "key"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    Database.open(tmp_path).close()
    (tmp_path / "bot.sqlite3").chmod(0o644)
    Database.open(tmp_path).close()
    assert (tmp_path / "bot.sqlite3").stat().st_mode & 0o777 == 0o600


def test_what_is_forgotten_is_not_left_in_the_file(tmp_path: Path, clock: Clock) -> None:
    with closing(Database.open(tmp_path)) as database:
        asked = Asked(database, Pseudonyms.open(tmp_path), 90, clock)
        add(asked, "Who hid the emeralds?", Verdict.UNANSWERED)
        clock.now += 91 * DAY
        asked.purge()
    assert b"emeralds" not in (tmp_path / "bot.sqlite3").read_bytes()


def votes(asked: Asked) -> int:
    count: int = asked.database.execute("SELECT COUNT(*) FROM votes").fetchone()[0]
    return count
