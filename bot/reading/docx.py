"""A Word document → article."""

import re
import zipfile
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree

from bot.reading.paragraphs import LINE_BREAK, last_mark
from bot.reading.parts import Part, article_of, property_credits
from bot.search.articles import Article, RejectedFile

_MOST_UNPACKED = 100_000_000
_MOST_GROWTH = 100
_HARMLESS = 1_000_000
"""Bytes below which growth is no matter."""
_HEADING = re.compile(r"title|heading \d", re.IGNORECASE)
_NOT_ARTICLE = re.compile(r"caption|toc|table of |header|footer|footnote", re.IGNORECASE)


def parse(data: bytes) -> Article:
    """The article of a document; raises `RejectedFile` if it is damaged or a bomb."""
    try:
        _refuse_bomb(data)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise RejectedFile("it is damaged, or no Word document") from error
    document = Document(BytesIO(data))
    inside = "./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl"
    parts = [_part(element, document) for element in document.element.body.xpath(inside)]
    parts = [(kind, text) for kind, text in parts if text.strip()]
    if not parts:
        raise RejectedFile("it holds no text")
    said = document.core_properties
    return article_of(parts, property_credits(parts, title=said.title, authors=said.author))


def _refuse_bomb(data: bytes) -> None:
    """Unpack all of it in small steps: what a member says of its size is not to be believed."""
    size = 0
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member) as unpacked:
                while chunk := unpacked.read(65_536):
                    size += len(chunk)
                    grown = size > max(_MOST_GROWTH * len(data), _HARMLESS)
                    if grown or size > _MOST_UNPACKED:
                        raise RejectedFile("it swells beyond all measure when it is unpacked")


def _part(element: CT_P | CT_Tbl, document: DocumentObject) -> Part:
    if isinstance(element, CT_Tbl):
        return "text", LINE_BREAK.join(filter(None, map(_row, element.tr_lst)))
    paragraph = Paragraph(element, document)
    style = paragraph.style.name or "" if paragraph.style else ""
    text = _text(element)
    if _NOT_ARTICLE.match(style):
        return "text", ""
    if _HEADING.match(style) or _is_bold_line(paragraph, text):
        return "heading", text
    is_item = "list" in style.lower() or bool(element.xpath("./w:pPr/w:numPr"))
    return "text", f"- {text}" if is_item and text else text


def _is_bold_line(paragraph: Paragraph, text: str) -> bool:
    """Tell a heading that somebody made without a style."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    return len(text) <= 100 and not last_mark(text) and bool(runs) and all(r.bold for r in runs)


def _row(row: CT_Row) -> str:
    cells = (" ".join(map(_text, cell.p_lst)).strip() for cell in row.tc_lst)
    return " | ".join(filter(None, cells))


def _text(paragraph: CT_P) -> str:
    """What a paragraph shows: insertions that are being tracked too, deletions and boxes not."""
    inside = " | ".join(f".//w:r/w:{tag}[not(ancestor::w:txbxContent)]" for tag in _SHOWN)
    pieces = (
        _SHOWN[etree.QName(piece).localname] or piece.text for piece in paragraph.xpath(inside)
    )
    return "".join(filter(None, pieces)).replace("\u00ad", "")


_SHOWN = {"t": "", "br": LINE_BREAK, "cr": LINE_BREAK, "tab": " ", "noBreakHyphen": "-"}
"""Elements of a run, and what they stand for if not their text."""
