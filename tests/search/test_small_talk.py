import pytest

from bot import phrases
from bot.search.small_talk import MORE, small_talk
from bot.search.text.analyzer import language
from tests.search.text.test_languages import FILES


@pytest.mark.parametrize(
    ("text", "codes", "kind"),
    [
        pytest.param("Hello!", ["en"], "greeting", id="greeting"),
        pytest.param("hi, thank you very much", ["en"], "thanks", id="the last kind"),
        pytest.param("Thanks, hello", ["en"], "thanks", id="a greeting counts least"),
        pytest.param("How are you, bot?", ["en"], None, id="a word that is none"),
        pytest.param("hey bot, how are you?", ["en"], "how_are_you", id="bot"),
        pytest.param("help please", ["en"], "what_to_ask", id="help"),
        pytest.param("Guten Tag", ["de", "en"], "greeting", id="another language"),
        pytest.param("hola, thanks", ["es", "en"], "thanks", id="two languages"),
        pytest.param("你好，谢谢！", ["zh"], "thanks", id="Chinese"),
        pytest.param("More!", ["en"], MORE, id="more"),
        pytest.param("Hello, who fired the oven?", ["en"], None, id="a question follows"),
        pytest.param("who are you looking for", ["en"], None, id="more than a phrase"),
        pytest.param("bread", ["en"], None, id="one word"),
        pytest.param("???", ["en"], None, id="no words"),
        pytest.param("", ["en"], None, id="nothing"),
        pytest.param("hello " * 100, ["en"], None, id="very long"),
    ],
)
def test_a_text_is_small_talk_only_if_all_of_it_is(
    text: str, codes: list[str], kind: str | None
) -> None:
    assert small_talk(text, codes) == kind


@pytest.mark.parametrize("code", FILES)
def test_every_phrase_is_small_talk_of_a_kind_that_has_a_sentence(code: str) -> None:
    kinds = {*phrases.SMALL_TALK, MORE}
    assert {kind for _, kind in language(code).small_talk} == kinds
    assert [p for p, _ in language(code).small_talk if small_talk(p, [code]) not in kinds] == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "bn",
            {
                "নমস্কার!": "greeting",
                "অনেক ধন্যবাদ": "thanks",
                "আপনি কী করতে পারেন?": "what_to_ask",
                "আরও দেখাও": MORE,
                "হ্যালো, কেমন আছেন?": "how_are_you",
                "হ্যালো, সেতুটি কে নির্মাণ করেন?": None,
                "আরও কত সেতু আছে?": None,
            },
        ),
        (
            "ca",
            {
                "Hola!": "greeting",
                "moltes gracies": "thanks",
                "Què pots fer?": "what_to_ask",
                "Mostra'm més": MORE,
                "Ets un bot?": "who_are_you",
                "Bon dia, qui va obrir el pont?": None,
                "Com funciona el far?": None,
            },
        ),
        (
            "cs",
            {
                "Dobrý den!": "greeting",
                "dekuju moc": "thanks",
                "Co umíš?": "what_to_ask",
                "ukaž další": MORE,
                "Ahoj, jak se máš?": "how_are_you",
                "Ahoj, kdo postavil most?": None,
                "Co umí maják?": None,
            },
        ),
        (
            "el",
            {
                "Γειά σου!": "greeting",
                "ευχαριστω πολυ": "thanks",
                "Τι μπορείς να κάνεις;": "what_to_ask",
                "δείξε μου περισσότερα": MORE,
                "kalimera": "greeting",
                "Γεια, ποιος έχτισε τη γέφυρα;": None,
                "Τι λέει ο φάρος;": None,
            },
        ),
        (
            "fi",
            {
                "Moikka!": "greeting",
                "kiitos paljon": "thanks",
                "Mitä sä osaat?": "what_to_ask",
                "kerro lisaa": MORE,
                "Hei hei": "farewell",
                "Moi, kuka rakensi sillan?": None,
                "Mitä kuuluu majakalle?": None,
            },
        ),
        (
            "he",
            {
                "שלום!": "greeting",
                "תודה רבה": "thanks",
                "מה אתה יודע לעשות?": "what_to_ask",
                "ספר לי עוד": MORE,
                "היי, מה נשמע?": "how_are_you",
                "שלום, מי בנה את הגשר?": None,
                "איך זה עובד במגדלור?": None,
            },
        ),
        (
            "hu",
            {
                "Szia!": "greeting",
                "koszi szepen": "thanks",
                "Mit tudsz csinálni?": "what_to_ask",
                "Még többet": MORE,
                "Szia, hogy vagy?": "how_are_you",
                "Szia, ki építette a hidat?": None,
                "Hogyan működik a világítótorony?": None,
            },
        ),
        (
            "sw",
            {
                "Habari!": "greeting",
                "asante sana": "thanks",
                "Unaweza kufanya nini?": "what_to_ask",
                "nionyeshe zaidi": MORE,
                "Mambo vipi": "how_are_you",
                "Habari, nani alijenga daraja?": None,
                "Habari za daraja": None,
            },
        ),
        (
            "ta",
            {
                "வணக்கம்!": "greeting",
                "ரொம்ப நன்றி": "thanks",
                "உங்களால் என்ன செய்ய முடியும்?": "what_to_ask",
                "மேலும் காட்டு": MORE,
                "வணக்கம், எப்படி இருக்கீங்க?": "how_are_you",
                "வணக்கம், பாலத்தை யார் கட்டினார்?": None,
                "பாலம் எப்படி வேலை செய்கிறது?": None,
            },
        ),
        (
            "te",
            {
                "నమస్కారం!": "greeting",
                "చాలా థాంక్స్": "thanks",
                "మీరు ఏమి చేయగలరు?": "what_to_ask",
                "ఇంకా చూపించు": MORE,
                "హలో, ఎలా ఉన్నారు?": "how_are_you",
                "నమస్తే, వంతెన ఎవరు కట్టారు?": None,
                "వంతెన దేని గురించి": None,
            },
        ),
        (
            "th",
            {
                "สวัสดีครับ": "greeting",
                "ขอบคุณนะคะ": "thanks",
                "ทำอะไรได้บ้างคะ": "what_to_ask",
                "ขออีก": MORE,
                "555": "agreement",
                "สวัสดีค่ะ ใครสร้างสะพาน": None,
                "คะแนนเท่าไหร่": None,
            },
        ),
    ],
)
def test_each_language_has_small_talk_as_it_is_written_in_chats(
    code: str, said: dict[str, str | None]
) -> None:
    assert {text: small_talk(text, [code]) for text in said} == said
