"""What there is to answer from, and what was asked: lines to read, or JSON on one line."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict

from bot import phrases, wording
from bot.asked.stats import Stats, blocks, stats
from bot.database import FILE, Database
from bot.search.articles import Article
from bot.search.library import Library
from bot.search.text.synonyms import FILE as SYNONYMS
from bot.settings import Settings
from bot.terminal.asking import article_fields
from bot.terminal.streams import on_one_line, safe

_CHARTED = 30
"""Days in the chart of questions."""


def describe_articles(articles: Sequence[Article], *, as_json: bool) -> str:
    """Each article by its id and credit."""
    if as_json:
        return on_one_line([article_fields(article) for article in articles])
    lines = (wording.LISTED.format(id=article.id, credit=article.credit) for article in articles)
    return "\n".join(map(safe, lines)) or phrases.EMPTY_LIBRARY


def describe_files(library: Library, *, as_json: bool) -> str:
    """Each file of the library's folder and its fate, in the order of names."""
    fates = list(_fates(library))
    if as_json:
        return on_one_line(fates)
    lines = []
    for fate in fates:
        line = wording.FATE_WITH_REASON if fate["reason"] else wording.FATE
        if fate["file"] == SYNONYMS and library.synonyms.mistakes:
            line = wording.FATE_OF_SYNONYMS
        lines.append(safe(line.format(**fate).replace("\n", " ")))
    return "\n".join(lines) or wording.FOLDER_EMPTY


def _fates(library: Library) -> Iterator[dict[str, str]]:
    for name in sorted(path.name for path in library.folder.iterdir()):
        fate, reason = wording.ACCEPTED, ""
        if name in library.rejected:
            fate, reason = wording.REJECTED, library.rejected[name]
        elif name in library.ignored:
            fate, reason = wording.IGNORED, library.ignored[name]
        yield {"file": name, "fate": fate, "reason": reason}


def describe_questions(articles: Sequence[Article], settings: Settings, *, as_json: bool) -> str:
    """What the bot with these settings was asked; raises `UnusableDatabase`."""
    titles = {article.id: article.credit.title for article in articles}
    days = settings.keep_questions_days
    found = Stats((), 0, 0, (), tuple(titles))
    if (settings.data_dir / FILE).exists():  # else no bot has run here
        with closing(Database.read(settings.data_dir)) as database:
            found = stats(database, tuple(titles), time.time(), days)
    if not as_json:
        return safe("\n\n".join(blocks(found, titles, days, charted=_CHARTED, listed=len(titles))))
    return on_one_line(
        {
            "kept_days": days,
            "questions": found.questions,
            **found.by_verdict,
            "thumbs_up": found.up,
            "thumbs_down": found.down,
            "days": [asdict(day) | {"date": day.date.isoformat()} for day in found.days],
            "most_quoted": [{"article": a, "answers": count} for a, count in found.most_quoted],
            "never_quoted": found.never_quoted,
        }
    )
