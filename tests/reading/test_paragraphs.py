"""Paragraphs: how they end."""

import pytest

from bot.reading.paragraphs import ends_sentence, last_mark

SENTENCES = {
    "English": "The bridge is closed.",
    "in quotation marks": "“The bridge is closed.”",
    "in German quotation marks": "Er sagte: „Die Brücke ist zu.“",
    "in brackets": "(The bridge is closed!)",
    "a footnote": "The bridge is closed.12",
    "a footnote in brackets": "The bridge is closed.[3]",
    "left open": "And then …",
    "leads to a list": "The council decided:",
    "Chinese": "大桥将关闭到春天。",
    "Chinese, quoted": "他说：“大桥关闭了。”",
    "Japanese, quoted": "「橋は閉鎖された！」",
    "Hindi": "पुल बंद है।",
    "Arabic": "هل الجسر مغلق؟",
    "Urdu": "پل بند ہے۔",
    "Armenian": "Կամուրջը փակ է։",
    "Amharic": "ድልድዩ ተዘግቷል።",
    "Burmese": "တံတားပိတ်ထားသည်။",
    "Khmer": "ស្ពានត្រូវបានបិទ។",
    "Tibetan": "ཟམ་པ་བཀག་ཡོད།",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_ends_with_a_mark_in_any_script(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text",
    ["", "The bridge", "The bridge (closed)", "“The bridge”", "Chapter 3.12", "At 5:30", "大桥"],
)
def test_a_title_ends_without_a_mark(text: str) -> None:
    assert last_mark(text) == ""


@pytest.mark.parametrize("text", ["Closed since May,", "大桥关闭，", "大桥、", "الجسر،"])
def test_a_comma_ends_no_sentence(text: str) -> None:
    assert last_mark(text)
    assert not ends_sentence(text)
