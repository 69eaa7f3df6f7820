"""The parts of a file, in their order → article."""

import re
from collections.abc import Iterable
from typing import Literal

from bot.reading.bylines import is_byline, named_in
from bot.reading.names import names_in, names_nobody
from bot.reading.paragraphs import LINE_BREAK, begins_item, one_line, paragraphs
from bot.reading.text import read_lines
from bot.search.articles import Article, Credit, RejectedFile, Section

Part = tuple[Literal["heading", "text"], str]
"""What a parser found, headings told from paragraphs."""

_LONG = 200
"""Characters, of a paragraph that is surely one."""
_EMPTY_LINES = re.compile(rf"{LINE_BREAK}(\s*{LINE_BREAK})+")
_MADE_UP_TITLE = re.compile(
    r"^(microsoft word|microsoft powerpoint|untitled|word document|document\d*$|title$|unknown)"
    r"|\.(docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt)$",
    re.IGNORECASE,
)


def article_of(parts: Iterable[Part], said: Credit) -> Article:
    """Assemble an article; what `said` lacks is read off the lines on top, as in pasted text.

    Its id is left empty. Raises `RejectedFile` if there is no text.
    """
    bylines, others = _bylines(list(parts), said)
    title, others = _in_order(others, said.title)
    ordered = [*bylines, *others]  # as in pasted text, where they stand above the body
    places = [place for place, (kind, _) in enumerate(ordered) if kind == "text"]
    if len(places) == len(bylines):
        raise RejectedFile("it holds no text")
    read, body = read_lines([ordered[place][1] for place in places], title)
    before = places[body.start - 1] + 1 if body.start else 0
    text, sections = assembled(ordered[before : places[body.stop - 1] + 1])
    return Article(id="", credit=said.or_else(read), text=text, sections=sections)


def assembled(parts: Iterable[Part]) -> tuple[str, tuple[Section, ...]]:
    """The text of these parts, and its sections; a heading without a text below it is none."""
    texts: list[str] = []
    sections: list[Section] = []
    length = 0
    for kind, text in parts:
        if kind == "heading":
            sections.append(Section(length, text))
        else:
            texts.append(text)
            length += len(text) + 2
    return "\n\n".join(texts), tuple(s for s in sections if s.start < length)


def property_credits(parts: list[Part], *, title: str, authors: str) -> Credit:
    """What the properties of a document say, as far as they are not a program's or a template's.

    A title counts if the text has it too, or has no heading on top. Dates are the file's, not
    the article's: so none is taken.
    """
    title, authors = one_line(title), one_line(authors)
    has_heading = bool(parts) and parts[0][0] == "heading"
    shown = any(title.casefold() in one_line(text).casefold() for _, text in parts)
    is_meant = not _MADE_UP_TITLE.search(title) and (shown or not has_heading)
    return Credit(
        title=title if is_meant else "",
        authors=tuple(name for name in names_in(authors) if not names_nobody(name)),
    )


def _bylines(parts: list[Part], said: Credit) -> tuple[list[Part], list[Part]]:
    """Take out the lines that only say who wrote the article, or when.

    They stand above the first long paragraph; one that names the known authors, anywhere.
    """
    if not said.title and (not parts or parts[0][0] != "heading"):
        return [], parts  # then the title is still among the lines
    lines = [one_line(text) if len(text) < _LONG else "" for _, text in parts]
    above = lines.index("") if "" in lines else len(lines)
    found = {
        place
        for place, line in enumerate(lines[1:], 1)
        if parts[place][0] == "text"
        if (place < above and is_byline(line)) or (said.authors and named_in(line) == said.authors)
    }
    others = [part for place, part in enumerate(parts) if place not in found]
    return [("text", lines[place]) for place in sorted(found)], others


def _in_order(parts: Iterable[Part], title: str) -> tuple[str, list[Part]]:
    """The title, and the parts without it: each heading a line, each text a paragraph."""
    ordered: list[Part] = []
    for kind, text in parts:
        if kind == "text":
            for paragraph in paragraphs(_EMPTY_LINES.sub("\n\n", text)):
                last, before = ordered[-1] if ordered else ("heading", "")
                is_item = begins_item(before.rsplit("\n", 1)[-1]) and begins_item(paragraph)
                if last == "text" and is_item:
                    ordered[-1] = "text", f"{before}\n{paragraph}"
                else:
                    ordered.append(("text", paragraph))
        elif heading := one_line(text):
            title = title or ("" if ordered else heading)
            if heading.casefold() != title.casefold():
                ordered.append(("heading", heading))
    return title, ordered
