"""The heading of a reply: how the question was read, and the verdict; or facts about an article."""

from collections.abc import Sequence

from bot import phrases
from bot.replying.message import NOTHING, Message, Style, filled, joined, marked, shortened
from bot.search.answers import THEN, WHICH, Answer, Fact, Reading, Verdict
from bot.translation import ENGLISH, Translation

_LONGEST_FACT = 1000
"""UTF-16 units of a fact that is told alone."""
_MOST_READINGS = 5
_LONGEST_EARLIER = 200
"""UTF-16 units that are shown of the questions that one follows on from."""


def above(answer: Answer, say: Translation = ENGLISH) -> list[Message]:
    """What stands above the quotes: how the question was read; that it is not surely answered.

    Or facts, below which there are no quotes.
    """
    said = [_following(answer, say), _readings(answer.readings, say)]
    if answer.facts:
        said.append(_facts(answer, say))
    elif answer.verdict is Verdict.UNANSWERED:
        said += [Message(say(phrases.UNANSWERED)), _languages(answer, say)]
    elif answer.verdict is Verdict.UNSURE:
        said += [_languages(answer, say), marked(Style.ITALIC, say(phrases.UNSURE))]
    return [message for message in said if message.text]


def _languages(answer: Answer, say: Translation) -> Message:
    """What languages the articles are in, where the question was in another."""
    if not answer.languages:
        return NOTHING
    return Message(say(phrases.ARTICLES_IN, languages=say.named(answer.languages)))


def _following(answer: Answer, say: Translation) -> Message:
    if not answer.earlier:
        return NOTHING
    earlier = shortened(THEN.join(answer.earlier), _LONGEST_EARLIER)
    return marked(Style.ITALIC, say(phrases.FOLLOWING, question=earlier))


def _readings(readings: Sequence[Reading], say: Translation) -> Message:
    if not readings:
        return NOTHING
    listed = [
        say(phrases.READING, typed=shortened(reading.typed, 40), read=shortened(reading.read, 40))
        for reading in readings[:_MOST_READINGS]
    ]
    return marked(Style.ITALIC, say(phrases.READ_AS, readings=", ".join(listed)))


def _facts(answer: Answer, say: Translation) -> Message:
    told = [_fact(fact, say, alone=len(answer.facts) == 1) for fact in answer.facts]
    if answer.asks_back:
        told.insert(0, Message(say(phrases.WHICH_OF_SEVERAL)))
    if answer.more_facts:
        told.append(Message(say(phrases.AND_MORE, count=answer.more_facts)))
    return joined(told, "\n")


def _fact(fact: Fact, say: Translation, *, alone: bool) -> Message:
    credit = fact.article.credit
    told = say.listed(credit.authors) if fact.field == "authors" else fact.value
    value = marked(Style.BOLD, shortened(told, _LONGEST_FACT if alone else 200))
    if not alone and fact.field in ("title", WHICH):
        return filled(say(phrases.TITLE_AMONG_SEVERAL), value=value)
    template = phrases.FACTS if told else phrases.MISSING_FACTS
    sentence = filled(say(template[fact.field]), value=value)
    title = Message(shortened(credit.title, 80))
    return sentence if alone else filled(say(phrases.FACT_OF), title=title, fact=sentence)
