"""The analyzer of a language: from words to terms, the same for passages and questions."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import Stemmer

from bot.search.text.terms import bare, fold, fold_text, unspaced_characters, words

_FOLDER = Path(__file__).parent / "languages"
_SAME_AS = {"nb": "no", "nn": "no"}


@dataclass(frozen=True, slots=True)
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


class Analyzer:
    """Makes terms of words in one language (an ISO 639-1 code; unknown ones are only folded)."""

    def __init__(self, code: str) -> None:
        self.language = language(code)
        self._irregular = dict(self.language.irregular)
        name = self.language.stemmer
        self._stem = Stemmer.Stemmer(name, 0).stemWord if name else _unchanged

    def term(self, word: str) -> str:
        """The term of a word; empty for a function word."""
        folded = fold(word)
        if folded in self.language.function_words:
            return ""
        if folded[:1].isdigit():
            return folded
        base = self._irregular.get(folded)
        return fold(self._stem(base or bare(word)))

    def fluency(self, folded: Mapping[str, int]) -> float:
        """The share of function words in a text, 0 to 1: high where it is of this language.

        `folded` tells how often each of its folded words stands there.
        """
        own = sum(folded[word] for word in self.language.function_words & folded.keys())
        return own / max(1, sum(folded.values()))


@cache
def language(code: str) -> Language:
    """What is known of the language with this ISO 639-1 code."""
    path = _FOLDER / f"{_SAME_AS.get(code, code)}.toml"
    if not (code.isalpha() and path.is_file()):
        return Language()
    return _language(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def function_words() -> tuple[frozenset[str], ...]:
    """Those of each language of which something is known.

    They stand before the first table of its file: to read all files whole takes ten times as long.
    """
    tops = (path.read_text("utf-8").partition("\n[")[0] for path in sorted(_FOLDER.glob("*.toml")))
    return tuple(_function_words(tomllib.loads(top)) for top in tops)


def _function_words(data: Mapping[str, object]) -> frozenset[str]:
    joined = ["".join(parts) for parts in _contractions(data)]
    return frozenset((*_phrases(data.get("function_words")), *map(comparable, joined)))


def _contractions(data: Mapping[str, object]) -> list[list[str]]:
    """The two parts of each."""
    contractions = data.get("contractions")
    return [each.split("'") for each in contractions] if isinstance(contractions, list) else []


def comparable(text: str) -> str:
    """A text as phrases are compared: folded, its words between single spaces.

    In scripts without spaces it is the folded text, where phrases are found anywhere.
    """
    return fold_text(text) if unspaced_characters(text) else " ".join(map(fold, words(text)))


def _language(file: Mapping[str, object]) -> Language:
    joined = {f" {' '.join(parts)} ": f" {''.join(parts)} " for parts in _contractions(file)}
    data = {key: _with_joined(values, joined) for key, values in file.items()}
    about = dict(_table(data, "about"))
    article_words = _phrases(about.pop("article_words", ()))
    following = _table(data, "following")
    return Language(
        stemmer=str(data.get("stemmer", "")),
        capitalises_nouns=data.get("capitalises_nouns") is True,
        function_words=_function_words(data),
        number_words=frozenset(_phrases(data.get("number_words"))),
        asks_number=_phrases(data.get("asks_number")),
        asks_name=_phrases(data.get("asks_name")),
        chat=_phrases(data.get("chat")),
        about=tuple(_about(about)),
        article_words=article_words,
        irregular=tuple(
            (fold(form), str(base)) for form, base in _table(data, "irregular").items()
        ),
        points_back=_phrases(following.get("points_back")),
        goes_on=_phrases(following.get("goes_on")),
        bare_number=_phrases(following.get("bare_number")),
        small_talk=tuple(
            (phrase, kind)
            for kind, phrases in _table(data, "small_talk").items()
            for phrase in _phrases(phrases)
        ),
        words=frozenset(_words_in(data)),
    )


def _with_joined(values: object, joined: Mapping[str, str]) -> object:
    """What a language's file has, each phrase also with its contractions as one word."""
    if isinstance(values, dict):
        return {key: _with_joined(value, joined) for key, value in values.items()}
    if isinstance(values, list):
        return list(dict.fromkeys(p for value in values for p in (value, _join(value, joined))))
    return values


def _join(phrase: str, joined: Mapping[str, str]) -> str:
    phrase = f" {phrase} "
    for apart, one in joined.items():
        phrase = phrase.replace(apart, one)
    return phrase.strip()


def _words_in(data: object) -> Iterator[str]:
    """The words of all that a language's file has."""
    if isinstance(data, dict):
        data = [*data, *data.values()]
    if isinstance(data, list):
        for value in data:
            yield from _words_in(value)
    elif isinstance(data, str):
        yield from comparable(data).split()


def _about(table: Mapping[str, object]) -> Iterator[tuple[str, str, str | None]]:
    for field, questions in table.items():
        for question in questions if isinstance(questions, list) else ():
            before, named, after = str(question).partition("ARTICLE")
            yield field, comparable(before), comparable(after) if named else None


def _table(data: Mapping[str, object], key: str) -> Mapping[str, object]:
    table = data.get(key, {})
    return table if isinstance(table, dict) else {}


def _phrases(values: object) -> tuple[str, ...]:
    return tuple(comparable(str(value)) for value in values) if isinstance(values, list) else ()


def _unchanged(word: str) -> str:
    return word
