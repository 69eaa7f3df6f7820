"""Abbreviations that an article defines, as in "World Health Organization (WHO)".

Found as Schwartz and Hearst do (2003, "A simple algorithm for identifying abbreviation definitions
in biomedical text"): from the right, each letter of the short form is looked for in the words
before the bracket, the first one at the beginning of a word.
"""

from collections.abc import Iterator

import regex

from bot.search.text.synonyms import Rule

_SHORT = regex.compile(r"\((\p{Lu}[\p{L}\p{N}.&-]{1,9})\)")
_CAPITALS = 2
"""Capital letters that an abbreviation has at least; others in brackets are words."""
_LONGEST_PARTICLE = 3
_REACH = 200
"""Characters before the bracket that are looked at."""


def abbreviations(text: str) -> tuple[Rule, ...]:
    """The abbreviations defined in a text, each as a rule that either form stands for the other."""
    pairs = dict.fromkeys(_pairs(text))
    return tuple(Rule(pair, pair) for pair in pairs)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for match in _SHORT.finditer(text):
        short = match[1]
        if sum(letter.isupper() for letter in short) >= _CAPITALS:
            before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
            words = before.split()[-min(len(short) + 5, 2 * len(short)) :]
            long = _long_form(short, " ".join(words))
            if " " in long:
                yield short, long


def _long_form(short: str, before: str) -> str:
    """The end of a text that a short form stands for; empty if there is none."""
    folded = before.casefold()
    if len(folded) != len(before):
        return ""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    place = len(before)
    for letter in reversed(letters[1:]):
        place = max(0, folded.rfind(letter, 0, place))
    while (place := folded.rfind(letters[0], 0, place)) >= 0:
        if _begins(before, place):
            long = before[place:]
            return "" if "(" in long or ")" in long else long
    return ""


def _begins(text: str, place: int) -> bool:
    """Whether a name can begin at this place: with a word, but none like "of" or "in"."""
    if place > 0 and text[place - 1].isalnum():
        return False
    word = text[place:].split(maxsplit=1)[0]
    return word[0].isupper() or len(word) > _LONGEST_PARTICLE
