"""The analyzer of a language: from words to terms, the same for passages and questions."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import Stemmer

from bot.search.text.terms import bare, fold, fold_text, is_unspaced, words

_FOLDER = Path(__file__).parent / "languages"
_SAME_AS = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: words are slow to hash
class Language:
    """What is known of a language; all words and phrases are folded. See `languages/*.toml`."""

    stemmer: str = ""
    capitalises_nouns: bool = False
    """Whether a capital letter makes no name of a word."""
    function_words: frozenset[str] = frozenset()
    number_words: frozenset[str] = frozenset()
    asks_number: tuple[str, ...] = ()
    asks_name: tuple[str, ...] = ()
    chat: tuple[str, ...] = ()
    about: tuple[tuple[str, str, str | None], ...] = ()
    """Questions about an article: the field they ask for, the words before the article is named
    and those after it; None after a question that does not name it."""
    article_words: tuple[str, ...] = ()
    """How an article is named: "this", "the article"."""
    irregular: tuple[tuple[str, str], ...] = ()
    points_back: tuple[str, ...] = ()
    """What stands for something that was named before: "he", "those"."""
    goes_on: tuple[str, ...] = ()
    """What a question that goes on from another begins with, or ends: "what about"."""
    bare_number: tuple[str, ...] = ()
    """What asks for a quantity or a date, and says no more: "when", "how much"."""
    small_talk: tuple[tuple[str, str], ...] = ()
    """Phrases that ask nothing of the articles, each with its kind."""
    words: frozenset[str] = frozenset()
    """All words of the above: no typing errors, wherever they stand."""


_UNKNOWN = Language()


class Analyzer:
    """Makes terms of words in one language (an ISO 639-1 code; unknown ones are only folded)."""

    def __init__(self, code: str) -> None:
        self.language = language(code)
        self._irregular = dict(self.language.irregular)
        name = self.language.stemmer
        self._stem = Stemmer.Stemmer(name, 0).stemWord if name else str

    def term(self, word: str) -> str:
        """The term of a word; empty for a function word."""
        folded = fold(word)
        if folded in self.language.function_words:
            return ""
        if folded[:1].isdigit():
            return folded
        return fold(self._stem(self._irregular.get(folded) or bare(word)))

    def fluency(self, folded: Mapping[str, int]) -> float:
        """The share of function words in a text, 0 to 1: high where it is of this language.

        `folded` tells how often each of its folded words stands there.
        """
        own = sum(folded[word] for word in self.language.function_words & folded.keys())
        return own / max(1, sum(folded.values()))


@cache
def language(code: str) -> Language:
    """What is known of the language with this ISO 639-1 code."""
    if code in _SAME_AS:
        return language(_SAME_AS[code])
    path = _FOLDER / f"{code}.toml"
    if not (code.isalpha() and path.is_file()):
        return _UNKNOWN
    return _language(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Those of each language of which something is known, by its ISO 639-1 code.

    They stand before the first table of its file: to read all files whole takes ten times as long.
    """
    paths = sorted(_FOLDER.glob("*.toml"))
    tops = {path.stem: path.read_text("utf-8").partition("\n[")[0] for path in paths}
    return {code: _function_words(tomllib.loads(top)) for code, top in tops.items()}


def comparable(text: str) -> str:
    """A text as phrases are compared: folded, its words between single spaces.

    In scripts without spaces it is the folded text, where phrases are found anywhere.
    """
    return fold_text(text) if is_unspaced(text) else " ".join(map(fold, words(text)))


def _language(file: Mapping[str, Any]) -> Language:
    parts = [each.split("'") for each in file.get("contractions", ())]
    joined = {f" {first} {second} ": f" {first}{second} " for first, second in parts}
    file = _with_contractions(file, joined)
    about, following = file["about"], file["following"]
    irregular = file.get("irregular", {})
    return Language(
        stemmer=file["stemmer"],
        capitalises_nouns=file.get("capitalises_nouns", False),
        function_words=_function_words(file),
        number_words=frozenset(_phrases(file["number_words"])),
        asks_number=_phrases(file["asks_number"]),
        asks_name=_phrases(file["asks_name"]),
        chat=_phrases(file["chat"]),
        about=tuple(_questions({key: about[key] for key in about if key != "article_words"})),
        article_words=_phrases(about["article_words"]),
        irregular=tuple((fold(form), base) for form, base in irregular.items()),
        points_back=_phrases(following["points_back"]),
        goes_on=_phrases(following["goes_on"]),
        bare_number=_phrases(following["bare_number"]),
        small_talk=tuple(
            (phrase, kind) for kind, said in file["small_talk"].items() for phrase in _phrases(said)
        ),
        words=frozenset(_words_in(file)),
    )


def _function_words(file: Mapping[str, Any]) -> frozenset[str]:
    """Those that a file lists, and their contractions without the apostrophe."""
    joined = [each.replace("'", "") for each in file.get("contractions", ())]
    return frozenset(_phrases([*file["function_words"], *joined]))


def _with_contractions(values: Any, joined: Mapping[str, str]) -> Any:
    """What a language's file has, each phrase also with its contractions as one word."""
    if isinstance(values, dict):
        return {key: _with_contractions(value, joined) for key, value in values.items()}
    if isinstance(values, list):
        both = ((phrase, _contracted(phrase, joined)) for phrase in values)
        return list(dict.fromkeys(chain.from_iterable(both)))
    return values


def _contracted(phrase: str, joined: Mapping[str, str]) -> str:
    phrase = f" {phrase} "
    for apart, one in joined.items():
        phrase = phrase.replace(apart, one)
    return phrase.strip()


def _phrases(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(comparable, values))


def _questions(about: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str | None]]:
    for field, questions in about.items():
        for question in questions:
            before, named, after = question.partition("ARTICLE")
            yield field, comparable(before), comparable(after) if named else None


def _words_in(values: Any) -> Iterator[str]:
    """The words of all that a language's file has."""
    if isinstance(values, dict):
        values = [*values, *values.values()]
    if isinstance(values, list):
        yield from chain.from_iterable(map(_words_in, values))
    elif isinstance(values, str):
        yield from comparable(values).split()
