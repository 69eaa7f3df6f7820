"""Statistics: how much was asked, how it was answered, and from which articles.

In words, they have a chart in characters that phones show equally wide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import phrases, wording
from bot.asked.asked import DAY, TABLES
from bot.database import Database
from bot.search.answers import Verdict

MOST_QUOTED = 10
BAR = 16
"""Characters of the longest bar: with date and number a line fits a narrow phone."""
_EIGHTHS = "▏▎▍▌▋▊▉█"


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day, in the local time of where the bot runs, by their verdicts."""

    date: date
    answered: int = 0
    unsure: int = 0
    unanswered: int = 0

    @property
    def questions(self) -> int:
        """All of them."""
        return self.answered + self.unsure + self.unanswered


@dataclass(frozen=True, slots=True)
class Stats:
    """What was asked in the days for which questions are kept."""

    days: tuple[Day, ...]
    """Every day from the first question kept to today; none if nothing was asked."""
    up: int
    """Answers' thumbs-up."""
    down: int
    """Answers' thumbs-down."""
    most_quoted: tuple[tuple[str, int], ...]
    """Ids of articles of the library and how many answers quoted each, most first; at most 10."""
    never_quoted: tuple[str, ...]
    """Ids of the articles that no answer quoted."""

    @property
    def questions(self) -> int:
        """How many there were."""
        return sum(day.questions for day in self.days)

    @property
    def by_verdict(self) -> dict[str, int]:
        """How many of them have each verdict, by its name."""
        return {name: sum(getattr(day, name) for day in self.days) for name in Verdict}


def stats(database: Database, articles: Sequence[str], now: float, days: int) -> Stats:
    """What was asked in the last `days` days; `articles` are the ids of those in the library.

    `now` is in seconds since 1970. What is older may still be there: only a running bot purges.
    """
    database.declare(*TABLES)  # no bot may have been asked anything yet
    since = now - days * DAY
    up, down = database.execute(_VOTES, since).fetchone()
    quoted = {str(article): int(n) for article, n in database.execute(_BY_ARTICLE, since)}
    there = frozenset(articles)
    return Stats(
        days=tuple(_days(database, since, date.fromtimestamp(now))),
        up=up or 0,
        down=down or 0,
        most_quoted=tuple((a, count) for a, count in quoted.items() if a in there)[:MOST_QUOTED],
        never_quoted=tuple(article for article in articles if article not in quoted),
    )


def _days(database: Database, since: float, today: date) -> list[Day]:
    found = {}
    for on, answered, unsure, unanswered in database.execute(_BY_DAY, since):
        day = date.fromisoformat(on)
        found[day] = Day(day, answered=answered, unsure=unsure, unanswered=unanswered)
    if not found:
        return []
    first = min(found)
    dates = (first + timedelta(days=n) for n in range((max(today, max(found)) - first).days + 1))
    return [found.get(day, Day(day)) for day in dates]


def blocks(
    found: Stats, titles: Mapping[str, str], kept: int, *, charted: int, listed: int
) -> list[str]:
    """What was asked in the days for which questions are kept; the chart second, if there is one.

    `titles` are those of the library's articles by their ids; `charted` is how many days are drawn,
    and `listed` how many articles are named of each kind.
    """
    if not kept:
        return [wording.QUESTIONS_NOT_KEPT]
    if not found.questions:
        return [wording.NOTHING_ASKED_YET]
    counts = found.by_verdict.items()
    shares = {name: round(100 * count / found.questions) for name, count in counts}
    most = [
        wording.QUOTED_TIMES.format(title=titles[article], count=count)
        for article, count in found.most_quoted[:listed]
    ]
    never = [titles[article] for article in found.never_quoted[:listed]]
    more = len(found.never_quoted) - len(never)
    said = [
        wording.STATS.format(count=found.questions, days=kept),
        chart(found.days[-charted:]),
        wording.SHARES.format(**shares),
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
    most = max((day.questions for day in days), default=0)
    return "\n".join(f"{day.date:%m-%d} {_bar(day.questions, most)}{day.questions}" for day in days)


def _bar(count: int, most: int) -> str:
    """A bar in proportion, and a space; nothing for no questions."""
    if not count:
        return ""
    eighths = max(1, round(8 * BAR * count / most))
    whole, part = divmod(eighths, 8)
    return _EIGHTHS[-1] * whole + (_EIGHTHS[part - 1] if part else "") + " "


_BY_DAY = """
SELECT date(at, 'unixepoch', 'localtime'),
    SUM(verdict = 'answered'), SUM(verdict = 'unsure'), SUM(verdict = 'unanswered')
FROM asked WHERE at > ? GROUP BY 1
"""
_VOTES = """
SELECT SUM(up), SUM(NOT up) FROM votes JOIN asked ON votes.asked = asked.id WHERE at > ?
"""
_BY_ARTICLE = """
SELECT article, COUNT(*) FROM quoted JOIN asked ON quoted.asked = asked.id WHERE at > ?
GROUP BY article ORDER BY COUNT(*) DESC, article
"""
