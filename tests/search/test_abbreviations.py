import pytest

from bot.search.abbreviations import abbreviations
from bot.search.articles import Article
from bot.search.library import Index
from bot.search.synonyms import Rule


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        pytest.param(
            "ships of the Northern Salvage Union (NSU) left",
            "NSU",
            "Northern Salvage Union",
            id="initials",
        ),
        pytest.param(
            "the League of the Upper Valleys (LUV-9)", None, None, id="a letter that is not there"
        ),
        pytest.param(
            "a Guild of the River Pilots (GRP)",
            "GRP",
            "Guild of the River Pilots",
            id="small words inside",
        ),
        pytest.param(
            "the reverse lever gear (RLG) broke", "RLG", "reverse lever gear", id="lower case"
        ),
        pytest.param("Речной союз лодок (РСЛ)", "РСЛ", "Речной союз лодок", id="Cyrillic"),
        pytest.param("on Monday (April) it rained", None, None, id="a word in brackets"),
        pytest.param("(NSU)", None, None, id="nothing before"),
    ],
)
def test_a_short_form_in_brackets_stands_for_the_words_before(
    text: str, short: str | None, long: str | None
) -> None:
    expected = (Rule((short, long), (short, long)),) if short and long else ()

    assert abbreviations(text) == expected


@pytest.mark.parametrize("question", ["Where did the NSU drop anchor?", "NSU anchor"])
def test_an_article_is_found_by_either_form_that_it_defines(question: str) -> None:
    article = Article(
        id="salvage",
        title="Ships in the bay",
        language="en",
        text=(
            "The ships of the Northern Salvage Union (NSU) left before dawn, and nobody on the "
            "quay had been told of it by the harbour office.\n\n"
            "Divers of the Northern Salvage Union dropped anchor off Cape Brisk, where they found "
            "the bell of a ferry and three crates of oranges."
        ),
    )

    first = Index.of([article]).answer(question).quotes[0]

    assert "dropped anchor" in first.text
