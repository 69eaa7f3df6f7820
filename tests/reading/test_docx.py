"""Word documents come out as a person would have typed them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.reading.docx import parse
from bot.reading.markdown.parsing import read_markdown

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
    typed = read_markdown(MARKDOWN)

    article = parse(docx(layout))

    assert (article.credit.title, article.text) == (typed.credit.title, typed.text)
    assert article.sections == typed.sections


def test_the_properties_credit_the_article() -> None:
    article = parse(docx(bold_lines, title=TITLE, author="Jonna Brick; P. T. Vale"))

    assert (article.credit.title, article.credit.authors) == (TITLE, ("Jonna Brick", "P. T. Vale"))


@pytest.mark.parametrize("title", ["Word Document", "bell_final2.docx", "Some older piece"])
def test_a_title_that_a_program_left_behind_is_not_the_articles(title: str) -> None:
    assert parse(docx(styled, title=title, author="python-docx")).credit.title == TITLE


def test_an_author_that_a_program_put_there_is_not_the_articles() -> None:
    assert parse(docx(styled, author="Microsoft Office User")).credit.authors == ()


def test_a_byline_credits_an_article_without_properties() -> None:
    def write(document: DocumentObject) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph("By Jonna Brick, 3 May 2019")
        document.add_paragraph(FIRST)
        document.add_paragraph(SECOND)

    article = parse(docx(write))

    assert (article.credit.authors, article.credit.published) == (("Jonna Brick",), "2019-05-03")
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


def body_of(*elements: str, styles: str = "") -> str:
    """The text of a document whose body has these elements, between two paragraphs."""

    def write(document: DocumentObject) -> None:
        document.add_heading(TITLE, level=0)
        document.add_paragraph(FIRST)
        for style in filter(None, styles.split("\n")):
            document.styles.element.append(parse_xml(style.replace(">", f" {nsdecls('w')}>", 1)))
        for element in elements:
            added = parse_xml(element.replace(">", f" {nsdecls('w')}>", 1))
            document.element.body.insert(len(document.element.body) - 1, added)
        document.add_paragraph(LAST)

    text = parse(docx(write)).text
    assert text.startswith(FIRST)
    assert text.endswith(LAST)
    return text[len(FIRST) : -len(LAST)].strip("\n")


RUN = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
HIDDEN_STYLES = """
<w:style w:type="character" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Draft2"><w:basedOn w:val="Draft"/></w:style>
<w:style w:type="paragraph" w:styleId="Notes"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Shown"><w:basedOn w:val="Notes"/>\
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
"""
HIDDEN = {
    "by itself": "<w:vanish/>",
    "by its style": '<w:rStyle w:val="Draft"/>',
    "by its style's base": '<w:rStyle w:val="Draft2"/>',
}


@pytest.mark.parametrize("hides", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_is_not_quoted(hides: str) -> None:
    paragraph = f"<w:p>{RUN.format('', 'Bells ring')}{RUN.format(hides, ' (check!)')}</w:p>"
    shown = "<w:p>" + RUN.format('<w:vanish w:val="false"/>', "All day.") + "</w:p>"
    assert body_of(paragraph, shown, styles=HIDDEN_STYLES) == "Bells ring\n\nAll day."


def test_a_paragraph_is_hidden_by_its_style_unless_its_words_are_not() -> None:
    notes = '<w:p><w:pPr><w:pStyle w:val="Notes"/></w:pPr>{}</w:p>'
    shown = notes.replace("Notes", "Shown")
    assert (
        body_of(
            notes.format(RUN.format("", "Ask the tuner.")),
            notes.format(RUN.format('<w:vanish w:val="0"/>', "Once a year.")),
            shown.format(RUN.format("", "In May.")),
            styles=HIDDEN_STYLES,
        )
        == "Once a year.\n\nIn May."
    )


CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ODD_PARTS = {
    "text that was moved is quoted where it is now": (
        f"<w:p><w:moveFrom>{RUN.format('', 'Moved.')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{RUN.format('', 'Moved.')}</w:moveTo></w:p>",
        "Moved.",
    ),
    "comments and footnotes leave no mark": (
        '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>Bells ring</w:t></w:r>'
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>',
        "Bells ring.",
    ),
    "a field shows its value": (
        "<w:p><w:r><w:t>On </w:t></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:t>1 May.</w:t></w:r></w:p>",
        "On 1 May.",
    ),
    "how a word is said is left out": (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>かね</w:t></w:r></w:rt><w:rubyBase><w:r>"
        "<w:t>鐘</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "鐘",
    ),
    "controls within controls are looked into": (
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent><w:p><w:r><w:t>Inside.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        "Inside.",
    ),
    "a table is read row by row, tables in its cells too, deleted rows not": (
        f"<w:tbl><w:tr>{CELL.format('Line')}<w:tc><w:tbl><w:tr>{CELL.format('Bells')}</w:tr>"
        "</w:tbl></w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{CELL.format('Old')}</w:tr>"
        f"<w:tr>{CELL.format('North')}{CELL.format('14')}</w:tr></w:tbl>",
        "Line | Bells\nNorth | 14",
    ),
}


@pytest.mark.parametrize(("elements", "text"), ODD_PARTS.values(), ids=ODD_PARTS)
def test_what_a_document_shows_is_read_and_nothing_else(elements: str, text: str) -> None:
    assert body_of(*elements.replace("</w:p><w:p>", "</w:p>\n<w:p>").split("\n")) == text
