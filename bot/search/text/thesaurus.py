"""The thesaurus: phrases of a question that stand for one thing, as synonyms and abbreviations do.

form   a phrase as it is compared, its terms in order: `("world", "health", "organ")`
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.search.text.synonyms import Rule
from bot.search.text.terms import words
from bot.search.text.vocabulary import Vocabulary

MOST_PHRASES = 8
"""Phrases of a question that are looked up; others are words like any."""
MOST_FORMS = 8
"""Forms of one thing that are sought, that of the question included."""

Form = tuple[str, ...]
"""The terms of a phrase; a function word has none, and is itself behind a space: US is not us."""


class Thesaurus:
    """Synonyms in one language, compared as terms are, so that "drugs" is found in "drug"."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary) -> None:
        """Keep what the rules say, as far as the other phrases are of words in `vocabulary`."""
        self._analyzer, self._known = vocabulary.analyzer, vocabulary.term_numbers
        self._forms: dict[Form, dict[Form, None]] = {}
        """The form of a phrase → all that it stands for, itself included."""
        self._sizes: dict[str, set[int]] = {}
        """The first term of a phrase → how many words such phrases have."""
        for rule in rules:
            others = dict.fromkeys(filter(self._is_known, map(self._form_of, rule.others)))
            for form in map(self._form_of, rule.phrases):
                if others.keys() - {form}:
                    self._forms.setdefault(form, {form: None}).update(others)
                    self._sizes.setdefault(form[0], set()).add(len(form))

    def find(self, question: Sequence[str]) -> list[tuple[slice, list[Form]]]:
        """Where phrases stand among the words of a question, the longest first, and their forms."""
        return list(islice(self._find(question), MOST_PHRASES)) if self._forms else []

    def _find(self, question: Sequence[str]) -> Iterator[tuple[slice, list[Form]]]:
        form = self._form(question)
        at = 0
        while at < len(form):
            phrases = (form[at : at + size] for size in self._sizes.get(form[at], ()))
            phrase = max((p for p in phrases if p in self._forms), key=len, default=())
            if phrase:
                yield slice(at, at + len(phrase)), list(self._forms[phrase])[:MOST_FORMS]
            at += max(len(phrase), 1)

    def _is_known(self, form: Form) -> bool:
        """Whether a phrase is of terms that articles have."""
        terms = terms_of(form)
        return bool(terms) and all(term in self._known for term in terms)

    def _form_of(self, phrase: str) -> Form:
        return self._form(words(phrase))

    def _form(self, words: Sequence[str]) -> Form:
        return tuple(self._analyzer.term(word) or f" {word}" for word in words)


def terms_of(form: Form) -> list[str]:
    """The terms of a form, without its function words."""
    return [term for term in form if term[0] != " "]
