"""Pages in the layouts of news sites come out as a person would have typed them."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.reading.files import read_bytes
from bot.reading.markdown.parsing import read_markdown
from bot.reading.web.html import parse
from bot.search.articles import Article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def read(page: str) -> Article:
    return parse(page.encode())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_reads_as_what_a_person_would_have_typed(page: Path) -> None:
    typed = read_markdown(page.with_suffix(".md").read_text(encoding="utf-8"))

    read = read_bytes(page.read_bytes(), page.name)

    assert replace(read, id="", language=typed.language) == typed
    assert not typed.language or read.language == typed.language


HEAD = {
    "JSON-LD before meta elements": (
        """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A light",
        "author": {"name": "J. R. Roe"}, "publisher": {"name": "The Post"},
        "datePublished": "2024-05-06T23:30:00-07:00"}</script>
        <meta name="author" content="Web Desk"><meta property="og:site_name" content="Post.com">
        <meta name="date" content="2024-06-01">""",
        ("A light", ("J. R. Roe",), "The Post", "2024-05-06"),
    ),
    "JSON-LD whose names stand elsewhere in its graph": (
        """<script type="application/ld+json">{"@graph": [
        {"@type": ["Article", "BlogPosting"], "headline": "Tom &amp; the light",
         "author": {"@id": "#tom"}, "publisher": {"@id": "#us"}},
        {"@type": "Person", "@id": "#tom", "name": "Tom Vale"},
        {"@type": "Organization", "@id": "#us", "name": "The Post"}]}</script>""",
        ("Tom & the light", ("Tom Vale",), "The Post", ""),
    ),
    "a headline that only tells what the article is about, as encyclopedias have it": (
        """<script type="application/ld+json">{"@type": "Article", "name": "The lamp on the rock",
        "headline": "lighthouse off Tarn"}</script><title>The lamp on the rock - Lore</title>""",
        ("The lamp on the rock", (), "", ""),
    ),
    "Open Graph, its title with the site's name": (
        """<meta property="og:title" content="A light | The Post">
        <meta property="og:site_name" content="The Post">
        <meta property="article:author" content="https://social.example/tom">
        <meta property="article:published_time" content="2024-05-06">""",
        ("A light", (), "The Post", "2024-05-06"),
    ),
    "what libraries use": (
        """<meta name="DC.title" content="A light"><meta name="DC.creator" content="Roe, Ada">
        <meta name="DC.publisher" content="Tarn Press"><meta name="DC.date" content="1999">""",
        ("A light", ("Roe, Ada",), "Tarn Press", "1999"),
    ),
    "a publisher who is named as the author": (
        """<meta name="author" content="The Post"><meta name="publisher" content="The Post">""",
        ("The lamp on the rock", (), "The Post", ""),
    ),
    "an author whose site has her name": (
        """<script type="application/ld+json">{"@type": "Article", "headline": "A light",
        "author": {"@type": "Person", "name": "Erin Vale"},
        "publisher": {"@type": "Organization", "name": "Erin Vale"}}</script>""",
        ("A light", ("Erin Vale",), "Erin Vale", ""),
    ),
    "a site that takes itself for a person": (
        """<script type="application/ld+json">{"@type": "Article", "headline": "A light",
        "author": [{"@type": "Person", "name": "Tarn News"}, {"@type": "Person"}, "Tarn News"],
        "publisher": {"name": "Tarn News"}}</script>""",
        ("A light", (), "Tarn News", ""),
    ),
    "a site that is an author, and no person": (
        """<script type="application/ld+json">{"@type": "Article", "headline": "A light",
        "author": {"@type": "Organization", "name": "Tarn Tidings"},
        "publisher": {"name": "Tarn Tidings"}}</script>""",
        ("A light", (), "Tarn Tidings", ""),
    ),
    "nothing, so that nothing is made up": (
        "<title>The lamp on the rock</title>",
        ("The lamp on the rock", (), "", ""),
    ),
}
BODY = """<h1>The lamp on the rock</h1>
<p>The lamp is lit at dusk and put out at dawn, and nobody has ever seen it fail.</p>
<p>It was first lit in 1831, and it has been in the care of four families since.</p>"""


@pytest.mark.parametrize(("head", "credit"), HEAD.values(), ids=HEAD)
def test_a_page_is_credited_with_what_it_says_of_itself(
    head: str, credit: tuple[str, tuple[str, ...], str, str]
) -> None:
    article = read(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>")

    assert (
        article.credit.title,
        article.credit.authors,
        article.credit.publisher,
        article.credit.published,
    ) == credit


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("", "utf-8"), ("", "utf-16"), ("windows-1251", "cp1251"), ("iso-8859-1", "utf-8")],
    ids=["nothing declared", "byte order mark", "declared", "wrongly declared"],
)
def test_the_encoding_is_told_by_mark_by_content_or_by_declaration(
    declared: str, encoding: str
) -> None:
    text = "Маяк зажигают в сумерках и гасят на рассвете, и никто не видел, чтобы он погас."
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'

    assert parse(page.encode(encoding)).text == text


def test_items_without_a_list_do_no_harm() -> None:
    items = "".join(
        f"<li>{count} lamps. <a href='/{count}'>More of them.</a></li>" for count in ("Two", "Six")
    )

    article = read(f"<html><body><article>{BODY}<div>{items}</div></article></body></html>")

    assert "The lamp is lit at dusk" in article.text
    assert "Two lamps." in article.text


SENTENCES = "".join(
    f"<p>Lamp {number} is lit at dusk and put out at dawn, and nobody has ever seen it fail.</p>"
    for number in range(5)
)
UNSHOWN = {
    "a hidden paragraph": "<p hidden>The secret of the lamp is a mirror of silver.</p>",
    "a hidden box": '<div hidden=""><p>The secret of the lamp is a mirror of silver.</p></div>',
    "a hidden word": "<p>The lamp <span hidden>secret</span> has a mirror of silver by now.</p>",
    "a style": '<p style="display: none">The secret of the lamp is a mirror of silver.</p>',
    "a template": "<template><p>The secret of the lamp is a mirror of silver.</p></template>",
    "a script": "<script>secret = 1</script>",
    "a style sheet": "<style>.secret {color: red}</style>",
    "a comment": "<p>The lamp <!-- secret --> has a mirror of silver by now.</p>",
}


@pytest.mark.parametrize("unshown", UNSHOWN.values(), ids=UNSHOWN)
def test_what_a_page_does_not_show_is_not_quoted(unshown: str) -> None:
    text = read(f"<article><h1>The lamp</h1>{SENTENCES}{unshown}{SENTENCES}</article>").text

    assert "Lamp 4 is lit" in text
    assert "secret" not in text


def test_a_table_is_read_row_by_row() -> None:
    cell = "<tr><{0}><p>{1}</p></{0}><{0}>{2}</{0}></tr>"
    rows = cell.format("th", "Lamp", "Height") + cell.format("td", "North", "14<br>m")
    table = f"<table>{rows}</table>"

    text = read(f"<article><h1>The lamp</h1>{SENTENCES}{table}{SENTENCES}</article>").text

    assert "Lamp | Height\nNorth | 14 m" in text


BLOCKS = {
    "beside paragraphs": (
        "<div>First this.<p>Then that.</p>And <i>so</i> on.</div>",
        "First this.\n\nThen that.\n\nAnd so on.",
    ),
    "on lines": (
        "<div>First this,<br>then <b>that</b>.<br> <br>And so on.<p>Or not.</p></div>",
        "First this,\nthen that.\n\nAnd so on.\n\nOr not.",
    ),
    "around comments": (
        "<p>So <!-- -->winter<!-- --> comes to <b><?x?>the lamp</b>.</p>",
        "So winter comes to the lamp.",
    ),
    "under a random id": (
        "<p id='NavzzU'>First this, then that, and so on.</p>",
        "First this, then that, and so on.",
    ),
    "beside a script": (
        "<div>One <a href='/x'><b>lamp</b></a><script>go()</script>, two.<p>And so on.</p></div>",
        "One lamp, two.\n\nAnd so on.",
    ),
    "on lines of a quotation": (
        "<blockquote>They said:<br>so be it.</blockquote>",
        "They said:\nso be it.",
    ),
    "beside paragraphs of a quotation": (
        "<blockquote>They said: <p>So be it.</p> And so.</blockquote>",
        "They said:\n\nSo be it.\n\nAnd so.",
    ),
    "in an item": (
        "<ul><li><p>One lamp.</p><p>Two lamps.</p></li><li>A bell.</li></ul>",
        "- One lamp. Two lamps.\n- A bell.",
    ),
    "in a cell": (
        "<table><tr><th>Lamp</th></tr><tr><td><div>North</div><div>pier</div></td></tr></table>",
        "Lamp\nNorth pier",
    ),
}


@pytest.mark.parametrize(("markup", "text"), BLOCKS.values(), ids=BLOCKS)
def test_words_are_neither_lost_nor_glued_wherever_they_stand(markup: str, text: str) -> None:
    article = read(f"<article><h1>The lamp</h1>{SENTENCES}{markup}{SENTENCES}</article>")
    assert f"fail.\n\n{text}\n\nLamp 0" in article.text


def test_reading_a_page_asks_nothing_of_the_network() -> None:
    script = """
