"""Statistics for moderators: what was asked, with a chart that can be read on a phone."""

import asyncio
from collections.abc import Sequence

import telegram

from bot import phrases, wording
from bot.asked.asked import Asked
from bot.asked.chart import chart
from bot.asked.stats import Stats, stats
from bot.chat.link import sending
from bot.chat.link.message import Kind, Mark, Message, joined, shortened
from bot.chat.moderating.desk import Desk
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
    await sending.reply(message, await asyncio.to_thread(_counted, desk.asked, desk.articles))


def _counted(asked: Asked, articles: Sequence[Article]) -> Message:
    ids = [article.id for article in articles]
    with asked.database.aside() as database:
        return told(stats(database, ids, asked.clock(), asked.days), articles, asked.days)


def told(found: Stats, articles: Sequence[Article], days: int) -> Message:
    """The statistics as a message; `days` is for how many days questions are kept."""
    if not found.asked:
        return Message(wording.NOTHING_ASKED_YET)
    titles = {article.id: article.credit.title for article in articles}
    never = [titles[article] for article in found.never_quoted]
    most = [
        wording.QUOTED_TIMES.format(title=_title(titles[article]), count=count)
        for article, count in found.most_quoted[:_MOST_ARTICLES]
    ]
    drawn = chart(found.days[-_DAYS:])
    return joined(
        [
            Message(wording.STATS.format(count=found.asked, days=days)),
            Message(drawn, (Mark(Kind.FIXED, 0, len(drawn)),)),
            Message(wording.SHARES.format(**found.shares)),
            Message(wording.THUMBS.format(up=found.up, down=found.down)),
            _list(wording.MOST_QUOTED, most),
            _list(wording.NEVER_QUOTED, [_title(title) for title in never[:_MOST_ARTICLES]]),
            Message(_more(len(never) - _MOST_ARTICLES)),
        ],
        "\n\n",
    )


def _list(heading: str, entries: Sequence[str]) -> Message:
    return Message("\n".join((heading, *(f"• {e}" for e in entries))) if entries else "")


def _title(title: str) -> str:
    return shortened(title, _LONGEST)


def _more(count: int) -> str:
    return phrases.AND_MORE.format(count=count) if count > 0 else ""
