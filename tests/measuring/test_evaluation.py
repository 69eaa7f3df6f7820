"""The figures that the bot reaches on question sets."""

import pytest

from bot.measuring.evaluation import Outcome, area_under_curve, elsewhere_figures, figures, is_right
from bot.measuring.question_sets import KnownQuestion
from bot.search.answers import Answer, Quote, Verdict
from bot.search.articles import Article, Credit

BRIDGE = [  # every paragraph has twenty words
    "The council of Ostvik closed the old harbour bridge until spring, after divers found cracks "
    "in two of its pillars.",
    "Pupils cross by ferry, which sails every twenty minutes and costs four crowns for each of "
    "the passengers, bicycles included.",
]
ARTICLE = Article(id="bridge", credit=Credit(title="The bridge"), text="\n\n".join(BRIDGE))
OTHER = Article(id="copy", credit=Credit(title="A copy"), text=ARTICLE.text)
QUESTION = KnownQuestion(
    "Why?", ("cracks",), answerable=True, article="bridge", paragraphs=(BRIDGE[0],)
)
HOLE = KnownQuestion("Why not?", (), answerable=False, article="bridge")


def quote(start: int, end: int, article: Article = ARTICLE, best: str = "") -> Quote:
    first = article.text[start:end].index(best)
    return Quote(article, 1, 2, start, end, "", (first, first + len(best)), (), 1.0)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (quote(0, len(BRIDGE[0])), True),
        (quote(4, 40), True),
        (quote(0, len(ARTICLE.text)), True),
        (quote(len(BRIDGE[0]) + 2, len(ARTICLE.text)), False),
        (quote(4, len(BRIDGE[0]) + 40), False),
        (quote(0, len(BRIDGE[0]), OTHER), False),
    ],
    ids=["paragraph", "part", "whole article", "next paragraph", "across", "other article"],
)
def test_a_quote_is_right_if_it_lies_in_a_paragraph_that_answers_or_holds_one(
    given: Quote, right: bool
) -> None:
    assert is_right(given, QUESTION) == right


def outcome(
    question: KnownQuestion, verdict: Verdict, confidence: float, *quotes: Quote
) -> Outcome:
    return Outcome(question, Answer(question.text, verdict, confidence, quotes))


RIGHT = quote(0, len(BRIDGE[0]), best="cracks")
RIGHT_BUT_FOR_ITS_SENTENCE = quote(0, len(BRIDGE[0]), best="The council of Ostvik")
WRONG = quote(len(BRIDGE[0]) + 2, len(ARTICLE.text), best="by ferry")
OUTCOMES = [
    outcome(QUESTION, Verdict.ANSWERED, 0.9, RIGHT),
    outcome(QUESTION, Verdict.UNSURE, 0.5, WRONG, RIGHT),
    outcome(QUESTION, Verdict.ANSWERED, 0.6, RIGHT_BUT_FOR_ITS_SENTENCE),
    outcome(QUESTION, Verdict.UNANSWERED, 0.1),
    outcome(HOLE, Verdict.ANSWERED, 0.6, quote(0, len("The council of"))),
    outcome(HOLE, Verdict.UNSURE, 0.1),
]


def test_the_figures_are_what_they_are_said_to_be() -> None:
    assert figures(OUTCOMES) == {
        "quote@1": 0.5,
        "quote@3": 0.75,
        "best@1": 0.25,
        "answered": 0.75,
        "refused": 0.5,
        "auc": (2 + 1 + 1.5 + 0.5) / 8,
        "words": (20 + 20 + 20 + 3) / 4,
    }


def test_of_questions_asked_elsewhere_it_counts_how_many_are_declined() -> None:
    assert elsewhere_figures(OUTCOMES, OUTCOMES[3:]) == {
        "elsewhere auc": (3 + 2 + 2.5 + 1) / 12,
        "elsewhere refused": 2 / 3,
        "elsewhere unanswered": 1 / 3,
    }


@pytest.mark.parametrize(
    ("found", "missed"), [*zip(OUTCOMES, [False, True, False, True, True, False], strict=True)]
)
def test_a_miss_is_a_wrong_quote_a_silence_or_a_false_answer(found: Outcome, missed: bool) -> None:
    assert found.is_miss == missed


@pytest.mark.parametrize(
    ("positives", "negatives", "area"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.3, 0.7], [0.5], 0.5),
        ([0.3, 0.5], [0.5, 0.1], 0.625),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_the_area_under_the_curve_counts_ties_half(
    positives: list[float], negatives: list[float], area: float | None
) -> None:
    assert area_under_curve(positives, negatives) == area
