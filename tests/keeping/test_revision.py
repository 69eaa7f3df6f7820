from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keeping.revision import Revision, compared, version_of
from bot.search.articles import Article, Credit, Section


class Counts(NamedTuple):
    changed: int
    added: int
    removed: int


def article(paragraphs: str | list[str]) -> Article:
    """One with a paragraph for each letter."""
    return Article(id="bridge", credit=Credit(title="The bridge"), text="\n\n".join(paragraphs))


def counts(old: str | list[str], new: str | list[str]) -> Counts:
    found = compared(article(old), article(new))
    return Counts(found.changed, found.added, found.removed)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abcd", "abcd", Counts(0, 0, 0)),
        ("abcd", "aXcd", Counts(1, 0, 0)),
        ("abcd", "XabcdY", Counts(0, 2, 0)),
        ("abcd", "bd", Counts(0, 0, 2)),
        ("abcd", "aXYd", Counts(2, 0, 0)),
        ("abcd", "aXYZd", Counts(2, 1, 0)),
        ("ab", "bab", Counts(0, 1, 0)),  # one that stands there already
        ("abcde", "bcdea", Counts(0, 1, 1)),  # one that has moved
        ("a*b*c", "a*X*c", Counts(1, 0, 0)),  # between others that are all the same
        ("a*b*c*d", "X*b*Y*d", Counts(2, 0, 0)),
        ("****", "**", Counts(0, 0, 2)),
    ],
)
def test_paragraphs_that_change_come_and_go_are_counted(
    old: str, new: str, expected: Counts
) -> None:
    assert counts(old, new) == expected


def test_another_credit_is_told() -> None:
    new = article("ab")
    old = replace(new, credit=replace(new.credit, authors=("Tove Lund",)))
    assert compared(old, new) == Revision(0, 0, 0, "The bridge · Tove Lund")


LETTERS = st.text("abcdef*", min_size=1, max_size=30)


@given(LETTERS, LETTERS)
def test_the_counts_lead_from_the_one_length_to_the_other(old: str, new: str) -> None:
    found = counts(old, new)
    assert len(old) + found.added - found.removed == len(new)
    assert found.changed + found.removed <= len(old)
    assert (sum(found) == 0) == (old == new)
    back = counts(new, old)
    assert len(new) + back.added - back.removed == len(old)


@given(LETTERS, st.integers(0, 30), LETTERS)
def test_what_is_put_in_at_one_place_is_added_and_nothing_else(
    old: str, place: int, put_in: str
) -> None:
    new = old[:place] + put_in + old[place:]
    assert counts(old, new) == Counts(0, len(put_in), 0)
    assert counts(new, old) == Counts(0, 0, len(put_in))


def test_as_many_paragraphs_as_an_article_may_have_can_be_compared() -> None:
    old = [f"Paragraph {n}" for n in range(100_000)]
    new = [f"{text}, corrected" if n % 2 else text for n, text in enumerate(old)]
    assert counts(old, new) == Counts(50_000, 0, 0)


def test_each_version_is_told_from_every_other() -> None:
    one = Article(
        id="bridge",
        credit=Credit(title="The bridge"),
        text="One. Two.",
        sections=(Section(5, "Later"),),
    )
    others = [
        replace(one, text="One. Two!"),
        replace(one, credit=replace(one.credit, title="A bridge")),
        replace(one, id="bridge-2"),
        replace(one, credit=replace(one.credit, authors=("Tove Lund",))),
        replace(one, sections=(Section(0, "Later"),)),
        replace(one, sections=(Section(5, "Now"),)),
        replace(one, text="One. Two.\ud83d"),
    ]
    assert len({version_of(each) for each in (one, *others)}) == 1 + len(others)
    assert version_of(one) == version_of(replace(one))
