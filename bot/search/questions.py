"""A question: its words without the chat around them, and the kind of answer it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.search.analyzer import Language, language, plain
from bot.search.terms import fold, unspaced_characters, words

LONGEST = 4096
"""Characters of a question that are read; as many as a Telegram message holds."""

_PUNCTUATION = " ?!.,:;…？！。，、：；"


class Kind(StrEnum):
    """The kind of answer that a question asks for, as far as its words tell."""

    NUMBER = "number"
    NAME = "name"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read in one language."""

    words: tuple[str, ...]
    asked: Kind


def read_question(text: str, language: Language) -> Question:
    """Read the first `LONGEST` characters of a question.

    Chat around it ("hey bot, could you tell me …") is left out, unless there is nothing else.
    """
    text = text[:LONGEST]
    found = words(_without_chat(text, language.chat) if unspaced_characters(text) else text)
    return Question(tuple(_trimmed(found, language.chat)), _asked(text, language))


def is_only_chat(text: str, code: str) -> bool:
    """Whether a text says nothing but "hello" or "thank you" in this language (ISO 639-1)."""
    chat = language(code).chat
    left = plain(text.strip(_PUNCTUATION))
    while cut := next((p for p in chat if left == p or left.startswith(f"{p} ")), None):
        left = left[len(cut) :].strip()
    return not left and bool(plain(text).strip())


def says(text: str, phrase: str) -> bool:
    """Whether a text, made plain, holds a plain phrase as whole words."""
    if unspaced_characters(phrase):
        return phrase in text
    return f" {phrase} " in f" {text} "


def _asked(text: str, language: Language) -> Kind:
    text = plain(text)
    if any(says(text, phrase) for phrase in language.asks_number):
        return Kind.NUMBER
    if any(says(text, phrase) for phrase in language.asks_name):
        return Kind.NAME
    return Kind.ANYTHING


def _trimmed(found: list[str], chat: Sequence[str]) -> list[str]:
    """The words without chat at the beginning and the end."""
    left = " ".join(map(fold, found))
    start, end = 0, len(found)
    while cut := next((p for p in chat if left.startswith(f"{p} ")), None):
        start += cut.count(" ") + 1
        left = left[len(cut) + 1 :]
    while cut := next((p for p in chat if left.endswith(f" {p}")), None):
        end -= cut.count(" ") + 1
        left = left[: -len(cut) - 1]
    return found[start:end]


def _without_chat(text: str, chat: Sequence[str]) -> str:
    """A text of an unspaced script without chat at its ends."""
    left = text.strip(_PUNCTUATION)
    for phrase in chat:
        left = left.removeprefix(phrase).removesuffix(phrase).strip(_PUNCTUATION) or left
    return left
