import asyncio
import logging

import pytest

from bot.chat.upkeep import keep_alive, keep_doing


class Work:
    """Fails twice, then goes on."""

    def __init__(self) -> None:
        self.faults = [ZeroDivisionError("by zero"), OSError("disk full")]
        self.goes_on = asyncio.Event()

    async def __call__(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.goes_on.set()
        await asyncio.Event().wait()


async def test_work_that_fails_is_told_in_the_log_and_begins_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = Work()
    faults = [*work.faults]
    task = asyncio.create_task(keep_alive(work, pause=0))
    await asyncio.wait_for(work.goes_on.wait(), 10)
    task.cancel()
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2
    assert [record.exc_info and record.exc_info[1] for record in caplog.records] == faults


async def test_work_that_is_cancelled_ends() -> None:
    work = Work()
    task = asyncio.create_task(keep_alive(work, pause=0))
    await asyncio.wait_for(work.goes_on.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 10)


async def test_everything_is_done_at_once_and_again_and_again() -> None:
    done: list[str] = []
    often = asyncio.Event()

    def do_last() -> None:
        done.append("last")
        if len(done) >= 6:
            often.set()

    task = asyncio.create_task(keep_doing((lambda: done.append("first"), do_last), every=0))
    await asyncio.wait_for(often.wait(), 10)
    task.cancel()
    assert done[:6] == ["first", "last"] * 3
