from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.chat.conversation import Conversation, Office
from tests.chat.telegram_parser import TelegramParser


@pytest.fixture
async def conversation(tmp_path: Path) -> AsyncIterator[Conversation]:
    started = Conversation(tmp_path)
    await started.start()
    yield started
    await started.stop()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    started = Office(tmp_path)
    await started.start()
    yield started
    await started.stop()


@pytest.fixture(scope="module")
def telegram() -> Iterator[TelegramParser]:
    parser = TelegramParser()
    yield parser
    parser.close()
