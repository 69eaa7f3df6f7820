"""Who wrote a page and when is read off it as a reader sees it, where no metadata tells it."""

import pytest

from bot.reading.web.html import parse
from bot.search.articles import Article

BODY = """<p>The council of Ostvik voted on Monday to close the old harbour bridge until the spring,
after divers found cracks in two of its seven piers. The vote was nine to four, and the mayor said
that a ferry would be borrowed for the winter, to sail every twenty minutes.</p>
<p>The bridge was built in 1932 by a firm from the town. It carries two thousand cars a day, and
since the storm of last year there has been nothing else across the fjord, but for one boat that is
owned by the harbour master and sails when he has time.</p>"""
TITLE = "Ostvik closes its harbour bridge"


def read(above: str = "", *, head: str = "", below: str = "") -> Article:
    return parse(
        f"""<html><head><title>{TITLE} | The Coast</title>{head}</head><body>
        <nav><a href="/people/">Our People</a></nav>
        <article><h1>{TITLE}</h1>{above}{BODY}</article>{below}</body></html>""".encode()
    )


AUTHORS = {
    "By": ("<p>By Erin Vale</p>", "Erin Vale"),
    "By, the name linked": ('<p>By <a href="/x/7">Erin Vale</a> in <a href="/o">Oslo</a></p>',
                            "Erin Vale"),
    "French": ("<div>Par Anne Le Goff</div>", "Anne Le Goff"),
    "German": ("<div>Von Hans Müller und Eva Klein</div>", "Hans Müller; Eva Klein"),
    "Chinese": ("<div>文／王小明</div>", "王小明"),
    "date and post beside it": (
        "<div><span>By</span><span>Erin Vale</span> <span>22 Dec 2016</span><b>651</b></div>",
        "Erin Vale"),
    "behind the paper and the date": ("<p>The Coast | 4 May 2015 | By Erin Vale (with Jo Roe)</p>",
                                      "Erin Vale; Jo Roe"),
    "a class": ('<div class="c-author__name">Erin Vale</div><div>Oslo Office</div>', "Erin Vale"),
    "a class, and the post": (
        '<div class="author"><b>Erin Vale</b><br>Senior Reporter<br>Follow</div>', "Erin Vale"),
    "a link to the author's page": (
        '<div><a href="/staff/erin-vale">Erin Vale</a> <a href="/staff/jo">Jo Roe</a></div>',
        "Erin Vale; Jo Roe"),
    "rel": ('<span><a rel="author" href="/7">Erin (E.V.) Vale</a></span>', "Erin (E.V.) Vale"),
    "microdata": ('<p itemprop="author"><span itemprop="name">Erin Vale</span></p>', "Erin Vale"),
    "an office in an element of its own": (
        '<div class="byline">By <b>ERIN VALE</b> <b>Harbour Office</b></div>', "Erin Vale"),
    "written, then reviewed": (
        '<p class="author">Reviewed by <a href="/people/jo">Jo Roe</a></p><p>By Erin Vale, MD</p>',
        "Erin Vale"),
    "before a moment": ("<p>By Erin Vale <time datetime='2024-03-05'>an hour ago</time></p>",
                        "Erin Vale"),
    "behind the date": ("<p>March 5, 2024 by Erin Vale</p>", "Erin Vale"),
    "below a summary": ("<p>Nobody crosses before spring.</p><p>By Erin Vale</p>", "Erin Vale"),
    "paper behind the name": ("<p>By Erin Vale, Northern Herald, 14 May 2024</p>", "Erin Vale"),
}  # fmt: skip


@pytest.mark.parametrize(("above", "names"), AUTHORS.values(), ids=AUTHORS)
def test_the_byline_that_a_reader_sees_names_the_authors(above: str, names: str) -> None:
    assert read(above).credit.authors == tuple(names.split("; "))


