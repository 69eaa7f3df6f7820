import pytest

from bot.search.index import Index
from bot.search.text.analyzer import language
from bot.search.text.questions import (
    LONGEST_QUESTION,
    Kind,
    Question,
    parse_question,
    without_phrases,
)
from tests.search.corpus import ARTICLES


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        pytest.param("en", "When was it built?", Kind.NUMBER, id="when"),
        pytest.param("en", "How many arches fell?", Kind.NUMBER, id="how many"),
        pytest.param("en", "And how old is he?", Kind.NUMBER, id="in the middle"),
        pytest.param("en", "Who paid?", Kind.NAME, id="who"),
        pytest.param("en", "WHERE is it", Kind.NAME, id="capitals"),
        pytest.param("en", "Why did it fall?", Kind.ANYTHING, id="why"),
        pytest.param("en", "whoever paid", Kind.ANYTHING, id="part of a word"),
        pytest.param("en", "", Kind.ANYTHING, id="nothing"),
        pytest.param("no", "Hvor mange buer falt?", Kind.NUMBER, id="Norwegian number"),
        pytest.param("no", "Hvem betalte?", Kind.NAME, id="Norwegian name"),
        pytest.param("nb", "Hvem betalte?", Kind.NAME, id="Bokmål"),
        pytest.param("zh", "桥是什么时候建成的?", Kind.NUMBER, id="Chinese number"),
        pytest.param("zh", "是谁付的钱?", Kind.NAME, id="Chinese name"),
        pytest.param("xx", "Who paid?", Kind.ANYTHING, id="unknown language"),
    ],
)
def test_the_kind_of_answer_asked_for(code: str, question: str, expected: Kind) -> None:
    assert parse_question(Question.of(question), language(code)).kind == expected


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        pytest.param("en", "Hey bot, who paid? Thanks!", ["who", "paid"], id="both ends"),
        pytest.param("en", "who paid", ["who", "paid"], id="no chat"),
        pytest.param("en", "Hi, could you tell me who paid", ["who", "paid"], id="two phrases"),
        pytest.param("en", "who said hello first", ["who", "said", "hello", "first"], id="inside"),
        pytest.param("en", "highland", ["highland"], id="beginning of a word"),
        pytest.param("en", "thanks", ["thanks"], id="nothing else"),
        pytest.param("no", "Hei! Kan du si meg hvem betalte?", ["hvem", "betalte"], id="Norwegian"),
        pytest.param("zh", "请问茶树", ["茶树"], id="Chinese"),
        pytest.param("zh", "谢谢", ["谢谢"], id="nothing else in Chinese"),
    ],
)
def test_chat_around_a_question_is_left_out(code: str, question: str, expected: list[str]) -> None:
    assert list(parse_question(Question.of(question), language(code)).words) == expected


@pytest.mark.parametrize("text", ["Who paid for the bridge?", "是谁付的钱?", "谢谢"])
def test_a_question_without_chat_is_not_taken_apart_once_more(text: str) -> None:
    """That takes long for a long one, and is asked in each language of the articles."""
    question = Question.of(text)
    assert without_phrases(question, ("hello", "谢谢")) is question


def test_only_the_beginning_of_an_endless_question_is_read() -> None:
    question = parse_question(Question.of("a " * (LONGEST_QUESTION // 2) + "b"), language("en"))

    assert question.words == ("a",) * (LONGEST_QUESTION // 2)


def test_a_word_copied_with_soft_hyphens_is_the_word() -> None:
    index = Index.of(ARTICLES)
    typed, copied = "Who built the footbridge?", "Who built the foot\u00adbri\u00addge?"
    assert index.answer(copied).quotes == index.answer(typed).quotes != ()
