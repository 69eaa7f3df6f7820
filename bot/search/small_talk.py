"""Small talk: what asks nothing of the articles, by kind, such as greetings and thanks."""

from collections.abc import Iterable
from functools import cache

from bot.search.text.analyzer import comparable, language
from bot.search.text.questions import PUNCTUATION
from bot.search.text.terms import is_unspaced

FAREWELL = "farewell"
GREETING = "greeting"
WHAT_TO_ASK = "what_to_ask"
MORE = "more"
"""The kind of what asks for the next page."""
_LONGEST = 400
"""Characters of a text that may be small talk."""
_PUNCTUATION = f"{PUNCTUATION}~～"


def small_talk(text: str, codes: Iterable[str]) -> str | None:
    """The kind of small talk that all of a text is, in one of these languages (ISO 639-1).

    None if it asks something. Of several kinds the last one counts that is no mere greeting.
    """
    if len(text) > _LONGEST:
        return None
    kinds, kind = _kinds(tuple(sorted(set(codes)))), None
    left = comparable(text.strip(_PUNCTUATION)).strip(_PUNCTUATION)
    while left:
        phrase = next((each for each in kinds if _begins(left, each)), None)
        if phrase is None:
            return None
        kind = kind if kind and kinds[phrase] == GREETING else kinds[phrase]
        left = left[len(phrase) :].strip(_PUNCTUATION)
    return kind


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase if is_unspaced(phrase) else f"{phrase} ") or text == phrase


@cache
def _kinds(codes: tuple[str, ...]) -> dict[str, str]:
    """The phrases of these languages, the longest first, with their kinds."""
    found: dict[str, str] = {}
    for known in map(language, codes):
        for phrase, kind in known.small_talk:
            found.setdefault(phrase, kind)
        for phrase in known.chat:  # "please", "tell me"
            found.setdefault(phrase, GREETING)
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))
