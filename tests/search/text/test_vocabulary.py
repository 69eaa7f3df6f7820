"""What an index reads never changes, whatever is read meanwhile."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.search.articles import Article, Credit
from bot.search.index import Index
from bot.search.library import Library
from bot.search.text.analyzer import Analyzer
from bot.search.text.vocabulary import VocabularyBuilder

TEXTS = {
    "en": "The lighthouse keeper of Skerrin polishes nineteen prisms before breakfast.",
    "no": "Fyrvokteren på Skjerholmen pusser nitten prismer før frokosten hver dag.",
    "ru": "Смотритель маяка протирает девятнадцать призм до завтрака каждый день.",
    "ar": "يمسح حارس المنارة تسعة عشر منشورا قبل الإفطار كل صباح.",
    "hi": "प्रकाशस्तंभ का रखवाला हर सुबह नाश्ते से पहले उन्नीस प्रिज्म चमकाता है।",
    "zh": "灯塔看守人每天早餐前擦亮十九块棱镜。",
    "th": "ผู้ดูแลประภาคารขัดปริซึมสิบเก้าชิ้นก่อนอาหารเช้าทุกวัน",
}
OTHER = {
    "en": "Herons nest on the customs crane.",
    "no": "Hegrene hekker på kranen ved tollboden.",
    "ru": "Цапли гнездятся на портовом кране.",
    "ar": "يعشش البلشون على رافعة الميناء.",
    "hi": "बगुले बंदरगाह की क्रेन पर घोंसला बनाते हैं।",
    "zh": "苍鹭在海关的起重机上筑巢。",
    "th": "นกกระสาทำรังบนปั้นจั่นของศุลกากร",
}


def read(path: Path) -> Article:
    """A file's first line is its language, the rest its text."""
    language, text = path.read_text(encoding="utf-8").split("\n", 1)
    return Article(id=path.stem, credit=Credit(title=path.stem), text=text, language=language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, text in OTHER.items():
        (tmp_path / f"{language}.txt").write_text(f"{language}\n{text}", encoding="utf-8")
    return tmp_path


def add_the_rest(folder: Path) -> None:
    for language, text in TEXTS.items():
        for number in range(5):
            path = folder / f"more-{language}-{number}.txt"
            path.write_text(f"{language}\n{text} {language}{number}", encoding="utf-8")


def test_words_of_files_that_are_just_being_read_are_unknown_until_all_are(folder: Path) -> None:
    answers: list[object] = []

    def read_and_ask(path: Path) -> Article:
        index = library.index
        answers.extend((index.answer(text), text) for text in TEXTS.values() if index.articles)
        return read(path)

    library = Library(folder, read_and_ask)
    library.refresh()
    before = [(library.index.answer(text), text) for text in TEXTS.values()]
    add_the_rest(folder)
    library.catch_up()

    assert answers == before * 5 * len(TEXTS)
    assert all(library.index.answer(text).quotes for text in TEXTS.values())


def test_questions_from_another_thread_are_answered_throughout_a_refresh(folder: Path) -> None:
    library = Library(folder, read)
    library.refresh()
    add_the_rest(folder)
    library.refresh()
    index = library.index
    expected = [index.answer(text) for text in TEXTS.values()]
    wrong: list[object] = []
    begun, done = threading.Event(), threading.Event()

    def ask() -> None:
        while not (done.is_set() and begun.is_set()):
            try:
                wrong.extend(a for a in _answers(index) if a not in expected)
            except Exception as fault:  # of another thread: told to this one
                wrong.append(fault)
            begun.set()

    asking = threading.Thread(target=ask)
    asking.start()
    begun.wait()
    library.refresh()
    done.set()
    asking.join()

    assert wrong == []
    assert library.index is not index


def test_a_vocabulary_stays_as_it_was_while_its_builder_learns() -> None:
    builder = VocabularyBuilder(Analyzer("en"))
    builder.numbers(["lamps", "burn"])
    before = builder.vocabulary()
    builder.numbers(["towers", "burn"])
    after = builder.vocabulary()

    assert list(before.words) == ["lamps", "burn"]
    assert before.term_of("towers") == -1
    assert len(before.terms) == 2
    assert list(after.words) == ["lamps", "burn", "towers"]


def test_a_vocabulary_is_not_copied_where_nothing_was_learnt() -> None:
    builder = VocabularyBuilder(Analyzer("en"))
    builder.numbers(["lamps", "burn"])
    before = builder.vocabulary()
    builder.numbers(["burn"])

    assert builder.vocabulary() is before


def _answers(index: Index) -> Iterator[object]:
    return (index.answer(text) for text in TEXTS.values())
