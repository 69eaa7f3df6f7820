"""Suspicion: signs that a text was badly taken out of its file."""

import re
from statistics import fmean

import regex

from bot import wording
from bot.reading.paragraphs import ends_sentence, is_wide
from bot.search.text.terms import unspaced_characters

_ENOUGH_PARAGRAPHS = 5
"""Fewer tell nothing about how paragraphs begin and end."""
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)")
_MOST_UNREADABLE = 0.001
_WITHOUT_SENTENCE_ENDS = re.compile(r"[\u0e00-\u0eff]")  # Thai and Lao
_ENOUGH_LETTERS = 200
_MOST_UNSPACED = 0.1
"""Share of a script without spaces above which word lengths tell nothing."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_SHORT = 40
"""Columns; what is shorter is a teaser or a button rather than a paragraph."""
_MOST_SHORT, _MOST_OPEN, _MOST_TORN = 0.5, 0.5, 0.25
_LONG_WORD = 25
_MOST_LONG_WORDS, _MOST_SINGLE_LETTERS = 0.04, 0.35


def suspicions(text: str) -> tuple[str, ...]:
    """What is suspicious about an article's text, each as a sentence to a moderator."""
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    # One by one: looking through a huge text at once would keep all other threads waiting.
    unreadable = sum(len(_UNREADABLE.findall(paragraph)) for paragraph in paragraphs)
    signs = {
        wording.UNREADABLE_SIGNS: unreadable > _MOST_UNREADABLE * len(text),
        wording.WRONG_SPACES: _has_wrong_spaces(text),
    }
    if len(paragraphs) >= _ENOUGH_PARAGRAPHS:
        torn = fmean(map(_is_torn, paragraphs, paragraphs[1:])) > _MOST_TORN
        signs |= {
            wording.TORN_SENTENCES: torn,
            wording.SHORT_PARAGRAPHS: fmean(map(_is_short, paragraphs)) > _MOST_SHORT,
            wording.OPEN_PARAGRAPHS: not torn and fmean(map(_is_open, paragraphs)) > _MOST_OPEN,
        }
    return tuple(sentence for sentence, is_so in signs.items() if is_so)


def _is_short(paragraph: str) -> bool:
    return sum(2 if is_wide(c) else 1 for c in paragraph) < _SHORT


def _is_open(paragraph: str) -> bool:
    """Whether a paragraph ends without the end of a sentence."""
    return not (ends_sentence(paragraph) or _WITHOUT_SENTENCE_ENDS.search(paragraph))


def _is_torn(paragraph: str, following: str) -> bool:
    """Whether a sentence goes on from one paragraph to the next."""
    return _is_open(paragraph) and following[0].islower()


def _has_wrong_spaces(text: str) -> bool:
    """Whether many words are stuck together, or fallen apart into letters."""
    if unspaced_characters(text) > _MOST_UNSPACED * len(text):
        return False
    lengths = [len(word) for word in _WORD.findall(text)]
    if sum(lengths) < _ENOUGH_LETTERS:
        return False
    long = fmean(length > _LONG_WORD for length in lengths)
    single = fmean(length == 1 for length in lengths)
    return long > _MOST_LONG_WORDS or single > _MOST_SINGLE_LETTERS
