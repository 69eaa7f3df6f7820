from dataclasses import replace

import pytest

from bot.search.articles import Article
from bot.search.credits import credit
from tests.search.corpus import BRIDGE

BARE = Article(id="a", title="A wet town", text="It rained.")


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        pytest.param(
            BRIDGE,
            "The footbridge of Aldmere · Una Brock and Piet Sand · Aldmere Weekly · 1974-05-02",
            id="everything",
        ),
        pytest.param(BARE, "A wet town", id="title only"),
        pytest.param(replace(BARE, authors=("Ada Fjord",)), "A wet town · Ada Fjord", id="author"),
        pytest.param(
            replace(BARE, authors=("A. Li", "B. Mo", "C. Ny")),
            "A wet town · A. Li, B. Mo and C. Ny",
            id="three authors",
        ),
        pytest.param(
            replace(BARE, publisher="Rain Post", based_on="“Wet”, Rain Post"),
            "A wet town · Rain Post · based on: “Wet”, Rain Post",
            id="based on another work",
        ),
    ],
)
def test_a_credit_names_what_the_article_has_and_nothing_else(
    article: Article, expected: str
) -> None:
    assert credit(article).text == expected


def test_a_credit_knows_where_its_title_stands_and_where_it_leads() -> None:
    line = credit(BRIDGE)

    assert line.text[slice(*line.title)] == BRIDGE.title
    assert line.url == BRIDGE.url


def test_a_credit_in_plain_text_spells_out_the_address() -> None:
    assert str(credit(BRIDGE)) == f"{credit(BRIDGE).text} <{BRIDGE.url}>"
    assert str(credit(BARE)) == "A wet town"
