"""Moderators correct an article's credit, with options or by replies; wrong values are refused."""

from dataclasses import replace

import pytest

from bot.keeping.corrections import completed, corrected, recredited, with_field
from bot.search.articles import Credit, RejectedFile
from tests.keeping.conftest import BRIDGE


def test_what_is_not_corrected_stays() -> None:
    assert corrected(BRIDGE, {}) == BRIDGE


def test_corrections_are_put_in_order() -> None:
    typed: dict[str, str | list[str]] = {
        "title": "  A\nB ",
        "authors": [" Jo  Roe ", ""],
        "publisher": "P",
        "published": "5 March 2024",
        "url": " https://a.example",
        "language": "en-GB",
    }
    article = corrected(BRIDGE, typed)
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


def test_a_name_that_is_typed_by_itself_may_hold_a_comma() -> None:
    names = ["Harbour Office, Ostvik", "Tove Lund"]
    assert corrected(BRIDGE, {"authors": names}).credit.authors == tuple(names)


@pytest.mark.parametrize("field", ["authors", "publisher", "published", "url"])
def test_a_field_can_be_left_empty(field: str) -> None:
    assert not getattr(with_field(BRIDGE, field, " ").credit, field)


def test_a_title_cannot_be_left_empty() -> None:
    with pytest.raises(RejectedFile, match="needs a title"):
        with_field(BRIDGE, "title", "\n")


NEWER = replace(
    BRIDGE,
    credit=Credit(title="Bridge shut", authors=("Staff",), publisher="Herald"),
    language="nb",
)


@pytest.mark.parametrize("field", ["title", "authors", "publisher", "published", "url", "based_on"])
def test_a_new_version_keeps_what_was_corrected_by_hand_and_says_the_rest_itself(
    field: str,
) -> None:
    old = with_field(BRIDGE, field, "2023" if field == "published" else "https://a.example/b")
    newer = completed(NEWER, old)
    assert getattr(newer.credit, field) == getattr(old.credit, field)
    said = {"title", "authors", "publisher"} - {field}
    assert {n: getattr(newer.credit, n) for n in said} == {
        n: getattr(NEWER.credit, n) for n in said
    }
    assert completed(NEWER, newer).credit == newer.credit, "the one after it keeps it too"


def test_a_language_that_was_corrected_stays_and_one_that_was_not_does_not() -> None:
    assert completed(NEWER, BRIDGE).language == "nb"
    assert completed(NEWER, with_field(BRIDGE, "language", "da")).language == "da"
    assert completed(NEWER, corrected(BRIDGE, {"language": "da"})).language == "da"
    assert completed(NEWER, with_field(BRIDGE, "language", "")).language == "nb"


def test_what_was_emptied_by_hand_stays_empty_in_whichever_version() -> None:
    assert completed(NEWER, with_field(BRIDGE, "authors", "")).credit.authors == ()
    emptied = with_field(replace(NEWER, credit=Credit(title="T")), "authors", "")
    assert completed(emptied, BRIDGE).credit.authors == ()


def test_what_is_corrected_in_the_new_version_counts_more_than_what_was_in_the_old() -> None:
    old = with_field(BRIDGE, "title", "The bridge")
    assert completed(with_field(NEWER, "title", "Shut"), old).credit.title == "Shut"
    assert completed(corrected(NEWER, {"title": "Shut"}), old).credit.title == "Shut"


def test_a_new_text_under_an_old_credit_knows_what_was_corrected_in_it() -> None:
    old = with_field(BRIDGE, "title", "The bridge")
    assert recredited(NEWER, old).corrected == ("title",)
