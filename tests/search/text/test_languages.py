"""The words we know of each language are well formed, and they do what they are there for."""

import tomllib
from pathlib import Path
from typing import TypedDict

import pytest
import Stemmer

import bot.search.text
from bot.search.text.analyzer import Analyzer, comparable, language
from bot.search.text.questions import Kind, Question, parse_question, says
from bot.search.text.terms import fold, is_unspaced, words


class File(TypedDict, total=False):
    stemmer: str
    capitalises_nouns: bool
    function_words: list[str]
    contractions: list[str]
    number_words: list[str]
    asks_number: list[str]
    asks_name: list[str]
    chat: list[str]
    about: dict[str, list[str]]
    following: dict[str, list[str]]
    small_talk: dict[str, list[str]]
    irregular: dict[str, str]


FOLDER = Path(bot.search.text.__file__).parent / "languages"
NEEDED = {
    *("stemmer", "function_words", "number_words", "asks_number", "asks_name", "chat"),
    *("about", "following", "small_talk"),
}
ABOUT = {"authors", "publisher", "published", "url", "title", "summary", "articles", "credited"}
MOST_FUNCTION_WORDS = 110


def read(path: Path) -> File:
    file: File = tomllib.loads(path.read_text(encoding="utf-8"))  # type: ignore[assignment]
    return file


FILES = {path.stem: read(path) for path in sorted(FOLDER.glob("*.toml"))}
WITH_IRREGULAR = [code for code, file in FILES.items() if "irregular" in file]

every_language = pytest.mark.parametrize("code", FILES)


def lists(file: File) -> dict[str, list[str]]:
    return {
        "function_words": file["function_words"],
        "number_words": file["number_words"],
        "asks_number": file["asks_number"],
        "asks_name": file["asks_name"],
        "chat": file["chat"],
        **file["about"],
        **file["following"],
        **file["small_talk"],
    }


def repeated(values: list[str]) -> list[str]:
    folded = [comparable(value) for value in values]
    return [value for value in folded if folded.count(value) > 1]


@every_language
def test_a_file_holds_the_known_keys_and_no_others(code: str) -> None:
    keys = set(FILES[code])

    assert keys >= NEEDED
    assert keys <= NEEDED | {"irregular", "capitalises_nouns", "contractions"}


@every_language
def test_a_stemmer_is_one_of_snowballs(code: str) -> None:
    assert FILES[code]["stemmer"] in {*Stemmer.algorithms(), ""}


@every_language
def test_function_words_and_number_words_are_single_words(code: str) -> None:
    file = FILES[code]

    assert [w for w in file["function_words"] + file["number_words"] if words(w) != [w]] == []


@every_language
def test_function_words_are_few(code: str) -> None:
    assert len(FILES[code]["function_words"]) <= MOST_FUNCTION_WORDS


@every_language
def test_contractions_are_of_two_words_that_an_apostrophe_parts(code: str) -> None:
    contractions = FILES[code].get("contractions", [])

    assert [c for c in contractions if words(c) != c.lower().split("'")] == []


@every_language
def test_no_number_word_is_a_function_word(code: str) -> None:
    known = language(code)

    assert known.number_words & known.function_words == frozenset()


@every_language
def test_words_and_phrases_are_lower_case(code: str) -> None:
    said = [v.replace("ARTICLE", "") for values in lists(FILES[code]).values() for v in values]

    assert [value for value in said if value != value.lower()] == []


@every_language
def test_nothing_is_said_twice(code: str) -> None:
    values = lists(FILES[code])

    assert {key: repeated(values[key]) for key in values if repeated(values[key])} == {}


@every_language
def test_phrases_are_words_between_single_spaces(code: str) -> None:
    phrases = [p for values in lists(FILES[code]).values() for p in values]
    spaced = [p for p in phrases if not is_unspaced(p)]

    assert [p for p in spaced if " ".join(words(p)) != p] == []


@every_language
@pytest.mark.parametrize("key", ["asks_number", "asks_name"])
def test_no_phrase_of_a_kind_holds_another(code: str, key: str) -> None:
    phrases = [comparable(p) for p in lists(FILES[code])[key]]

    assert [(p, q) for p in phrases for q in phrases if p != q and says(p, q)] == []


@every_language
def test_the_longest_chat_is_tried_first(code: str) -> None:
    lengths = [len(phrase) for phrase in FILES[code]["chat"]]

    assert lengths == sorted(lengths, reverse=True)


@every_language
def test_every_field_of_an_article_can_be_asked_for(code: str) -> None:
    about = FILES[code]["about"]

    assert set(about) == ABOUT | {"article_words"}
    assert [field for field in about if not about[field]] == []


@every_language
def test_no_question_about_an_article_is_taken_for_chat(code: str) -> None:
    about = FILES[code]["about"]
    asked = [q.replace("ARTICLE", about["article_words"][0]) for f in ABOUT for q in about[f]]

    assert [
        q.text
        for q in map(Question.of, asked)
        if parse_question(q, language(code)).words != q.words
    ] == []


@pytest.mark.parametrize("code", WITH_IRREGULAR)
def test_the_stemmer_alone_does_not_join_an_irregular_form_with_its_base(code: str) -> None:
    file = FILES[code]
    stem = Stemmer.Stemmer(file["stemmer"]).stemWord

    assert [f for f, base in file["irregular"].items() if stem(f) == stem(base)] == []


