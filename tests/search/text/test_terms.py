import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.text.terms import bare, fold, grams, unspaced_characters, word_spans, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The keeper's 3 lamps.", ["The", "keeper", "s", "3", "lamps"], id="English"),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="Hindi vowel signs"),
        pytest.param("বাংলা ভাষা", ["বাংলা", "ভাষা"], id="Bengali vowel signs"),
        pytest.param("தமிழ் மொழி", ["தமிழ்", "மொழி"], id="Tamil vowel signs"),
        pytest.param("cafe\u0301 noir", ["cafe\u0301", "noir"], id="accent as a mark of its own"),
        pytest.param("中国人民", ["中国", "国人", "人民"], id="Chinese in pairs"),
        pytest.param("海 中国", ["海", "中国"], id="a single Chinese character"),
        pytest.param("こんにちは", ["こん", "んに", "にち", "ちは"], id="Japanese in pairs"),
        pytest.param("한국어", ["한국", "국어"], id="Korean in pairs"),
        pytest.param("สะพาน", ["สะพ", "ะพา", "พาน"], id="Thai in triples"),
        pytest.param("用Python写", ["用", "Python", "写"], id="Chinese and Latin"),
        pytest.param("24,000 or 3.5", ["24,000", "or", "3.5"], id="numbers with separators"),
        pytest.param("in 1923.", ["in", "1923"], id="a number before a full stop"),
        pytest.param("CASA-1000", ["CASA", "1000"], id="letters, hyphen and number"),
        pytest.param("casa1000", ["casa", "1000"], id="letters and number"),
        pytest.param("", [], id="nothing"),
        pytest.param("…—!? 🎈", [], id="no words"),
        pytest.param("a\ud800b", ["a", "b"], id="lone surrogate"),
    ],
)
def test_the_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(st.one_of(st.characters(), st.sampled_from("中国สะพानि้1,.\ud800 "))))
def test_words_stand_in_their_text_in_its_order(text: str) -> None:
    spans = word_spans(text)

    assert [text[start:end] for start, end in spans] == words(text)
    assert spans == sorted(set(spans))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Bridge", "bRIDGE", id="case"),
        pytest.param("Straße", "STRASSE", id="sharp s"),
        pytest.param("Élève", "eleve", id="accents"),
        pytest.param("e\u0301te\u0301", "été", id="accents as marks of their own"),
        pytest.param("й", "и", id="short i"),
        pytest.param("ёлка", "елка", id="yo"),
        pytest.param("كِتَاب", "كتاب", id="Arabic vowel points"),
        pytest.param("שָׁלוֹם", "שלום", id="Hebrew points"),
        pytest.param("24,000", "24000", id="grouped number"),
        pytest.param("1,234,567.8", "1234567.8", id="grouped number with a fraction"),
        pytest.param("ﬁsh", "fish", id="ligature"),
        pytest.param("１９２３", "1923", id="wide digits"),
        pytest.param("２４,０００", "24000", id="grouped wide digits"),
        pytest.param("𝕊𝕥𝕠𝕟𝕖", "stone", id="mathematical letters"),
    ],
)
def test_folding_makes_them_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("कि", "की", id="Hindi vowel signs"),
        pytest.param("কি", "কী", id="Bengali vowel signs"),
        pytest.param("2,5", "25", id="decimal comma"),
        pytest.param("24.000", "24000", id="decimal point"),
        pytest.param("が", "か", id="Japanese voicing"),
    ],
)
def test_folding_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(st.characters()))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)


def test_a_bare_word_keeps_accents_and_loses_stress_marks_and_points() -> None:
    assert bare("ÉTÉ") == "été"
    assert bare("замо\u0301к") == "замок"
    assert bare("كِتَاب") == "كتاب"
    assert bare(unicodedata.normalize("NFD", "ёлка")) == "ёлка"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("bridge", (" bri", "brid", "ridg", "idge", "dge "), id="word"),
        pytest.param("ox", (" ox ",), id="two letters"),
        pytest.param("x", (" x ",), id="one letter"),
        pytest.param("中国", ("中国", "中", "国"), id="Chinese pair"),
        pytest.param("海", ("海",), id="Chinese character"),
    ],
)
def test_the_grams_of_a_word(word: str, expected: tuple[str, ...]) -> None:
    assert grams(word) == expected


def test_characters_of_scripts_without_spaces_are_counted() -> None:
    assert unspaced_characters("用Python写 สะ") == 4


@given(st.text(st.one_of(st.characters(), st.sampled_from("\ufdfaß\ufb03\u1f82\u0390\u3300"))))
def test_no_word_is_endless_and_none_swells_when_it_is_folded(text: str) -> None:
    found = [word for word in words(text * 50) if word not in "$€£¥%"]
    assert all(len(word) < 600 and len(fold(word)) <= 4 * len(word) for word in found)
