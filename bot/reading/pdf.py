"""A PDF → article.

A PDF knows no paragraphs: it says which letter goes where on a page. pdfminer puts letters
together to lines, lines to blocks, and blocks in reading order, columns included. What is left is
to tell what a line is:

running line: at the top or bottom of a page, and small or again on others: the journal's name, a
    page number.
heading: set larger than the body, or in bold by itself.
paragraph: goes on until a line is set in or ends early, over the end of a column or page too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTFigure, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from bot.reading.paragraphs import begins_item, ends_sentence, join_hyphenated, one_line
from bot.reading.parts import Part, article_of, property_credits
from bot.search.articles import Article, RejectedFile

_MARGIN = 0.12
"""Share of a page's height, at its top and bottom, where running lines are."""
_LARGER = 1.15
"""How many times the body's size a heading has at least."""
_SMALLER = 0.9
"""How many times the body's size a running line has at most."""
_SET_IN = 0.6
"""How far the first line of a paragraph is set in, at least, in letter heights."""
_EARLY = 0.85
"""Share of the column's width below which a line was not wrapped."""
_PAGE_NUMBER = re.compile(
    r"\W*((page|seite|p\.) ?)?(\d{1,4}|[ivxl]{1,6})( ?(of|von|/) ?\d+)?\W*", re.I
)
_LEADERS = re.compile(r"( ?\.){5,} ?\d*$")
"""How a line of a table of contents, or of an index, ends."""
_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)")
_DRAWN_AS = str.maketrans({"\u00ad": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and where it stands; lengths in points."""

    text: str
    page: int
    block: int
    height: float
    """Of its place on the page: 0 at the bottom, 1 at the top."""
    size: float
    bold: bool
    left: float
    """Its start, from the left edge of its block."""
    right: float
    """Its end, from the left edge of its block."""


def parse(data: bytes) -> Article:
    """The article of a PDF; raises `RejectedFile` if it is locked, damaged or has no text."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
        pages = extract_pages(BytesIO(data), laparams=LAParams(all_texts=True))
        lines = _without_running_lines(list(_lines(pages)))
    except PSException as error:
        locked = "Password" in type(error).__name__ or "Encryption" in type(error).__name__
        fault = "locked with a password" if locked else "damaged, or no PDF"
        raise RejectedFile(f"it is {fault}") from error
    if not lines:
        raise RejectedFile("it holds no text: a scan needs text recognition first")
    if sum("\ufffd" in line.text for line in lines) * 10 > len(lines):
        raise RejectedFile("its fonts don't tell which letters they draw: paste its text instead")
    parts = _parts(lines)
    title, authors = (_property(document, name) for name in ("Title", "Author"))
    return article_of(parts, property_credits(parts, title=title, authors=authors))


def _property(document: PDFDocument, name: str) -> str:
    values = [resolve1(info.get(name)) for info in document.info]
    return next((decode_text(value) for value in values if isinstance(value, bytes)), "")


def _lines(pages: Iterable[LTPage]) -> Iterator[_Line]:
    blocks = ((number, page, box) for number, page in enumerate(pages) for box in _boxes(page))
    for block, (number, page, box) in enumerate(blocks):
        for line in box:
            text = line.get_text().strip() if isinstance(line, LTTextLine) else ""
            if text and not _LEADERS.search(text):
                yield _line(line, box, page, number, block)


def _boxes(container: LTPage | LTFigure) -> list[LTTextBox]:
    """The blocks of text; those in figures only where there are no others, as in some exports."""
    boxes = [item for item in container if isinstance(item, LTTextBox)]
    figures = (item for item in container if isinstance(item, LTFigure))
    return boxes or [box for figure in figures for box in _boxes(figure)]


def _line(line: LTTextLine, box: LTTextBox, page: LTPage, number: int, block: int) -> _Line:
    letters = [item for item in line if isinstance(item, LTChar) and item.get_text().strip()]
    sizes = Counter(round(letter.size, 1) for letter in letters)
    return _Line(
        text=one_line(_UNKNOWN_LETTER.sub("\ufffd", line.get_text().translate(_DRAWN_AS))),
        page=number,
        block=block,
        height=((line.y0 + line.y1) / 2 - page.y0) / (page.height or 1),
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        bold=all("bold" in letter.fontname.lower() for letter in letters),
        left=line.x0 - box.x0,
        right=line.x1 - box.x0,
    )


def _without_running_lines(lines: list[_Line]) -> list[_Line]:
    body = _body_size(lines)
    # What a running line has in common on all pages: its words but for numbers, its height.
    places = [(re.sub(r"\d+", "#", line.text), round(line.height * 100)) for line in lines]
    pages: dict[tuple[str, int], set[int]] = {}
    text: dict[int, list[float]] = {}
    for line, place in zip(lines, places, strict=True):
        pages.setdefault(place, set()).add(line.page)
        if line.size >= body * _SMALLER:
            text.setdefault(line.page, []).append(line.height)
    return [
        line
        for line, place in zip(lines, places, strict=True)
        if _MARGIN < line.height < 1 - _MARGIN
        or not (
            _PAGE_NUMBER.fullmatch(line.text)
            or len(pages[place]) > 1
            or not min(text.get(line.page, [0])) <= line.height <= max(text.get(line.page, [1]))
        )
    ]


def _parts(lines: list[_Line]) -> list[Part]:
    body = _body_size(lines)
    ends = sorted(line.right for line in lines if line.size == body)
    column = ends[len(ends) * 9 // 10]  # not the widest: a single line may run across all columns
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, body, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    first = [group for group in groups if group[0].page == lines[0].page]
    title = max(first, key=lambda group: group[0].size)
    if title[0].size >= body * _LARGER:  # it may stand below other lines
        groups.remove(title)
        groups.insert(0, title)
    wrapped = "\n\n".join("\n".join(line.text for line in group) for group in groups)
    return [
        ("heading" if _is_heading(group[0], body) else "text", text)
        for group, text in zip(groups, join_hyphenated(wrapped).split("\n\n"), strict=True)
    ]


def _body_size(lines: list[_Line]) -> float:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_heading(line: _Line, body: float) -> bool:
    alone = line.bold and len(line.text) <= 100 and not ends_sentence(line.text)
    return line.size >= body * _LARGER or (alone and line.size >= body)


def _goes_on(last: _Line, line: _Line, body: float, column: float) -> bool:
    """Tell whether the line belongs to the heading or paragraph that the last one belongs to."""
    if _is_heading(last, body) or _is_heading(line, body):
        return (last.size, last.bold, last.page) == (line.size, line.bold, line.page)
    wrapped = last.right > column * _EARLY
    if last.block == line.block:
        set_in = line.left - last.left > _SET_IN * line.size
        return begins_item(line.text) or not (ends_sentence(last.text) and (set_in or not wrapped))
    if abs(last.size - line.size) > 0.5 or ends_sentence(last.text):
        return False
    return wrapped or line.text[0].islower()
