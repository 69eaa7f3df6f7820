"""Markdown → article, so carefully that plain text comes through word for word.

Only what people mean as markup is taken off: emphasis, links, images, headings, block quotes,
fences, rules, code, tags of HTML, marks of footnotes and the footnotes themselves. A table is read
row by row. Markers of lists and indented lines stay as they were typed: in pasted articles they are
text far more often than markup.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from markdown_it.token import Token

from bot.reading.bylines import byline, is_byline
from bot.reading.decoding import decode_article
from bot.reading.markdown.frontmatter import split_front_matter
from bot.reading.markdown.rules import PARSER
from bot.reading.paragraphs import LINE_BREAK, clean, join_lines, one_line, paragraphs, table_row
from bot.reading.parts import Part, assembled
from bot.search.articles import Article, Credit


def parse(data: bytes) -> Article:
    """The article in Markdown that these bytes hold, without an id; raises `RejectedFile`."""
    return read_markdown(decode_article(data))


def read_markdown(text: str) -> Article:
    """Read Markdown with or without front matter; the article's id is left empty.

    Without front matter the title is the first heading, if one stands on top, and the lines below
    it that say nothing but who wrote the article, or when, are its credit.
    Raises `RejectedFile` if the front matter is wrong.
    """
    front, body = split_front_matter(text)
    parts = list(_parts(clean(body)))
    heading = parts[0][1] if parts and parts[0][0] == "heading" else ""
    said = front or Article(id="", credit=Credit(title=heading), text="")
    credit = said.credit
    while parts and parts[0] == ("heading", credit.title):
        del parts[0]
    if not front and credit.title:
        while len(parts) > 1 and parts[0][0] == "text" and is_byline(parts[0][1]):
            credit = credit.or_else(byline(parts.pop(0)[1]))
    text, sections = assembled(parts)
    return replace(said, credit=credit, text=text, sections=sections)


def paragraphs_in(markdown: str) -> list[str]:
    """The paragraphs that a body in Markdown reads as, headings left out."""
    return [text for kind, text in _parts(clean(markdown)) if kind == "text"]


def _parts(body: str) -> Iterator[Part]:
    """Headings and paragraphs in their order, as ("heading" or "text", what it says)."""
    tokens = iter(PARSER.parse(body))
    for token in tokens:
        if token.type == "fence":
            for block in paragraphs(token.content.rstrip("\n").replace("\n", f"{LINE_BREAK}\n")):
                yield "text", block
        elif token.type == "table_open":
            yield "text", "\n".join(filter(None, _rows(tokens)))
        elif token.type == "heading_open":
            if heading := one_line(_line(next(tokens))):
                yield "heading", heading
        elif token.type == "inline" and (text := _line(token)):
            yield "text", text


def _rows(tokens: Iterator[Token]) -> Iterator[str]:
    """The rows of a table whose beginning has been taken from the tokens."""
    cells: list[str] = []
    for token in takewhile(lambda token: token.type != "table_close", tokens):
        if token.type == "inline":
            cells.append(_line(token))
        elif token.type == "tr_close":
            yield table_row(cells)
            cells = []


def _line(token: Token) -> str:
    return join_lines("".join(map(_shown, token.children or [])).split("\n"))


def _shown(token: Token) -> str:
    """What a person sees of a piece of a line."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n" if token.type == "softbreak" else LINE_BREAK
    return clean(token.content) if token.type in ("text", "text_special", "code_inline") else ""
