"""A web page → article: its credit from what it says of itself, its text from trafilatura."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lxml.etree import ParserError, _Element
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from lxml.html.defs import block_tags
from trafilatura import bare_extraction
from trafilatura.settings import Document

from bot.reading.decoding import as_declared, decode
from bot.reading.paragraphs import LINE_BREAK, last_mark, table_row
from bot.reading.parts import Part, article_of
from bot.reading.text import is_invitation
from bot.reading.web.metadata import page_credit
from bot.search.articles import Article, RejectedFile

_NO_ARTICLE = "it holds no article: a page of links, or one that a script fills"
_SMALL_BOX = 300
"""Characters."""
_LONG_HEADING = 100
"""Characters; what is longer is no heading."""
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

_BLOCK_TAGS = block_tags - {"del", "ins"} | {
    *("article", "aside", "details", "figure", "footer", "header", "iframe", "main", "nav"),
    "section",
}
_BLOCKS = {"div", "head", "list", "p", "quote", "table"}
"""What trafilatura calls elements that are paragraphs by themselves."""


def parse(data: bytes) -> Article:
    """The article of a page; raises `RejectedFile` if there is none."""
    try:
        # Some sites have comments within sentences, after which trafilatura reads no further.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        declared = _DECLARED.search(data[:4096])
        text = decode(as_declared(data, declared[1].decode()) if declared else data)
        page = document_fromstring(text.encode(), parser=parser)
    except ParserError as error:
        raise RejectedFile(_NO_ARTICLE) from error
    said, language = page_credit(page)
    _prepare(page)
    found = bare_extraction(page, include_comments=False)
    if not isinstance(found, Document) or found.body is None:
        raise RejectedFile(_NO_ARTICLE)
    parts = (part for part in _parts(found.body) if not is_invitation(part[1]))
    article = article_of(parts, said)
    # A short line in capitals on top may be a section of the site: "Middle East".
    credit = replace(article.credit, authors=said.authors)
    return replace(article, credit=credit, language=language)


def _prepare(page: HtmlElement) -> None:
    """Take off what trafilatura would take for the article's, and set apart what it would lose."""
    for hidden in page.xpath("//body//template | //body//*[@hidden and @hidden!='until-found']"):
        hidden.drop_tree()
    for table in page.xpath("//table[.//h1 or .//table or .//p and not(.//th)]"):
        for element in table.iter("table", "tbody", "tr", "td", "th"):
            element.tag = "div"  # a table for the layout's sake
    for inner in page.xpath("//*[self::br or self::div or self::li][ancestor::td or ancestor::th]"):
        inner.tail = f" {inner.tail or ''}"  # else its words and the next would be one
    for paragraph in page.iter("p"):
        paragraph.attrib.pop("id", None)  # random letters, such as "NavzzU", are no navigation
    for caption in page.xpath("//figcaption"):
        caption.drop_tree()
    boxes = ["article", "blockquote", "center", "div", "main", "section"]
    if page.find(".//p") is None:
        boxes.append("body")  # else what stands loose there is about the site
    for box in list(page.iter(*boxes)):
        if any(child.tag == "br" or _is_set_apart(child) for child in box):
            _set_in_paragraphs(box)
    for element in page.xpath("//p[a] | //li[a]"):
        if _only_leads_away(element):
            element.drop_tree()
        elif _is_boxed_appeal(element):
            element.getparent().drop_tree()


def _set_in_paragraphs(box: HtmlElement) -> None:
    """Put words that stand loose beside blocks in paragraphs of their own: else they are lost."""
    children, runs = list(box), [box.makeelement("p")]
    apart = [
        _is_set_apart(child)
        or (before.tag == child.tag == "br" and not (before.tail or "").strip())  # an empty line
        for before, child in pairwise([box, *children])
    ]
    runs[0].text, box.text = box.text, None
    box.insert(0, runs[0])
    for child, is_apart in zip(children, apart, strict=True):
        if is_apart:
            runs.append(box.makeelement("p"))
            runs[-1].text, child.tail = child.tail, None
            child.addnext(runs[-1])
        else:
            runs[-1].append(child)
    for run in runs:
        if not run.text_content().strip():
            run.drop_tag()


def _is_set_apart(element: HtmlElement) -> bool:
    """Whether the element is a block, or holds one."""
    return next(element.iter(*_BLOCK_TAGS), None) is not None


def _only_leads_away(element: HtmlElement) -> bool:
    """Tell whether this is a link, and nothing beside it but a label such as “Read more”."""
    beside = "".join(element.xpath(".//text()[not(ancestor::a)]")).strip()
    return not beside or (len(beside) <= 30 and beside.endswith(":"))


def _is_boxed_appeal(element: HtmlElement) -> bool:
    """Tell whether this is alone in a small box, and ends in a sentence that is all link.

    So look “Every Friday. Get it sent to your inbox” and “She covers the coast. More about her”.
    """
    box, last = element.getparent(), element[-1]
    before = "".join(element.xpath("./text()[following-sibling::a]")).rstrip()
    ends_in_link = last.tag == "a" and not (last.tail or "").strip() and before[-1:] in ".!?"
    is_alone = box.tag == "div" and len(box.xpath(".//p | .//li")) == 1
    return ends_in_link and is_alone and len(box.text_content()) <= _SMALL_BOX


def _parts(body: _Element) -> Iterator[Part]:
    for element in body:
        match element.tag:
            case "head":
                text = _inline(element)
                yield "text" if _is_summary(element, text) else "heading", text
            case "list":
                yield "text", LINE_BREAK.join(_items(element))
            case "table":
                rows = (table_row(map(_inline, row)) for row in element.iter("row"))
                yield "text", LINE_BREAK.join(filter(None, rows))
            case "quote" | "div" if any(inner.tag in _BLOCKS for inner in element):
                yield "text", element.text or ""
                yield from _parts(element)
            case _:
                yield "text", _inline(element)
        if tail := (element.tail or "").strip():
            yield "text", tail


def _is_summary(heading: _Element, text: str) -> bool:
    """Tell whether this is a sentence set in large letters, as the summary below a title."""
    sentence = len(text) > _LONG_HEADING or (len(text) > 40 and last_mark(text) in {*".。।۔"})
    return sentence and heading.get("rend") != "h1"


def _items(listed: _Element) -> Iterator[str]:
    for number, item in enumerate(listed.iterchildren("item"), 1):
        mark = f"{number}." if listed.get("rend") == "ol" else "-"
        yield f"{mark} {_inline(item, without='list')}"
        for inner in item.iterchildren("list"):
            yield from _items(inner)


def _inline(element: _Element, without: str = "") -> str:
    """The text of an element, but for that in elements of another name inside it."""
    texts = [element.text or ""]
    for child in element:
        if child.tag != without:
            text = LINE_BREAK if child.tag == "lb" else _inline(child, without)
            texts.append(f" {text} " if child.tag in _BLOCKS else text)
        texts.append(child.tail or "")
    return "".join(texts).strip(" \n")
