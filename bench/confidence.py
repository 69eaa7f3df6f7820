"""Confidence fitted anew: what the coefficients ought to be, and how well they tell, beside now.

They are fitted to questions of all kinds, each with the evidence that there was for its first hit.
People also type two words instead of a question, ask what their articles don't know, and ask the
articles of others; the sets have no such questions, so they are made of what the sets have.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from pathlib import Path

import numpy as np

from bench.corpus import SEED, sample
from bench.figures import table
from bot.measuring.evaluation import area_under_curve
from bot.measuring.question_sets import KnownQuestion, QuestionSet, read_set
from bot.search.articles import Article
from bot.search.index import Index, Indexer
from bot.search.ranking.bm25 import Floats
from bot.search.ranking.confidence import BIAS, WEIGHTS, Evidence
from bot.search.ranking.weights import ANSWERED, UNSURE
from bot.search.text.questions import Question
from bot.search.text.terms import word_spans

QUESTIONS, KEYWORDS, TAKEN_AWAY = 400, 200, 40
"""Of a set: its questions, those made of its articles' words, articles taken away in turn."""


class Kind(StrEnum):
    """Where a question is asked, and which it is."""

    LIBRARY = "of all articles"
    ALONE = "of its article alone"
    OTHER = "of another article alone"
    WITHOUT = "of all articles but its own"
    KEYWORDS = "one to three words that stand there"
    OTHER_KEYWORDS = "words that don't all stand there"


THRESHOLDS = sorted({0.02, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.5, ANSWERED, UNSURE})
NAMES = [field.name for field in fields(Evidence)]
PRESENT = np.array([BIAS, *astuple(WEIGHTS)])
ANSWERABLE = {Kind.LIBRARY, Kind.ALONE, Kind.KEYWORDS}
"""Kinds whose answerable questions are counted; of the others, there are none."""
CONTRASTS = {
    "asked elsewhere": (Kind.ALONE, Kind.OTHER),
    "article gone": (Kind.LIBRARY, Kind.WITHOUT),
    "words": (Kind.KEYWORDS, Kind.OTHER_KEYWORDS),
    "unanswerable, all articles": (Kind.LIBRARY, Kind.LIBRARY),
    "unanswerable, alone": (Kind.ALONE, Kind.ALONE),
}
"""What is told apart: answerable questions of the first kind, and others of the second."""
RIDGE = 1.0
"""How far coefficients are held back; hardly, with thousands of rows."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question that was asked."""

    kind: Kind
    answerable: bool
    evidence: Evidence | None
    """None where nothing was found."""


@dataclass(frozen=True, slots=True)
class SetCases:
    """The cases of a set."""

    name: str
    articles: frozenset[str]
    """Their ids; translations of an article have the same."""
    cases: Sequence[Case]

    def evidence(self, kind: Kind, *, answerable: bool) -> Floats:
        """A row for each question of a kind; NaN where nothing was found."""
        of_kind = [c for c in self.cases if (c.kind, c.answerable) == (kind, answerable)]
        rows = [astuple(c.evidence) if c.evidence else [np.nan] * len(NAMES) for c in of_kind]
        return np.array(rows, float).reshape(-1, len(NAMES))

    def confidences(self, coefficients: Floats, kind: Kind, *, answerable: bool) -> Floats:
        """What the confidence in each would be; 0 where nothing was found."""
        evidence = self.evidence(kind, answerable=answerable)
        return np.nan_to_num(sigmoid(evidence @ coefficients[1:] + coefficients[0]))


def cases(folder: Path) -> SetCases:
    """Ask the questions of a set in all ways."""
    asked = read_set(folder)
    questions = sample(asked.questions, QUESTIONS)
    library = Index.of(asked.articles)
    alone = {article.id: Index.of([article]) for article in asked.articles}
    found = [*_questions(questions, library, alone), *_without(questions, asked)]
    found += _keywords(asked, library, alone)
    return SetCases(asked.name, frozenset(alone), found)


def _questions(
    questions: Sequence[KnownQuestion], library: Index, alone: dict[str, Index]
) -> Iterator[Case]:
    dice = random.Random(SEED)
    for question in questions:
        text, known = question.text, question.answerable
        yield Case(Kind.LIBRARY, known, _evidence(library, text))
        yield Case(Kind.ALONE, known, _evidence(alone[question.article], text))
        for other in _another(alone, question.article, dice):
            yield Case(Kind.OTHER, False, _evidence(other, text))


def _without(questions: Sequence[KnownQuestion], asked: QuestionSet) -> Iterator[Case]:
    indexer = Indexer()
    about = {question.article for question in questions}
    for gone in sample([a for a in asked.articles if a.id in about], TAKEN_AWAY):
        index = indexer.index(article for article in asked.articles if article is not gone)
        for question in questions:
            if question.article == gone.id:
                yield Case(Kind.WITHOUT, False, _evidence(index, question.text))


def _keywords(asked: QuestionSet, library: Index, alone: dict[str, Index]) -> Iterator[Case]:
    dice = random.Random(SEED)
    for _ in range(KEYWORDS):
        article = dice.choice(asked.articles)
        own = alone[article.id]
        text = _phrase(article, own, dice)
        if text:
            yield Case(Kind.KEYWORDS, True, _evidence(library, text))
            yield Case(Kind.KEYWORDS, True, _evidence(own, text))
            for other in _another(alone, article.id, dice):
                if len(_known(text, other)) < len(_known(text, own)):
                    yield Case(Kind.OTHER_KEYWORDS, False, _evidence(other, text))


