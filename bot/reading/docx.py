"""A Word document → article."""

import re
import zipfile
from collections.abc import Iterator
from functools import reduce
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.oxml.shared import CT_OnOff
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from lxml import etree

from bot.reading.paragraphs import LINE_BREAK, last_mark, table_row
from bot.reading.parts import Part, article_of, property_credits
from bot.search.articles import Article, RejectedFile

_MOST_UNPACKED = 100_000_000
_MOST_GROWTH = 100
_HARMLESS = 1_000_000
"""Bytes up to which a document may grow, however small its file is."""
_HEADING = re.compile(r"title|heading \d", re.IGNORECASE)
_NOT_ARTICLE = re.compile(r"caption|toc|table of |header|footer|footnote", re.IGNORECASE)


def parse(data: bytes) -> Article:
    """The article of a document; raises `RejectedFile` if it is damaged or a bomb."""
    try:
        _refuse_bomb(data)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise RejectedFile("it is damaged, or no Word document") from error
    document = Document(BytesIO(data))
    hidden = frozenset(_hidden_styles(document))
    parts = [_part(element, document, hidden) for element in document.element.body.xpath(_BLOCKS)]
    parts = [(kind, text) for kind, text in parts if text.strip()]
    said = document.core_properties
    return article_of(parts, property_credits(parts, title=said.title, authors=said.author))


def _refuse_bomb(data: bytes) -> None:
    """Unpack all of it in small steps: what a member says of its size is not to be believed."""
    left = min(max(_MOST_GROWTH * len(data), _HARMLESS), _MOST_UNPACKED)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member) as unpacked:
                while chunk := unpacked.read(65_536):
                    left -= len(chunk)
                    if left < 0:
                        raise RejectedFile("it swells beyond all measure when it is unpacked")


def _part(element: CT_P | CT_Tbl, document: DocumentObject, hidden: frozenset[str]) -> Part:
    if isinstance(element, CT_Tbl):
        rows = (_row(row, hidden) for row in element.xpath(_ROWS))
        return "text", LINE_BREAK.join(filter(None, rows))
    paragraph = Paragraph(element, document)
    style = paragraph.style.name or "" if paragraph.style else ""
    text = _text(element, hidden)
    if _NOT_ARTICLE.match(style):
        return "text", ""
    runs = [run for run in paragraph.runs if run.text.strip()]
    is_bold = bool(runs) and all(run.bold for run in runs)  # a heading made without a style
    if _HEADING.match(style) or (is_bold and len(text) <= 100 and not last_mark(text)):
        return "heading", text
    is_item = "list" in style.lower() or bool(element.xpath("./w:pPr/w:numPr"))
    return "text", f"- {text}" if is_item and text else text


def _row(row: CT_Row, hidden: frozenset[str]) -> str:
    cells = row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
    return table_row(" ".join(_text(p, hidden) for p in cell.xpath(".//w:p")) for cell in cells)


def _text(paragraph: CT_P, hidden: frozenset[str]) -> str:
    """What a paragraph shows, with all changes that are being tracked accepted."""
    is_hidden = paragraph.style in hidden
    return "".join(
        _SHOWN[name] or piece.text or ""
        for run in paragraph.xpath(_RUNS)
        if not _hides(run.rPr, is_hidden or run.style in hidden)
        for piece in run
        if (name := etree.QName(piece).localname) in _SHOWN
    )


def _hides(properties: BaseOxmlElement | None, otherwise: bool) -> bool:
    """Whether text with these properties is hidden, `otherwise` if they don't say."""
    said = properties.find(qn("w:vanish")) if properties is not None else None
    return bool(said.val) if isinstance(said, CT_OnOff) else otherwise


def _hidden_styles(document: DocumentObject) -> Iterator[str]:
    """The ids of the styles whose text is hidden; a style inherits that from its base."""
    for style in document.styles.element.style_lst:
        bases = [style]
        while (base := bases[-1].base_style) is not None and base not in bases:
            bases.append(base)
        if reduce(lambda hidden, based: _hides(based.rPr, hidden), reversed(bases), False):
            yield style.styleId


_INSIDE = "ancestor::w:tbl or ancestor::w:txbxContent"
_BLOCKS = f".//w:p[not({_INSIDE})] | .//w:tbl[not({_INSIDE})]"
"""Paragraphs and tables, whatever is wrapped around them, but for what stands in boxes."""
_ROWS = "./w:tr[not(w:trPr/w:hidden or w:trPr/w:del)]"
_RUNS = (
    ".//w:r[not(ancestor::w:txbxContent or ancestor::w:del or ancestor::w:moveFrom"
    " or ancestor::w:rt)]"
)
"""All but those in boxes, deleted, moved elsewhere, or set above others to tell how they sound."""
_SHOWN = {"t": "", "br": LINE_BREAK, "cr": LINE_BREAK, "tab": " ", "noBreakHyphen": "-"}
"""Elements of a run, and what they stand for if not their text."""
