"""Synonyms: phrases that may stand for others in a question.

The format is the one that search engines share. One rule a line: `US, USA, United States` may stand
for each other, `drugs => narcotics` asks for narcotics too where drugs were asked for, but not the
other way round. `#` begins a comment; a backslash makes the next character an ordinary one.
"""

import re
from dataclasses import dataclass

from bot.search.text.terms import words

FILE = "synonyms.txt"
"""The name of the file with the rules, beside the articles."""
MOST_RULES = 10_000

_ARROW = re.compile(r"(?<!\\)=>")
_COMMA = re.compile(r"(?<!\\),")
_COMMENT = re.compile(r"(?<!\\)#.*")
_ESCAPED = re.compile(r"\\(.)")


class WrongRule(Exception):
    """Raised for a line that is no rule; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Each of `phrases` may be replaced by any of `others` in a question."""

    phrases: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The rules of a file, and what is wrong with its other lines, each named by its number."""

    rules: tuple[Rule, ...] = ()
    mistakes: tuple[str, ...] = ()


def parse(text: str) -> Synonyms:
    """Read the rules of a file; lines that are none are named among the mistakes."""
    rules: list[Rule] = []
    mistakes: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _COMMENT.sub("", line).strip():
            try:
                rules.append(parse_rule(line))
            except WrongRule as mistake:
                mistakes.append(f"line {number}: {mistake}")
    if len(rules) > MOST_RULES:
        mistakes.append(f"only the first {MOST_RULES:,} rules count")
    return Synonyms(tuple(rules[:MOST_RULES]), tuple(mistakes))


def parse_rule(line: str) -> Rule:
    """Read one line; raises `WrongRule`."""
    sides = [_phrases(side) for side in _ARROW.split(_COMMENT.sub("", line))]
    if len(sides) > 2:
        raise WrongRule("there is more than one =>")
    if not all(sides):
        where = " on one side of =>" if len(sides) == 2 else ""
        raise WrongRule(f"there are no words{where}")
    if len(sides) == 1 and len(sides[0]) < 2:
        raise WrongRule("a word alone has no synonym: put a comma or => between two")
    return Rule(sides[0], sides[-1])


def _phrases(side: str) -> tuple[str, ...]:
    """What stands between commas; empty parts don't count, nor do parts without words."""
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _COMMA.split(side))
    return tuple(dict.fromkeys(part for part in parts if words(part)))
