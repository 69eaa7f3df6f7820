"""Moderators correct an article's credit, with options or by replies; wrong values are refused."""

import pytest

from bot.keeping.corrections import corrected, with_field
from bot.reading.credits import Credits
from bot.search.articles import RejectedFile
from tests.keeping.conftest import BRIDGE


def test_what_is_not_corrected_stays() -> None:
    assert corrected(BRIDGE, Credits()) == BRIDGE


def test_corrections_are_put_in_order() -> None:
    typed = Credits("  A\nB ", (" Jo  Roe ", ""), "P", "5 March 2024", "https://a.example", "en-GB")
    article = corrected(BRIDGE, typed)
    assert (article.title, article.authors, article.publisher) == ("A B", ("Jo Roe",), "P")
    assert (article.published, article.url, article.language) == (
        "2024-03-05",
        "https://a.example",
        "en",
    )


@pytest.mark.parametrize("field", ["authors", "publisher", "published", "url"])
def test_a_field_can_be_left_empty(field: str) -> None:
    assert not getattr(with_field(BRIDGE, field, " "), field)


def test_a_title_cannot_be_left_empty() -> None:
    with pytest.raises(RejectedFile, match="needs a title"):
        with_field(BRIDGE, "title", "\n")
