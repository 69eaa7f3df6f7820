"""Drafts are kept for a day, for the moderator alone who has loaded them."""

from pathlib import Path

import pytest

from bot.chat.moderating.drafts import KEPT, Drafts, seen_of
from bot.database import Database
from bot.search.articles import Article, Section
from tests.chat.conversation import Clock
from tests.chat.lighthouse import LIGHTHOUSE

MO, BO = 9, 10
ARTICLE = Article(
    "", "T", "One.\n\nTwo. \ud83d", ("A", "B"), language="en", sections=(Section(6, "Heading"),)
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(tmp_path: Path, clock: Clock) -> Drafts:
    return Drafts(Database.open(tmp_path), clock)


def test_a_draft_is_the_article_that_was_loaded(drafts: Drafts) -> None:
    number = drafts.add(MO, ARTICLE, "t.txt")
    drafts.show(number, 1001, "seen")
    draft = drafts.get(number, MO)
    assert draft is not None
    assert (draft.article, draft.name, draft.shown, draft.seen) == (ARTICLE, "t.txt", 1001, "seen")


def test_nobody_else_has_it(drafts: Drafts) -> None:
    number = drafts.add(MO, ARTICLE, "")
    drafts.ask(number, 1002, "title")
    assert drafts.get(number, BO) is None
    assert drafts.asked(BO, 1002) is None
    assert drafts.asked(MO, 1001) is None


def test_it_waits_for_a_day_and_is_gone_then(drafts: Drafts, clock: Clock) -> None:
    number = drafts.add(MO, ARTICLE, "")
    drafts.ask(number, 1002, "title")
    clock.now += KEPT - 1
    drafts.purge()
    assert drafts.asked(MO, 1002) == (drafts.get(number, MO), "title")
    clock.now += 1
    assert drafts.get(number, MO) is None
    assert drafts.asked(MO, 1002) is None
    drafts.purge()
    assert drafts.add(MO, ARTICLE, "") > number, "a button below the old one would act on the new"


def test_what_is_replaced_is_told_by_its_version() -> None:
    newer = Article("lighthouse", LIGHTHOUSE.title, "Another text.")
    assert seen_of(None) == ""
    assert len({seen_of(None), seen_of(LIGHTHOUSE), seen_of(newer)}) == 3
