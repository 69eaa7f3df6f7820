"""A question: its words without the chat around them, and the kind of answer it asks for."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Self

from bot.search.text.analyzer import Language
from bot.search.text.terms import fold, fold_text, is_unspaced, words

LONGEST_QUESTION = 4096
"""Characters of a question that are read; as many as a Telegram message holds."""

_MOST_CHAT = 64
"""Words at either end of a question that may be chat."""
_INVISIBLE = re.compile("[\u00ad\u2060\ufeff]")
"""Soft hyphens and joiners, which words copied from a page hold, and articles never."""
PUNCTUATION = " ?!.,:;…？！。，、：；"
"""What may stand around a question, and is no word of it."""


class Kind(StrEnum):
    """The kind of answer that a question asks for, as far as its words tell."""

    NUMBER = "number"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was typed, whatever its language; all about it that languages share."""

    text: str
    """Its first `LONGEST_QUESTION` characters."""
    words: tuple[str, ...]
    folded: tuple[str, ...]
    """The words in folded form."""
    comparable: str
    """The text as `analyzer.comparable` has it; at most `LONGEST_QUESTION` characters."""
    is_unspaced: bool
    """Whether some of it is in a script that writes no spaces."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Look at the first `LONGEST_QUESTION` characters of a text."""
        text = _INVISIBLE.sub("", text[:LONGEST_QUESTION])
        found = tuple(words(text))
        folded = tuple(map(fold, found))
        unspaced = is_unspaced(text)
        comparable = fold_text(text) if unspaced else " ".join(folded)
        return cls(
            text=text,
            words=found,
            folded=folded,
            comparable=comparable[:LONGEST_QUESTION],
            is_unspaced=unspaced,
        )

    def without(self, folded: Collection[str]) -> Self:
        """The question without some words, which are given in folded form."""
        kept = [place for place, word in enumerate(self.folded) if word not in folded]
        left = tuple(self.folded[place] for place in kept)
        found = tuple(self.words[place] for place in kept)
        comparable = " ".join(left)[:LONGEST_QUESTION]
        return replace(self, text=" ".join(found), words=found, folded=left, comparable=comparable)


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """What a question asks for, as read in one language."""

    words: tuple[str, ...]
    """Its words without the chat around them."""
    kind: Kind
    guesses: frozenset[str] = frozenset()
    """Those of them that short words were read as, which may be other words."""


def parse_question(question: Question, language: Language) -> ParsedQuestion:
    """Read a question in one language.

    Chat around it ("hey bot, could you tell me …") is left out, unless there is nothing else.
    """
    inner = without_phrases(question, language.chat) if question.is_unspaced else question
    core = inner.words[_inside(inner.folded, language.chat)]
    return ParsedQuestion(words=core, kind=_kind(question.comparable, language))


def says(text: str, phrase: str) -> bool:
    """Whether a text holds a phrase of a language as whole words, both made comparable."""
    return _whole(phrase) in f" {text} "


@cache
def _whole(phrase: str) -> str:
    return phrase if is_unspaced(phrase) else f" {phrase} "


def _kind(text: str, language: Language) -> Kind:
    if any(says(text, phrase) for phrase in language.asks_number):
        return Kind.NUMBER
    if any(says(text, phrase) for phrase in language.asks_name):
        return Kind.NAME
    return Kind.ANYTHING


def _inside(folded: Sequence[str], chat: Sequence[str]) -> slice:
    """Where a question stands among its words without the chat around it."""
    start, end = 0, len(folded)
    left = " ".join(folded[:_MOST_CHAT])
    while cut := next((p for p in chat if left.startswith(f"{p} ")), None):
        start += cut.count(" ") + 1
        left = left[len(cut) + 1 :]
    left = " ".join(folded[max(start, end - _MOST_CHAT) :])
    while cut := next((p for p in chat if left.endswith(f" {p}")), None):
        end -= cut.count(" ") + 1
        left = left[: -len(cut) - 1]
    return slice(start, end)


def without_phrases(question: Question, phrases: Sequence[str]) -> Question:
    """A question without some phrases at its ends; itself where there is nothing else.

    Itself too where there are none: to take a long one apart takes milliseconds.
    """
    if question.is_unspaced:
        left = _without_chat(question.text, phrases)
        return question if left == question.text.strip(PUNCTUATION) else Question.of(left)
    inside = _inside(question.folded, phrases)
    if inside == slice(0, len(question.words)):
        return question
    return Question.of(" ".join(question.words[inside]))


def _without_chat(text: str, chat: Sequence[str]) -> str:
    """A text of an unspaced script without chat at its ends."""
    left = text.strip(PUNCTUATION)
    for phrase in chat:
        left = left.removeprefix(phrase).removesuffix(phrase).strip(PUNCTUATION) or left
    return left
