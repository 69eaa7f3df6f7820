"""Where sentences begin and end."""

from collections.abc import Iterator

import sentencex

from bot.search.articles import Span


def sentences(text: str, language: str) -> Iterator[Span]:
    """The sentences of a text, without the white space around them; a line break ends one."""
    start = 0
    # Lone surrogates can't be handed to sentencex; as question marks they leave spans as they are.
    text = text.encode(errors="replace").decode()
    for line in text.split("\n"):
        for sentence in sentencex.segment(language or "en", line):
            end = start + len(sentence)
            body = sentence.strip()
            if body:
                first = start + sentence.index(body[0])
                yield first, first + len(body)
            start = end
        start += 1
