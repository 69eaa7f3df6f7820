"""Foreign questions: those in a language that no article is in.

They are told by their script, and by function words, which any question but the shortest has. A
model that identifies languages finds hardly more, and takes 120 MB and a second to load.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot.search.analyzer import Language, languages
from bot.search.questions import Question
from bot.search.vocabulary import Vocabulary

_ENOUGH = 2
"""Function words that show a language: "el puente de hierro"."""
_ENOUGH_AMONG_NAMES = 3
"""As many where all other words are capitalised: "Der Name der Rose" may be asked in any."""


def is_foreign(question: Question, vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether a question is surely in none of the languages of these vocabularies."""
    both = zip(question.words, question.folded, strict=True)
    typed = {folded: word for word, folded in both if folded[:1].isalpha()}
    known = [vocabulary.analyzer.language.function_words for vocabulary in vocabularies]
    own = frozenset[str]().union(*known)
    if not typed.keys() & own and _is_in_foreign_script(typed, vocabularies):
        return True
    return all(known) and any(_is_in(other, typed, own) for other in languages())


def _is_in_foreign_script(typed: dict[str, str], vocabularies: Sequence[Vocabulary]) -> bool:
    """Whether most is in scripts that no article has; beside these, names may stand."""
    used = {script: _is_used(script, vocabularies) for script in {_script(w[0]) for w in typed}}
    foreign = [word for word in typed if not used[_script(word[0])]]
    others = [typed[word] for word in typed if used[_script(word[0])]]
    most = 2 * sum(map(len, foreign)) > sum(map(len, typed))
    return most and not any(word.islower() for word in others)


def _is_used(script: str, vocabularies: Sequence[Vocabulary]) -> bool:
    return any(_script(word[:1]) == script for each in vocabularies for word in each.folded_numbers)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The script of a letter, by the first word of its name: "LATIN", "CYRILLIC", "CJK"."""
    return unicodedata.name(character, "").partition(" ")[0] if character else ""


def _is_in(language: Language, typed: dict[str, str], own: frozenset[str]) -> bool:
    """Whether words are of a language, by function words that it and the others do not share."""
    theirs = typed.keys() & language.function_words
    names = all(word[:1].isupper() for folded, word in typed.items() if folded not in theirs)
    enough = _ENOUGH_AMONG_NAMES if names else _ENOUGH
    return len(theirs - own) >= enough and not (typed.keys() & own) - theirs
