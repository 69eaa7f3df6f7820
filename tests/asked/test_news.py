from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.asked.news import News, matched
from bot.asked.waitlist import Waiting, Waitlist
from bot.database import Database
from bot.pseudonyms import Pseudonyms
from bot.reading.files import read_file
from bot.search.articles import Article, Credit
from bot.search.index import NO_SYNONYMS, Index
from bot.search.library import Library
from bot.search.text.synonyms import parse
from tests.chat.conversation import Clock
from tests.search.corpus import ARTICLES

FERRY = Article(
    id="ferry",
    credit=Credit(title="A ferry for Ostvik"),
    text="Pupils cross by ferry, which sails every twenty minutes and costs four crowns.\n\n"
    "The mayor expects zeppelins to replace the ferry within nine years.",
    language="en",
)
COSTS = "How much does the ferry for pupils cost?"
DRUMS = "Who plays the drums?"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(Database.open(tmp_path)) as database:
        yield database


@pytest.fixture
def waitlist(database: Database, tmp_path: Path, clock: Clock) -> Waitlist:
    return Waitlist(database, Pseudonyms.open(tmp_path), clock)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path, read_file)
    library.index = Index.of(ARTICLES)
    return library


def wait(waitlist: Waitlist, *texts: str) -> None:
    for number, text in enumerate(texts):
        waiting = Waiting(chat=7, message=number, topic=None, language="", text=text)
        waitlist.join(waiting, 7)


def answered(waitlist: Waitlist) -> list[str]:
    return [waiting.text for waiting in waitlist.answered()]


async def test_a_new_article_that_is_only_asked_back_about_is_no_news(
    library: Library, waitlist: Waitlist
) -> None:
    news = News(library, waitlist)
    await news.look()
    wait(waitlist, "Who wrote this?")
    credit = replace(FERRY.credit, authors=("Jo Roe",))
    letter = replace(FERRY, id="a", credit=credit, text="The mayor wrote to the ferrymen.")
    library.index = Index.of([letter, *ARTICLES])
    assert library.index.answer("Who wrote this?").facts[0].article.id == "a"
    assert await news.people_waiting_for("a") == 0
    assert answered(waitlist) == []


async def test_a_new_article_answers_the_questions_that_wait_for_it_and_no_others(
    library: Library, waitlist: Waitlist
) -> None:
    news = News(library, waitlist)
    await news.look()
    wait(waitlist, COSTS, DRUMS, "When was the footbridge finished?")
    library.index = Index.of([*ARTICLES, FERRY])
    assert await news.people_waiting_for("ferry") == 1
    assert answered(waitlist) == [COSTS]
    assert await news.people_waiting_for("ferry") == 0


async def test_an_article_that_came_while_the_bot_was_off_is_news_and_one_that_was_there_is_not(
    library: Library, waitlist: Waitlist
) -> None:
    await News(library, waitlist).look()
    wait(waitlist, COSTS, "When was the footbridge finished?")
    await News(library, waitlist).look()
    assert answered(waitlist) == []
    library.index = Index.of([*ARTICLES, FERRY])
    await News(library, waitlist).look()
    assert answered(waitlist) == [COSTS]


async def test_a_changed_article_is_news_and_so_is_one_that_is_brought_back(
    library: Library, waitlist: Waitlist
) -> None:
    library.index = Index.of([*ARTICLES, replace(FERRY, text="The ferry is full of pupils.")])
    news = News(library, waitlist)
    await news.look()
    wait(waitlist, COSTS)
    library.index = Index.of([*ARTICLES, FERRY])
    await news.look()
    assert answered(waitlist) == [COSTS]

    waitlist.wait_on(COSTS)
    for articles in (ARTICLES, [*ARTICLES, FERRY]):
        library.index = Index.of(articles)
        await news.look()
    assert answered(waitlist) == [COSTS]


async def test_what_an_interrupted_look_has_not_finished_is_looked_at_again(
    library: Library, waitlist: Waitlist, monkeypatch: pytest.MonkeyPatch
) -> None:
    await News(library, waitlist).look()
    wait(waitlist, COSTS)
    library.index = Index.of([*ARTICLES, FERRY])
    with monkeypatch.context() as killed:
        killed.setattr(Waitlist, "examine", None)
        with pytest.raises(TypeError):
            await News(library, waitlist).look()
    waitlist.wait_on(COSTS)
    await News(library, waitlist).look()
    assert answered(waitlist) == [COSTS]


def test_a_synonym_leads_to_a_new_article_that_shares_no_word_with_the_question() -> None:
    synonyms = parse("airships => zeppelins")
    index = Index.of([*ARTICLES, FERRY], synonyms)
    question = "What about airships?"
    assert matched([question], [FERRY], index, NO_SYNONYMS) == {}
    found = matched([question], [FERRY], index, synonyms)
    assert found == {"ferry": [question]}


def test_a_question_about_who_wrote_a_new_article_is_answered_by_its_credit() -> None:
    signed = replace(FERRY, credit=replace(FERRY.credit, authors=("Tove Lund",)))
    question = "Who wrote the article about the ferry?"
    assert matched([question], [signed], Index.of([*ARTICLES, signed]), NO_SYNONYMS) == {
        "ferry": [question]
    }
