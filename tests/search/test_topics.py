from dataclasses import replace

import pytest

from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.topics import MOST, topics
from tests.chat.lighthouse import LIGHTHOUSE
from tests.search.corpus import ARTICLES

FERRY = Article(
    id="ferry",
    credit=Credit(title="A ferry for Ostvik", published="2024-05-01"),
    text="Mayor Tove Lund wants a ferry. The ferry of Ostvik is late, says Tove Lund.\n\n"
    "Nobody but Tove Lund expects more from H5N1 than from the ferry; H5N1 is a flu.",
    language="en",
)


def test_topics_are_written_as_the_article_writes_them() -> None:
    found = topics(Index.of([*ARTICLES, FERRY]), [FERRY])
    assert {"Tove Lund", "ferry", "H5N1"} <= set(found)
    assert all(topic in f"{FERRY.credit.title}\n{FERRY.text}" for topic in found)


@pytest.mark.parametrize("articles", [[LIGHTHOUSE], ARTICLES, [*ARTICLES, LIGHTHOUSE, FERRY]])
def test_what_a_topic_asks_is_answered(articles: list[Article]) -> None:
    index = Index.of(articles)
    found = topics(index)
    assert 1 <= len(found) <= MOST
    assert all(index.knows(topic) for topic in found)
    assert found == topics(Index.of(articles))


def test_each_of_the_newest_articles_gives_one_before_any_gives_two() -> None:
    found = topics(Index.of([*ARTICLES, FERRY]))
    assert found[0] in FERRY.text
    assert found[1] not in FERRY.text


def test_no_topic_in_japanese_has_endings_and_small_words() -> None:
    station = Article(
        id="station",
        credit=Credit(title="小さな駅が図書館になった"),
        text="小さな町の小さな駅が、小さな図書館に生まれ変わった。\n\n"
        "図書館の館長は元駅長である。使われなくなった客車の中で本を読むことができる。",
        language="ja",
    )
    found = topics(Index.of([station]))
    assert found
    assert not any("ぁ" <= sign <= "ゖ" for sign in "".join(found))


@pytest.mark.parametrize("text", ["", "…", "1 2 3.", "a b c"])
def test_an_article_without_topics_has_none(text: str) -> None:
    bare = replace(FERRY, credit=replace(FERRY.credit, title="…"), text=text)
    assert topics(Index.of([bare])) == ()


def test_no_articles_have_no_topics() -> None:
    assert topics(Index.of([])) == ()
