"""The keeper: the one through whom the articles of a folder change.

Whoever lists the folder sees the old or the new state at any moment. A file is put into its place
and removed by one call each. Where a change takes both, because a text, page, PDF or Word file gets
a new version in Markdown, that is called after the whole name of the old file, `report.pdf.md`: it
has the same id, and of two files with one id the library takes this one. So the article changes
when the new file appears, and changes back when it is removed, whether or not the old one is there.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot import wording
from bot.keeping.article_files import (
    Outrun,
    and_newcomers,
    file_of,
    files_of,
    free_path,
    in_markdown,
    with_new_credit,
)
from bot.keeping.disk import PATIENCE, Contents, NotChanged, alone, content_of, put
from bot.keeping.history import Change, FileChange, History, State, Verb, digest
from bot.keeping.previews import Preview, replaced_by
from bot.reading.markdown.writing import as_markdown, slug
from bot.search.articles import Article

_log = logging.getLogger(__name__)


class Keeper:
    """Publishes, replaces and removes articles, whole or not at all, and takes it back.

    All methods are blocking, wait for others who do the same to the folder, and raise `NotChanged`
    if they could not do what they are for; then everything is as it was. Each takes back first what
    another process was doing to the folder when it was cut off.
    """

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self._folder = folder
        self._history = History(data_dir, folder)

    def publish(self, preview: Preview, articles: Sequence[Article], *, by: str = "") -> str:
        """Write the article into the folder, over the one that it replaces; its id.

        `articles` are those of the library now, `by` is what the history calls who does it. Raises
        `RejectedFile` for one that is there by now, `Outrun` if it would replace another one than
        the preview says.
        """
        with self._alone():
            article = preview.article
            # With the old version's credit, it may look like a new version of a third article.
            chosen = preview.replaces.id if preview.replaces else preview.chosen
            now = replaced_by(article, and_newcomers(self._folder, articles), chosen)
            if now != preview.replaces:
                raise Outrun(wording.OUTRUN)
            old = file_of(self._folder, preview.replaces) if preview.replaces else None
            path = in_markdown(old) if old else free_path(self._folder, slug(article.credit.title))
            new = with_new_credit(path, article, preview.replaces) or as_markdown(article).encode()
            if new == content_of(path):
                raise NotChanged(wording.NOTHING_CHANGED)
            contents: dict[Path, bytes | None] = {path: new}
            if old:
                contents.setdefault(old, None)
            self._change(Verb.REPLACED if old else Verb.ADDED, article.credit.title, contents, by)
            return path.stem

    def remove(self, name: str, title: str = "", *, by: str = "") -> str:
        """Remove the file with this name, or of the article with this id; the file's name.

        `title` is what the history calls it, and `by` who does it.
        """
        with self._alone():
            paths = files_of(self._folder, name)
            if not paths:
                raise NotChanged(wording.NO_SUCH_ARTICLE.format(id=name))
            self._change(Verb.REMOVED, title or paths[-1].name, dict.fromkeys(paths), by)
            return paths[-1].name

    def latest(self) -> Change:
        """The change that `undo` takes back."""
        with self._alone() as cut_off:
            return cut_off or next(self._undoable())

    def undo(self, number: int = 0) -> Change:
        """Take back the last change, also one that was cut off; what it was.

        Raises `Outrun` if that is not the one with this number, if one is given.
        """
        with self._alone() as cut_off:
            if cut_off:
                return cut_off
            change = next(self._undoable())
            if number not in (0, change.number):
                raise Outrun(wording.ANOTHER_CHANGE)
            self._take_back(change.number, self._different(change))
            return change

    def recover(self) -> None:
        """Take back what was cut off, and remove its drafts, if the folder can be changed."""
        # Whoever is changing the folder right now has done so already.
        with suppress(NotChanged), self._alone(patience=0):
            pass

    @contextmanager
    def _alone(self, *, patience: float = PATIENCE) -> Iterator[Change | None]:
        """Be the only one who changes the folder; what was cut off, and is taken back by now."""
        try:
            with alone(self._folder, patience=patience):
                yield self._recovered()
        except sqlite3.Error as error:
            raise NotChanged(wording.HISTORY_FAULT.format(reason=error)) from error

    def _recovered(self) -> Change | None:
        try:
            change = next(self._history.latest_first(), None)
        except sqlite3.Error:
            return None  # `record` warns of it, and `undo` fails by itself
        if change is None or change.state is State.MADE:
            return None
        try:
            different = self._different(change)
        except NotChanged as reason:
            _log.warning("A change of the articles was cut off, and stays so: %s", reason)
            self._history.mark(change.number, State.MADE)
            return None
        put(different)
        self._history.forget(change.number)
        if not different and change.state is State.MAKING:
            return None  # it had not begun
        names = ", ".join(repr(file.name) for file in change.files)
        _log.warning("A change of the articles was cut off, and is taken back now: %s", names)
        return change

    def _undoable(self) -> Iterator[Change]:
        """The changes that can be taken back, the last first; in the end raises `NotChanged`."""
        for change in self._history.latest_first():
            if self._different(change):
                yield change
            else:
                self._history.forget(change.number)  # never made, or taken back already
        raise NotChanged(wording.NOTHING_TO_UNDO)

    def _take_back(self, number: int, before: Contents) -> None:
        now = {path: content_of(path) for path in before}
        mark, forget = self._history.mark, self._history.forget
        mark(number, State.TAKING_BACK)
        _switch(now, before, lambda: forget(number), lambda: mark(number, State.MADE))

    def _different(self, change: Change) -> Contents:
        """What the files held before the change, those that hold something else now."""
        contents = {}
        for file in change.files:
            now = content_of(self._folder / file.name)
            if digest(now) not in (file.after, digest(file.before)):
                raise NotChanged(wording.CHANGED_SINCE.format(name=file.name))
            if now != file.before:
                contents[self._folder / file.name] = file.before
        return contents

    def _change(self, verb: Verb, title: str, contents: Contents, by: str) -> None:
        """Note in the history what is about to be done, so that nothing is done without it."""
        before = {path: content_of(path) for path in contents}
        files = (FileChange(p.name, before[p], digest(new)) for p, new in contents.items())
        number = self._history.record(Change(verb, title, tuple(files), by=by))
        mark, forget = self._history.mark, self._history.forget
        _switch(before, contents, lambda: mark(number, State.MADE), lambda: forget(number))


def _switch(
    old: Contents, new: Contents, note: Callable[[], None], deny: Callable[[], None]
) -> None:
    """Give files new contents and note it; where that fails, give them the old ones and deny it."""
    try:
        put(new)
        note()
    except BaseException:
        with suppress(OSError, NotChanged):
            put(old)
        with suppress(sqlite3.Error):  # then the history tells from the files what is so
            deny()
        raise
