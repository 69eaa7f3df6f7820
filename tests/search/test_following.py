"""Questions that lean on the one before them are read together with it, and others are not."""

import pytest

from bot.search.answers import MOST_EARLIER, THEN, WHICH, Verdict
from bot.search.articles import Article, Credit
from bot.search.index import Index
from tests.chat.lighthouse import LIGHTHOUSE
from tests.search.corpus import one_article

FARO = Article(
    id="faro",
    credit=Credit(title="El faro de Punta Blanca", authors=("Elena Ruiz",)),
    text="El faro de Punta Blanca fue construido en 1871 por la ingeniera Elena Ruiz.\n\n"
    "Los marineros pagaron la lámpara, porque el alcalde no quiso gastar dinero.",
    language="es",
)
INDEX = Index.of([LIGHTHOUSE, FARO])


@pytest.mark.parametrize(
    ("before", "question", "quoted"),
    [
        pytest.param(["Who built the lighthouse?"], "when?", "1871", id="nothing but when"),
        pytest.param(["Who built the lighthouse?"], "And how high is it?", "38 metres", id="it"),
        pytest.param(["Who was the last keeper?"], "when did he retire?", "1988", id="he"),
        pytest.param(["What do tickets cost?"], "what about dogs?", "outside", id="what about"),
        pytest.param(
            ["What did it burn until 1902?", "who carried it?"],
            "how much?",
            "14 litres",
            id="three",
        ),
        pytest.param(["¿Quién construyó el faro?"], "¿cuándo?", "1871", id="Spanish"),
        pytest.param(["¿Quién pagó la lámpara?"], "¿por qué?", "gastar dinero", id="Spanish why"),
    ],
)
def test_a_question_that_leans_is_read_with_those_before_it(
    before: list[str], question: str, quoted: str
) -> None:
    answer = INDEX.answer(question, after=before)
    assert answer.verdict is not Verdict.UNANSWERED
    assert quoted in answer.quotes[0].text
    assert answer.thread == (*before, question)


@pytest.mark.parametrize(
    ("code", "text", "before", "question"),
    [
        (
            "bn",
            "ওরেনের সেতুটি নির্মাণ করেন প্রকৌশলী আদা ভস। সেতুটি 1871 সালে খোলা হয়।",
            "সেতুটি কে নির্মাণ করেন?",
            "আর কবে?",
        ),
        (
            "ca",
            "La Marta Puig va construir el pont d'Orren per al poble. El pont es va obrir el 1871.",
            "Qui va construir el pont?",
            "I quan?",
        ),
        (
            "cs",
            "Most v Orrenu postavila inženýrka Ada Vossová. Otevřeli jej v roce 1871.",
            "Kdo postavil most?",
            "A kdy?",
        ),
        (
            "el",
            "Τη γέφυρα του Όρεν έχτισε η μηχανικός Άντα Βος. Η γέφυρα άνοιξε το 1871.",
            "Ποιος έχτισε τη γέφυρα;",
            "Και πότε;",
        ),
        (
            "fi",
            "Orrenin sillan rakensi insinööri Ada Voss. Silta avattiin vuonna 1871.",
            "Kuka rakensi sillan?",
            "Entä milloin?",
        ),
        (
            "he",
            "את הגשר באורן בנתה המהנדסת עדה פוס. הגשר נפתח בשנת 1871.",
            "מי בנה את הגשר?",
            "ומתי?",
        ),
        (
            "hu",
            "Az orreni hidat Ada Voss mérnök építette. A híd 1871-ben nyílt meg.",
            "Ki építette a hidat?",
            "És mikor?",
        ),
        (
            "ja",
            "オレン橋を建てたのは技師のアダ・ヴォスである。橋は1871年に開通した。",
            "橋を建てたのは誰ですか?",
            "それはいつ?",
        ),
        (
            "ko",
            "오렌 다리는 기술자 아다 보스가 지었다. 다리는 1871년에 개통되었다.",
            "누가 다리를 지었나요?",
            "그건 언제예요?",
        ),
        (
            "sw",
            "Daraja la Orren lilijengwa na mhandisi Ada Voss. Daraja lilifunguliwa mwaka 1871.",
            "Nani alijenga daraja la Orren?",
            "Na lini?",
        ),
        (
            "ta",
            "ஓரன் பாலத்தை பொறியாளர் அடா வோஸ் கட்டினார். பாலம் 1871 ஆம் ஆண்டு திறக்கப்பட்டது.",
            "பாலத்தை யார் கட்டினார்?",
            "மற்றும் எப்போது?",
        ),
        (
            "te",
            "ఓరెన్ వంతెనను ఇంజనీరు అడా వోస్ కట్టారు. ఆ వంతెన 1871 లో ప్రారంభమైంది.",
            "వంతెనను ఎవరు కట్టారు?",
            "మరి ఎప్పుడు?",
        ),
        (
            "th",
            "สะพานโอเรนสร้างโดยวิศวกรชื่อเอดา โวส สะพานเปิดใช้เมื่อปี 1871",
            "ใครสร้างสะพาน",
            "แล้วเมื่อไหร่คะ",
        ),
        (
            "zh",
            "奥伦桥由工程师阿达·沃斯建造。这座桥于1871年通车。",
            "这座桥是谁建造的?",
            "那是什么时候?",
        ),
    ],
)
def test_and_when_is_read_with_the_question_before_it_in_each_language(
    code: str, text: str, before: str, question: str
) -> None:
    answer = one_article(text, title="Orren", language=code).answer(question, after=[before])
    assert answer.earlier == (before,)
    assert "1871" in answer.quotes[0].text[slice(*answer.quotes[0].best)]


