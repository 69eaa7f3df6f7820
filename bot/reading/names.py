"""Names of people, as a byline lists them."""

import re

_BETWEEN = re.compile(r" *(?:,| and |&|;| und | et | y | и |、|，) *(?:and )?", re.IGNORECASE)
_BY = re.compile(r"^(by|von|par|por)[: ]\s*", re.IGNORECASE)
_PARTICLES = frozenset({
    "al", "ap", "at", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "des", "di",
    "do", "dos", "du", "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
})  # fmt: skip


def names_in(text: str) -> tuple[str, ...]:
    """The names that a line lists; the whole line as one name if its parts look like none."""
    parts = tuple(filter(None, _BETWEEN.split(text.strip())))
    whole = (text.strip(),) if text.strip() else ()
    return parts if len(parts) > 1 and all(map(looks_like_name, parts)) else whole


def named_in(byline: str) -> tuple[str, ...]:
    """The names that a byline lists, with or without "By" before them."""
    return names_in(_BY.sub("", byline.strip()))


def looks_like_name(text: str) -> bool:
    """Whether this is two to five words with capitals, as a person's full name."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(map(_looks_like_part, words)) and not words[0][0].islower()


def _looks_like_part(word: str) -> bool:
    letters = re.sub(r"[-.'’]", "", word)
    return word.lower() in _PARTICLES or (letters.isalpha() and not word[0].islower())
