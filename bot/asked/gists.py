"""The gist of a question: what it asks for, however it is worded.

Two questions ask the same if they have the same terms and want the same kind of answer: "How many
steps has the lighthouse?" and "hi, how many lighthouse steps are there". "lighthouse steps", which
says nothing of the kind, is near to both.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest

from rapidfuzz.distance import OSA

from bot.search.analyzer import Analyzer
from bot.search.questions import Kind, Question, read_question
from bot.search.terms import fold

_SHORTEST = 5
"""Letters of the shortest term that may be another one mistyped."""


@dataclass(frozen=True, slots=True)
class Gist:
    """The terms of a question, and the kind of answer it wants."""

    terms: frozenset[str]
    kind: Kind

    @property
    def key(self) -> str:
        """A short name, 16 characters, from which nobody can tell the question."""
        said = " ".join((self.kind, *sorted(self.terms)))
        return sha256(said.encode()).hexdigest()[:16]


def gist(question: str, analyzers: Collection[Analyzer]) -> Gist:
    """The gist of a question in the language of which it has the most function words."""
    typed = Question.of(question)
    return min(
        (_gist(typed, analyzer) for analyzer in analyzers or (Analyzer(""),)),
        key=lambda found: len(found.terms),
    )


def is_near(one: Gist, other: Gist) -> bool:
    """Whether two gists may well mean the same.

    Either one does not say what kind of answer it wants, or one of their terms is mistyped.
    """
    if one.terms == other.terms:
        return Kind.ANYTHING in (one.kind, other.kind)
    if one.kind is not other.kind or len(one.terms) != len(other.terms):
        return False
    pairs = list(zip_longest(one.terms - other.terms, other.terms - one.terms))
    return len(pairs) == 1 and _is_mistyped(*pairs[0])


def _gist(question: Question, analyzer: Analyzer) -> Gist:
    read = read_question(question, analyzer.language)
    terms = frozenset(filter(None, map(analyzer.term, read.words)))
    return Gist(terms or frozenset(map(fold, read.words)), read.kind)


def _is_mistyped(one: str, other: str) -> bool:
    words = one.isalpha() and other.isalpha() and min(len(one), len(other)) >= _SHORTEST
    return words and OSA.distance(one, other, score_cutoff=1) <= 1
