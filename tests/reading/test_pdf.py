"""PDFs come out as a person would have typed them: columns, running lines, hyphens."""

from collections.abc import Callable

import pytest
from fpdf import FPDF

from bot.reading.markdown.parsing import read_markdown
from bot.reading.pdf import parse

TITLE = "The lighthouse keepers who would not leave"
FIRST = (
    "When the lamp on Skerryvoe was made automatic in 1988, the Board wrote to its two keepers "
    "that they would not be needed after Michaelmas. Neither of them answered the letter, and "
    "the boat that was sent to fetch them came back with an empty bench and a basket of eggs."
)
SECOND = (
    "For nine years they kept the light that kept itself. They trimmed the generator, painted "
    "the gallery and wrote up the log each night, a log that nobody collected. The Board paid "
    "for paint until 1991, under a heading that an auditor later called heroic."
)
THIRD = (
    "Visibility was logged on each of 3,285 nights. The entries are now used at the University "
    "of Tarn, where Ilse Mendrup has compared them with satellite records. “They agree to within "
    "a mile,” she says. “The keepers were better in fog.”"
)
FOURTH = (
    "The second of the two, Lachlan Roe, died on the rock in 1997. The first, whose name he "
    "never once wrote down, rowed ashore with the log under his coat."
)
MARKDOWN = f"""# {TITLE}

{FIRST}

{SECOND}

## A better instrument

{THIRD}

{FOURTH}
"""


class Sheet(FPDF):
    """Pages of a journal, with a running head and numbered feet."""

    def __init__(self) -> None:
        super().__init__(format=(148, 210))
        self.core_fonts_encoding = "cp1252"

    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 6, f"Coastal Quarterly - Volume 12    {self.page_no() + 40}", align="R")
        self.ln(12)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=8)
        self.cell(0, 10, f"Page {self.page_no()} of 3", align="C")

    def heading(self, text: str, size: int) -> None:
        self.set_font("Helvetica", "B", size)
        self.multi_cell(0, size / 2, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def paragraph(self, text: str, *, indent: float = 0, gap: float = 3) -> None:
        self.set_font("Times", size=11)
        for number, line in enumerate(self.wrapped(text, self.epw - indent)):
            self.set_x(self.l_margin + (0 if number else indent))
            self.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)

    def wrapped(self, text: str, width: float) -> list[str]:
        self.set_font("Times", size=11)
        lines = self.multi_cell(width, 5, text, dry_run=True, output="LINES", align="L")
        assert isinstance(lines, list)
        return [line.encode("latin-1").decode("cp1252").strip() for line in lines]


def one_column(sheet: Sheet) -> None:
    sheet.heading(TITLE, 18)
    sheet.paragraph(FIRST)
    sheet.paragraph(SECOND)
    sheet.heading("A better instrument", 13)
    sheet.paragraph(THIRD)
    sheet.paragraph(FOURTH)


def set_in(sheet: Sheet) -> None:
    sheet.heading(TITLE, 18)
    sheet.paragraph(FIRST, gap=0)
    sheet.paragraph(SECOND, indent=5)
    sheet.heading("A better instrument", 11)
    sheet.paragraph(THIRD, gap=0)
    sheet.paragraph(FOURTH, indent=5)


def over_two_pages(sheet: Sheet) -> None:
    sheet.set_auto_page_break(True, margin=130)
    one_column(sheet)


def two_columns(sheet: Sheet, *, line_by_line: bool) -> None:
    """Columns written one after the other, or across both, as some programs do."""
    sheet.heading(TITLE, 18)
    top, width = sheet.get_y() + 5, sheet.epw / 2 - 4
    column = [line for text in (FIRST, SECOND) for line in [*sheet.wrapped(text, width), ""]]
    other = [line for text in (THIRD, FOURTH) for line in [*sheet.wrapped(text, width), ""]]
    placed = [(0, row, line) for row, line in enumerate(column)]
    placed += [(1, row + 2, line) for row, line in enumerate(other)]
    sheet.set_font("Helvetica", "B", 13)
    sheet.text(sheet.l_margin + width + 8, top, "A better instrument")
    sheet.set_font("Times", size=11)
    for side, row, line in sorted(placed, key=lambda p: p[1] if line_by_line else p[0]):
        if line:
            sheet.text(sheet.l_margin + side * (width + 8), top + row * 5, line)


def columns_in_turn(sheet: Sheet) -> None:
    two_columns(sheet, line_by_line=False)


