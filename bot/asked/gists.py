"""The gist of a question: what it asks for, however it is worded.

Two questions may ask the same if the terms of one are among those of the other, which is worded
more briefly, and if they share most of what tells what they are about: "how many people died in
Nimroz", "deaths in Nimroz". Words that only ask ("date", "number") tell little.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from rapidfuzz.distance import OSA

from bot.search.index import Index
from bot.search.ranking.language_index import LanguageIndex
from bot.search.text.analyzer import Analyzer
from bot.search.text.questions import Kind, Question, parse_question
from bot.search.text.terms import fold
from bot.search.text.thesaurus import terms_of

_SHORTEST = 5
"""Letters of the shortest term that may be another one mistyped."""
_SHORTEST_STEM = 4
_LONGEST_ENDING = 3
"""Letters that one form of a word may have beyond another that it begins with."""
_ASKING = 0.3
"""The share of its weight that is left to a term that only asks, such as "date"."""


@dataclass(frozen=True, slots=True)
class Gist:
    """The terms of a question in the language that it is read in, and what answer it wants."""

    terms: frozenset[str]
    kind: Kind
    language: str = ""

    @property
    def key(self) -> str:
        """A short name, 16 characters, from which nobody can tell the question."""
        said = " ".join((self.kind, *sorted(self.terms)))
        return sha256(said.encode()).hexdigest()[:16]


def gist(question: str, index: Index) -> Gist:
    """The gist of a question in the language whose words it has most of.

    Misspelt words are read, and synonyms taken, for those of the articles.
    """
    typed = Question.of(question)
    own = max(index.language_indexes, key=lambda each: _familiar(typed, each), default=None)
    if own is None:
        return Gist(frozenset(typed.folded), Kind.ANYTHING)
    parsed = parse_question(typed, own.vocabulary.analyzer.language)
    words = [word for word in own.term_weights.read(parsed)[0].words if word]
    terms = frozenset(_terms(words, own)) or frozenset(map(fold, words))
    return Gist(terms, parsed.kind, own.language)


def weights(terms: Collection[str], language: str, index: Index) -> dict[str, float]:
    """How much each term tells of what a question is about, beside others of its language."""
    asking = _asking(language)
    own = next((each for each in index.language_indexes if each.language == language), None)
    return {
        term: (own.term_weights.weigh(term) if own else 1.0) ** 2
        * (_ASKING if term in asking else 1)
        for term in terms
    }


def likeness(one: Gist, other: Gist, weights: Mapping[str, float]) -> float:
    """How much of what two gists tell is told by both, 0 to 1; 0 if they ask different things."""
    kinds = {one.kind, other.kind} - {Kind.ANYTHING}
    if one.language != other.language or len(kinds) > 1:
        return 0.0
    asking, shared = _asking(one.language), one.terms & other.terms
    if one.terms - shared - asking and other.terms - shared - asking:
        return 0.0
    return _sum(weights, shared) / _sum(weights, one.terms | other.terms)


def telling(gist: Gist, weights: Mapping[str, float], share: float) -> list[str]:
    """The terms that tell most; together they tell at least this share of what the gist tells.

    A gist without any of them can share with this one only what is left, which is less.
    """
    found: list[str] = []
    for term in sorted(gist.terms, key=lambda term: (-weights[term], term)):
        if _sum(weights, found) >= share * _sum(weights, gist.terms):
            break
        found.append(term)
    return found


def _sum(weights: Mapping[str, float], terms: Iterable[str]) -> float:
    return sum(weights[term] for term in terms)


class Representatives:
    """Terms that stand for others: their other forms, and what is mistyped; the first one does."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._first: defaultdict[str, list[str]] = defaultdict(list)
        """Letter → terms that begin with it and stand for themselves."""

    def of(self, term: str) -> str:
        """The term that stands for this one."""
        if term not in self._known:
            there = self._first[term[:1]]
            self._known[term] = next((each for each in there if _is_form(term, each)), term)
            if self._known[term] == term:
                there.append(term)
        return self._known[term]


def _familiar(question: Question, index: LanguageIndex) -> tuple[int, int]:
    """How many of a question's words are of a language, and how many passages are in it."""
    vocabulary = index.vocabulary
    is_function = (not vocabulary.analyzer.term(word) for word in question.words)
    is_held = (vocabulary.term_of(word) >= 0 for word in question.words)
    return sum(map(any, zip(is_function, is_held, strict=True))), len(index)


def _terms(words: Sequence[str], index: LanguageIndex) -> Iterator[str]:
    """The terms of words; of phrases with synonyms those of the first that articles have."""
    left = list(words)
    for span, forms in index.thesaurus.find(words):
        left[span] = [""] * (span.stop - span.start)
        known = [f for f in forms if set(terms_of(f)) <= index.vocabulary.term_numbers.keys()]
        yield from terms_of(min(known, default=forms[0]))
    yield from filter(None, (index.vocabulary.analyzer.term(word) for word in left if word))


def _is_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if not (one.isalpha() and other.isalpha()):
        return False
    ending = len(long) - len(short) if long.startswith(short) else len(long)
    is_other_form = len(short) >= _SHORTEST_STEM and ending <= _LONGEST_ENDING
    return is_other_form or (
        len(short) >= _SHORTEST and OSA.distance(one, other, score_cutoff=1) <= 1
    )


@cache
def _asking(language: str) -> frozenset[str]:
    """The terms of the phrases that ask for a quantity, a person or a place."""
    analyzer = Analyzer(language)
    phrases = (*analyzer.language.asks_number, *analyzer.language.asks_name)
    return frozenset(analyzer.term(word) for phrase in phrases for word in phrase.split())
