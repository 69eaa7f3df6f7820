"""Markdown → article, and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.files import read_bytes
from bot.reading.markdown.parsing import read_markdown
from bot.reading.markdown.writing import as_markdown, slug
from bot.reading.paragraphs import one_line
from bot.search.articles import Article, Credit, RejectedFile, Section

FERRY = """---
title: The ferry is back
authors: [Ann Lee, Bo Ek]
publisher: Harbour Post
published: 2024-01-31
url: https://post.example/ferry
language: en-GB
based_on: “Fergen er tilbake”, Kystbladet
---

# The ferry is back

It sails *twice* a day.

## Fares

A ticket costs [4 crowns](https://post.example/fares).
"""


def read(body: str) -> str:
    return read_markdown(body).text


def test_front_matter_is_the_credit_and_headings_are_sections() -> None:
    assert read_markdown(FERRY) == Article(
        id="",
        credit=Credit(
            title="The ferry is back",
            authors=("Ann Lee", "Bo Ek"),
            publisher="Harbour Post",
            published="2024-01-31",
            url="https://post.example/ferry",
            based_on="“Fergen er tilbake”, Kystbladet",
        ),
        text="It sails twice a day.\n\nA ticket costs 4 crowns.",
        language="en",
        sections=(Section(23, "Fares"),),
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "`` Father of the valley '' ( lit. , `` x '' )",
        "a * b * c, 2*3*4, *args",
        "snake_case_name and __init",
        "AT&T, <name>, a <b, c> d, &c. and x<y",
        "`such' marks and `these', and a lone ` too",
        "1986. Then the bridge fell.",
        "- a dash, as in an interview",
        "[sic](in the original) and [1] and [note]: here",
        r"\frac{1}{2} and C:\files",
        "#1 in the charts, C# and #harbour",
        "== 5 ==",
        "https://post.example/a_b_c?d=*e*",
        "~~not struck~~ | not a table |",
        "<!-- never closed",
        "5 > 3 < 7",
    ],
)
def test_plain_text_comes_through_word_for_word(paragraph: str) -> None:
    assert read(f"Before.\n\n{paragraph}\n\nAfter.\n") == f"Before.\n\n{paragraph}\n\nAfter."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param("**Bold** and _slanted_.", "Bold and slanted.", id="emphasis"),
        pytest.param("See [it](https://a.example).", "See it.", id="link"),
        pytest.param("See [it][1].\n\n[1]: https://a.example", "See it.", id="reference"),
        pytest.param("A ![map](map.png) here.", "A here.", id="image"),
        pytest.param("> Quoted\n> here.", "Quoted here.", id="block quote"),
        pytest.param("```\nx = 1\ny = 2\n```", "x = 1\ny = 2", id="fence"),
        pytest.param("One\n\n---\n\nTwo", "One\n\nTwo", id="rule"),
        pytest.param("wrapped\nlines", "wrapped lines", id="wrapped"),
        pytest.param("broken\\\nlines", "broken\nlines", id="line breaks"),
        pytest.param("- one\n- two\n  goes on", "- one\n- two goes on", id="list"),
        pytest.param("1. one\n2. two", "1. one\n2. two", id="numbered list"),
        pytest.param("in\n1986. Then", "in 1986. Then", id="a number at a line's start"),
        pytest.param("a\u00a0b\u3000c\td", "a b c d", id="spaces"),
        pytest.param("a\x1b[31mb\x00c\ud800d", "a[31mbcd", id="controls and surrogates"),
        pytest.param("橋は\n閉鎖", "橋は閉鎖", id="scripts without spaces"),
        pytest.param(r"2 \* 3 \_x\_", "2 * 3 _x_", id="escapes"),
        pytest.param("Call `*args` and `a<b>`.", "Call *args and a<b>.", id="code"),
        pytest.param('A <b class="x">bold</b> <i>word</i>.', "A bold word.", id="tags"),
        pytest.param("<p>One.</p><p>Two<br/>three.</p>", "One.\nTwo\nthree.", id="blocks of HTML"),
        pytest.param("A <!-- note --> word.", "A word.", id="comment"),
        pytest.param("One\n<!-- a\n\nb --> two.\n\nThree", "One\n\ntwo.\n\nThree", id="comments"),
        pytest.param("A\n\n<script>\nx()\n\ny()\n</script>\n\nB", "A\n\nB", id="script"),
        pytest.param("A\n\n<style>p {}</style> B", "A\n\nB", id="style"),
        pytest.param("AT&amp;T&nbsp;&lt;b&gt; &#8212;", "AT&T <b> —", id="entities"),
        pytest.param("`<!--` and `-->`", "<!-- and -->", id="tags in code"),
        pytest.param("It is so.[^1]\n\n[^1]: A source\ngoes on.", "It is so.", id="footnotes"),
        pytest.param("- [ ] open\n- [x] done", "- open\n- done", id="tasks"),
        pytest.param(
            "Before:\n\n| Line | Bells |\n|:--|--:|\n| *North* | `14` |\n| a \\| b | |\n\nAfter.",
            "Before:\n\nLine | Bells\nNorth | 14\na | b\n\nAfter.",
            id="table",
        ),
    ],
)
def test_markup_is_taken_off_and_white_space_put_in_order(body: str, text: str) -> None:
    assert read(body) == text


@pytest.mark.parametrize(
    ("body", "title", "text"),
    [
        ("# Lights out\n\nIt is dark.", "Lights out", "It is dark."),
        ("It is dark.\n\n# Later", "Harbour lights", "It is dark."),
        ("---\n\nAfter a rule.", "Harbour lights", "After a rule."),
    ],
)
def test_without_front_matter_the_title_is_the_first_heading_or_the_file_name(
    body: str, title: str, text: str
) -> None:
    article = read_bytes(body.encode(), "harbour-lights.md")
    assert (article.credit.title, article.text) == (title, text)


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        ("By Tove Lund", Credit(authors=("Tove Lund",))),
        ("*By Tove Lund*\n\n5 March 2024", Credit(authors=("Tove Lund",), published="2024-03-05")),
        ("Von Tove Lund und Ask Berg", Credit(authors=("Tove Lund", "Ask Berg"))),
        ("By then it was dark.", None),
    ],
)
def test_without_front_matter_the_lines_below_the_title_may_be_its_credit(
    lines: str, credit: Credit | None
) -> None:
    article = read_bytes(f"# Lights out\n\n{lines}\n\nIt is dark.".encode(), "dark.md")
    assert article.credit == (credit or Credit()).or_else(Credit(title="Lights out"))
    assert article.text == ("It is dark." if credit else f"{lines}\n\nIt is dark.")


def test_front_matter_is_the_credit_whatever_stands_below_it() -> None:
    article = read_bytes(b"---\ntitle: Lights out\n---\n\nBy Tove Lund\n\nIt is dark.", "dark.md")
    assert (article.credit.authors, article.text) == ((), "By Tove Lund\n\nIt is dark.")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("authors: [A]", "no title"),
        ("title: ''", "no title"),
        ("title: [a, b]", "title has to be one line"),
        ("title: {a: b}", "title has to be one line"),
        ("title: x\nauthors: [[a]]", "authors has to be a list of names"),
        ("title: x\npublished: 2024-02-30", "not a date"),
        ("title: x\npublished: soon", "not a date: write it like 2024-01-31, 2024-01 or 2024"),
        ("title: x\nurl: javascript:alert(1)", "not a link"),
        ("title: x\nlanguage: English", "not a language's code"),
        ("title: &a x\nauthors: [*a]", "references"),
        ("title: " + "[" * 5000, "nested too deeply"),
        ("title: x\n\ty: z", "can't be read in line 3"),
        ("title: a: b", "can't be read in line 2"),
        ("title: x\nk: " + "v" * 70_000, "longer than 64 kB"),
    ],
    ids=lambda value: value[:30],
)
def test_wrong_front_matter_is_rejected_with_what_to_mend(lines: str, reason: str) -> None:
    with pytest.raises(RejectedFile, match=reason):
        read_markdown(f"---\n{lines}\n---\n\nText.")


def test_front_matter_says_what_was_corrected_by_hand() -> None:
    text = "---\ntitle: T\ncorrected: [url, title, weather]\n---\n\nText."
    article = read_markdown(text)
    assert article.corrected == ("title", "url")
    assert read_markdown(as_markdown(article)) == article


@pytest.mark.parametrize("comment", ["# from the archive\n", "\n# one\n\n  # two\n", "#\n"])
def test_front_matter_may_begin_with_a_comment(comment: str) -> None:
    article = read_markdown(f"---\n{comment}title: The bridge\n---\n\nText.")
    assert (article.credit.title, article.text) == ("The bridge", "Text.")


def test_a_heading_between_two_rules_is_no_front_matter() -> None:
    article = read_markdown("---\n# The bridge\n\nNote: it is closed.\n\n---\n\nText.")
    assert (article.credit.title, article.text) == ("The bridge", "Note: it is closed.\n\nText.")


def test_front_matter_that_is_not_closed_is_rejected() -> None:
    with pytest.raises(RejectedFile, match="not closed"):
        read_markdown("---\ntitle: x\n\nText.")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024", "2024"),
        ("2024-01", "2024-01"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31 10:00:00 +0000", "2024-01-31"),
        ("January 31, 2024", "2024-01-31"),
        ("31 Jan 2024", "2024-01-31"),
        ("31.1.2024", "2024-01-31"),
    ],
)
def test_a_date_is_kept_as_exact_as_it_is_written(written: str, published: str) -> None:
    article = read_markdown(f"---\ntitle: 1984\npublished: {written}\n---\nText.")
    assert (article.credit.title, article.credit.published) == ("1984", published)


MARKUP = st.sampled_from(
    [*"ab \n\\*_[]()#>`~-+.!'&;:|=1<\t", "\n\n", "- ", "1. ", "# ", "---"]
) | st.sampled_from(
    [
        "<b>",
        "<br>",
        "<!--",
        "-->",
        "[^1]",
        "[^1]:",
        "- [ ] ",
        "\n|-|-|\n",
        "&amp;",
        "<script>",
        "</p>",
    ]
)
TEXTS = st.lists(MARKUP | st.characters(), max_size=60).map("".join)


@given(TEXTS, st.lists(MARKUP | st.characters(), max_size=8).map("".join))
def test_an_article_that_was_written_is_read_again_the_same(body: str, title: str) -> None:
    read_once = read_markdown(body)
    named = replace(
        read_once,
        credit=replace(read_once.credit, title=one_line(title) or "T", authors=("A, B & C", "- D")),
    )
    # A heading that repeats the title belongs to the title.
    article = read_markdown(as_markdown(named))
    assert read_markdown(as_markdown(article)) == article
    assert article.text == read_once.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("…", "article"),
        ("हिन्दी लेख", "हिन्दी-लेख"),
        ("橋", "橋"),
        ("a\n\u202eb", "a-b"),
        ("../Über: die /Brücke/ ..", "über-die-brücke"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_slug_holds_words_of_any_script_and_nothing_else(title: str, name: str) -> None:
    assert slug(title) == name
