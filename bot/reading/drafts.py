"""The parts of a file, in their order → article."""

from collections.abc import Iterable
from typing import Literal

from bot.reading.frontmatter import Credits
from bot.reading.paragraphs import one_line, paragraphs
from bot.reading.text import read_paragraphs
from bot.search.articles import Article, RejectedFile, Section

Part = tuple[Literal["heading", "text"], str]
"""What a parser found, headings told from paragraphs."""


def article_of(parts: Iterable[Part], said: Credits) -> Article:
    """Assemble an article; what `said` lacks is read off the lines on top, as in pasted text.

    Its id is left empty. Raises `RejectedFile` if there is no text.
    """
    title, headings, texts = _told_apart(parts, said.title)
    if not texts:
        raise RejectedFile("it holds no text")
    lines = [title, *texts] if title else texts
    read = read_paragraphs(lines, "")
    first, body = _body(lines, read.text.split("\n\n"), title)
    return Article(
        id="",
        title=title or read.title,
        text="\n\n".join(body),
        authors=said.authors or read.authors,
        publisher=said.publisher or read.publisher,
        published=said.published or read.published,
        url=said.url or read.url,
        language=said.language,
        sections=tuple(_sections(headings, first - bool(title), body)),
    )


def _told_apart(parts: Iterable[Part], title: str) -> tuple[str, list[tuple[int, str]], list[str]]:
    """The title, the headings with the number of texts before each, and the texts."""
    headings: list[tuple[int, str]] = []
    texts: list[str] = []
    for kind, text in parts:
        if kind == "text":
            texts += paragraphs(text)
        elif heading := one_line(text):
            title = title or ("" if texts else heading)
            if heading.casefold() != title.casefold():
                headings.append((len(texts), heading))
    return title, headings, texts


def _body(lines: list[str], body: list[str], title: str) -> tuple[int, list[str]]:
    """The body, and its place among the lines."""
    places = range(len(lines) - len(body) + 1)
    first = next(i for i in places if lines[i : i + len(body)] == body)
    # A title with a full stop passes for the first paragraph.
    return (1, body[1:]) if title and first == 0 else (first, body)


def _sections(headings: list[tuple[int, str]], first: int, body: list[str]) -> Iterable[Section]:
    for place, heading in headings:
        if 0 <= place - first < len(body):
            yield Section(sum(len(text) + 2 for text in body[: place - first]), heading)
