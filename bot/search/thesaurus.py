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


class Thesaurus:
    """Synonyms in one language, compared as terms are, so that "drugs" is found in "drug"."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._others: dict[tuple[str, ...], dict[str, None]] = {}
        for rule in rules:
            for phrase in rule.phrases:
                key = self._key(words(phrase))
                self._others.setdefault(key, {}).update(dict.fromkeys(rule.others))
        self._longest = max(map(len, self._others), default=0)

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
            sizes = range(min(self._longest, len(key) - at), 0, -1)
            size = next((size for size in sizes if key[at : at + size] in self._others), 0)
            phrase = key[at : at + size]
            others = [o for o in self._others.get(phrase, ()) if self._is_worth_asking(o, phrase)]
            if others:
                yield (spans[at][0], spans[at + size - 1][1]), others
            at += max(size, 1)

    def _is_worth_asking(self, other: str, phrase: tuple[str, ...]) -> bool:
        """Whether a phrase says something else, in terms that articles have."""
        terms = list(filter(None, map(self._vocabulary.analyzer.term, words(other))))
        known = all(term in self._vocabulary.term_numbers for term in terms)
        return bool(terms) and known and self._key(words(other)) != phrase

    def _key(self, phrase: list[str]) -> tuple[str, ...]:
        # A function word has no term, but a rule may mean it: the US is not us.
        return tuple(self._vocabulary.analyzer.term(word) or word for word in phrase)


def _around(spans: list[Span], text: str) -> list[str]:
    """What stands before, between and after spans of a text."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _joined(gaps: list[str], phrases: tuple[str, ...]) -> str:
    return "".join(part for pair in zip(gaps, (*phrases, ""), strict=True) for part in pair)
