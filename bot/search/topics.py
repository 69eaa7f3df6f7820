"""Topics: names and terms that stand out in an article, as the article writes them.

A phrase stands out when the article repeats it and few other articles have it; more so if it is a
name or stands in the title.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice, zip_longest
from math import log2
from weakref import WeakKeyDictionary

import numpy as np
import regex

from bot.search.analyzed_article import AnalyzedArticle
from bot.search.articles import Article
from bot.search.index import Index
from bot.search.ranking.language_index import LanguageIndex
from bot.search.text.terms import fold_text, is_unspaced, word_spans
from bot.search.text.vocabulary import CAPITALISED, NUMBER

MOST = 4
"""Topics that are offered together."""
_WORDS, _RUNS = 4, 3
"""Words of the longest phrase; where no spaces are written, runs of two characters."""
_MOST_PLAIN = 2
"""Words of a topic that is no name."""
_LONGEST = 32
"""Characters of the longest topic: buttons cut off what is longer."""
_MOST_WORDS = 6000
"""Words of an article that are looked at."""
_MOST_TRIED = 40
_MOST_ASKED = 12
"""Topics of an article of which it is found out whether the index answers them."""
_PHRASE = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[ '’·-][\p{L}\p{M}\p{N}]+)*")
_NO_NAME = regex.compile(r"\p{Hiragana}|^ー")
"""In Japanese: endings and small words, and the rest of a word that began before."""
_NUMBER_OF_NAME = regex.compile(r"-?\p{N}+\p{L}*")
"""What belongs to a name though it is another word: H1N1, COVID-19."""

_Key = tuple[int, ...]
"""A phrase as the terms of its words; -1 for a function word."""


@dataclass(slots=True)
class _Candidate:
    places: list[tuple[int, int]] = field(default_factory=list)
    """Where it stands: the sentence, and the place of its first word in that."""
    names: int = 0
    """How often it is written as a name."""


_known: WeakKeyDictionary[LanguageIndex, dict[str, tuple[str, ...]]] = WeakKeyDictionary()
"""The topics of articles that have been asked for, by id, as long as their index is in use."""


def topics(index: Index, articles: Sequence[Article] = ()) -> tuple[str, ...]:
    """At most four topics that the index answers: of these articles, or else of the newest ones.

    Each article gives one before any gives another.
    """
    told = [_topics_of(article, index) for article in articles[:MOST] or _newest(index.articles)]
    in_turn = (topic for topics in zip_longest(*told) for topic in topics if topic)
    chosen: dict[str, str] = {}
    for topic in in_turn:
        chosen.setdefault(fold_text(topic), topic)
    return tuple(chosen.values())[:MOST]


def _topics_of(article: Article, index: Index) -> tuple[str, ...]:
    """At most four topics of an article that the index answers, the most outstanding first."""
    for each in index.language_indexes:
        analyzed = each.analyzed(article)
        if analyzed:
            known = _known.setdefault(each, {})
            if article.id not in known:
                tried = islice(_topics(each, analyzed), _MOST_ASKED)
                known[article.id] = tuple(islice(filter(index.knows, tried), MOST))
            return known[article.id]
    return ()


def _newest(articles: Sequence[Article]) -> list[Article]:
    return nlargest(MOST, articles, key=lambda article: (article.credit.published, article.id))


def _topics(index: LanguageIndex, analyzed: AnalyzedArticle) -> Iterator[str]:
    candidates = _candidates(index, analyzed)
    scores = _scores(candidates, index, analyzed)
    # Where no spaces are written, no topic begins or ends with the sign that stands everywhere.
    [(filler, _)] = Counter(filter(str.isalpha, analyzed.article.text)).most_common(1) or [("", 0)]
    taken: set[int] = set()
    for key in sorted(scores, key=lambda key: (-scores[key], candidates[key].places))[:_MOST_TRIED]:
        if not taken.intersection(key):
            surface = _surface(candidates[key], len(key), analyzed, filler)
            if surface:
                taken.update(term for term in key if term >= 0)
                yield surface


def _candidates(index: LanguageIndex, analyzed: AnalyzedArticle) -> Mapping[_Key, _Candidate]:
    """The phrases that may be topics."""
    found: defaultdict[_Key, _Candidate] = defaultdict(_Candidate)
    vocabulary = index.vocabulary
    longest = _RUNS if is_unspaced(analyzed.article.credit.title) else _WORDS
    starts = analyzed.sentence_words
    last = int(np.searchsorted(starts, _MOST_WORDS))
    for sentence in range(min(last, len(starts) - 1)):
        words = analyzed.words[starts[sentence] : starts[sentence + 1]]
        terms, kinds = vocabulary.terms[words].tolist(), vocabulary.kinds[words].tolist()
        for start, end in _phrases(terms, kinds, longest):
            candidate = found[tuple(terms[start:end])]
            candidate.places.append((sentence, start))
            names = [
                k & CAPITALISED
                for t, k in zip(terms[start:end], kinds[start:end], strict=True)
                if t >= 0
            ]
            candidate.names += all(names) and start > 0
    return found


def _phrases(terms: list[int], kinds: list[int], longest: int) -> Iterator[tuple[int, int]]:
    """Where phrases start and end in a sentence; function words only within names."""
    edge = [term >= 0 and not kind & NUMBER for term, kind in zip(terms, kinds, strict=True)]
    for start in range(len(terms)):
        for end in range(start + 1, min(start + longest, len(terms)) + 1) if edge[start] else ():
            named = kinds[start] & CAPITALISED and kinds[end - 1] & CAPITALISED
            if terms[end - 1] < 0 and not named and not kinds[start] & CAPITALISED:
                break
            if edge[end - 1] and (named or -1 not in terms[start:end]):
                yield start, end


def _scores(
    candidates: Mapping[_Key, _Candidate], index: LanguageIndex, analyzed: AnalyzedArticle
) -> dict[_Key, float]:
    """How much each phrase stands out, of those that are repeated or in the title."""
    title = set(index.vocabulary.terms[analyzed.title].tolist())
    idf = index.articles.idf
    scores = {}
    for key, candidate in candidates.items():
        content = [term for term in key if term >= 0]
        count, in_title = len(candidate.places), title.issuperset(content)
        if count > 1 or in_title:
            is_name = 2 * candidate.names >= count
            told = sum(float(idf[term]) for term in content) / len(content)
            scores[key] = count * told * log2(1 + len(content)) * (1 + is_name) * (1 + in_title)
            if not (is_name or in_title or len(content) > 1):
                scores[key] /= 2  # a common noun tells least
    for key in [key for key in scores if len(key) > 1]:
        count = len(candidates[key].places)
        for part in _parts(key):
            if part in scores and 2 * count >= len(candidates[part].places):
                scores[part] = 0.0  # it is mostly said within the longer one
    return scores


def _parts(key: _Key) -> set[_Key]:
    sizes = range(1, len(key))
    return {key[:size] for size in sizes} | {key[-size:] for size in sizes}


def _surface(candidate: _Candidate, size: int, analyzed: AnalyzedArticle, filler: str) -> str:
    """The phrase as it is written most often, if possible within a sentence; else empty."""
    written: Counter[str] = Counter()
    for sentence, start in candidate.places[:20]:
        first, last = analyzed.sentence_spans[sentence].tolist()
        text = analyzed.article.text[first:last]
        spans = word_spans(text)
        end = spans[start + size - 1][1]
        rest = _NUMBER_OF_NAME.match(text, end)
        phrase = text[spans[start][0] : rest.end() if rest else end]
        if _is_presentable(phrase, filler):
            written[phrase] += 1 if start == 0 else 10
    return max(written, key=lambda phrase: (written[phrase], phrase)) if written else ""


def _is_presentable(phrase: str, filler: str) -> bool:
    if len(phrase) > _LONGEST or not _PHRASE.fullmatch(phrase):
        return False
    if is_unspaced(phrase):
        return not _NO_NAME.search(phrase) and filler not in (phrase[0], phrase[-1])
    words = phrase.split()
    is_name = all(word[0].isupper() for word in (words[0], words[-1]))
    shortest = min(len(words[0]), len(words[-1]))
    return shortest > 1 and (is_name or (shortest > 2 and len(words) <= _MOST_PLAIN))
