"""A fetched page becomes an article, whatever kind of file its site sends."""

import pytest

from bot.reading.web.fetching import WebPage
from bot.reading.web.pages import read_page
from bot.search.articles import RejectedFile

TEXT = "Le phare s’allume à la nuit tombée et s’éteint à l’aube, et nul ne l’a jamais vu éteint."
"""Its apostrophes are in Windows' alphabet of Western Europe, but not in the standard's."""
URL = "https://phare.example/2024/lampe"


def page(body: str, *, head: str = "", encoding: str = "utf-8", kind: str = "text/html") -> WebPage:
    html = f"<html><head>{head}</head><body><p>{body}</p></body></html>"
    return WebPage(URL, html.encode(encoding), kind)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("", URL),
        (
            '<link rel="canonical" href="https://phare.example/lampe">',
            "https://phare.example/lampe",
        ),
    ],
    ids=["where it came from", "what it calls itself"],
)
def test_the_link_is_the_pages_own_or_where_it_came_from(head: str, url: str) -> None:
    assert read_page(page(TEXT, head=head)).credit.url == url


@pytest.mark.parametrize(
    ("kind", "encoding", "head"),
    [
        ("text/html; charset=macintosh", "mac-roman", ""),
        ("text/html; charset=ISO-8859-1", "cp1252", ""),
        ("text/html; charset=ISO-8859-1", "utf-8", ""),
        ("text/html; charset=UTF-16", "utf-16", ""),
        ('text/html; charset="windows-1252"', "cp1252", '<meta charset="utf-16">'),
        ("text/html; charset=klingon", "utf-8", ""),
        ("text/html", "cp1252", '<meta charset="windows-1252">'),
    ],
    ids=[
        "said by the site",
        "said as browsers know it",
        "said wrongly",
        "said by its marks",
        "said by the site against the page",
        "unknown",
        "said by the page",
    ],
)
def test_the_site_says_how_its_page_is_encoded(kind: str, encoding: str, head: str) -> None:
    assert read_page(page(TEXT, head=head, encoding=encoding, kind=kind)).text == TEXT


def test_a_link_to_a_plain_text_is_read_as_one() -> None:
    text = f"La lampe\n\nPar Anne Le Goff\n\n{TEXT}\n".encode("cp1252")
    article = read_page(WebPage(URL, text, "text/plain; charset=windows-1252"))

    assert (article.credit.title, article.credit.authors, article.text) == (
        "La lampe",
        ("Anne Le Goff",),
        TEXT,
    )


def test_a_page_without_a_title_is_called_by_the_end_of_its_link() -> None:
    assert read_page(page(TEXT)).credit.title == "Lampe"


@pytest.mark.parametrize("kind", ["image/png", "", "application/zip"])
def test_what_is_no_text_is_rejected(kind: str) -> None:
    with pytest.raises(RejectedFile, match="neither a page nor a text"):
        read_page(WebPage(URL, b"PNG", kind))
