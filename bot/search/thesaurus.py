"""The thesaurus: a question in other words, as the synonyms say."""

from collections.abc import Iterable, Iterator
from itertools import islice, product

from bot.search.articles import Span
from bot.search.synonyms import Rule
from bot.search.terms import word_spans, words
from bot.search.vocabulary import Vocabulary

LONGEST = 500
"""Characters of the longest question that is put in other words, too."""
MOST_VARIANTS = 8
"""Wordings in which one question is asked, its own included."""

Key = tuple[str, ...]
"""The terms of a phrase; a function word, which has none, is itself, as the US is not us."""


class Thesaurus:
    """Synonyms in one language, compared as terms are, so that "drugs" is found in "drug"."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        """Keep what the rules say, as far as the replacing phrases are of words in `vocabulary`."""
        self._vocabulary = vocabulary
        self._others: dict[Key, dict[str, Key]] = {}
        """Phrase → the phrases that may replace it, each with its key."""
        self._sizes: dict[str, set[int]] = {}
        """The first term of a phrase → how many words such phrases have."""
        for rule in rules:
            others = {
                other: self._key(words(other)) for other in filter(self._is_known, rule.others)
            }
            for key in (
                {self._key(words(phrase)): None for phrase in rule.phrases} if others else ()
            ):
                self._others.setdefault(key, {}).update(others)
                self._sizes.setdefault(key[0], set()).add(len(key))

    def variants(self, question: str) -> list[str]:
        """The question, then with synonyms put in that stand in articles; at most 8 wordings."""
        if not self._others or len(question) > LONGEST:
            return [question]
        found = list(self._find(question))
        wordings = product(*([question[slice(*span)], *others] for span, others in found))
        gaps = _around([span for span, _ in found], question)
        return [_joined(gaps, wording) for wording in islice(wordings, MOST_VARIANTS)]

    def _find(self, question: str) -> Iterator[tuple[Span, list[str]]]:
        """Where phrases stand that may be replaced, the longest first, and by what."""
        spans = word_spans(question)
        key = self._key([question[start:end] for start, end in spans])
        at = 0
        while at < len(key):
            phrases = (key[at : at + size] for size in self._sizes.get(key[at], ()))
            phrase = max((p for p in phrases if p in self._others), key=len, default=())
            others = [o for o, other in self._others.get(phrase, {}).items() if other != phrase]
            if others:
                yield (spans[at][0], spans[at + len(phrase) - 1][1]), others
            at += max(len(phrase), 1)

    def _is_known(self, phrase: str) -> bool:
        """Whether a phrase is of terms that articles have."""
        terms = list(filter(None, map(self._vocabulary.analyzer.term, words(phrase))))
        return bool(terms) and all(term in self._vocabulary.term_numbers for term in terms)

    def _key(self, phrase: list[str]) -> Key:
        return tuple(self._vocabulary.analyzer.term(word) or word for word in phrase)


def _around(spans: list[Span], text: str) -> list[str]:
    """What stands before, between and after spans of a text."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _joined(gaps: list[str], phrases: tuple[str, ...]) -> str:
    return "".join(part for pair in zip(gaps, (*phrases, ""), strict=True) for part in pair)