import sys
sys.addaudithook(lambda event, _: event in ("socket.connect", "socket.getaddrinfo") and 1 / 0)
from bot.reading.web.html import parse
print(parse(sys.stdin.buffer.read()).credit.publisher)
"""
    page = (Path(__file__).parent / "pages" / "json_ld.html").read_bytes()

    child = subprocess.run([sys.executable, "-c", script], input=page, capture_output=True)

    assert (child.stdout, child.stderr) == (b"The Tidewater Gazette\n", b"")


LONGER = "It was first lit in 1831, and it has been in the care of four families since then."


@pytest.mark.parametrize(
    "line",
    ["Read more", "ADVERTISEMENT", "Share this story", "Lire aussi : La digue", "Lesen Sie auch",
     "Lea también: El faro", "Sign up for our newsletter", "Читайте также"],
)  # fmt: skip
def test_lines_that_lead_elsewhere_are_no_passages(line: str) -> None:
    body = f"<article>{BODY}<p>{line}</p><p>{LONGER}</p></article>"

    assert line not in read(f"<html><body>{body}</body></html>").text


def test_a_paragraph_that_speaks_of_a_newsletter_stays() -> None:
    said = "Its keeper writes a newsletter, which is read by all who sail there."
    body = f"<article>{BODY}<p>{said}</p><p>{LONGER}</p></article>"

    assert said in read(f"<html><body>{body}</body></html>").text


def test_a_summary_in_large_letters_is_text_and_no_section() -> None:
    summary = "The lamp on the rock has never failed since it was lit, say those who keep it."
    body = BODY.replace("</h1>", f"</h1><h2>{summary}</h2>")

    article = read(f"<html><body><article>{body}<p>{LONGER}</p></article></body></html>")

    assert article.text.startswith(f"{summary}\n\nThe lamp is lit at dusk")
    assert article.sections == ()


def test_authors_nested_without_end_are_none_and_break_nothing() -> None:
    nested = "[" * 450 + '"Erin Vale"' + "]" * 450
    script = f'{{"@type": "Article", "headline": "A light", "author": {nested}}}'
    head = f'<script type="application/ld+json">{script}</script>'

    article = read(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>")

    assert (article.credit.title, article.credit.authors) == ("A light", ())


def test_a_page_of_lines_without_any_paragraph_is_read_from_its_first_line() -> None:
    lines = [f"Lamp {n} is lit at dusk, and nobody has ever seen it fail." for n in range(5)]
    page = f"<html><head><title>The lamp</title></head><body>{'<br><br>'.join(lines)}</body></html>"
    assert read(page).text == "\n\n".join(lines)
