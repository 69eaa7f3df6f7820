import pytest

from bot.search.articles import Credit
from tests.search.corpus import BRIDGE


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        pytest.param(
            BRIDGE.credit,
            "The footbridge of Aldmere · Una Brock and Piet Sand · Aldmere Weekly · 1974-05-02",
            id="everything",
        ),
        pytest.param(Credit(title="A wet town"), "A wet town", id="title only"),
        pytest.param(
            Credit(title="A wet town", authors=("Ada Fjord",)),
            "A wet town · Ada Fjord",
            id="author",
        ),
        pytest.param(
            Credit(title="A wet town", authors=("A. Li", "B. Mo", "C. Ny")),
            "A wet town · A. Li, B. Mo and C. Ny",
            id="three authors",
        ),
        pytest.param(
            Credit(title="A wet town", publisher="Rain Post", based_on="“Wet”, Rain Post"),
            "A wet town · Rain Post · based on: “Wet”, Rain Post",
            id="based on another work",
        ),
    ],
)
def test_a_credit_names_what_the_article_has_and_nothing_else(
    credit: Credit, expected: str
) -> None:
    assert credit.line == expected


def test_a_credit_in_plain_text_spells_out_the_address() -> None:
    assert str(BRIDGE.credit) == f"{BRIDGE.credit.line} <{BRIDGE.credit.url}>"
    assert str(Credit(title="A wet town")) == "A wet town"


def test_what_one_credit_leaves_open_another_one_tells() -> None:
    known = Credit(title="A wet town", publisher="Rain Post")
    other = Credit(title="Rain", authors=("Ada Fjord",), url="https://rain.example/1")
    assert known.or_else(other) == Credit(
        title="A wet town",
        authors=("Ada Fjord",),
        publisher="Rain Post",
        url="https://rain.example/1",
    )
