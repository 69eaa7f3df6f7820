import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.articles import Article, Credit, Section
from bot.search.passages import LONG, SHORT, split
from bot.search.text.terms import words
from tests.search.corpus import BRIDGE

SENTENCE = "The keeper counted every wave that came in before the evening. "
ONE_PARAGRAPH = SENTENCE * (SHORT // len(SENTENCE) + 1)
GIANT = "wave after wave and " * (3 * LONG // 20)
CHINESE = "潮水漫过了石桥守桥的人在灯下记下每一个浪头"

pieces = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["\n", "\n\n", " ", "End. ", "。", "\r", "\u2028", SENTENCE, GIANT, CHINESE * 30]
    ),
)
texts = st.lists(pieces, max_size=25).map("".join)


def article(text: str, *sections: Section, language: str = "en") -> Article:
    return Article(
        id="a", credit=Credit(title="A"), text=text, language=language, sections=sections
    )


def quoted(of: Article) -> list[str]:
    return [of.text[passage.start : passage.end] for passage in split(of)]


def paragraphs(*texts: str) -> str:
    return "\n\n".join(text.strip() for text in texts)


@given(texts, st.sampled_from(["en", "zh", "th", "ar", "", "xx"]), st.data())
def test_passages_hold_every_word_of_the_text_once_and_in_order(
    text: str, language: str, data: st.DataObject
) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text)), max_size=3).map(sorted))
    sections = tuple(Section(start, f"Part {n}") for n, start in enumerate(starts))

    passages = split(article(text, *sections, language=language))

    assert all(0 <= p.start < p.end <= len(text) for p in passages)
    assert all(above.end <= below.start for above, below in pairwise(passages))
    kept = "".join(text[p.start : p.end] for p in passages)
    assert list(filter(words, kept)) == list(filter(words, text))
    assert all(words(text[p.start : p.end]) for p in passages)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n\n\n\n", "🎈", "\u200b\n\n…"], ids=repr)
def test_an_article_without_words_has_no_passages(text: str) -> None:
    assert split(article(text)) == ()


def test_paragraphs_are_passages() -> None:
    assert quoted(BRIDGE) == BRIDGE.text.split("\n\n")


def test_a_short_paragraph_joins_the_next_one() -> None:
    text = paragraphs(ONE_PARAGRAPH, "What did he see?", ONE_PARAGRAPH)

    assert quoted(article(text)) == [
        ONE_PARAGRAPH.strip(),
        paragraphs("What did he see?", ONE_PARAGRAPH),
    ]


def test_the_last_short_paragraph_joins_the_one_above() -> None:
    text = paragraphs(ONE_PARAGRAPH, ONE_PARAGRAPH, "So much for waves.")

    assert quoted(article(text)) == [
        ONE_PARAGRAPH.strip(),
        paragraphs(ONE_PARAGRAPH, "So much for waves."),
    ]


def test_a_short_paragraph_alone_is_a_passage() -> None:
    assert quoted(article("So much for waves.")) == ["So much for waves."]


def test_short_paragraphs_do_not_join_those_of_another_section() -> None:
    text = paragraphs(ONE_PARAGRAPH, "The end.", "The beginning.", ONE_PARAGRAPH)
    second = Section(text.index("The beginning."), "Second")

    assert quoted(article(text, second)) == [
        paragraphs(ONE_PARAGRAPH, "The end."),
        paragraphs("The beginning.", ONE_PARAGRAPH),
    ]


def test_a_short_paragraph_stays_alone_where_it_would_make_a_long_one() -> None:
    nearly_long = (SENTENCE * 20)[: LONG - 5].strip()

    assert quoted(article(paragraphs("Now look.", nearly_long))) == ["Now look.", nearly_long]


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences() -> None:
    passages = quoted(article((SENTENCE * 40).strip()))

    assert len(passages) > 1
    assert [p for p in passages if not p.endswith("the evening.")] == []
    assert [p for p in passages if not SHORT <= len(p) <= LONG + len(SENTENCE)] == []


def test_a_giant_sentence_is_cut_at_the_ends_of_words() -> None:
    passages = quoted(article(GIANT.strip()))

    assert len(passages) > 1
    assert " ".join(passages) == GIANT.strip()
    assert {word for p in passages for word in p.split()} == {"wave", "after", "and"}
    assert [len(p) for p in passages if len(p) > LONG] == []


def test_a_giant_word_is_cut_anywhere() -> None:
    passages = quoted(article("w" * 5 * LONG))

    assert len(passages) >= 5
    assert "".join(passages) == "w" * 5 * LONG


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("zh", CHINESE * 100, id="Chinese without full stops"),
        pytest.param("zh", (CHINESE + "。") * 100, id="Chinese"),
        pytest.param("ja", "波は橋を越えて、番人は灯の下で数えた。" * 100, id="Japanese"),
        pytest.param("th", "คลื่นท่วมสะพานหิน" * 100, id="Thai"),
    ],
)
def test_long_texts_without_spaces_are_cut(language: str, text: str) -> None:
    passages = quoted(article(text, language=language))

    assert "".join(passages) == text
    assert [len(p) for p in passages if len(p) > LONG // 2] == []


def test_characters_without_spaces_count_as_several_letters() -> None:
    text = paragraphs(CHINESE * 2, CHINESE * 2)

    assert quoted(article(text, language="zh")) == [CHINESE * 2, CHINESE * 2]


def test_a_passage_stands_in_the_section_above_it() -> None:
    assert [passage.section for passage in split(BRIDGE)] == ["Stone", "Stone", "Oak"]


def test_text_above_the_first_heading_has_no_section() -> None:
    text = paragraphs(ONE_PARAGRAPH, ONE_PARAGRAPH)
    below = Section(text.rindex("\n\n") + 2, "Waves")

    assert [passage.section for passage in split(article(text, below))] == ["", "Waves"]


def test_a_section_without_text_gives_no_passage() -> None:
    text = ONE_PARAGRAPH.strip()

    found = split(article(text, Section(0, "Empty"), Section(0, "Full"), Section(len(text), "End")))

    assert [passage.section for passage in found] == ["Full"]


def test_headings_are_no_part_of_what_is_quoted() -> None:
    assert [text for text in quoted(BRIDGE) if re.search("Stone|Oak", text)] == []
