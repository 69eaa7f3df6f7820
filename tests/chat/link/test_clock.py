import pytest

from bot.chat.link.clock import Clock
from tests.chat.conversation import Clock as Seconds


@pytest.fixture
def own() -> Seconds:
    return Seconds()


@pytest.fixture
def stopwatch() -> Seconds:
    return Seconds()


def test_it_is_this_computers_until_telegram_tells(own: Seconds, stopwatch: Seconds) -> None:
    own.now = 5.0
    clock = Clock(own, stopwatch)
    assert clock() == 5.0
    clock.hear(1000.0)
    assert clock() == 1000.0
    own.now, stopwatch.now = 9999.0, 7.0  # somebody sets this computer's clock
    assert clock() == 1007.0


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (600.0, ["10 minutes fast"]),
        (-600.0, ["10 minutes slow"]),
        (100.0, []),
    ],
)
def test_a_wrong_clock_is_told_once(
    own: Seconds, stopwatch: Seconds, off: float, said: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock(own, stopwatch)
    for now in (1000.0, 1010.0):
        own.now = now + off
        clock.hear(now)
    assert len(caplog.messages) == len(said)
    assert all(words in message for words, message in zip(said, caplog.messages, strict=True))
