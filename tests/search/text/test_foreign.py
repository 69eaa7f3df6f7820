"""A question in a language that no article has is told so; no other ever is."""

import pytest

from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from tests.search.corpus import ARTICLES, one_article

SPANISH = Article(
    id="faro",
    credit=Credit(title="El faro de Punta Lirio"),
    language="es",
    text="El faro se encendió en 1891. La torre mide treinta metros y la luz se ve a diez leguas.",
)
RUSSIAN = Article(
    id="mayak",
    credit=Credit(title="Маяк"),
    language="ru",
    text="Маяк построили в 1891 году. Его башня выше тридцати метров, и свет виден далеко.",
)
CHINESE = Article(
    id="qiao",
    credit=Credit(title="石桥"),
    language="zh",
    text="这座石桥建于1891年。桥长三十米，是村里最古老的建筑。",
)
LANGUAGES = {"es": SPANISH, "ru": RUSSIAN, "zh": CHINESE}


def told(question: str, *languages: str) -> tuple[str, ...]:
    """The languages that an index of articles in these tells for a question."""
    own = [
        article
        for code in languages
        for article in ([LANGUAGES[code]] if code != "en" else ARTICLES)
    ]
    return Index.of(own).answer(question).languages


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Wie heißt die Hauptstadt von Ghana?", id="German"),
        pytest.param("quelle est la capitale du ghana", id="French, hurriedly"),
        pytest.param("¿Cuál es la capital de Ghana?", id="Spanish"),
        pytest.param("Qual è la capitale del Ghana?", id="Italian"),
        pytest.param("Hvad er hovedstaden i Ghana?", id="Danish"),
        pytest.param("Jaka jest stolica Ghany?", id="Polish"),
        pytest.param("Gana'nın başkenti neresi ve nüfusu ne kadar?", id="Turkish"),
        pytest.param("Какая столица у Ганы?", id="Russian"),
        pytest.param("Гана", id="one word of another script"),
        pytest.param("Что такое ISIS-K?", id="another script with a name of the articles' own"),
        pytest.param("ما هي عاصمة غانا؟", id="Arabic"),
        pytest.param("घाना की राजधानी क्या है?", id="Hindi"),
        pytest.param("加纳的首都是哪里？", id="Chinese"),
        pytest.param("ガーナの首都はどこですか", id="Japanese"),
        pytest.param("가나의 수도는 어디입니까?", id="Korean"),
        pytest.param("เมืองหลวงของกานาคืออะไร", id="Thai"),
    ],
)
def test_who_asks_in_another_language_is_told_that_of_the_articles(question: str) -> None:
    assert told(question, "en") == ("en",)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What is the capital of Ghana?", id="their language"),
        pytest.param("waht iz teh captal ov gahna", id="their language, mistyped"),
        pytest.param("capital ghana population", id="words without grammar"),
        pytest.param("Tove Lund Berg", id="a name"),
        pytest.param("Der Name der Rose", id="a title"),
        pytest.param("Côte d'Ivoire", id="a name with an article"),
        pytest.param("1891", id="a number"),
        pytest.param("1. 2. 3.", id="numbers"),
        pytest.param("hauptstadt", id="one word"),
        pytest.param("who said la vida es un carnaval", id="their language with a quotation"),
        pytest.param("Who is Владимир Кличко?", id="their language with a name of another script"),
        pytest.param("Владимир biography", id="a name of another script, and one of their words"),
        pytest.param("zxqv wrtp mnbv", id="nonsense"),
        pytest.param("?!", id="no word"),
        pytest.param("", id="nothing"),
    ],
)
def test_nobody_else_is(question: str) -> None:
    assert told(question, "en") == ()


@pytest.mark.parametrize(
    ("question", "languages", "expected"),
    [
        pytest.param("Wie hoch ist der Turm?", ("es", "en"), ("en", "es"), id="all are told"),
        pytest.param("What is the capital of Ghana?", ("es",), ("es",), id="English to Spanish"),
        pytest.param("What is the capital of Ghana?", ("es", "en"), (), id="one of them"),
        pytest.param("¿Cuál es la capital?", ("es", "en"), (), id="the other"),
        pytest.param("What is the capital of Ghana?", ("ru",), ("ru",), id="English to Russian"),
        pytest.param("Яка столиця Гани та скільки там людей?", ("ru",), ("ru",), id="same script"),
        pytest.param("What is the capital of Ghana?", ("zh",), ("zh",), id="English to Chinese"),
        pytest.param("ガーナの首都はどこですか", ("zh",), ("zh",), id="Japanese to Chinese"),
        pytest.param("加纳的首都是哪里？", ("zh",), (), id="Chinese to Chinese"),
        pytest.param("Wie hoch ist der Turm?", (), (), id="no articles"),
        pytest.param("Tove Lund", ("zh",), (), id="a Latin name to Chinese"),
        pytest.param("lund", ("ru",), (), id="a Latin word to Russian"),
    ],
)
def test_what_is_told_depends_on_the_articles(
    question: str, languages: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert told(question, *languages) == expected


def test_a_question_that_is_answered_all_the_same_is_not_told() -> None:
    index = one_article("The World Bank paid for CASA-1000.", title="World Bank")
    answer = index.answer("Was ist World Bank CASA-1000 paid?")

    assert (answer.verdict, answer.languages) == (Verdict.ANSWERED, ())


def test_a_language_of_which_nothing_is_known_may_be_any() -> None:
    index = one_article("Most je dovršen 1923. godine.", title="Most", language="hr")

    assert index.answer("Was ist die Hauptstadt von Ghana?").languages == ()
    assert index.answer("Какая столица у Ганы?").languages == ("hr",)


def test_a_name_in_another_script_does_not_make_it_the_articles_own() -> None:
    names = [f"{a}{b}{c}ing" for a in "bdfgklmnprst" for b in "aeiou" for c in "ln"]
    index = one_article(f"A port, 港口: {' '.join(names)}.", title="Port")

    assert index.answer("加纳的首都是哪里？").languages == ("en",)
