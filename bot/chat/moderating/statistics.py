"""Statistics for moderators: what was asked, with a chart that can be read on a phone."""

import asyncio
from collections.abc import Sequence

import telegram

from bot.asked.asked import Asked
from bot.asked.stats import blocks, stats
from bot.chat.link import sending
from bot.chat.link.keyboards import keyboard
from bot.chat.moderating.article_messages import openers
from bot.chat.moderating.desk import Desk
from bot.replying.message import Message, Style, joined, marked, shortened
from bot.search.articles import Article

_DAYS = 14
"""Days in the chart."""
_LISTED = 5
"""Articles of each kind."""
_LONGEST = 80
"""UTF-16 units of a title."""


async def show(desk: Desk, message: telegram.Message) -> None:
    """Reply with what was asked in the days for which questions are kept."""
    await sending.reply(message, *await asyncio.to_thread(_counted, desk.asked, desk.articles))


def _counted(
    asked: Asked, articles: Sequence[Article]
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    there = {article.id: article for article in articles}
    with asked.database.aside() as database:
        found = stats(database, list(there), asked.clock(), asked.days)
    most = [name for name, _ in found.most_quoted[:_LISTED]]
    named = [there[name] for name in (*most, *found.never_quoted[:_LISTED])]
    titles = {name: shortened(article.credit.title, _LONGEST) for name, article in there.items()}
    said = list(map(Message, blocks(found, titles, asked.days, charted=_DAYS, listed=_LISTED)))
    if len(said) == 1:  # why there is nothing to count
        return said[0], None
    said[1] = marked(Style.FIXED, said[1].text)  # the chart
    return joined(said, "\n\n"), keyboard(*openers(named))
