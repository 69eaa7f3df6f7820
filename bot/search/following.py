"""Following on: a question that leans on what was asked before it, read together with that.

What a question leans on is told by comparing two readings: what it finds by itself, and what it
finds together with the questions before it, near what was quoted to them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.search.answers import Answer, Quote, Verdict
from bot.search.text.analyzer import Analyzer
from bot.search.text.questions import Kind, Question, parse_question, says, without_phrases
from bot.search.text.terms import fold, words

LONGEST_LEANING = 500
"""Characters of a question that may follow on, and of one that it may follow on from."""
_HARDLY_ANY = 1
"""Terms of a question that may lean even if it does not say so, such as "which countries?"."""


@dataclass(frozen=True, slots=True)
class Following:
    """A question as it follows on from others: its own words, and what came before."""

    own: Question
    """The question's own words, without those that only ask, or join it to what came before."""
    whole: Question
    """All of it."""
    stands: bool
    """Whether it may stand by itself all the same."""
    joins: bool
    """Whether it begins or ends as what goes on does: "what about …?"."""
    before: tuple[str, ...]
    """The questions that it is read together with, the first of the conversation among them."""
    earlier: Question
    """Those, as one."""
    kind: Kind
    """The kind of answer asked for."""
    quotes: tuple[Quote, ...]
    """What was quoted to the last of them."""


def following(
    question: Question, analyzer: Analyzer, answered: Callable[[], Answer], *, finds: bool
) -> Following | None:
    """How a question may follow on from the one before it; None if it does not lean.

    `answered` gives the answer to that one, and is asked only where the words lean: most questions
    stand by themselves, and need not wait for it. `finds` says whether the question finds anything
    by itself: one that has words of its own, which stand in no article, leads nowhere either way.
    """
    language = analyzer.language
    joining = without_phrases(question, language.goes_on)
    joins = joining.words != question.words
    numbers = [phrase for phrase in language.bare_number if says(question.comparable, phrase)]
    # "Which countries?" has no word of its own either.
    asks = [*numbers, *(p for p in language.asks_name if says(question.comparable, p))]
    own = joining.without({word for phrase in asks for word in map(fold, words(phrase))})
    said = parse_question(own, language).words
    terms = {term for word in said if (term := analyzer.term(word))}
    points = any(says(question.comparable, phrase) for phrase in language.points_back)
    hardly_any = len(terms) <= _HARDLY_ANY
    is_alone = len(question.words) <= len(terms) and not own.is_unspaced  # "tickets" stands
    leans = joins or points or (hardly_any and not is_alone)
    stands = bool(terms) and not (hardly_any and points)
    if not question.words or (terms and not leans) or (stands and not joins and not finds):
        return None
    after = answered()
    before = after.leads_on
    earlier = Question.of(" ".join(before))
    kind = parse_question(question, language).kind
    if numbers:
        kind = Kind.NUMBER
    if joins and terms and kind is Kind.ANYTHING:  # "and the tower?" asks the same of another
        kind = parse_question(earlier, language).kind
    quotes = () if after.verdict is Verdict.UNANSWERED else after.quotes
    return Following(
        own=own,
        whole=question,
        stands=stands,
        joins=joins,
        before=before,
        earlier=earlier,
        kind=kind,
        quotes=quotes,
    )
