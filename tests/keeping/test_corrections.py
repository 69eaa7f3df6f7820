"""Moderators correct an article's credit, with options or by replies; wrong values are refused."""

import pytest

from bot.keeping.corrections import corrected, with_field
from bot.search.articles import Credit, RejectedFile
from tests.keeping.conftest import BRIDGE


def test_what_is_not_corrected_stays() -> None:
    assert corrected(BRIDGE, Credit()) == BRIDGE


def test_corrections_are_put_in_order() -> None:
    typed = Credit(
        title="  A\nB ",
        authors=(" Jo  Roe ", ""),
        publisher="P",
        published="5 March 2024",
        url=" https://a.example",
    )
    article = corrected(BRIDGE, typed, "en-GB")
    assert (article.credit.title, article.credit.authors, article.credit.publisher) == (
        "A B",
        ("Jo Roe",),
        "P",
    )
    assert (article.credit.published, article.credit.url, article.language) == (
        "2024-03-05",
        "https://a.example",
        "en",
    )


@pytest.mark.parametrize("field", ["authors", "publisher", "published", "url"])
def test_a_field_can_be_left_empty(field: str) -> None:
    assert not getattr(with_field(BRIDGE, field, " ").credit, field)


def test_a_title_cannot_be_left_empty() -> None:
    with pytest.raises(RejectedFile, match="needs a title"):
        with_field(BRIDGE, "title", "\n")
