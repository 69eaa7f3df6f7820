from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.text.sentences import sentences

LANGUAGES = ["en", "no", "zh", "hi", "ar", "", "xx"]
PANIC = "C\u3000\u2028.'\"BC"


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


marks = st.sampled_from(
    ["\n", "\r", "\t", "\u2028", "\x1c", ". ", "? ", "。", "…", " ", "\ud83d", *'“”„«»‘’「」"']
)


@given(st.lists(st.one_of(st.text(max_size=8), marks)).map("".join), st.sampled_from(LANGUAGES))
def test_sentences_hold_everything_but_the_space_between_them(text: str, language: str) -> None:
    spans = list(sentences(text, language))

    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(first_end <= start for (_, first_end), (start, _) in pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(
        text.split()
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("en", "It rained. We ran!", ["It rained.", "We ran!"], id="two"),
        pytest.param("en", "  It rained.  ", ["It rained."], id="white space around"),
        pytest.param("en", "Dr. Holm came.", ["Dr. Holm came."], id="abbreviation"),
        pytest.param("en", "It cost 2.50 then.", ["It cost 2.50 then."], id="decimal point"),
        pytest.param("en", "First line\nsecond", ["First line", "second"], id="line break"),
        pytest.param("en", "One.\n\n\nTwo.", ["One.", "Two."], id="empty lines"),
        pytest.param("zh", "下雨了。我们跑了。", ["下雨了。", "我们跑了。"], id="Chinese"),
        pytest.param("hi", "बारिश हुई। हम भागे।", ["बारिश हुई।", "हम भागे।"], id="Hindi"),
        pytest.param("xx", "It rained. We ran!", ["It rained.", "We ran!"], id="unknown language"),
        pytest.param("", "It rained. We ran!", ["It rained.", "We ran!"], id="no language"),
        pytest.param("en", "", [], id="nothing"),
        pytest.param("en", " \n ", [], id="only white space"),
        pytest.param("th", PANIC, [PANIC], id="what the library panics on is one sentence"),
    ],
)
def test_where_sentences_end(language: str, text: str, expected: list[str]) -> None:
    assert cut(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "en",
            "He said, “It rained. We ran.” Then he left.",
            ["He said, “It rained.", "We ran.”", "Then he left."],
            id="curly",
        ),
        pytest.param(
            "en",
            'It rained, "We ran. Dr. Holm slept," he said.',
            ['It rained, "We ran.', 'Dr. Holm slept," he said.'],
            id="straight, abbreviation",
        ),
        pytest.param(
            "en",
            "‘It’s rained. We ran,’ he said.",
            ["‘It’s rained.", "We ran,’ he said."],
            id="single, with an apostrophe",
        ),
        pytest.param(
            "en",
            "“Who? ‘It rained. We ran,’ he said,” said she.",
            ["“Who?", "‘It rained.", "We ran,’ he said,” said she."],
            id="one within another",
        ),
        pytest.param(
            "en",
            "It was called “the end of it all” by some.",
            ["It was called “the end of it all” by some."],
            id="a quoted phrase",
        ),
        pytest.param(
            "en",
            "It cost “$2.50, or so.” They paid.",
            ["It cost “$2.50, or so.”", "They paid."],
            id="one quoted sentence",
        ),
        pytest.param("en", "“It rained. We ran.", ["“It rained.", "We ran."], id="left open"),
        pytest.param(
            "de",
            "Sie sagte: „Es regnet. Wir rennen.“ Dann ging sie.",
            ["Sie sagte: „Es regnet.", "Wir rennen.“", "Dann ging sie."],
            id="German",
        ),
        pytest.param(
            "da",
            "»Det regner. Vi løber,« sagde hun.",
            ["»Det regner.", "Vi løber,« sagde hun."],
            id="Danish",
        ),
        pytest.param(
            "sv",
            "”Det regnar. Vi springer”, sade hon.",
            ["”Det regnar.", "Vi springer”, sade hon."],
            id="Swedish",
        ),
        pytest.param(
            "fr",
            "Il dit : « Il pleut. Nous courons. » Puis il partit.",
            ["Il dit : « Il pleut.", "Nous courons. »", "Puis il partit."],
            id="French",
        ),
        pytest.param(
            "ru",
            "«Шёл дождь. Мы бежали», — сказал он.",
            ["«Шёл дождь.", "Мы бежали», — сказал он."],
            id="Russian",
        ),
        pytest.param(
            "zh",
            "他说：“下雨了。我们跑了。”然后走了。",
            ["他说：“下雨了。", "我们跑了。”", "然后走了。"],
            id="Chinese",
        ),
        pytest.param(
            "ja",
            "彼は「雨が降った。走った」と言った。",
            ["彼は「雨が降った。", "走った」と言った。"],
            id="Japanese",
        ),
        pytest.param(
            "hi", "उसने कहा, “बारिश हुई। हम भागे।”", ["उसने कहा, “बारिश हुई।", "हम भागे।”"], id="Hindi"
        ),
    ],
)
def test_a_sentence_in_quotation_marks_is_a_sentence(
    language: str, text: str, expected: list[str]
) -> None:
    assert cut(text, language) == expected


def test_a_giant_line_is_cut_between_words() -> None:
    text = "lorem ipsum " * 5000

    pieces = cut(text)

    assert " ".join(pieces) == text.strip()
    assert max(map(len, pieces)) <= 10_000


def test_marks_that_open_again_and_again_take_no_longer() -> None:
    text = '“„«»‘"「『' * 5000

    assert "".join(cut(text)) == text
