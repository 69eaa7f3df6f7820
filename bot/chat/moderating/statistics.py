"""Statistics for moderators: what was asked, with a chart that can be read on a phone."""

import asyncio
from collections.abc import Sequence

import telegram

from bot import phrases, wording
from bot.asked.asked import Asked
from bot.asked.chart import chart
from bot.asked.stats import Stats, stats
from bot.chat.link import sending
from bot.chat.link.keyboards import keyboard
from bot.chat.moderating.article_messages import opening
from bot.chat.moderating.desk import Desk
from bot.replying.message import Kind, Mark, Message, joined, shortened
from bot.search.articles import Article

_DAYS = 14
"""Days in the chart."""
_MOST_ARTICLES = 5
_LONGEST = 80
"""UTF-16 units of a title."""


async def show(desk: Desk, message: telegram.Message) -> None:
    """Reply with what was asked in the days for which questions are kept."""
    if not desk.asked.days:
        await sending.reply(message, Message(wording.QUESTIONS_NOT_KEPT))
        return
    await sending.reply(message, *await asyncio.to_thread(_counted, desk.asked, desk.articles))


def _counted(
    asked: Asked, articles: Sequence[Article]
) -> tuple[Message, telegram.InlineKeyboardMarkup | None]:
    there = {article.id: article for article in articles}
    with asked.database.aside() as database:
        found = stats(database, list(there), asked.clock(), asked.days)
    if not found.asked:
        return Message(wording.NOTHING_ASKED_YET), None
    most = [(there[name], count) for name, count in found.most_quoted[:_MOST_ARTICLES]]
    never = [there[name] for name in found.never_quoted]
    named = [*(article for article, _ in most), *never[:_MOST_ARTICLES]]
    return _told(found, asked.days, most, never), keyboard(*opening(named))


def _told(
    found: Stats, days: int, most: Sequence[tuple[Article, int]], never: Sequence[Article]
) -> Message:
    drawn = chart(found.days[-_DAYS:])
    counted = [wording.QUOTED_TIMES.format(title=_title(a), count=count) for a, count in most]
    return joined(
        [
            Message(wording.STATS.format(count=found.asked, days=days)),
            Message(drawn, (Mark(Kind.FIXED, 0, len(drawn)),)),
            Message(wording.SHARES.format(**found.shares)),
            Message(wording.THUMBS.format(up=found.up, down=found.down)),
            _list(wording.MOST_QUOTED, counted),
            _list(wording.NEVER_QUOTED, [*map(_title, never[:_MOST_ARTICLES])]),
            Message(_more(len(never) - _MOST_ARTICLES)),
        ],
        "\n\n",
    )


def _list(heading: str, entries: Sequence[str]) -> Message:
    return Message("\n".join((heading, *(f"• {e}" for e in entries))) if entries else "")


def _title(article: Article) -> str:
    return shortened(article.credit.title, _LONGEST)


def _more(count: int) -> str:
    return phrases.AND_MORE.format(count=count) if count > 0 else ""
