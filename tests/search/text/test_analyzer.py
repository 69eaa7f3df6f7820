import pytest

from bot.search.text.analyzer import Analyzer


def terms(code: str, *words: str) -> set[str]:
    analyzer = Analyzer(code)
    return {analyzer.term(word) for word in words}


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        pytest.param("en", ["pay", "pays", "paying", "paid", "PAID"], id="English"),
        pytest.param("en", ["child", "children", "Children"], id="irregular plural"),
        pytest.param("en", ["café", "cafe", "cafés"], id="accents"),
        pytest.param("en", ["24,000", "24000"], id="grouped number"),
        pytest.param("no", ["lampe", "lampen", "lamper", "lampene"], id="Norwegian"),
        pytest.param("nb", ["skrive", "skrev", "skrevet"], id="Bokmål, irregular"),
        pytest.param("ru", ["маяк", "маяка", "маяки"], id="Russian"),
        pytest.param("xx", ["Bridge", "BRIDGE"], id="unknown language"),
    ],
)
def test_forms_of_a_word_have_one_term(code: str, forms: list[str]) -> None:
    assert len(terms(code, *forms)) == 1
    assert "" not in terms(code, *forms)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        pytest.param("en", ["bridge", "bread"], id="words"),
        pytest.param("en", ["1923", "1932"], id="numbers"),
        pytest.param("xx", ["bridge", "bridges"], id="forms in an unknown language"),
        pytest.param("", ["bridge", "bridges"], id="forms in no language"),
    ],
)
def test_different_words_have_different_terms(code: str, words: list[str]) -> None:
    assert len(terms(code, *words)) == len(words)


@pytest.mark.parametrize(
    ("code", "word"),
    [("en", "the"), ("en", "The"), ("en", "WHO"), ("no", "hvem"), ("de", "für"), ("zh", "什么")],
)
def test_function_words_have_no_term(code: str, word: str) -> None:
    assert Analyzer(code).term(word) == ""


@pytest.mark.parametrize("code", ["", "xx", "../en", "en/../no", "\ud800", "EN.toml"], ids=repr)
def test_words_in_unknown_languages_are_only_folded(code: str) -> None:
    assert Analyzer(code).term("Élevés") == "eleves"
