"""Foreign questions: those in a language that no article is in.

They are told by their script, and by function words, which any question but the shortest has. A
model that identifies languages finds hardly more, and takes 120 MB and a second to load.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from bot.search.text.analyzer import Language, function_words
from bot.search.text.questions import Question

_ENOUGH = 2
"""Function words that show a language: "el puente de hierro"."""
_ENOUGH_AMONG_NAMES = 3
"""As many where all other words are capitalised: "Der Name der Rose" may be asked in any."""

_UNSPACED = ("ja", "ko", "th", "zh")
"""Languages whose function words are not told from others by spaces."""
_SHARE = 0.01
"""The share of the different words of articles from which on a script is theirs."""


def is_foreign(question: Question, known: Sequence[Language], scripts: Set[str]) -> bool:
    """Whether a question is surely in none of these languages, whose articles use these scripts."""
    both = zip(question.words, question.folded, strict=True)
    typed = {folded: word for word, folded in both if folded[:1].isalpha()}
    kept = [language.function_words for language in known]
    own = frozenset[str]().union(*kept)
    if not typed.keys() & own and _is_in_foreign_script(typed, scripts):
        return True
    return all(kept) and any(_is_in(other, typed, own) for other in function_words().values())


def likely_languages(question: Question) -> list[str]:
    """The languages (ISO 639-1) of which a question has the most function words."""
    if question.is_unspaced:
        return list(_UNSPACED)
    folded = set(question.folded)
    counts = {code: len(folded & theirs) for code, theirs in function_words().items()}
    most = max(counts.values())
    return [code for code, count in counts.items() if count == most > 0]


def scripts_of(words: Iterable[str]) -> frozenset[str]:
    """The scripts of words of articles, in which a name or two in others do not count.

    Latin is always among them: names are written in it in any language.
    """
    scripts = Counter[str]()
    for first, count in Counter(word[:1] for word in words).items():
        scripts[_script(first)] += count
    least = _SHARE * scripts.total()
    return frozenset({"LATIN", *(script for script in scripts if scripts[script] >= least)})


def _is_in_foreign_script(typed: dict[str, str], scripts: Set[str]) -> bool:
    """Whether most is in scripts that no article has; beside these, names may stand."""
    foreign = [word for word in typed if _script(word[0]) not in scripts]
    others = [said for word, said in typed.items() if _script(word[0]) in scripts]
    most = 2 * sum(map(len, foreign)) > sum(map(len, typed))
    return most and not any(word.islower() for word in others)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The script of a letter, by the first word of its name: "CYRILLIC", "CJK"."""
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def _is_in(other: Set[str], typed: dict[str, str], own: frozenset[str]) -> bool:
    """Whether words are of a language, by function words that it and the others do not share."""
    theirs = typed.keys() & other
    names = all(word[:1].isupper() for folded, word in typed.items() if folded not in theirs)
    enough = _ENOUGH_AMONG_NAMES if names else _ENOUGH
    return len(theirs - own) >= enough and not (typed.keys() & own) - theirs
