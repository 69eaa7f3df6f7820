"""Inline: `@bot question` typed in any chat offers quotes to send there."""

import asyncio
from dataclasses import replace

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import phrases
from bot.chat.asking.flood import Gate
from bot.chat.asking.services import Services
from bot.chat.link import sending
from bot.replying import replies
from bot.replying.message import Message, Style, marked, shortened
from bot.search.answers import Answer, Verdict
from bot.search.articles import Article
from bot.translation import ENGLISH, Translation

# Telegram asks again at nearly every key: with the bucket of what is said, a single long question
# would use it up, and the person would be told to slow down in the chat.
QUERIES = 10
"""How many inline queries count as one question of those that a person has in a minute."""

CAME_FROM = "inline"
"""The parameter of `/start` for people who come from an offer in another chat."""
_MOST_RESULTS = 10
_KEPT = 60
"""Seconds for which Telegram may give the same quotes to anybody who types the same."""


async def offer(services: Services, query: telegram.InlineQuery) -> None:
    """Offer the best quotes for a question that is being typed; none to people who ask too often.

    Nothing typed yet has an answer too: an app waits for it.
    """
    is_admitted = services.typing.knock(query.from_user.id) is Gate.OPEN
    is_asked = is_admitted and bool(query.query.strip())
    offered = await asyncio.to_thread(_offered, services, query.query) if is_asked else []
    button = None
    if is_asked and not offered:  # it leads to the private chat, which offers topics
        label = services.say(phrases.ASK_IN_PRIVATE)
        button = telegram.InlineQueryResultsButton(label, start_parameter=CAME_FROM)
    try:
        # Telegram must not keep the empty offer to a person who may not ask now, nor give to others
        # what is said in this person's language.
        await query.answer(
            offered,
            cache_time=_KEPT if is_admitted else 0,
            is_personal=True,
            button=button,
        )
    except BadRequest as refusal:
        if not sending.is_too_late(refusal):
            raise


def _offered(services: Services, question: str) -> list[telegram.InlineQueryResultArticle]:
    return results(services.library.index.answer(question, top=_MOST_RESULTS), services.say)


def results(answer: Answer, say: Translation = ENGLISH) -> list[telegram.InlineQueryResultArticle]:
    """An answer's facts or quotes, each a message to choose; none where the articles don't say."""
    if answer.verdict is Verdict.UNANSWERED:
        return []
    # The question stands above, as nobody else in the chat has seen it.
    asked = marked(Style.BOLD, " ".join(answer.question.split()))
    if answer.facts:
        [message] = replies.pages(answer, asked, say)
        told = replies.pages(answer, say=say)[0].text
        return [_result("facts", message, told, answer.facts[0].article)]
    offered = []
    for number, quote in enumerate(answer.quotes):
        [message] = replies.pages(replace(answer, quotes=(quote,)), asked, say)
        gist = quote.text[slice(*quote.best)]
        offered.append(_result(str(number), message, gist, quote.article))
    return offered


def _result(
    name: str, message: Message, gist: str, article: Article
) -> telegram.InlineQueryResultArticle:
    return telegram.InlineQueryResultArticle(
        name,
        shortened(gist, 100),
        telegram.InputTextMessageContent(
            message.html,
            ParseMode.HTML,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        ),
        description=shortened(article.credit.title, 100),
    )
