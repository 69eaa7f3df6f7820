"""Texts that were badly taken out of their files are suspicious; what people write is not."""

from pathlib import Path

import pytest

from bot import wording
from bot.keeping.suspicion import suspicions
from bot.reading.files import read_file

SENTENCES = (
    "The council of Ostvik closed the old harbour bridge until the spring of next year.",
    "Divers had found cracks in two of its five pillars, one of them as wide as a hand.",
    "Pupils cross by ferry, which sails every twenty minutes from seven in the morning.",
    "The mayor expects the repair to cost nine million crowns, and hopes for the county.",
    "Nobody knows yet who is going to pay if the county and the ministry do not agree.",
    "Until then the baker on the far side delivers his bread in an old rowing boat.",
)
MENU = ("Home", "News", "Sport", "Weather", "Log in")
HONEST = "\n\n".join(SENTENCES)


def torn(text: str) -> str:
    """The text as it comes out when each of its lines is taken for a paragraph."""
    words = text.split()
    return "\n\n".join(" ".join(words[start : start + 8]) for start in range(0, len(words), 8))


@pytest.mark.parametrize(
    "text",
    [
        HONEST,
        "Short.",
        "A title without a full stop\n\nAnother one\n\nAnd a third",
        "\n\n".join(f"“{sentence}”" for sentence in SENTENCES),
        "橋は春まで閉鎖されます。生徒たちは渡し船で通います。費用は四クローネです。\n\n" * 6,
        "สภาเมืองปิดสะพานเก่าจนถึงฤดูใบไม้ผลิหลังจากนักดำน้ำพบรอยแตกในเสาสองต้นจากห้าต้น\n\n" * 6,
        "أغلق المجلس الجسر القديم حتى الربيع بعد أن وجد الغواصون شقوقا في عمودين؟\n\n" * 6,
        "ओस्तविक की परिषद ने पुराने बंदरगाह के पुल को वसंत तक बंद कर दिया है।\n\n" * 6,
        f"Das Donaudampfschifffahrtsgesellschaftskapitänspatent ist weg.\n\n{HONEST}",
    ],
    ids=["honest", "short", "headlines", "quoted", "ja", "th", "ar", "hi", "long word"],
)
def test_what_people_write_is_not_suspicious(text: str) -> None:
    assert suspicions(text.strip()) == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (HONEST.replace("bridge", "br\ufffddge"), wording.UNREADABLE_SIGNS),
        (HONEST.replace("th", "\ue01f"), wording.UNREADABLE_SIGNS),
        (HONEST.replace("the", "(cid:84)he"), wording.UNREADABLE_SIGNS),
        (HONEST.replace(" ", ""), wording.WRONG_SPACES),
        (" ".join(HONEST).replace("   ", "  "), wording.WRONG_SPACES),
        (torn(HONEST), wording.TORN_SENTENCES),
        ("\n\n".join([*MENU, *SENTENCES[:3]]), wording.SHORT_PARAGRAPHS),
        ("\n\n".join(s.rsplit(" ", 4)[0] for s in SENTENCES), wording.OPEN_PARAGRAPHS),
    ],
    ids=["replaced", "private", "cid", "glued", "spaced", "torn", "links", "cut off"],
)  # fmt: skip
def test_signs_of_a_bad_extraction_are_named(text: str, sign: str) -> None:
    assert sign in suspicions(text)


def test_the_article_that_is_shipped_is_not_suspicious() -> None:
    folder = Path(__file__).parents[2] / "knowledge"
    articles = [read_file(path) for path in sorted(folder.glob("*.md"))]
    assert articles
    assert [suspicions(article.text) for article in articles] == [()] * len(articles)