@pytest.mark.parametrize("code", WITH_IRREGULAR)
def test_an_irregular_form_and_its_base_are_one_term(code: str) -> None:
    term = Analyzer(code).term
    irregular = FILES[code]["irregular"]

    assert {f: term(f) for f in irregular} == {f: term(base) for f, base in irregular.items()}
    assert [form for form in irregular if not term(form)] == []


@pytest.mark.parametrize("code", WITH_IRREGULAR)
def test_no_base_is_itself_irregular(code: str) -> None:
    irregular = {fold(form): fold(base) for form, base in FILES[code]["irregular"].items()}

    assert [(f, b) for f, b in irregular.items() if irregular.get(b, b) != b] == []


@pytest.mark.parametrize(
    ("code", "number", "name"),
    [
        ("ar", "كم عدد سكان المدينة؟", "أين تقع المدينة؟"),
        ("bn", "সেতুটি কত সালে খোলা হয়?", "কে সেতুটি নির্মাণ করেন?"),
        ("ca", "Quants ponts hi ha?", "Qui va construir el pont?"),
        ("cs", "Kolik mostů tam je?", "Kdo postavil most?"),
        ("da", "Hvornår åbnede broen?", "Hvem byggede broen?"),
        ("de", "Wie hoch ist der Turm?", "Wer hat die Brücke gebaut?"),
        ("el", "Πόσες γέφυρες υπάρχουν;", "Ποιος έχτισε τη γέφυρα;"),
        ("en", "How many bridges are there?", "Who built the bridge?"),
        ("es", "¿En qué año se abrió el puente?", "¿Quién construyó el puente?"),
        ("fa", "پل در چه سالی ساخته شد؟", "پل را چه کسی ساخت؟"),
        ("fi", "Milloin silta avattiin?", "Kuka rakensi sillan?"),
        ("fr", "Combien de ponts y a-t-il ?", "Qui a construit le pont ?"),
        ("he", "כמה גשרים יש בעיר?", "מי בנה את הגשר?"),
        ("hi", "शहर में कितने पुल हैं?", "पुल किसने बनाया?"),
        ("hu", "Hány híd van a városban?", "Ki építette a hidat?"),
        ("id", "Berapa jumlah jembatan?", "Siapa yang membangun jembatan itu?"),
        ("it", "Quanti ponti ci sono?", "Chi ha costruito il ponte?"),
        ("ja", "橋は何年に開通しましたか?", "橋を建てたのは誰ですか?"),
        ("ko", "다리는 몇 개입니까?", "누가 다리를 지었습니까?"),
        ("nl", "Hoeveel bruggen zijn er?", "Wie bouwde de brug?"),
        ("no", "Hvor mange bruer finnes det?", "Hvem bygde brua?"),
        ("nn", "Kor mange bruer finst det?", "Kven bygde brua?"),
        ("pl", "Ile jest mostów?", "Kto zbudował most?"),
        ("pt", "Quantas pontes existem?", "Quem construiu a ponte?"),
        ("ro", "Câte poduri sunt?", "Cine a construit podul?"),
        ("ru", "В каком году открыли мост?", "Кто построил мост?"),
        ("sv", "Hur många broar finns det?", "Vem byggde bron?"),
        ("sw", "Daraja lilijengwa mwaka gani?", "Nani alijenga daraja?"),
        ("ta", "பாலம் எந்த ஆண்டு திறக்கப்பட்டது?", "பாலத்தை யார் கட்டினார்?"),
        ("te", "వంతెన ఏ సంవత్సరంలో కట్టారు?", "వంతెన ఎవరు కట్టారు?"),
        ("th", "สะพานเปิดเมื่อไร", "ใครสร้างสะพาน"),
        ("tr", "Köprü ne zaman açıldı?", "Köprüyü kim yaptı?"),
        ("uk", "Скільки мостів у місті?", "Хто збудував міст?"),
        ("vi", "Có bao nhiêu cây cầu?", "Ai xây cây cầu này?"),
        ("zh", "这座桥是哪一年建成的?", "这座桥是谁建的?"),
    ],
)
def test_questions_tell_whether_they_want_a_number_or_a_name(
    code: str, number: str, name: str
) -> None:
    known = language(code)

    assert parse_question(Question.of(number), known).kind is Kind.NUMBER
    assert parse_question(Question.of(name), known).kind is Kind.NAME


@pytest.mark.parametrize(
    ("code", "polite", "meant"),
    [
        ("en", "Hello, could you please tell me who built it? Thanks!", "who built it"),
        ("de", "Hallo, kannst du mir bitte sagen, wer sie gebaut hat?", "wer sie gebaut hat"),
        ("fr", "Bonjour, j'aimerais savoir qui l'a construit, merci", "qui l a construit"),
        ("ru", "Здравствуйте! Скажите, пожалуйста, кто построил мост?", "кто построил мост"),
        ("nn", "Hei, kan du seie meg kven som bygde ho?", "kven som bygde ho"),
        ("vi", "Xin chào, cho tôi hỏi ai xây cầu?", "ai xây cầu"),
    ],
)
def test_chat_around_a_question_is_left_out(code: str, polite: str, meant: str) -> None:
    assert " ".join(parse_question(Question.of(polite), language(code)).words) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [("wrote", "written"), ("children", "child"), ("deaths", "died"), ("length", "long")],
)
def test_irregular_english_forms_are_one_term(one: str, other: str) -> None:
    assert Analyzer("en").term(one) == Analyzer("en").term(other)
