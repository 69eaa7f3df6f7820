"""Cold starts: from the shell to an answer, by the number of articles, beside indexes on disk.

Each is a new process that is given a question. The peers open an index that was built before, and
look at no file of the articles; the bot looks at every file, and reads what has changed.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import corpus
from bench.engines import tantivy_index
from bot.reading.markdown.writing import as_markdown

PASSAGES_EACH = 20
FIRST, AGAIN, FTS5, TANTIVY = "article bot, first", "article bot, again", "SQLite FTS5", "tantivy"
_TIMES = 5
_SQLITE = """
import sqlite3, sys
words = " OR ".join(sys.argv[2].split())
found = sqlite3.connect(sys.argv[1]).execute(
    "SELECT text FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 3", [words])
print(found.fetchall())
"""
_TANTIVY = """
import sys, tantivy
index = tantivy.Index.open(sys.argv[1])
searcher = index.searcher()
hits = searcher.search(index.parse_query(sys.argv[2], ["text"]), 3).hits
print([searcher.doc(place).to_dict() for _, place in hits])
"""


def cold_starts(folder: Path | None, articles: int) -> dict[str, float]:
    """Seconds from the shell to an answer; median, but for the first, which is the first."""
    text = corpus(folder)
    question = text.questions[0].strip("?").lower()
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "knowledge").mkdir()
        for article in text.articles(articles * PASSAGES_EACH):
            path = root / "knowledge" / f"{article.id}.md"
            path.write_text(as_markdown(article), encoding="utf-8")
        _build_sqlite(root / "fts5", text.passages(articles * PASSAGES_EACH))
        (root / "tantivy").mkdir()
        tantivy_index(text.passages(articles * PASSAGES_EACH), root / "tantivy")
        ask = ["-m", "bot", "--knowledge", str(root / "knowledge"), "ask", question]
        commands = {
            AGAIN: ask,
            FTS5: ["-c", _SQLITE, str(root / "fts5"), question],
            TANTIVY: ["-c", _TANTIVY, str(root / "tantivy"), question],
        }
        return {FIRST: _seconds(ask, root)} | {
            name: statistics.median(_seconds(command, root) for _ in range(_TIMES))
            for name, command in commands.items()
        }


def _seconds(arguments: Sequence[str], root: Path) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"DATA_DIR": str(root / "data")},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def _build_sqlite(file: Path, passages: Iterable[str]) -> None:
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='porter')")
    database.executemany("INSERT INTO passages VALUES (?)", ((text,) for text in passages))
    database.commit()
    database.close()
