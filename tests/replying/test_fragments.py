from dataclasses import replace
from urllib.parse import unquote

import pytest

from bot.replying.fragments import pointed
from bot.search.answers import Quote
from bot.search.articles import Article, Credit

TEXT = "Salt-works, too, were old & worn. Salt paid for the road.\n\nThe old road is closed."
PAGE = "https://salt.example/road"


def quoted(sentence: str, *, text: str = TEXT, url: str = PAGE, nth: int = 1) -> Quote:
    start = -1
    for _ in range(nth):
        start = text.index(sentence, start + 1)
    article = Article(id="salt", credit=Credit(title="Salt", url=url), text=text)
    return Quote(
        article=article,
        passage=1,
        passages=1,
        start=0,
        end=len(text),
        section="",
        best=(start, start + len(sentence)),
        terms=(),
        score=1.0,
    )


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        ("Salt paid for the road.", "Salt%20paid%20for%20the%20road."),
        (
            "Salt-works, too, were old & worn.",
            "Salt%2Dworks%2C%20too%2C%20were%20old%20%26%20worn.",
        ),
    ],
)
def test_a_short_sentence_is_named_whole(sentence: str, fragment: str) -> None:
    assert pointed(quoted(sentence)) == f"{PAGE}#:~:text={fragment}"


def test_of_a_long_sentence_its_beginning_and_end_are_named() -> None:
    text = "One two three four five, six seven eight nine ten."
    assert pointed(quoted(text, text=text)).endswith(
        "text=One%20two%20three%20four,seven%20eight%20nine%20ten."
    )


def test_what_stands_twice_is_told_by_what_stands_before_it() -> None:
    text = "It rains. Then it stopped.\n\nThe sun came. Then it stopped."
    told = pointed(quoted("Then it stopped.", text=text, nth=2))
    assert told == f"{PAGE}#:~:text=The%20sun%20came.-,Then%20it%20stopped."
    assert unquote(pointed(quoted("Then it stopped.", text=text))).endswith(
        "=It rains.-,Then it stopped."
    )


@pytest.mark.parametrize("url", ["", "https://t.me/ostvik/12"])
def test_without_a_page_there_is_nothing_to_point_at(url: str) -> None:
    assert pointed(quoted("The old road is closed.", url=url)) == url


def test_an_address_keeps_the_fragment_that_it_has() -> None:
    told = pointed(quoted("The old road is closed.", url=f"{PAGE}#history"))
    assert told.startswith(f"{PAGE}#history:~:text=The%20old")


def test_half_an_emoji_is_no_reason_to_fail() -> None:
    quote = quoted("It is \ud83d closed.", text="It is \ud83d closed.")
    assert "%3F" in pointed(replace(quote))