def columns_across(sheet: Sheet) -> None:
    two_columns(sheet, line_by_line=True)


def pdf(write: Callable[[Sheet], None], *, title: str = "", author: str = "") -> bytes:
    sheet = Sheet()
    sheet.set_title(title)
    sheet.set_author(author)
    sheet.add_page()
    write(sheet)
    return bytes(sheet.output())


@pytest.mark.parametrize(
    "layout",
    [one_column, set_in, over_two_pages, columns_in_turn, columns_across],
    ids=lambda layout: layout.__name__,
)
def test_a_pdf_reads_as_what_a_person_would_have_typed(
    layout: Callable[[Sheet], None],
) -> None:
    typed = read_markdown(MARKDOWN)

    article = parse(pdf(layout, title=TITLE, author="Ada Penhallow; Tom O'Dell"))

    assert (article.credit.title, article.text) == (typed.credit.title, typed.text)
    assert article.sections == typed.sections
    assert article.credit.authors == ("Ada Penhallow", "Tom O'Dell")


def test_words_cut_at_a_line_end_are_joined_and_true_hyphens_kept() -> None:
    def write(sheet: Sheet) -> None:
        sheet.heading(TITLE, 18)
        sheet.set_font("Times", size=11)
        for line in (
            "The well-known light on the reef was built of Aber-",
            "deen granite by a crew of thirty, who hated the well-",
            "known cook and the Anglo-",
            "Saxon in which he swore. He left for the railway to Orsk on the CASA-",
            "1000 line and was never seen again.",
        ):
            sheet.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")

    assert parse(pdf(write)).text == (
        "The well-known light on the reef was built of Aberdeen granite by a crew of thirty, "
        "who hated the well-known cook and the Anglo-Saxon in which he swore. He left for the "
        "railway to Orsk on the CASA-1000 line and was never seen again."
    )


def test_a_hyphen_that_a_font_calls_a_soft_one_is_taken_for_a_hyphen() -> None:
    def write(sheet: Sheet) -> None:
        sheet.set_compression(False)
        sheet.heading(TITLE, 18)
        sheet.set_font("Times", size=11)
        for line in ("The light on the reef was built of Aber-", "deen granite in thirty years."):
            sheet.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")

    soft = b"<</BaseEncoding /WinAnsiEncoding /Differences [45 /sfthyphen]>>"
    data = pdf(write).replace(b"/WinAnsiEncoding", soft).replace(b"startxref\n", b"startxref\n9")

    assert (
        parse(data).text == "The light on the reef was built of Aberdeen granite in thirty years."
    )


def test_a_byline_and_a_date_credit_a_pdf_without_properties() -> None:
    def write(sheet: Sheet) -> None:
        sheet.heading(TITLE, 18)
        sheet.paragraph("By Ada Penhallow and Tom O'Dell")
        sheet.paragraph("4 October 1998")
        sheet.paragraph(FIRST)
        sheet.paragraph(SECOND)

    article = parse(pdf(write))

    assert article.credit.title == TITLE
    assert article.credit.authors == ("Ada Penhallow", "Tom O'Dell")
    assert article.credit.published == "1998-10-04"
    assert article.text == f"{FIRST}\n\n{SECOND}"


def test_the_date_of_the_file_is_not_taken_for_the_articles() -> None:
    assert parse(pdf(one_column)).credit.published == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("", TITLE),
        ("Microsoft Word - keepers_FINAL.doc", TITLE),
        ("Some older piece", TITLE),
        (TITLE.upper(), TITLE.upper()),
    ],
    ids=["none", "a program's", "a template's", "in capitals"],
)
def test_a_title_in_the_properties_counts_if_the_page_has_it_too(title: str, expected: str) -> None:
    assert parse(pdf(one_column, title=title)).credit.title == expected


def test_a_table_of_contents_is_no_article() -> None:
    def write(sheet: Sheet) -> None:
        sheet.heading(TITLE, 18)
        sheet.paragraph("A better instrument " + ". " * 30 + "41")
        sheet.paragraph(FIRST)

    assert parse(pdf(write)).text == FIRST


def test_a_list_stays_a_list() -> None:
    def write(sheet: Sheet) -> None:
        sheet.heading(TITLE, 18)
        sheet.paragraph(FIRST)
        for item in ("- a bench of larch;", "- a basket of eggs."):
            sheet.paragraph(item)

    assert parse(pdf(write)).text == f"{FIRST}\n\n- a bench of larch;\n- a basket of eggs."
