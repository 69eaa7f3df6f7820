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
    """Offer the best quotes, one to choose; none where the articles don't say."""
    answered = library.index.answer(query.query, top=_MOST_RESULTS)
    quotes = () if answered.verdict is Verdict.UNANSWERED else answered.quotes
    results = [_result(str(number), answered, quote) for number, quote in enumerate(quotes)]
    try:
        await query.answer(results, cache_time=_KEPT)
    except BadRequest as refusal:
        if not sending.is_too_late(refusal):
            raise


def _result(name: str, answered: Answer, quote: Quote) -> telegram.InlineQueryResultArticle:
    [message] = replies.pages(replace(answered, quotes=(quote,)))
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
