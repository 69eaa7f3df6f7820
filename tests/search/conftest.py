import pytest

from bot.search.index import Index
from tests.search.corpus import ARTICLES


@pytest.fixture(scope="session")
def index() -> Index:
    """Three articles; an index never changes, so one is enough for all tests."""
    return Index.of(ARTICLES)
