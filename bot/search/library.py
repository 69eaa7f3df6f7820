"""The library: the articles of one folder, indexed and kept current."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.search.analyzed_article import AnalyzedArticle
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.index import NO_SYNONYMS, Index, Indexer
from bot.search.text.synonyms import FILE as SYNONYMS
from bot.search.text.synonyms import Synonyms
from bot.search.text.vocabulary import Vocabulary

Reader = Callable[[Path], Article | Synonyms]
"""Reads one file; raises `RejectedFile` or `IgnoredFile`."""

_State = tuple[int, int, int, int]
"""What changes when a file does: when its content was changed, and when anything about it was, in
nanoseconds since 1970; its size; its number on the disk."""


@dataclass(frozen=True, slots=True)
class Known:
    """What reading and analyzing the articles of a folder gave, for another process."""

    articles: Mapping[str, tuple[_State, AnalyzedArticle]]
    """File name → the file's state when it was read, and its article."""
    vocabularies: Mapping[str, Vocabulary]
    """Those that the articles are numbered by, by language."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was last looked at: its state, and what came of reading it."""

    state: _State
    outcome: Article | Synonyms | RejectedFile | IgnoredFile | None
    """None while a new file is still being written."""
    is_read: bool
    """Whether the outcome is that of this state; of an earlier one while the file is changing."""


class Library:
    """The articles of a folder. `index` is swapped whole; whoever holds one keeps a whole one."""

    def __init__(self, folder: Path, read: Reader) -> None:
        self.folder = folder
        self.index = Index.of(())
        self.rejected: dict[str, str] = {}
        """File name → why it is no article, or what is wrong with the synonyms in it."""
        self.ignored: dict[str, str] = {}
        """File name → why it is none of the library's business."""
        self.synonyms = NO_SYNONYMS
        self._read = read
        self._indexer = Indexer()
        self._files: dict[str, _File] = {}
        self._has_looked = False
        self.is_settled = False
        """Whether there is no file for which `refresh` waits to find it the same once more."""
        self._states: dict[str, _State] = {}
        """Of all that was in the folder when it was looked at last."""

    def refresh(self) -> bool:
        """Bring the index up to date with the folder; True if anything changed. Blocking.

        Only files that changed are read. The first call reads all; later ones wait with a new or
        changed file until two calls find it the same, so that none is read while it is copied; an
        article that is being changed, or has another name by now, answers as it was. Of two files
        with the same id the later by name counts: `report.pdf.md` is a new version of `report.pdf`.
        Raises OSError where the folder can't be read; the index then stays as it is.
        """
        states = _states(self.folder)
        if self.is_settled and states == self._states:
            return False
        before, has_looked = self._files, self._has_looked
        gone = {_content(file.state): file for name, file in before.items() if name not in states}
        files = {
            name: self._looked_at(name, state, gone.get(_content(state)))
            for name, state in sorted(states.items())
        }
        self._files, self._states, self._has_looked = files, states, True
        self.is_settled = all(file.is_read for file in files.values())
        if has_looked and _outcomes(files) == _outcomes(before):
            return False
        self._publish(files)
        return True

    def restore(self, known: Known) -> None:
        """Begin with what another process knew, before the first `refresh`."""
        analyzed = (each for _, each in known.articles.values())
        self._indexer.take(known.vocabularies, analyzed)
        self._files = {
            name: _File(state, each.article, is_read=True)
            for name, (state, each) in known.articles.items()
        }

    def known(self, before: float) -> Known:
        """What is known of files last changed before that time, in seconds since 1970.

        Links are left out: their own state says nothing of what they lead to.
        """
        read = {n: f for n, f in self._files.items() if f.is_read and f.state[0] < before * 1e9}
        indexed = {id(article) for article in self.index.articles}
        return Known(
            {
                name: (file.state, self._indexer.analyzed(file.outcome))
                for name, file in read.items()
                if isinstance(file.outcome, Article) and id(file.outcome) in indexed
                if not (self.folder / name).is_symlink()
            },
            {index.language: index.vocabulary for index in self.index.language_indexes},
        )

    def catch_up(self) -> bool:
        """Look twice at the folder, so that files which are whole by now count; as `refresh`."""
        changed = self.refresh()
        return self.refresh() or changed

    def _looked_at(self, name: str, state: _State, renamed: _File | None) -> _File:
        """A file as it is now; `renamed` is what it was under another name."""
        known = self._files
        before = known.get(name)
        if before and before.state == state and before.is_read:
            return before
        if not self._has_looked or (before and before.state == state):
            return _File(state, self._outcome(self.folder / name), is_read=True)
        before = before or renamed
        before = before or known.get(f"{name}.md") or known.get(name.removesuffix(".md"))
        return _File(state, before.outcome if before else None, is_read=False)

    def _outcome(self, path: Path) -> Article | Synonyms | RejectedFile | IgnoredFile:
        try:
            found = self._read(path)
            if isinstance(found, Article):
                self._indexer.prepare(found)
        except (RejectedFile, IgnoredFile) as refusal:
            return refusal
        except Exception as fault:  # a fault of ours in one article must not stop all others
            return RejectedFile(f"something went wrong with it, which is our fault: {fault!r}")
        return found

    def _publish(self, files: dict[str, _File]) -> None:
        outcomes = {name: file.outcome for name, file in files.items()} | _passed_over(files)
        articles = [found for found in outcomes.values() if isinstance(found, Article)]
        self.synonyms = next((s for s in outcomes.values() if isinstance(s, Synonyms)), NO_SYNONYMS)
        self.index = self._indexer.index(articles, self.synonyms)
        self.rejected = _reasons(outcomes, RejectedFile)
        if self.synonyms.mistakes:
            self.rejected[SYNONYMS] = "; ".join(self.synonyms.mistakes)
        self.ignored = _reasons(outcomes, IgnoredFile)


def _states(folder: Path) -> dict[str, _State]:
    """The states of all that is in a folder; raises OSError if that can't be read."""
    with os.scandir(folder) as entries:
        return {entry.name: _state(entry) for entry in entries}


def _content(state: _State) -> tuple[int, int, int]:
    """What stays of a file's state when it gets another name."""
    modified, _, size, number = state
    return modified, size, number


def _state(entry: os.DirEntry[str]) -> _State:
    try:
        stat = entry.stat(follow_symlinks=False)
    except OSError:  # it is gone by now
        return (0, 0, 0, 0)
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


def _passed_over(files: Mapping[str, _File]) -> dict[str, IgnoredFile | RejectedFile]:
    """The files that have a new version, and those that hold the text of an older one.

    Of equally old ones the first by name counts.
    """
    articles = {n: file.outcome for n, file in files.items() if isinstance(file.outcome, Article)}
    newest = {articles[name].id: name for name in sorted(articles)}
    originals: dict[str, str] = {}
    passed: dict[str, IgnoredFile | RejectedFile] = {}
    for name in sorted(articles, key=lambda name: (files[name].state[0], name)):
        article = articles[name]
        if newest[article.id] != name:
            passed[name] = IgnoredFile(f"{newest[article.id]} is a new version of it")
        elif originals.setdefault(article.text, name) != name:
            original = originals[article.text]
            passed[name] = RejectedFile(f"it is a copy of {original}, word for word")
    return passed


def _outcomes(files: dict[str, _File]) -> dict[str, int]:
    return {name: id(file.outcome) for name, file in files.items() if file.outcome is not None}


def _reasons(outcomes: Mapping[str, object], kind: type[Exception]) -> dict[str, str]:
    return {name: str(found) for name, found in outcomes.items() if isinstance(found, kind)}
