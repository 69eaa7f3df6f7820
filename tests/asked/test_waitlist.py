from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.asked.asked import DAY
from bot.asked.waitlist import DAYS, MOST, Waiting, Waitlist
from bot.database import Database
from bot.pseudonyms import Pseudonyms
from tests.chat.conversation import Clock

ADA, BOB = 7, 8
STEPS = Waiting(chat=ADA, message=1, topic=None, language="en", text="How many steps?")


@pytest.fixture
def waitlist(tmp_path: Path, clock: Clock) -> Iterator[Waitlist]:
    with closing(Database.open(tmp_path)) as database:
        yield Waitlist(database, Pseudonyms.open(tmp_path), clock)


def test_a_question_waits_until_it_is_taken_back(waitlist: Waitlist) -> None:
    waitlist.join(STEPS, ADA)
    assert waitlist.open() == [STEPS.text]
    assert waitlist.waits(STEPS, ADA)
    waitlist.leave(STEPS, ADA)
    assert not waitlist.waits(STEPS, ADA)
    assert waitlist.open() == []


def test_what_is_answered_is_told_once_for_all_who_wait_below_one_message(
    waitlist: Waitlist,
) -> None:
    elsewhere = replace(STEPS, chat=BOB, message=2)
    waitlist.join(STEPS, ADA)
    waitlist.join(STEPS, BOB)
    waitlist.join(elsewhere, BOB)
    assert waitlist.people(STEPS.chat, STEPS.message) == 2
    assert waitlist.answer([STEPS.text]) == 2
    assert waitlist.answered() == [STEPS, elsewhere]
    waitlist.take(STEPS.chat, STEPS.message)
    assert waitlist.answered() == [elsewhere]


def test_what_could_not_be_told_is_given_back_to_all(waitlist: Waitlist) -> None:
    waitlist.join(STEPS, ADA)
    waitlist.join(STEPS, BOB)
    waitlist.answer([STEPS.text])
    waitlist.give_back(waitlist.take(STEPS.chat, STEPS.message))
    assert waitlist.answered() == [STEPS]
    assert waitlist.people(STEPS.chat, STEPS.message) == 2


def test_twenty_questions_wait_for_one_person_and_no_more(waitlist: Waitlist) -> None:
    for number in range(MOST):
        assert not waitlist.is_full(ADA)
        waitlist.join(replace(STEPS, message=number), ADA)
    assert waitlist.is_full(ADA)
    assert not waitlist.is_full(BOB)


def test_after_ninety_days_nothing_waits_any_more(waitlist: Waitlist, clock: Clock) -> None:
    waitlist.join(STEPS, ADA)
    clock.now += DAYS * DAY - 1
    waitlist.purge()
    assert waitlist.open() == [STEPS.text]
    clock.now += 1
    waitlist.purge()
    assert waitlist.open() == []


def test_a_person_and_a_chat_are_forgotten_each_with_their_own(waitlist: Waitlist) -> None:
    waitlist.join(STEPS, ADA)
    waitlist.join(replace(STEPS, chat=-5, text="What is its height?"), ADA)
    waitlist.join(replace(STEPS, chat=-5, text="Who built it?", message=2), BOB)
    waitlist.drop_chat(STEPS.chat)
    assert len(waitlist.open()) == 2
    waitlist.forget(ADA)
    assert waitlist.open() == ["Who built it?"]


def test_a_group_that_got_another_number_waits_under_that(waitlist: Waitlist) -> None:
    waitlist.join(STEPS, ADA)
    waitlist.move_chat(STEPS.chat, -1001)
    waitlist.answer([STEPS.text])
    assert waitlist.answered() == [replace(STEPS, chat=-1001)]


def test_half_an_emoji_waits_as_a_question_mark(waitlist: Waitlist) -> None:
    waitlist.join(replace(STEPS, text="steps \ud83d"), ADA)
    assert waitlist.open() == ["steps ?"]
