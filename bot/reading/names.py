"""Names of people, as a byline lists them."""

import re

_BETWEEN = re.compile(
    r" *(?:[,，;、&]| (?:and|und|et|y|i|e|и|og|och|en|ve)(?= )) *(?:and )?", re.IGNORECASE
)
_PARTICLES = frozenset({
    "al", "ap", "at", "bin", "bint", "da", "dal", "de", "del", "della", "den", "der", "des", "di",
    "do", "dos", "du", "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
})  # fmt: skip
_NO_SPACES = re.compile(r"[\u4e00-\u9fff々]{2,5}|[가-힣]{2,4}|[\u3040-\u30ff\u4e00-\u9fff々]{2,10}")
"""A name in a script that writes it as one word."""
_NOBODY = re.compile(
    r"^(?:all|more|our|see|the|your?)\b"
    r"|\b(about|admin\w*|agenc\w+|anonymous|articles?|authors?|by|comments?|contributors?|correspondents?|desk|editors?"
    r"|editorial|follow|media|meet|news|newsletter|newsroom|none|null|owner|press|published|python-docx|reporters?|share|staff|stories"
    r"|subscribe|(?:mon|tues|wednes|thurs|fri|satur|sun)day|team|undefined|unknown|updated|users?|webmaster|writers?"
    r"|reda[kcçz]\w*|rédaction|редакция|редакція)\b|编辑部|編集部|편집부",
    re.IGNORECASE,
)
"""Words of a post, of a program or of a button: what holds one names no person."""
_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff])*")
"""With the marks that letters of Indic scripts carry."""
_LONGEST = 60


def names_in(text: str) -> tuple[str, ...]:
    """The names that a line lists; the whole line as one name if its parts look like none."""
    parts = tuple(filter(None, _BETWEEN.split(text.strip())))
    whole = (text.strip(),) if text.strip() else ()
    return parts if len(parts) > 1 and all(map(may_be_name, parts)) else whole


def looks_like_name(text: str) -> bool:
    """Whether this is two to five words with capitals, as a person's full name."""
    return may_be_name(text) and text[0].isupper()


def may_be_name(text: str) -> bool:
    """Whether a person may be called so, in any script, where a name is to be expected."""
    words = text.split()
    if len(text) > _LONGEST or names_nobody(text):
        return False
    if _NO_SPACES.fullmatch(text):
        return True
    return 2 <= len(words) <= 5 and all(map(_may_be_part, words)) and not words[0][0].islower()


def names_nobody(text: str) -> bool:
    """Whether this is a post, an address or no word at all: "Staff Writer", "a@b.example", "·"."""
    no_words = not any(map(str.isalpha, text))
    return no_words or "@" in text or "://" in text or bool(_NOBODY.search(text))


def _may_be_part(word: str) -> bool:
    letters = re.sub(r"[-.'’·()“”\"]", "", word)
    return word.lower() in _PARTICLES or (
        bool(_LETTERS.fullmatch(letters)) and not word[0].islower()
    )
