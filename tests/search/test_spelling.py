import pytest

from bot.search.answers import Reading, Verdict
from bot.search.articles import Article, Credit
from bot.search.library import Index


@pytest.mark.parametrize(
    ("typed", "read", "place"),
    [
        pytest.param("accordian", "accordion", ("bridge", 2), id="another letter"),
        pytest.param("acordion", "accordion", ("bridge", 2), id="a letter left out"),
        pytest.param("accorddion", "accordion", ("bridge", 2), id="a letter too many"),
        pytest.param("accrodion", "accordion", ("bridge", 2), id="two letters swapped"),
        pytest.param("akkordion", "accordion", ("bridge", 2), id="two mistakes in a long word"),
        pytest.param("ACCORDIAN", "accordion", ("bridge", 2), id="capitals"),
        pytest.param("geolgists", "Geologists", ("bakery", 2), id="read as it stands there"),
        pytest.param("trwalers", "trawlers", ("herons", 1), id="in another article"),
    ],
)
def test_a_misspelt_word_finds_its_passage_and_is_said_to_be_read_so(
    index: Index, typed: str, read: str, place: tuple[str, int]
) -> None:
    answer = index.answer(typed)

    assert answer.verdict != Verdict.UNANSWERED
    assert answer.readings == (Reading(typed, read),)
    assert (answer.quotes[0].article.id, answer.quotes[0].passage) == place


def test_only_misspelt_words_of_a_question_are_read_as_others(index: Index) -> None:
    answer = index.answer("Which archse did the flood carry away?")

    assert answer.readings == (Reading("archse", "arches"),)
    assert answer.quotes[0].passage == 3


def test_a_word_misspelt_twice_is_told_once(index: Index) -> None:
    assert index.answer("accordian accordian").readings == (Reading("accordian", "accordion"),)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("oek", id="a short word near oak"),
        pytest.param("bred", id="a short word near bread"),
        pytest.param("1932", id="a number near 1923"),
        pytest.param("24001", id="a long number near 24,000"),
        pytest.param("baccordion", id="another first letter"),
        pytest.param("harmonica", id="nothing like it"),
    ],
)
def test_words_that_are_short_numbers_or_far_off_are_not_read_as_others(
    index: Index, question: str
) -> None:
    assert index.answer(question).readings == ()


def test_a_word_of_the_articles_is_never_read_as_another(index: Index) -> None:
    assert index.answer("loaves of the geologists").readings == ()


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        pytest.param("invent", "intent", id="letters nobody takes for each other"),
        pytest.param("whats", "whatso", id="a contraction without its apostrophe"),
        pytest.param("fought", "fougt", id="an irregular form"),
    ],
)
def test_a_word_of_the_language_is_not_mistyped(typed: str, near: str) -> None:
    article = Article(
        id="a", credit=Credit(title="Steam"), text=f"The stoker had {near} here.", language="en"
    )

    assert Index.of([article]).answer(typed).readings == ()


def test_of_equally_near_words_the_more_frequent_is_meant() -> None:
    text = "The stoker lit the boiler. A stower slept. The stower woke."
    library = Index.of([Article(id="a", credit=Credit(title="Steam"), text=text, language="en")])

    assert library.answer("stoer").readings == (Reading("stoer", "stower"),)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("xq" * 2048, id="one word"),
        pytest.param(" ".join(f"zvok{n}bla" for n in range(410))[:4096], id="words"),
        pytest.param("accordiox " * 410, id="a misspelt word again and again"),
        pytest.param("".join(map(chr, range(33, 4129))), id="every character there is"),
        pytest.param("accordion " * 5000, id="longer than a message"),
    ],
)
def test_the_longest_nonsense_gets_an_answer(index: Index, question: str) -> None:
    assert index.answer(question).question == question


def test_a_word_that_stands_nowhere_finds_the_compound_that_it_is_part_of() -> None:
    article = Article(
        id="umbau",
        credit=Credit(title="Der Umbau"),
        text="Die Hafenbrücke ist aus Stahl und wurde 1931 von der Stadt gebaut, die dafür lange "
        "gespart hatte.\n\nEine Fähre kostet zwei Euro für jede Fahrt, und sie legt alle "
        "zwanzig Minuten am alten Kai ab.",
        language="de",
    )

    first = Index.of([article]).answer("Wann wurde die Brücke gebaut?").quotes[0]

    assert first.text.startswith("Die Hafenbrücke")
