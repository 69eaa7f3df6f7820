"""Pasted plain text → article."""

from typing import Any

import pytest

from bot.reading.files import read_bytes
from bot.reading.text import read_text
from bot.search.articles import Article, Credit, RejectedFile

LONG_1 = (
    "The council of Ostvik voted on Monday to close the old harbour bridge until the spring, after"
    " divers found cracks in two of its seven piers. The vote was nine to four."
)
LONG_2 = (
    "Pupils will cross by boat. “We have borrowed a ferry, and it will sail every twenty minutes,”"
    " said the mayor, Ragna Holt, who hopes that the repair will cost no more than $2 million."
)
PASTED = f"""Ostvik Closes Its Harbour Bridge

Ostvik Closes Its Harbour Bridge

Tove Lund and Ida Marie Berg

Northern Coast Herald

{LONG_1}

{LONG_2}

The bridge was built in 1932.

Coast Sport is part of the Northern Coast Herald group

https://northerncoastherald.example Northern Coast Herald – News from the coast

https://paintings.example – Tove Lund’s paintings


https://social.example/NCH Northern Coast Herald"""


def test_a_newspaper_page_as_people_paste_it() -> None:
    assert read_text(PASTED) == Article(
        id="",
        credit=Credit(
            title="Ostvik Closes Its Harbour Bridge",
            authors=("Tove Lund", "Ida Marie Berg"),
            publisher="Northern Coast Herald",
            url="https://northerncoastherald.example",
        ),
        text=f"{LONG_1}\n\n{LONG_2}\n\nThe bridge was built in 1932.",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("", {}, id="title and body only"),
        pytest.param("By Jane Doe", {"authors": ("Jane Doe",)}, id="by"),
        pytest.param("BY JANE DOE", {"authors": ("Jane Doe",)}, id="shouted"),
        pytest.param("By Jane Doe, Staff Writer", {"authors": ("Jane Doe",)}, id="her post"),
        pytest.param("By Jane Doe in London", {"authors": ("Jane Doe",)}, id="her place"),
        pytest.param("By A. B. Doe, Jo van Dam and Xi Li",
                     {"authors": ("A. B. Doe", "Jo van Dam", "Xi Li")}, id="three"),
        pytest.param("Jane Doe\n\nThe Daily Coast",
                     {"authors": ("Jane Doe",), "publisher": "The Daily Coast"}, id="lines"),
        pytest.param("Jane Doe, Morning Herald",
                     {"authors": ("Jane Doe",), "publisher": "Morning Herald"}, id="comma"),
        pytest.param("Jane Doe, BBC News",
                     {"authors": ("Jane Doe",), "publisher": "BBC News"}, id="no name behind it"),
        pytest.param("Jane Doe and Jo Berg, Morning Herald",
                     {"authors": ("Jane Doe", "Jo Berg"), "publisher": "Morning Herald"}, id="and"),
        pytest.param("Jane Doe, Jo van Dam, Xi Li",
                     {"authors": ("Jane Doe", "Jo van Dam", "Xi Li")}, id="names only"),
        pytest.param("The Daily Coast\n\nJane Doe",
                     {"authors": ("Jane Doe",), "publisher": "The Daily Coast"}, id="turned"),
        pytest.param("March 5, 2024", {"published": "2024-03-05"}, id="date"),
        pytest.param("Published: 5 March 2024 10:15 GMT", {"published": "2024-03-05"}, id="time"),
        pytest.param("By Jane Doe | 2024-03-05",
                     {"authors": ("Jane Doe",), "published": "2024-03-05"}, id="byline and date"),
        pytest.param("https://coast.example/bridge",
                     {"url": "https://coast.example/bridge"}, id="link"),
    ],
)  # fmt: skip
def test_the_lines_above_the_body_are_the_credit(head: str, expected: dict[str, Any]) -> None:
    article = read_text(f"A Bridge Is Closed\n\n{head}\n\n{LONG_1}\n\n{LONG_2}")
    assert article.credit == Credit(title="A Bridge Is Closed", **expected)
    assert article.text == f"{LONG_1}\n\n{LONG_2}"


def test_without_a_title_the_file_name_is_the_title() -> None:
    article = read_bytes(f"{LONG_1}\n\n{LONG_2}".encode(), "harbour_bridge.txt")
    assert (article.credit.title, article.text) == ("Harbour bridge", f"{LONG_1}\n\n{LONG_2}")


def test_lines_without_empty_ones_between_are_paragraphs() -> None:
    article = read_text(f"A Bridge Is Closed\nBy Jane Doe\n{LONG_1}\n{LONG_2}")
    assert (article.credit.authors, article.text) == (("Jane Doe",), f"{LONG_1}\n\n{LONG_2}")


WRAPPED = """A Bridge Is Closed
By Jane Doe

The council of Ostvik voted on Monday to close the old harbour bridge un-
til the spring, after divers found cracks in two of its seven piers. The
well-known bridge was built in 1932 by a firm from the town, for the sum
of 1 million.
Pupils will cross by boat. The ferry, which was borrowed from a well-
known company on the other side of the fjord, sails until late at night.
"""


def test_wrapped_lines_are_joined_and_cut_words_made_whole() -> None:
    article = read_text(WRAPPED)
    assert (article.credit.title, article.credit.authors) == ("A Bridge Is Closed", ("Jane Doe",))
    assert article.text == (
        "The council of Ostvik voted on Monday to close the old harbour bridge until the spring,"
        " after divers found cracks in two of its seven piers. The well-known bridge was built in"
        " 1932 by a firm from the town, for the sum of 1 million.\n\n"
        "Pupils will cross by boat. The ferry, which was borrowed from a well-known company on the"
        " other side of the fjord, sails until late at night."
    )


def test_a_list_stays_a_list() -> None:
    article = read_text(f"{LONG_1}\n\nNeeded:\n\n- two boats\n- a jetty\n")
    assert article.text.endswith("Needed:\n\n- two boats\n- a jetty")


def test_one_giant_paragraph_stays_one() -> None:
    giant = " ".join([LONG_1, LONG_2] * 50)
    assert read_text(giant).text == giant


@pytest.mark.parametrize(
    "last",
    [
        "The report can be read in full on https://ostvik.example, where the council has put the"
        " drawings of all seven piers too, with the notes that the divers made on Friday night.",
        "“Never,” she said.",
        "The harbour's newsletter was sponsored by the owner of the ferry.",
        "It was a good day for the Northern Coast Herald.",
    ],
)
def test_a_last_paragraph_that_only_sounds_like_an_advert_stays(last: str) -> None:
    assert read_text(f"{LONG_1}\n\n{last}").text == f"{LONG_1}\n\n{last}"


def test_no_text_is_rejected() -> None:
    with pytest.raises(RejectedFile, match="no text"):
        read_text(" \n\x00\n")
