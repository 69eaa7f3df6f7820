"""Inline: `@bot question` typed in any chat offers quotes to send there."""

from dataclasses import replace

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.chat import replies, sending
from bot.chat.messages import shortened
from bot.search.answers import Answer, Quote, Verdict
from bot.search.library import Library

_MOST_RESULTS = 10
_KEPT = 60
"""Seconds for which Telegram may give the same quotes to others who type the same."""


async def offer(library: Library, query: telegram.InlineQuery) -> None:
    """Offer the best quotes to whoever is typing this question."""
    found = library.index.answer(query.query, top=_MOST_RESULTS)
    try:
        await query.answer(results(found), cache_time=_KEPT)
    except BadRequest as refusal:
        if not sending.is_too_late(refusal):
            raise


def results(answer: Answer) -> list[telegram.InlineQueryResultArticle]:
    """An answer's quotes, each a message to choose; none where the articles don't say."""
    quotes = () if answer.verdict is Verdict.UNANSWERED else answer.quotes
    return [_result(str(number), answer, quote) for number, quote in enumerate(quotes)]


def _result(name: str, answer: Answer, quote: Quote) -> telegram.InlineQueryResultArticle:
    [message] = replies.pages(replace(answer, quotes=(quote,)))
    best = quote.text[slice(*quote.best)]
    return telegram.InlineQueryResultArticle(
        name,
        shortened(best, 100),
        telegram.InputTextMessageContent(
            message.html,
            ParseMode.HTML,
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        ),
        description=shortened(quote.article.title, 100),
    )
