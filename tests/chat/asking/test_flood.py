import logging

import pytest

from bot.chat.asking.flood import Flood, Gate
from tests.chat.conversation import Clock


def test_each_person_has_questions_of_their_own() -> None:
    flood = Flood(per_minute=2, clock=Clock())
    assert [flood.knock(1), flood.knock(1), flood.knock(1)] == [Gate.OPEN, Gate.OPEN, Gate.CLOSING]
    assert flood.knock(2) is Gate.OPEN


def test_who_has_been_told_is_not_told_again_while_the_bucket_refills() -> None:
    clock = Clock()
    flood = Flood(per_minute=2, clock=clock)
    gates = []
    for _ in range(8):
        gates.append(flood.knock(1))
        clock.now += 15
    assert gates == [
        *(Gate.OPEN, Gate.OPEN, Gate.OPEN, Gate.CLOSING),
        *(Gate.OPEN, Gate.CLOSED, Gate.OPEN, Gate.CLOSED),
    ]


def test_after_a_quiet_minute_all_is_as_at_first() -> None:
    clock = Clock()
    flood = Flood(per_minute=1, clock=clock)
    first = [flood.knock(1), flood.knock(1), flood.knock(1)]
    clock.now += 60
    assert [flood.knock(1), flood.knock(1), flood.knock(1)] == first
    assert first == [Gate.OPEN, Gate.CLOSING, Gate.CLOSED]


def test_people_who_have_gone_quiet_take_no_memory() -> None:
    clock = Clock()
    flood = Flood(per_minute=1, clock=clock)
    for person in range(100):
        flood.knock(person)
    clock.now += 60
    flood.knock(100)
    assert len(flood) == 1


def test_what_is_refused_is_counted_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    flood = Flood(per_minute=2, clock=Clock())
    for expected in (["Refused from people who exceeded their 2 a minute: 3"], []):
        for _ in range(5 if expected else 0):
            flood.knock(1)
        flood.log_refused()
        assert [record.getMessage() for record in caplog.records] == expected
        caplog.clear()
