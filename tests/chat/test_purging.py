import asyncio

from bot.chat.purging import keep_purging


async def test_everything_is_purged_at_once_and_again_and_again() -> None:
    purged: list[str] = []
    often = asyncio.Event()

    def purge_last() -> None:
        purged.append("last")
        if len(purged) >= 6:
            often.set()

    task = asyncio.create_task(keep_purging((lambda: purged.append("first"), purge_last), every=0))
    await asyncio.wait_for(often.wait(), 10)
    task.cancel()
    assert purged[:6] == ["first", "last"] * 3
