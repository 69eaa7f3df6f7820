"""Makes one change in many copies of a world, and is killed at another call in each of them.

    python -m tests.keeping.kills FOLDER CHANGE

FOLDER/before is the world before the change. It is copied to FOLDER/world, where the change is
made and killed, and what is left of it to FOLDER/0, FOLDER/1 and so on; the last one is of a
process that was not killed. A line is printed for each kill.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from bot.keeping.history import History
from bot.keeping.keeper import Keeper
from bot.keeping.synonym_list import add_rule
from bot.reading.files import read_entry
from bot.search.articles import Article, Credit
from bot.search.library import Library
from tests.keeping.conftest import BRIDGE, Desk

NEWER = replace(BRIDGE, text=BRIDGE.text.replace("nine million", "eleven million"))
OTHER = Article(
    id="",
    credit=Credit(title="Bees on the island"),
    text="The last keeper of the lighthouse breeds bees.",
)

ROOT = Path(__file__).parents[2]

CALLS: tuple[tuple[object, str], ...] = (
    *((os, name) for name in ("link", "rename", "replace", "unlink", "fsync")),
    *((History, name) for name in ("record", "mark", "forget")),
)
"""What changes a disk. SQLite changes its file wholly or not at all."""

CHANGES: dict[str, Callable[[Desk], object]] = {
    "add": lambda desk: desk.publish(BRIDGE),
    "replace": lambda desk: desk.publish(NEWER),
    "remove": lambda desk: desk.keeper.remove("the-bridge-is-closed"),
    "remove dropped": lambda desk: desk.keeper.remove("bridge.txt"),
    "undo": lambda desk: desk.keeper.undo(),
    "rule": lambda desk: add_rule(desk.folder, "ferry, boat"),
}


def desk_in(world: Path) -> Desk:
    return Desk(world / "knowledge", world / "data")


def make(change: str, world: Path) -> None:
    """Make the change as a process does that has just been started."""
    desk = desk_in(world)
    if change != "undo":
        Keeper(desk.folder, world / "data").recover()
    CHANGES[change](desk)


PASTED = f"{BRIDGE.credit.title}\n\n{BRIDGE.credit.url}\n\n{BRIDGE.text}"


def drop(desk: Desk) -> None:
    (desk.folder / "bridge.txt").write_text(PASTED)


def write_rules(desk: Desk) -> None:
    (desk.folder / "synonyms.txt").write_text("US, USA\n")


WORLDS: dict[str, tuple[str, tuple[Callable[[Desk], object], ...]]] = {
    "add": ("add", ()),
    "replace Markdown": ("replace", (CHANGES["add"],)),
    "replace a dropped file": ("replace", (drop,)),
    "remove Markdown": ("remove", (CHANGES["add"],)),
    "remove a dropped file": ("remove dropped", (drop,)),
    "undo adding": ("undo", (CHANGES["add"],)),
    "undo replacing Markdown": ("undo", (CHANGES["add"], CHANGES["replace"])),
    "undo replacing a dropped file": ("undo", (drop, CHANGES["replace"])),
    "undo removing": ("undo", (CHANGES["add"], CHANGES["remove"])),
    "undo removing a dropped file": ("undo", (drop, CHANGES["remove dropped"])),
    "add a rule": ("rule", (write_rules,)),
}
"""What is killed: the change, and what was done before it."""


@dataclass(frozen=True)
class Kills:
    """A change, and the folder with what each of so many kills has left of it."""

    change: str
    folder: Path
    count: int

    def worlds(self) -> Iterator[Path]:
        """What the kills have left, one after the other in the same place."""
        for number in range(self.count):
            yield restored(self.folder, str(number))

    @property
    def before(self) -> Path:
        return restored(self.folder, "before")

    @property
    def after(self) -> Path:
        return restored(self.folder, str(self.count))


def kill(name: str, folder: Path) -> Kills:
    """Make the change of this name in an empty folder, and kill it wherever it can be killed."""
    change, steps = WORLDS[name]
    (folder / "world" / "knowledge").mkdir(parents=True)
    for step in steps:
        step(desk_in(folder / "world"))
    shutil.copytree(folder / "world", folder / "before")
    program = [sys.executable, "-m", "tests.keeping.kills", str(folder), change]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    return Kills(change, folder, len(run.stdout.splitlines()))


def seen(world: Path) -> frozenset[str]:
    """What a reader of the folder finds: texts of articles, and rules."""
    library = Library(world / "knowledge", read_entry)
    library.refresh()
    rules = {repr(rule) for rule in library.synonyms.rules}
    return frozenset({article.text for article in library.index.articles} | rules)


@contextmanager
def watched(see: Callable[[str, bool], None]) -> Iterator[None]:
    """Call `see` with the name of each call that changes the disk: before it, and after it."""
    kept = [(place, name, getattr(place, name)) for place, name in CALLS]
    for place, name, call in kept:
        setattr(place, name, _seen(call, name, see))
    try:
        yield
    finally:
        for place, name, call in kept:
            setattr(place, name, call)


def _seen(
    call: Callable[..., Any], name: str, see: Callable[[str, bool], None]
) -> Callable[..., Any]:
    def seen(*arguments: Any, **named: Any) -> Any:
        see(name, False)
        result = call(*arguments, **named)
        see(name, True)
        return result

    return seen


def _killed_at(moment: int, change: str, world: Path) -> None:
    """Make the change, and end at this moment without any cleaning up."""
    moments = count()

    def see(name: str, is_done: bool) -> None:
        if next(moments) == moment:
            os.write(1, f"{moment} {'after' if is_done else 'before'} {name}\n".encode())
            os._exit(1)

    with watched(see):
        make(change, world)
    os._exit(0)


def main() -> None:
    folder, change = Path(sys.argv[1]), sys.argv[2]
    _ = desk_in(restored(folder, "before")).articles  # what is loaded for that, each child has
    for moment in count():
        world = restored(folder, "before")
        child = os.fork()
        if child == 0:
            try:
                _killed_at(moment, change, world)
            finally:
                os._exit(2)
        _, status = os.waitpid(child, 0)
        shutil.copytree(world, folder / str(moment))
        if os.waitstatus_to_exitcode(status) != 1:
            sys.exit(os.waitstatus_to_exitcode(status))


def restored(folder: Path, name: str) -> Path:
    """The world of this name, where it was made: the history knows it by its place."""
    world = folder / "world"
    shutil.rmtree(world, ignore_errors=True)
    return shutil.copytree(folder / name, world)


if __name__ == "__main__":
    main()
