"""Statistics: how much was asked, day by day, and from which articles it was answered."""

from datetime import date, timedelta

from bot.asked.asked import DAY, Asked
from bot.asked.stats import BAR, Day, chart, stats
from bot.search.answers import Answer, Verdict
from tests.asked.conftest import NOW, ask
from tests.chat.conversation import Clock

IDS = ("bakery", "bridge", "herons")


def test_nothing_asked_gives_no_days_and_all_articles_as_never_quoted(asked: Asked) -> None:
    found = stats(asked.database, IDS, NOW, 90)
    assert (found.days, found.questions, found.up, found.down) == ((), 0, 0, 0)
    assert found.most_quoted == ()
    assert found.never_quoted == IDS


def test_every_day_from_the_first_question_to_today_is_there(asked: Asked, clock: Clock) -> None:
    clock.now -= 12 * 3600  # noon or so: far from midnight in most places
    clock.now -= 2 * DAY
    for verdict in (Verdict.ANSWERED, Verdict.ANSWERED, Verdict.UNSURE):
        asked.add(Answer("Who?", verdict, 0.5), ())
    first = date.fromtimestamp(clock.now)
    clock.now += 2 * DAY
    asked.add(Answer("Who?", Verdict.UNANSWERED, 0), ())
    found = stats(asked.database, (), clock.now, 90)
    assert found.days == (
        Day(first, answered=2, unsure=1),
        Day(first + timedelta(days=1)),
        Day(first + timedelta(days=2), unanswered=1),
    )
    assert (found.questions, *found.by_verdict.values()) == (4, 2, 1, 1)


def test_articles_are_ordered_by_how_many_answers_quoted_them(asked: Asked) -> None:
    for question in ("ferrymen", "accordion school", "herons"):
        ask(asked, question)
    found = stats(asked.database, IDS, NOW, 90)
    assert found.most_quoted == (("bridge", 2), ("herons", 1))
    assert found.never_quoted == ("bakery",)


def test_an_article_that_was_removed_is_not_listed(asked: Asked) -> None:
    for question in ("ferrymen", "herons"):
        ask(asked, question)
    found = stats(asked.database, ("bakery", "herons"), NOW, 90)
    assert found.most_quoted == (("herons", 1),)
    assert found.never_quoted == ("bakery",)


def test_thumbs_are_counted(asked: Asked) -> None:
    number = ask(asked, "ferrymen")
    for person, up in ((1, True), (2, True), (3, False)):
        asked.vote(number, person, up=up)
    found = stats(asked.database, IDS, NOW, 90)
    assert (found.up, found.down) == (2, 1)


def test_what_is_older_than_its_days_and_not_purged_yet_does_not_count(
    asked: Asked, clock: Clock
) -> None:
    asked.vote(ask(asked, "ferrymen"), 1, up=True)
    clock.now += 90 * DAY
    asked.vote(ask(asked, "herons"), 1, up=False)
    found = stats(asked.database, IDS, clock.now, 90)
    assert (found.questions, found.up, found.down) == (1, 0, 1)
    assert found.days == (Day(date.fromtimestamp(clock.now), answered=1),)
    assert found.most_quoted == (("herons", 1),)
    assert found.never_quoted == ("bakery", "bridge")


def test_the_chart_is_drawn_in_proportion_and_fits_a_phone() -> None:
    counts = (0, 1, 8, 16, 1600)
    days = [Day(date(2024, 2, 25) + timedelta(days=n), answered=c) for n, c in enumerate(counts)]
    assert chart(days[:4]).splitlines() == [
        "02-25 0",
        f"02-26 {'█' * (BAR // 16)} 1",
        f"02-27 {'█' * (BAR // 2)} 8",
        f"02-28 {'█' * BAR} 16",
    ]
    assert chart(days).splitlines()[1] == "02-26 ▏ 1"
    assert max(map(len, chart(days).splitlines())) <= 30


def test_a_chart_of_no_days_is_empty() -> None:
    assert chart([]) == ""
