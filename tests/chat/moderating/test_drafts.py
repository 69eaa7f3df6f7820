"""Drafts are kept for a day, for the moderator alone who has loaded them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.moderating.drafts import AWAITED, KEPT, Drafts
from bot.database import Database
from bot.reading.article_json import to_json
from bot.search.articles import Article, Credit, Section
from tests.chat.conversation import Clock

MO, BO = 9, 10
ARTICLE = Article(
    id="",
    credit=Credit(title="T", authors=("A", "B")),
    text="One.\n\nTwo. \ud83d",
    language="en",
    sections=(Section(6, "Heading"),),
)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(tmp_path: Path, clock: Clock) -> Drafts:
    return Drafts(Database.open(tmp_path), clock)


def test_a_draft_is_the_article_that_was_loaded(drafts: Drafts) -> None:
    number = drafts.add(MO, ARTICLE, name="t.txt").id
    drafts.show(number, 1001, "seen")
    draft = drafts.get(number, MO)
    assert draft is not None
    assert (draft.article, draft.name, draft.shown, draft.seen) == (ARTICLE, "t.txt", 1001, "seen")


def test_nobody_else_has_it(drafts: Drafts) -> None:
    number = drafts.add(MO, ARTICLE).id
    draft = drafts.get(number, MO)
    assert draft is not None
    drafts.ask(draft, "title")
    assert drafts.get(number, BO) is None
    assert drafts.awaited(BO) is None
    assert drafts.awaited(MO) == (number, "title")


def test_it_waits_for_a_day_and_is_gone_then(drafts: Drafts, clock: Clock) -> None:
    number = drafts.add(MO, ARTICLE).id
    clock.now += KEPT - 1
    drafts.purge()
    draft = drafts.get(number, MO)
    assert draft is not None
    drafts.ask(draft, "title")
    assert drafts.awaited(MO) == (number, "title")
    clock.now += 1
    assert drafts.get(number, MO) is None
    drafts.purge()
    assert drafts.add(MO, ARTICLE).id > number, "a button below the old one would act on the new"


def test_what_is_typed_long_after_the_bot_has_asked_is_no_answer(
    drafts: Drafts, clock: Clock
) -> None:
    draft = drafts.add(MO, ARTICLE)
    drafts.ask(draft, "title")
    clock.now += AWAITED
    assert drafts.awaited(MO) is None
    drafts.ask(draft, "url")
    drafts.ask_no_more(MO)
    assert drafts.awaited(MO) is None


@pytest.mark.parametrize("text", ["Wort für Wort. \ud83d\n\n" * 30_000, "詞" * 99_999])
def test_a_text_that_is_kept_in_parts_comes_out_whole(drafts: Drafts, text: str) -> None:
    number = drafts.add(MO, replace(ARTICLE, text=text)).id
    draft = drafts.get(number, MO)
    assert draft is not None
    assert draft.article == replace(ARTICLE, text=text)
    drafts.correct(
        draft, replace(ARTICLE, credit=replace(ARTICLE.credit, title="New"), text="Short.")
    )
    corrected = drafts.get(number, MO)
    assert corrected is not None
    assert (corrected.article.text, corrected.article.credit.title) == ("Short.", "New")


def test_nothing_is_left_of_a_draft_that_is_dropped(tmp_path: Path, clock: Clock) -> None:
    database = Database.open(tmp_path)
    drafts = Drafts(database, clock)
    number = drafts.add(MO, replace(ARTICLE, text="Word. " * 50_000)).id
    drafts.drop(number)
    assert database.execute("SELECT * FROM draft_texts").fetchall() == []


def test_a_draft_whose_writing_was_cut_off_is_none(tmp_path: Path, clock: Clock) -> None:
    database = Database.open(tmp_path)
    drafts = Drafts(database, clock)
    number = drafts.add(MO, ARTICLE).id
    database.execute("DELETE FROM draft_texts")
    assert drafts.get(number, MO) is None


def test_a_draft_of_an_earlier_version_is_still_there(tmp_path: Path, clock: Clock) -> None:
    database = Database.open(tmp_path)
    drafts = Drafts(database, clock)
    number = drafts.add(MO, ARTICLE).id
    database.execute("DELETE FROM draft_texts")
    database.execute("UPDATE drafts SET article = ?", to_json(ARTICLE))
    draft = drafts.get(number, MO)
    assert draft is not None
    assert draft.article == ARTICLE
