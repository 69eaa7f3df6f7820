"""Where sentences begin and end."""

from collections.abc import Iterator
from itertools import islice, pairwise

import regex
import sentencex

from bot.search.articles import Span

_SIBLINGS = {"da": "no", "ca": "es", "oc": "fr"}
"""Languages for which sentencex takes a thousand times as long → ones that end sentences alike."""
_LINE = regex.compile(r"[^\n]{1,10000}(?!\S)|[^\n]{1,10000}")
"""A line, or as much of it as sentencex takes little time for: that grows with its square."""
_QUOTED = regex.compile(
    "|".join(
        f"{opening}([^{opening}{closing}]*)[{closing}]"
        for opening, closing in (
            *(("“", "”"), ("„", "“”"), ("”", "”"), ("«", "»"), ("»", "«"), ('"', '"')),
            *(("「", "」"), ("『", "』")),
        )
    )
    + r"|‘((?:[^‘’]|’(?=\w))*)’"
)
"""What stands in quotation marks: sentencex takes the whole of it for one sentence."""


def sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences of a text, without the white space around them.

    A line break ends one. A sentence in quotation marks is one: of “It rained. We ran,” he said.
    the second begins with "We".
    """
    # Lone surrogates can't be handed to sentencex; as question marks they leave spans as they are.
    for piece in _LINE.finditer(text.encode(errors="replace").decode()):
        line = piece[0]
        starts = _starts(line, _SIBLINGS.get(language, language) or "en")
        for first, last in pairwise((*starts, len(line))):
            body = line[first:last].strip()
            if body:
                start = piece.start() + line.index(body[0], first)
                yield start, start + len(body)


def _starts(line: str, language: str) -> Iterator[int]:
    """Where the sentences of a line start, those within quotation marks included."""
    start = 0
    for sentence in _segment(line, language):
        yield start
        for quoted in _QUOTED.finditer(sentence):
            begin, end = quoted.span(quoted.lastindex or 0)
            others = islice(_starts(sentence[begin:end], language), 1, None)
            yield from (start + begin + other for other in others)
        start += len(sentence)


def _segment(line: str, language: str) -> list[str]:
    try:
        return list(sentencex.segment(language, line))
    except BaseException as panic:
        # A panic of Rust code is no Exception; it would end whatever thread reads the articles.
        if type(panic).__name__ != "PanicException":
            raise
        return [line]
