"""The report: the statistics in words, with a chart in characters that phones show equally wide."""

from collections.abc import Mapping, Sequence

from bot import phrases, wording
from bot.asked.stats import Day, Stats

_EIGHTHS = "▏▎▍▌▋▊▉█"
BAR = 16
"""Characters of the longest bar: with date and number a line fits a narrow phone."""


def blocks(
    found: Stats, titles: Mapping[str, str], kept: int, *, charted: int, listed: int
) -> list[str]:
    """What was asked in the days for which questions are kept, the chart second of all.

    `titles` are those of the library's articles by their ids; `charted` is how many days are drawn,
    and `listed` how many articles are named of each kind.
    """
    most = [
        wording.QUOTED_TIMES.format(title=titles[article], count=count)
        for article, count in found.most_quoted[:listed]
    ]
    never = [titles[article] for article in found.never_quoted[:listed]]
    more = len(found.never_quoted) - len(never)
    said = [
        wording.STATS.format(count=found.asked, days=kept),
        chart(found.days[-charted:]),
        wording.SHARES.format(**found.shares),
        wording.THUMBS.format(up=found.up, down=found.down),
        _list(wording.MOST_QUOTED, most),
        _list(wording.NEVER_QUOTED, never),
        phrases.AND_MORE.format(count=more) if more else "",
    ]
    return [block for block in said if block]


def _list(heading: str, entries: Sequence[str]) -> str:
    return "\n".join((heading, *(f"• {entry}" for entry in entries))) if entries else ""


def chart(days: Sequence[Day]) -> str:
    """A line for each day, the latest last: its date, a bar, and how many questions there were."""
    most = max((day.asked for day in days), default=0)
    return "\n".join(f"{day.date:%m-%d} {_bar(day.asked, most)}{day.asked}" for day in days)


def _bar(count: int, most: int) -> str:
    """A bar in proportion, and a space; nothing for no questions."""
    if not count:
        return ""
    eighths = max(1, round(8 * BAR * count / most))
    whole, part = divmod(eighths, 8)
    return _EIGHTHS[-1] * whole + (_EIGHTHS[part - 1] if part else "") + " "
