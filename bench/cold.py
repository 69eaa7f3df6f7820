"""Cold starts: from the shell to an answer, by the number of articles, beside indexes on disk.

Each is a new process that is given a question. The peers open an index that was built before, and
look at no file of the articles; the bot looks at every file, and reads what has changed.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import PASSAGES_EACH, corpus, write
from bench.engines import fts5_index, tantivy_index

FIRST, AGAIN, FTS5, TANTIVY = "article bot, first", "article bot, again", "SQLite FTS5", "tantivy"
_TIMES = 5
_SHIPPED = Path(__file__).parents[1] / "knowledge"
_QUESTION = "How much has the World Bank paid for CASA-1000?"
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
        write(text.articles(articles * PASSAGES_EACH), root / "knowledge")
        fts5_index(text.passages(articles * PASSAGES_EACH), root / "fts5").close()
        (root / "tantivy").mkdir()
        tantivy_index(text.passages(articles * PASSAGES_EACH), root / "tantivy")
        ours = ["-m", "bot", "--knowledge", str(root / "knowledge"), "ask", question]
        commands = {
            AGAIN: ours,
            FTS5: ["-c", _SQLITE, str(root / "fts5"), question],
            TANTIVY: ["-c", _TANTIVY, str(root / "tantivy"), question],
        }
        variables = os.environ | {"DATA_DIR": str(root / "data")}
        first = _seconds(ours, variables)
        again = {name: _median(command, variables) for name, command in commands.items()}
        return {FIRST: first} | again


def ask() -> float:
    """Median seconds of `article-bot ask` from the shell, over the articles that are shipped."""
    return _median(["-m", "bot", "--knowledge", str(_SHIPPED), "ask", _QUESTION], os.environ)


def _median(arguments: Sequence[str], variables: Mapping[str, str]) -> float:
    return statistics.median(_seconds(arguments, variables) for _ in range(_TIMES))


def _seconds(arguments: Sequence[str], variables: Mapping[str, str]) -> float:
    """Seconds of a process of Python, whose output is thrown away; it ends with 1 if unanswered."""
    started = time.perf_counter()
    command = [sys.executable, *arguments]
    ended = subprocess.run(command, env=variables, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    assert ended.returncode in (0, 1), ended
    return seconds
