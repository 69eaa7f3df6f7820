"""A chart of the questions of each day, in characters that every phone shows equally wide."""

from collections.abc import Sequence

from bot.asked.stats import Day

_EIGHTHS = "▏▎▍▌▋▊▉█"
BAR = 16
"""Characters of the longest bar: with date and number a line fits a narrow phone."""


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
