import pytest

from bot.search.answers import Reading, Verdict
from bot.search.index import Index
from bot.search.text.analyzer import Analyzer
from bot.search.text.questions import Question, parse_question
from tests.search.corpus import one_article


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
    ("language", "near", "question"),
    [
        pytest.param("en", "intent", "What did he invent?", id="letters nobody mistakes"),
        pytest.param("en", "whatso", "whats", id="a contraction without its apostrophe"),
        pytest.param("en", "fougt", "fought", id="an irregular form"),
        pytest.param("ru", "также", "Что такое гавань?", id="Russian"),
        pytest.param("uk", "кути", "Куди ведуть сходи?", id="Ukrainian"),
        pytest.param("fr", "cesta", "cest quoi", id="French"),
        pytest.param("fr", "quête", "quest ce que la criée", id="French, two contractions"),
        pytest.param("it", "così", "cosè il molo", id="Italian"),
        pytest.param("de", "welcke", "welche", id="German"),
        pytest.param("de", "gibtz", "gibts einen Kai", id="German, a contraction"),
        pytest.param("es", "cuanda", "cuándo", id="Spanish, with or without accent"),
        pytest.param("pt", "quanda", "quando", id="Portuguese"),
        pytest.param("pl", "kiedi", "kiedy", id="Polish"),
        pytest.param("tr", "nereda", "nerede", id="Turkish"),
        pytest.param("el", "ποιοσ", "ποιος", id="Greek"),
        pytest.param("ar", "متين", "متى", id="Arabic"),
        pytest.param("hi", "कितनी", "कितने", id="Hindi"),
    ],
)
def test_a_word_of_the_language_is_not_mistyped(language: str, near: str, question: str) -> None:
    index = one_article(f"One {near} two.", title="Steam", language=language)

    assert index.answer(question).readings == ()


@pytest.mark.parametrize(
    ("language", "question", "joined"),
    [
        pytest.param("en", "what's a toll keeper", "whats a toll keeper", id="English"),
        pytest.param("en", "didn’t ferrymen open schools", "didnt ferrymen open schools", id="not"),
        pytest.param("fr", "c'est quoi un péage", "cest quoi un péage", id="French"),
        pytest.param("fr", "qu'est ce que le péage", "quest ce que le péage", id="French question"),
        pytest.param("it", "cos'è il pedaggio", "cosè il pedaggio", id="Italian"),
    ],
)
def test_a_contraction_means_the_same_without_its_apostrophe(
    language: str, question: str, joined: str
) -> None:
    known = Analyzer(language)
    apart, one = (parse_question(Question.of(q), known.language) for q in (question, joined))

    assert one.kind == apart.kind
    assert [t for t in map(known.term, one.words) if t] == [
        t for t in map(known.term, apart.words) if t and t != "didn"
    ]


def test_questions_about_an_article_are_understood_without_apostrophes(index: Index) -> None:
    [fact] = index.answer("whos the author of the footbridge article").facts

    assert (fact.article.id, fact.field) == ("bridge", "authors")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        pytest.param("angel", Verdict.UNSURE, id="it alone"),
        pytest.param("Where is an angel?", Verdict.UNSURE, id="nothing else is told"),
        pytest.param("angle", Verdict.ANSWERED, id="the word itself"),
        pytest.param("Who dug the canal at an angel?", Verdict.ANSWERED, id="more is told"),
        pytest.param("Who dug the cannal?", Verdict.ANSWERED, id="a longer word"),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_a_short_word_was_read_as_makes_no_answer(
    question: str, verdict: Verdict, language: str
) -> None:
    text = "Two sisters dug the canal at an angle with spades of oak."
    index = one_article(text, title="A canal", language=language)

    assert index.answer(question).verdict == verdict


def test_of_equally_near_words_the_more_frequent_is_meant() -> None:
    text = "The stoker lit the boiler. A stower slept. The stower woke."
    library = one_article(text, title="Steam")

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
    index = one_article(
        "Die Hafenbrücke ist aus Stahl und wurde 1931 von der Stadt gebaut, die dafür lange "
        "gespart hatte.",
        "Eine Fähre kostet zwei Euro für jede Fahrt, und sie legt alle zwanzig Minuten am alten "
        "Kai ab.",
        title="Der Umbau",
        language="de",
    )

    first = index.answer("Wann wurde die Brücke gebaut?").quotes[0]

    assert first.text.startswith("Die Hafenbrücke")
