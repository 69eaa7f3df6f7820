"""Passages: an article cut into slices that can each be quoted whole."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.search.articles import Article, Span
from bot.search.text.sentences import sentences
from bot.search.text.terms import has_words, unspaced_characters

SHORT = 80
"""A paragraph of fewer characters joins a neighbour of its section."""
LONG = 770
"""A paragraph of more characters is cut at sentence ends; about 130 words of English."""
_UNSPACED_WIDTH = 3
"""A character of a script without spaces says as much as about three letters."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`article.text[start:end]`, with the heading that it stands under."""

    start: int
    end: int
    section: str


def split(article: Article) -> tuple[Passage, ...]:
    """Cut an article into passages, in the order of its text.

    Together they hold all its words, and each holds at least one: emoji alone are no passage.
    """
    starts = [section.start for section in article.sections]
    pieces = (p for paragraph in _paragraphs(article.text) for p in _cut(article, paragraph))
    spans: list[Span] = []
    for _, group in groupby(pieces, key=lambda piece: bisect_right(starts, piece[0])):
        spans += [p for p in _joined(article.text, group) if has_words(article.text[slice(*p)])]
    return with_headings(article, spans)


def with_headings(article: Article, spans: Iterable[Sequence[int]]) -> tuple[Passage, ...]:
    """The passages at these places of an article, each with the heading that it stands under."""
    starts = [section.start for section in article.sections]
    headings = ["", *(section.heading for section in article.sections)]
    return tuple(Passage(start, end, headings[bisect_right(starts, start)]) for start, end in spans)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield start, start + len(paragraph)
        start += len(paragraph) + 2


def _cut(article: Article, paragraph: Span) -> Iterator[Span]:
    """Cut a long paragraph into pieces of about one size, each of whole sentences."""
    start, end = paragraph
    text = article.text[start:end]
    width = _width(text)
    if width <= LONG:
        yield paragraph
        return
    count = -(-width // LONG)
    atoms = [a for s in sentences(text, article.language) for a in _fitting(text, s)]
    for _, group in groupby(atoms, key=lambda a: (a[0] + a[1]) * count // (2 * len(text))):
        members = list(group)
        yield start + members[0][0], start + members[-1][1]


def _fitting(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a giant sentence at word ends, or anywhere if it has none."""
    start, end = sentence
    limit = max(1, LONG * (end - start) // _width(text[start:end]))
    while end - start > limit:
        space = text.rfind(" ", start + 1, start + limit)
        stop = space if space > 0 else start + limit
        yield start, stop
        start = stop + (space > 0)
    if start < end:
        yield start, end


def _joined(text: str, pieces: Iterable[Span]) -> list[Span]:
    """Join a short piece to the next, which it often introduces; the last to the one above."""
    joined: list[Span] = []
    for piece in pieces:
        if joined and _is_short(text, joined[-1]):
            _join_or_add(text, joined, piece)
        else:
            joined.append(piece)
    if len(joined) > 1 and _is_short(text, joined[-1]):
        _join_or_add(text, joined, joined.pop())
    return joined


def _join_or_add(text: str, pieces: list[Span], piece: Span) -> None:
    whole = (pieces[-1][0], piece[1])
    if _width(text[slice(*whole)]) <= LONG:
        pieces[-1] = whole
    else:
        pieces.append(piece)


def _is_short(text: str, piece: Span) -> bool:
    return _width(text[slice(*piece)]) < SHORT


def _width(text: str) -> int:
    return len(text) + (_UNSPACED_WIDTH - 1) * unspaced_characters(text)
