"""A byline tells authors, publisher and date, in the ways in which newspapers write them."""

import pytest

from bot.reading.bylines import byline, is_byline
from bot.reading.dates import date_in

NAMED = [
    ("By Erin Vale", "Erin Vale"),
    ("BY ERIN VALE", "Erin Vale"),
    ("By Theresa May", "Theresa May"),
    ("By Erin Vale March 18 at 12:22 PM", "Erin Vale"),
    ("by Lucas Holt 22 Dec 2016 651", "Lucas Holt"),
    ("By Erin Vale, John Roe, and Al Coe", "Erin Vale; John Roe; Al Coe"),
    ("By Erin Vale, Staff Writer", "Erin Vale"),
    ("By Erin Vale (Reuters)", "Erin Vale"),
    ("Written by Rob Vale Edited by Betsy Holt", "Rob Vale"),
    ("Posted by Erin Vale on March 5, 2024", "Erin Vale"),
    ("Words: Erin Vale; Photographs: Al Coe", "Erin Vale"),
    ("By Dr. Erin Vale, PhD", "Dr. Erin Vale"),
    ("Par Anne Le Goff", "Anne Le Goff"),
    ("Von Hans Müller und Eva Klein", "Hans Müller; Eva Klein"),
    ("Por José Núñez y Ana Gil", "José Núñez; Ana Gil"),
    ("Di Mario Rossi", "Mario Rossi"),
    ("Av Kari Nordmann og Ola Berg", "Kari Nordmann; Ola Berg"),
    ("Door Jan de Vries", "Jan de Vries"),
    ("Text: Maja Lind", "Maja Lind"),
    ("Автор: Иван Петров", "Иван Петров"),
    ("بقلم محمد علي", "محمد علي"),
    ("文/王小明", "王小明"),
    ("作者：王小明、李华", "王小明; 李华"),
    ("홍길동 기자", "홍길동"),
]
NOBODY = [
    "By staff",
    "By Admin",
    "By News Team",
    "By the sea",
    "By Friday",
    "By newsdesk@coast.example",
    "Text Messages Rule",
    "By 2030",
    "Von der Leyen Speaks",
    "By Share on Facebook",
]


@pytest.mark.parametrize(("line", "names"), NAMED)
def test_a_byline_names_the_authors(line: str, names: str) -> None:
    assert byline(line).authors == tuple(names.split("; "))
    assert is_byline(line)


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_that_names_nobody_is_no_byline(line: str) -> None:
    assert not byline(line).authors


@pytest.mark.parametrize("date", ["14 September 2024", "Sept. 14, 2024", "14. September 2024"])
@pytest.mark.parametrize("publisher", ["Northern Coast Herald", "Nordkyst"])
def test_a_byline_may_go_on_with_publisher_and_date(publisher: str, date: str) -> None:
    said = byline(f"By Tove Lund, {publisher}, {date}")

    assert (said.authors, said.publisher, said.published) == (
        ("Tove Lund",),
        publisher,
        "2024-09-14",
    )


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05T10:00:00+01:00",
        "March 5, 2024",
        "5th of March 2024",
        "5. März 2024",
        "5 de marzo de 2024",
        "5 mars 2024",
        "5. března 2024",
        "5 марта 2024 г.",
        "2024年3月5日",
        "2024년 3월 5일",
        "05.03.2024",
    ],
)
def test_dates_are_read_in_many_languages(text: str) -> None:
    assert date_in(text) == "2024-03-05"


@pytest.mark.parametrize("text", ["31 February 2024", "2024-02-30", "04/05/2024", "Nobody 2024"])
def test_what_is_no_day_or_could_be_two_is_no_date(text: str) -> None:
    assert not date_in(text)


@pytest.mark.parametrize(
    "line",
    [
        "Published: 5 March 2024 10:15 GMT",
        "Posted on March 5, 2024, at 11:29 a.m.",
        "Montag, 5. März 2024, 10:15 Uhr",
        "Publié le 5 mars 2024 à 10h15",
    ],
)
def test_a_line_with_only_a_date_is_a_byline(line: str) -> None:
    assert is_byline(line)
    assert byline(line).published == "2024-03-05"


def test_a_sentence_with_a_date_is_no_byline() -> None:
    assert not is_byline("The bridge was closed on 5 March 2024")