NOBODY = {
    "staff": '<div class="byline">Staff Writer</div>',
    "the login": '<div class="author">admin</div>',
    "a newspaper": '<div class="author">The Coast</div>',
    "an address": '<div class="author">desk@coast.example</div>',
    "an agency": '<div class="byline">By Harbour Press</div>',
    "only an editor": '<p class="author">Edited by <a rel="author">Erin Vale</a></p>',
    "a section": "<div>Middle East</div>",
    "a date": '<div class="byline">Monday Morning, 4 May 2015</div>',
    "a photographer": "<figure><figcaption>By Erin Vale</figcaption></figure>",
}


@pytest.mark.parametrize("above", NOBODY.values(), ids=NOBODY)
def test_what_names_no_author_gives_none(above: str) -> None:
    assert read(above).credit.authors == ()


@pytest.mark.parametrize(
    "below",
    [
        '<div class="comments"><a rel="author">Erin Vale</a></div>',
        '<div class="related-stories"><p class="byline">By Erin Vale</p></div>',
        '<div><p class="byline">Erin Vale</p><p class="byline">Jo Roe</p></div>',
        "<footer>By Erin Vale</footer>",
    ],
    ids=["comments", "related articles", "several other articles", "the foot of the page"],
)
def test_the_authors_of_other_texts_are_not_this_ones(below: str) -> None:
    assert read(below=below).credit.authors == ()


def test_an_author_named_once_below_the_text_is_its_author() -> None:
    assert read(below='<aside class="about-author">Erin Vale</aside>').credit.authors == (
        "Erin Vale",
    )


@pytest.mark.parametrize(
    "stated", ["Admin", "The Coast", "desk@coast.example", "https://coast.example/erin", "evale2"]
)
def test_metadata_that_name_nobody_give_way_to_the_byline(stated: str) -> None:
    head = (
        f'<meta property="og:site_name" content="The Coast"><meta name="author" content="{stated}">'
    )

    assert read("<p>By Erin Vale</p>", head=head).credit.authors == ("Erin Vale",)


@pytest.mark.parametrize(
    "above",
    [
        "<time datetime='2024-03-05T10:00'>yesterday</time>",
        "<p>By Erin Vale <time datetime='2024-03-05T10:00Z'>an hour ago</time></p>"
        "<time datetime='2019-01-01'>the flood of 2019</time>",
        "<p>Published 5 March 2024</p>",
        "<p>Von Hans Müller, 5. März 2024</p>",
        "<p>Publié le 5 mars 2024 à 10h15</p>",
        "<p>2024年3月5日</p>",
    ],
)
def test_the_date_that_a_reader_sees_is_the_articles(above: str) -> None:
    assert read(above).credit.published == "2024-03-05"


def test_the_day_in_the_pages_own_address_is_its_date() -> None:
    head = '<link rel="canonical" href="https://coast.example/2024/03/05/bridge">'

    assert read(head=head).credit.published == "2024-03-05"


def test_lines_of_names_and_dates_are_no_passages() -> None:
    above = "<p>Nobody crosses before spring.</p><p>By Erin Vale</p><p>5 March 2024, 10:15</p>"

    article = read(above)

    assert article.text.startswith("Nobody crosses before spring.\n\nThe council of Ostvik")
    assert (article.credit.authors, article.credit.published) == (("Erin Vale",), "2024-03-05")


def test_a_title_that_the_page_shows_goes_before_one_that_it_does_not() -> None:
    head = f"""<script type="application/ld+json">//<![CDATA[
    {{"@type": "Article", "headline": "bridge-closed-v2"}}
    //]]></script><meta property="og:title" content="{TITLE}">"""

    assert read(head=head).credit.title == TITLE


def test_a_greeting_in_big_letters_is_no_title() -> None:
    page = f"<html><head><title>A bridge</title></head><body><h1>Welcome</h1>{BODY}</body></html>"

    assert parse(page.encode()).credit.title == "A bridge"
