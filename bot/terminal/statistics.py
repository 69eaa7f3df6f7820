"""The statistics in a terminal: how much people asked, as lines to read or as JSON."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing

from bot import wording
from bot.asked.report import blocks
from bot.asked.stats import Counts, Stats, stats
from bot.database import FILE, Database
from bot.search.answers import Verdict
from bot.search.articles import Article
from bot.settings import Settings
from bot.terminal.answer_json import on_one_line
from bot.terminal.streams import safe

_DAYS = 30
"""Days in the chart."""


def report(articles: Sequence[Article], settings: Settings, *, as_json: bool) -> Iterator[str]:
    """The lines that tell what the bot with these settings was asked; raises `UnusableDatabase`."""
    titles = {article.id: article.credit.title for article in articles}
    found = _read(settings, tuple(titles))
    if as_json:
        yield _as_json(found, settings.keep_questions_days)
    elif not settings.keep_questions_days:
        yield wording.QUESTIONS_NOT_KEPT
    elif not found.asked:
        yield wording.NOTHING_ASKED_YET
    else:
        kept = settings.keep_questions_days
        said = blocks(found, titles, kept, charted=_DAYS, listed=len(titles))
        yield safe("\n\n".join(said))


def _read(settings: Settings, articles: Sequence[str]) -> Stats:
    if not (settings.data_dir / FILE).exists():  # no bot has run here
        return Stats((), 0, 0, (), tuple(articles))
    with closing(Database.read(settings.data_dir)) as database:
        return stats(database, articles, time.time(), settings.keep_questions_days)


def _as_json(found: Stats, days: int) -> str:
    return on_one_line(
        {
            "kept_days": days,
            "questions": found.asked,
            **_counts(found),
            "thumbs_up": found.up,
            "thumbs_down": found.down,
            "days": [{"date": day.date.isoformat()} | _counts(day) for day in found.days],
            "most_quoted": [{"article": a, "answers": count} for a, count in found.most_quoted],
            "never_quoted": found.never_quoted,
        }
    )


def _counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in Verdict}
