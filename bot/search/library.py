"""The library: the articles of one folder, indexed and kept current."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.search.analyzed_article import AnalyzedArticle, analyze
from bot.search.answering import answer
from bot.search.answers import Answer, Verdict, thread_of
from bot.search.articles import Article, IgnoredFile, RejectedFile
from bot.search.facts import Titles
from bot.search.passages import Passage
from bot.search.ranking.language_index import LanguageIndex
from bot.search.text.analyzer import Analyzer
from bot.search.text.synonyms import FILE as SYNONYMS
from bot.search.text.synonyms import Synonyms
from bot.search.text.thesaurus import Thesaurus
from bot.search.text.vocabulary import Vocabulary, VocabularyBuilder

Reader = Callable[[Path], Article | Synonyms]
"""Reads one file; raises `RejectedFile` or `IgnoredFile`."""

_State = tuple[int, int, int, int]
"""What changes when a file does: when its content was changed, and when anything about it was, in
nanoseconds since 1970; its size; its number on the disk."""

NO_SYNONYMS = Synonyms()


@dataclass(frozen=True, slots=True)
class Known:
    """What reading and analyzing the articles of a folder gave, for another process."""

    articles: Mapping[str, tuple[_State, AnalyzedArticle]]
    """File name → the file's state when it was read, and its article."""
    vocabularies: Mapping[str, Vocabulary]
    """Those that the articles are numbered by, by language."""


@dataclass(frozen=True, slots=True)
class Index:
    """Articles made ready for questions; never changes once built."""

    articles: tuple[Article, ...]
    language_indexes: tuple[LanguageIndex, ...]
    """One for each language, in the order of their codes."""
    titles: Titles

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles (ISO 639-1), in order."""
        return tuple(index.language for index in self.language_indexes)

    @classmethod
    def of(cls, articles: Iterable[Article], synonyms: Synonyms = NO_SYNONYMS) -> "Index":
        """Index these articles."""
        return Indexer().index(articles, synonyms)

    def answer(
        self, question: str, *, top: int = 3, further: int = 0, after: Sequence[str] = ()
    ) -> Answer:
        """Answer a question with at most `top` quotes, and name at most `further` passages more.

        `after` are the questions that came before it in the conversation, as far as it may lean on
        them: each on the one before. A question as it was understood (`Answer.understood`) names
        them itself.
        """
        *named, question = thread_of(question)
        indexes, titles, after = self.language_indexes, self.titles, (*after, *named)
        return answer(question, indexes, titles, top=top, further=further, after=after)

    def passages(self, article: Article) -> tuple[Passage, ...]:
        """The passages of one of the articles."""
        found = (index.analyzed(article) for index in self.language_indexes)
        return next((each.passages for each in found if each), ())

    def knows(self, question: str) -> bool:
        """Whether the articles answer a question."""
        return self.answer(question, top=1).verdict is Verdict.ANSWERED


class Indexer:
    """Builds one index after another, and analyzes only articles that it has not just seen."""

    def __init__(self) -> None:
        self._vocabularies: dict[str, VocabularyBuilder] = {}
        self._analyzed: dict[int, AnalyzedArticle] = {}

    def index(self, articles: Iterable[Article], synonyms: Synonyms = NO_SYNONYMS) -> Index:
        """Index these articles."""
        articles = tuple(articles)
        # Kept articles are known by identity: comparing their texts would take longer.
        known = self._analyzed
        self._analyzed = {id(a): known.get(id(a)) or self._analyze(a) for a in articles}
        indexes = []
        for code in sorted({article.language for article in articles}):
            of_language = [self._analyzed[id(a)] for a in articles if a.language == code]
            vocabulary = self._vocabularies[code].vocabulary()
            defined = dict.fromkeys(rule for each in of_language for rule in each.abbreviations)
            thesaurus = Thesaurus([*synonyms.rules, *defined], vocabulary)
            indexes.append(LanguageIndex(code, of_language, vocabulary, thesaurus))
        titles = tuple((a, self._analyzed[id(a)].plain_title) for a in articles)
        return Index(articles, tuple(indexes), titles)

    def prepare(self, article: Article) -> None:
        """Analyze an article that is going to be indexed, so that its faults show by themselves."""
        self._analyzed[id(article)] = self._analyze(article)

    def take(self, known: Known) -> None:
        """Go on from what another process knew."""
        for code, vocabulary in known.vocabularies.items():
            self._vocabularies[code] = VocabularyBuilder.of(vocabulary)
        self._analyzed = {id(each.article): each for _, each in known.articles.values()}

    def analyzed(self, article: Article) -> AnalyzedArticle:
        """What is known of an article of the last index."""
        return self._analyzed[id(article)]

    def _analyze(self, article: Article) -> AnalyzedArticle:
        code = article.language
        if code not in self._vocabularies:
            self._vocabularies[code] = VocabularyBuilder(Analyzer(code))
        return analyze(article, self._vocabularies[code])


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
        self._indexer.take(known)
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
