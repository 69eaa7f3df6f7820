"""Whichever way an article comes in, its credit holds only what can be shown and is true."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.keeping.corrections import corrected, with_field
from bot.reading.credits import checked, is_address, sanitized
from bot.reading.files import read_bytes
from bot.search.articles import Article, Credit, RejectedFile

BODY = (
    "The council of Ostvik voted on Monday to close the old harbour bridge until the spring, after"
    " divers found cracks in two of its seven piers. The vote was nine to four."
)
ARTICLE = Article(id="x", credit=Credit(title="A bridge"), text=BODY)
NASTY = "\u202eJane\u0007 \u200bDoe\x1b[31m"
WAYS = {
    "Markdown": (
        f"---\ntitle: A bridge\nauthors: ['·', ' ', 'Jane Doe', 'null']\n---\n\n{BODY}",
        ".md",
    ),
    "pasted text": (f"A bridge\n\nBy Jane Doe, ·\n\n{BODY}\n\n{BODY}", ".txt"),
    "a page": (
        f"""<html><head><meta name="author" content="· , , ·"><script type="application/ld+json">
        {
            json.dumps(
                {
                    "@type": "Article",
                    "headline": "A bridge",
                    "author": [
                        [[{"name": ["Jane Doe", None, 3]}], "·"],
                        None,
                        7,
                        {"name": ""},
                        "undefined",
                    ],
                }
            )
        }
        </script></head><body><article><h1>A bridge</h1><p>{BODY}</p><p>{BODY}</p>
        </article></body></html>""",
        ".html",
    ),
}


@pytest.mark.parametrize(("content", "ending"), WAYS.values(), ids=WAYS)
def test_no_way_in_lets_an_empty_name_through(content: str, ending: str) -> None:
    article = read_bytes(content.encode(), f"bridge{ending}")

    assert (article.credit.title, article.credit.authors) == ("A bridge", ("Jane Doe",))


def test_a_moderators_corrections_are_tidied_too() -> None:
    assert with_field(ARTICLE, "authors", "· , , ·").credit.authors == ()
    assert corrected(ARTICLE, {"authors": ["·", NASTY]}).credit.authors == ("Jane Doe[31m",)
    assert with_field(ARTICLE, "publisher", "\u200b").credit.publisher == ""
    with pytest.raises(RejectedFile, match="needs a title"):
        with_field(ARTICLE, "title", "\u200f·")


def test_a_long_list_of_authors_is_cut_and_says_so() -> None:
    many = Credit(authors=tuple(f"Jane Doe the {n}th" for n in range(3000)))

    assert sanitized(many).authors[19:] == ("Jane Doe the 19th", "et al.")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://a.example/\x1b]8;;",
        "https://a.example/\u202egpj.exe",
        "https://",
        "https://a.example/ b",
        "https://a.example:99999/",
        "https://[::1",
        "https://a.example/" + "a" * 3000,
        "ftp://a.example/",
        "https://a.example/\n",
    ],
)
def test_a_link_that_cannot_be_shown_or_followed_is_none(url: str) -> None:
    assert not is_address(url)
    assert not sanitized(Credit(url=url)).url
    with pytest.raises(RejectedFile, match="is not a link"):
        checked(Credit(url=url))


@given(
    title=st.text(),
    authors=st.lists(st.text(), max_size=30),
    publisher=st.text(),
    published=st.text(),
    url=st.text(),
)
def test_a_tidied_credit_is_short_visible_and_stays_as_it_is(
    title: str, authors: list[str], publisher: str, published: str, url: str
) -> None:
    credit = sanitized(
        Credit(
            title=title,
            authors=tuple(authors),
            publisher=publisher,
            published=published,
            url=url,
        )
    )

    assert sanitized(credit) == credit
    assert all(any(map(str.isalpha, author)) and len(author) <= 100 for author in credit.authors)
    assert len(credit.title) <= 300
    assert len(credit.authors) <= 21
    assert not set("\u202e\u200b\n\x1b") & set(
        "".join([credit.title, *credit.authors, credit.publisher])
    )