def test_the_best_sentence_is_the_one_that_answers_the_questions_own_words() -> None:
    text = "Ada Voss built the mill of Orren for the village. Its sails were cut from oak."
    index = one_article(text, title="The mill")
    before = "Who built the mill of Orren for the village?"
    [quote] = index.answer("and the sails?", after=[before]).quotes
    assert quote.text[slice(*quote.best)] == "Its sails were cut from oak."
    [quote] = index.answer("why?", after=[before]).quotes
    assert quote.text[slice(*quote.best)] == "Ada Voss built the mill of Orren for the village."


@pytest.mark.parametrize(
    ("before", "question"),
    [
        pytest.param("¿Quién pagó la lámpara?", "Who built the lighthouse of Skerrin?", id="whole"),
        pytest.param("Who built the lighthouse?", "tickets", id="one word"),
        pytest.param("Who built the lighthouse?", "Who is Zarathustra?", id="a name nobody knows"),
        pytest.param("Who built the lighthouse?", "Which articles do you have?", id="articles"),
        pytest.param("Who is Zarathustra?", "Who were found in the next parish?", id="after none"),
        pytest.param("Who built the lighthouse?", "", id="empty"),
    ],
)
def test_a_question_that_stands_by_itself_is_answered_as_without_that(
    before: str, question: str
) -> None:
    assert INDEX.answer(question, after=[before]) == INDEX.answer(question)


@pytest.mark.parametrize("question", ["how old is she?", "what is her salary?", "is he rich?"])
def test_what_is_asked_further_is_no_answer_where_the_articles_do_not_say(question: str) -> None:
    answer = INDEX.answer(question, after=["Who built the lighthouse?"])
    assert answer.verdict is not Verdict.ANSWERED


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (["Who built the lighthouse?"], "Who wrote this?", "Ida Moor and Tom Fell"),
        (["What do tickets cost?", "when?"], "Who published it?", "Skerrin Courier"),
        (["Who built the lighthouse?", "Who wrote this?"], "When was it published?", "1932-06-01"),
        (["Who built the lighthouse?"], "and when was it published?", "1932-06-01"),
        (["¿Quién pagó la lámpara?"], "¿Quién escribió esto?", "Elena Ruiz"),
    ],
)
def test_a_question_about_this_article_means_the_one_just_quoted(
    before: list[str], question: str, told: str
) -> None:
    answer = INDEX.answer(question, after=before)
    assert [fact.value for fact in answer.facts] == [told]
    assert answer.thread == (*before, question)
    assert INDEX.answer(answer.understood).facts == answer.facts


def test_what_this_article_is_about_means_the_one_just_quoted_too() -> None:
    [quote] = INDEX.answer("What is this about?", after=["What do tickets cost?"]).quotes
    assert (quote.article, quote.passage) == (LIGHTHOUSE, 1)


@pytest.mark.parametrize("before", ["Who is Zarathustra?", "Which articles do you have?"])
def test_where_no_one_article_was_quoted_it_is_asked_which_is_meant(before: str) -> None:
    answer = INDEX.answer("Who wrote this?", after=[before])
    assert {fact.field for fact in answer.facts} == {WHICH}
    assert answer.earlier == ()


def test_nothing_can_be_followed_on_from_in_an_empty_library() -> None:
    assert Index.of([]).answer("why?", after=["Who?"]).verdict is Verdict.UNANSWERED


def test_what_about_is_led_to_the_closest_passage_and_countries_are_no_word_of_their_own() -> None:
    closest = INDEX.answer("what about cats?", after=["Who was the last keeper?"])
    assert (closest.verdict, closest.earlier) == (Verdict.UNSURE, ("Who was the last keeper?",))
    place = INDEX.answer("in which place?", after=["Who was the last keeper?"])
    assert "Harald Voe" in place.quotes[0].text


def test_a_question_as_it_was_understood_is_answered_as_it_was() -> None:
    answer = INDEX.answer("when?", after=["Who built the lighthouse?"])
    assert INDEX.answer(answer.understood) == answer


def test_a_long_conversation_keeps_its_first_question() -> None:
    after: tuple[str, ...] = ("Who built the lighthouse?",)
    for question in ("when?", "why?", "where?", "how?", "when?"):
        answer = INDEX.answer(question, after=after)
        after = answer.thread
    assert after[0] == "Who built the lighthouse?"
    assert len(after) == MOST_EARLIER + 1
    assert "1871" in answer.quotes[0].text


def test_no_text_is_read_as_an_endless_conversation() -> None:
    answer = INDEX.answer(THEN.join(["why?"] * 700))
    assert len(answer.thread) <= MOST_EARLIER + 1
