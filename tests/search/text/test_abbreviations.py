import pytest

from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.text.abbreviations import abbreviations
from bot.search.text.synonyms import Rule


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


SALVAGE = Article(
    id="salvage",
    credit=Credit(title="Ships in the bay"),
    text="The ships of the Northern Salvage Union (NSU) left before dawn, and nobody on the "
    "quay had been told of it by the harbour office.\n\n"
    "Divers of the Northern Salvage Union dropped anchor off Cape Brisk, where they found "
    "the bell of a ferry and three crates of oranges.\n\n"
    "Two harbours were closed by the NSU in autumn, Brisk and Lower Tarn, after a "
    "storm had filled them with sand and driven the fleet ashore.",
    language="en",
)


@pytest.mark.parametrize("question", ["Where did the NSU drop anchor?", "NSU anchor"])
def test_an_article_is_found_by_either_form_that_it_defines(question: str) -> None:
    first = Index.of([SALVAGE]).answer(question).quotes[0]

    assert "dropped anchor" in first.text


@pytest.mark.parametrize(
    "question",
    [
        "Which harbours did the {} close?",
        "When was the {} founded?",
        "Who is the chairman of the {}?",
        "{}",
    ],
)
def test_both_forms_of_an_abbreviation_are_one_word(question: str) -> None:
    index = Index.of([SALVAGE])

    short, long = (
        index.answer(question.format(form)) for form in ("NSU", "Northern Salvage Union")
    )

    assert (short.confidence, short.quotes) == (long.confidence, long.quotes)


def test_the_passage_that_defines_an_abbreviation_draws_no_question_to_it() -> None:
    answer = Index.of([SALVAGE]).answer("Which harbours did the NSU close?")

    assert answer.quotes[0].passage == 3


@pytest.mark.parametrize(
    "question",
    ["When was the NSU dissolved?", "Who is the chairman of the Northern Salvage Union?"],
)
def test_an_abbreviation_alone_is_no_answer(question: str) -> None:
    assert Index.of([SALVAGE]).answer(question).verdict is not Verdict.ANSWERED
