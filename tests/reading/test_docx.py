"""Word documents come out as a person would have typed them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.reading.docx import parse
from bot.reading.markdown import read_markdown

TITLE = "Why the tram bell is in G sharp"
FIRST = "Every tram in Oldbridge rings the same note, and nobody ordered it."
SECOND = "The first bells were cast in 1904 from the metal of a ship's bell, the Perseverance."
LAST = "The museum has one of them. It is rung on the first Sunday in May."
MARKDOWN = f"""# {TITLE}

{FIRST}

{SECOND}

## What the tuner found

- the bells of 1904: G sharp, a little flat;
- the bells of 1931: G sharp.

Line | Bells\\
North | 14\\
Harbour | 22

{LAST}
"""


def docx(write: Callable[[DocumentObject], None], *, title: str = "", author: str = "") -> bytes:
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = author
    write(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def styled(document: DocumentObject) -> None:
    document.sections[0].header.paragraphs[0].text = "The Oldbridge Bulletin"
    document.sections[0].footer.paragraphs[0].text = "Page 1 of 1"
    document.add_paragraph(TITLE, style="Title")
    opening = document.add_paragraph("Every tram in ")
    opening.add_run("Oldbridge").bold = True
    opening.add_run(" rings the same note,\tand nobody ordered it.")
    document.add_paragraph("Figure 1. A bell on its bracket.", style="Caption")
    document.add_paragraph(SECOND)
    document.add_heading("What the tuner found", level=1)
    rest(document)


def bold_lines(document: DocumentObject) -> None:
    """As people do who never found the styles."""
    document.add_paragraph().add_run(TITLE).bold = True
    document.add_paragraph(FIRST)
    document.add_paragraph()
    document.add_paragraph(SECOND)
    document.add_paragraph().add_run("What the tuner found").bold = True
    rest(document)


def rest(document: DocumentObject) -> None:
    document.add_paragraph("the bells of 1904: G sharp, a little flat;", style="List Bullet")
    document.add_paragraph("the bells of 1931: G sharp.", style="List Bullet")
    table = document.add_table(rows=3, cols=2)
    for row, texts in enumerate([("Line", "Bells"), ("North", "14"), ("Harbour", "22")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.add_paragraph(LAST)


@pytest.mark.parametrize("layout", [styled, bold_lines], ids=lambda layout: layout.__name__)
def test_a_document_reads_as_what_a_person_would_have_typed(
    layout: Callable[[DocumentObject], None],
) -> None:
    typed = read_markdown(MARKDOWN, "")

    article = parse(docx(layout))

    assert (article.title, article.text) == (typed.title, typed.text)
    assert article.sections == typed.sections


def test_the_properties_credit_the_article() -> None:
    article = parse(docx(bold_lines, title=TITLE, author="Jonna Brick; P. T. Vale"))

    assert (article.title, article.authors) == (TITLE, ("Jonna Brick", "P. T. Vale"))


@pytest.mark.parametrize("title", ["Word Document", "bell_final2.docx", "Some older piece"])
def test_a_title_that_a_program_left_behind_is_not_the_articles(title: str) -> None:
    assert parse(docx(styled, title=title, author="python-docx")).title == TITLE


def test_an_author_that_a_program_put_there_is_not_the_articles() -> None:
    assert parse(docx(styled, author="Microsoft Office User")).authors == ()


def test_a_byline_credits_an_article_without_properties() -> None:
    def write(document: DocumentObject) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph("By Jonna Brick, 3 May 2019")
        document.add_paragraph(FIRST)
        document.add_paragraph(SECOND)

    article = parse(docx(write))

    assert (article.authors, article.published) == (("Jonna Brick",), "2019-05-03")
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_tracked_changes_read_as_if_they_were_accepted() -> None:
    def write(document: DocumentObject) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph(FIRST)
        paragraph = document.add_paragraph("The bells weigh ")._p
        for change in (
            "<w:del {}><w:r><w:delText>nine</w:delText></w:r></w:del>",
            "<w:ins {}><w:r><w:t>eleven</w:t></w:r></w:ins>",
        ):
            paragraph.append(parse_xml(change.format(nsdecls("w"))))
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t> kilos.</w:t></w:r>"))

    assert parse(docx(write)).text == f"{FIRST}\n\nThe bells weigh eleven kilos."


@pytest.mark.parametrize(
    "sentence",
    ["大桥将关闭到春天。", "「橋は春まで閉鎖される。」", "पुल वसंत तक बंद है।", "هل الجسر مغلق؟"],
)
def test_a_bold_sentence_is_no_heading_in_any_script(sentence: str) -> None:
    def write(document: DocumentObject) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph().add_run(sentence).bold = True
        document.add_paragraph(SECOND)

    assert parse(docx(write)).text == f"{sentence}\n\n{SECOND}"
