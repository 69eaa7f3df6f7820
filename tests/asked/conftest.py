from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.asked.asked import Asked
from bot.database import Database
from bot.pseudonyms import Pseudonyms
from bot.search.index import Index
from tests.chat.conversation import Clock
from tests.search.corpus import ARTICLES

NOW = 1_700_000_000
"""14 November 2023, 22:13:20 UTC."""
INDEX = Index.of(ARTICLES)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = NOW
    return clock


@pytest.fixture
def asked(tmp_path: Path, clock: Clock) -> Iterator[Asked]:
    """An empty store that keeps questions for 90 days."""
    with closing(Database.open(tmp_path)) as database:
        yield Asked(database, Pseudonyms.open(tmp_path), 90, clock)


def ask(asked: Asked, question: str, index: Index = INDEX) -> int:
    """Ask the corpus a question; the id under which it is kept."""
    answer = index.answer(question)
    number = asked.add(answer, answer.quotes)
    assert number is not None
    return number
