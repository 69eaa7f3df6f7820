import logging

import pytest
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.link.delivery import PAUSES, Delivery


class Telegram:
    """A request that fails as told, one fault each time, and then succeeds."""

    def __init__(self, *faults: TelegramError) -> None:
        self.faults = list(faults)
        self.asked = 0

    async def __call__(self) -> bool:
        self.asked += 1
        if self.faults:
            raise self.faults.pop(0)
        return True


class Sleep:
    """Waiting that takes no time and is written down, in seconds."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def deliver(telegram: Telegram, sleep: Sleep) -> object:
    return await Delivery(sleep).process_request(
        telegram, (), {}, "sendMessage", {"chat_id": 1}, None
    )


@pytest.mark.parametrize(
    ("faults", "pauses"),
    [
        ([], []),
        ([RetryAfter(7)], [7.1]),
        ([RetryAfter(35), RetryAfter(600)], [35.1, 600.1]),
        ([NetworkError("HTTP status 502")], [0.5]),
        ([TimedOut(), NetworkError("reset"), TimedOut()], [0.5, 1, 2]),
        ([NetworkError("reset"), RetryAfter(3), NetworkError("reset")], [0.5, 3.1, 1]),
    ],
    ids=["no fault", "429", "429 again, for long", "502", "bad network", "all of it"],
)
async def test_what_passes_is_waited_for_and_the_message_arrives(
    faults: list[TelegramError], pauses: list[float]
) -> None:
    telegram, sleep = Telegram(*faults), Sleep()
    assert await deliver(telegram, sleep) is True
    assert sleep.pauses == pauses


@pytest.mark.parametrize("fault", [BadRequest("no"), Forbidden("no"), InvalidToken("no")])
async def test_a_refusal_is_not_asked_again(fault: TelegramError) -> None:
    telegram = Telegram(fault)
    with pytest.raises(type(fault)):
        await deliver(telegram, Sleep())
    assert telegram.asked == 1


async def test_a_network_that_does_not_come_back_is_given_up() -> None:
    telegram, sleep = Telegram(*[NetworkError("reset")] * 1000), Sleep()
    with pytest.raises(NetworkError):
        await deliver(telegram, sleep)
    assert tuple(sleep.pauses) == PAUSES
    assert 180 < sum(PAUSES) < 600


async def test_an_outage_is_two_lines_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await deliver(Telegram(*[NetworkError("HTTP status 502")] * 5), Sleep())
    assert [record.getMessage() for record in caplog.records] == [
        "Reaching Telegram fails, trying again: HTTP status 502",
        "Reaching Telegram works again",
    ]
