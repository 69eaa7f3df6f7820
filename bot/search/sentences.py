"""Where sentences begin and end."""

from collections.abc import Iterator

import sentencex

from bot.search.articles import Span

_SIBLINGS = {"da": "no", "ca": "es", "oc": "fr"}
"""Languages for which sentencex takes a thousand times as long → ones that end sentences alike."""


def sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences of a text, without the white space around them; a line break ends one."""
    start = 0
    # Lone surrogates can't be handed to sentencex; as question marks they leave spans as they are.
    text = text.encode(errors="replace").decode()
    for line in text.split("\n"):
        for sentence in _segment(line, _SIBLINGS.get(language, language) or "en"):
            end = start + len(sentence)
            body = sentence.strip()
            if body:
                first = start + sentence.index(body[0])
                yield first, first + len(body)
            start = end
        start += 1


def _segment(line: str, language: str) -> list[str]:
    try:
        return list(sentencex.segment(language, line))
    except BaseException as panic:
        # A panic of Rust code is no Exception; it would end whatever thread reads the articles.
        if type(panic).__name__ != "PanicException":
            raise
        return [line]