def _phrase(article: Article, index: Index, dice: random.Random) -> str:
    """One to three neighbouring words of a paragraph, function words not counted; may be empty."""
    text = dice.choice(article.text.split("\n\n"))
    spans = [(a, b) for a, b in _known(text, index) if b - a > 1]
    if not spans:
        return ""
    first = dice.randrange(len(spans))
    last = min(first + dice.choice((0, 0, 1, 2)), len(spans) - 1)
    return text[spans[first][0] : spans[last][1]]


def _known(text: str, index: Index) -> list[tuple[int, int]]:
    """Where the words of a text stand whose terms an article of the index has."""
    known = [each.vocabulary.term_of for each in index.language_indexes]
    return [
        (a, b) for a, b in word_spans(text) if any(term_of(text[a:b]) >= 0 for term_of in known)
    ]


def _another(alone: dict[str, Index], own: str, dice: random.Random) -> list[Index]:
    """The index of another article at random, if there is one."""
    others = [key for key in alone if key != own]
    return [alone[dice.choice(others)]] if others else []


def _evidence(index: Index, text: str) -> Evidence | None:
    """The evidence of the surest index; there is one for each language of the articles."""
    found = [each.find(Question.of(text), 1) for each in index.language_indexes]
    return max(found, key=lambda each: each.sure).evidence if found else None


def confidence_tables(sets: Sequence[SetCases]) -> Iterator[str]:
    """The fitted coefficients, how well they tell apart, and what thresholds would come to."""
    fitted = _fit(sets)
    yield "\n## Confidence\n\nTo paste; behind each, what it is now.\n"
    yield f"BIAS = {fitted[0]:.2f}  # {BIAS:g}\nWEIGHTS = Evidence("
    for name, new, now in zip(NAMES, fitted[1:], PRESENT[1:], strict=True):
        yield f"    {name}={new:.2f},  # {now:g}"
    yield ")\n\nArea under the curve: fitted / fitted to sets of other articles / now.\n"
    yield from table(["set", *CONTRASTS], [_areas(asked, fitted, sets) for asked in sets])
    yield "\nPer cent on the right side of a threshold, the mean of all sets and the least: of"
    yield "answerable questions those at or above it, of others those below.\n"
    heads = [f"{'✓' if kind in ANSWERABLE else '✗'} {kind}" for kind in Kind]
    yield from table(["fitted", *heads], _shares(fitted, sets))
    yield ""
    yield from table(["now", *heads], _shares(PRESENT, sets))


def _fit(sets: Sequence[SetCases]) -> Floats:
    """The bias and the coefficients; each kind of question of each set counts the same."""
    groups = [
        (answerable, rows[~np.isnan(rows).any(axis=1)])
        for asked in sets
        for kind in Kind
        for answerable in (True, False)
        if len(rows := asked.evidence(kind, answerable=answerable))
    ]
    labels = np.concatenate([np.full(len(rows), float(label)) for label, rows in groups])
    weights = np.concatenate([np.full(len(rows), 1 / max(1, len(rows))) for _, rows in groups])
    for label in (0.0, 1.0):
        weights[labels == label] *= len(labels) / 2 / weights[labels == label].sum()
    return fit(np.concatenate([rows for _, rows in groups]), labels, weights)


def _areas(asked: SetCases, fitted: Floats, sets: Sequence[SetCases]) -> list[str]:
    """The cells of a set: for each contrast, the area under the curve by each regression."""
    apart = [other for other in sets if not other.articles & asked.articles]
    regressions = [fitted, _fit(apart), PRESENT] if apart else [fitted, PRESENT]
    cells = [asked.name]
    for positive, negative in CONTRASTS.values():
        areas = []
        for found in regressions:
            sure = asked.confidences(found, positive, answerable=True)
            others = asked.confidences(found, negative, answerable=False)
            areas.append(area_under_curve(sure.tolist(), others.tolist()))
        cells.append(" / ".join(f"{area:.3f}" for area in areas if area is not None) or "–")
    return cells


def _shares(coefficients: Floats, sets: Sequence[SetCases]) -> Iterator[list[str]]:
    """A row for each threshold: of each kind, the share on its right side."""
    sure = {
        kind: [s.confidences(coefficients, kind, answerable=kind in ANSWERABLE) for s in sets]
        for kind in Kind
    }
    for threshold in THRESHOLDS:
        cells = [f"{threshold:g}"]
        for kind, of_sets in sure.items():
            wanted = kind in ANSWERABLE
            right = [np.mean((found >= threshold) == wanted) for found in of_sets if len(found)]
            cells.append(f"{100 * np.mean(right):.1f} ({100 * min(right):.0f})" if right else "–")
        yield cells


def fit(values: Floats, labels: Floats, weights: Floats) -> Floats:
    """The bias, then a coefficient for each column of the values, by Newton's method.

    There is a row, a label (0 or 1) and a weight for each observation.
    """
    columns = np.column_stack((np.ones(len(values)), values))
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    found = np.zeros(columns.shape[1])
    for _ in range(30):  # after which no further step changes anything
        expected = sigmoid(columns @ found)
        slope = columns.T @ (weights * (labels - expected)) - ridge @ found
        bend = (columns.T * (weights * expected * (1 - expected))) @ columns + ridge
        found += np.linalg.solve(bend, slope)
    return found


def sigmoid(values: Floats) -> Floats:
    """The chance for each sum of evidence."""
    return 1 / (1 + np.exp(-values))
