"""Kill `article-bot add` at random moments, and look whether every article is whole, old or new.

    python -m bench.kill [--times 200] [--seed 1]

Each time a library of old versions is given new versions and new articles, and the process is
killed (SIGKILL) somewhere on the way, as often at each article. Then the folder is looked at, the
next change is made, and all is taken back.
"""

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.keeping.disk import NotChanged
from bot.keeping.keeper import Keeper
from bot.keeping.previews import Preview
from bot.reading.files import read_file
from bot.reading.writing import as_markdown
from bot.search.articles import Article

ARTICLES = 16
"""All are added at once; fewer than can be taken back."""
REPLACED = 8
"""So many of them are new versions of what is there."""
SENTENCES = 400
"""Of an article: 40 kB, many times what a disk writes at once."""


def main() -> None:
    arguments = _arguments()
    chance = random.Random(arguments.seed)
    start, each = _measured()
    print(f"it starts in {start * 1000:.0f} ms, then each article takes {each * 1000:.0f} ms")
    seen: Counter[str] = Counter()
    for _ in range(arguments.times):
        begun = chance.randint(0, ARTICLES)
        seen.update(_killed(begun, chance.uniform(0, each if begun else start)))
    print(f"{arguments.times} kills, {seen['between']} of them between the first and last change")
    print(f"damaged libraries: {seen['damaged']}")
    print(f"left drafts: {seen['litter']}, after the next change: {seen['lasting litter']}")
    print(f"stuck locks: {seen['stuck']}")
    print(f"changes that could not be taken back: {seen['not taken back']}")
    sys.exit(bool(seen["damaged"] or seen["lasting litter"] or seen["stuck"]))


def _measured() -> tuple[float, float]:
    """The seconds until an undisturbed run begins with the first article, and for each one."""
    with TemporaryDirectory() as name:
        started = time.perf_counter()
        adding = _World(Path(name)).add()
        _wait_for(adding, 1)
        begun = time.perf_counter()
        adding.communicate()
        assert adding.returncode == 0, "the undisturbed run has failed"
        return begun - started, (time.perf_counter() - begun) / ARTICLES


def _wait_for(adding: "subprocess.Popen[str]", number: int) -> None:
    """Return when the run begins with the article of this number, from 1."""
    assert adding.stdout is not None
    while number and not adding.stdout.readline().startswith(f"[{number}/"):
        pass


def _killed(begun: int, later: float) -> list[str]:
    """What is seen after a run is killed, so many seconds after it has begun with an article."""
    with TemporaryDirectory() as name:
        world = _World(Path(name))
        before = world.contents()
        adding = world.add()
        _wait_for(adding, begun)
        time.sleep(later)
        adding.kill()
        adding.communicate()
        after = world.contents()
        drafts = [name for name in after if name.endswith(".tmp")]
        whole = {name: text for name, text in after.items() if name not in drafts}
        is_whole = all(text in world.versions(name) for name, text in whole.items())
        seen = {
            "between": whole not in (before, world.new),
            "damaged": not is_whole or not before.keys() <= whole.keys(),
            "litter": bool(drafts),
            "stuck": not world.goes_on(),
            "lasting litter": any(name.endswith(".tmp") for name in world.contents()),
            "not taken back": world.all_taken_back() != before,
        }
        return [what for what, is_so in seen.items() if is_so]


class _World:
    """A folder with old versions, and files with new ones to add."""

    def __init__(self, folder: Path) -> None:
        self._knowledge, self._data = folder / "knowledge", folder / "data"
        self._inbox = folder / "inbox"
        self._knowledge.mkdir()
        self._inbox.mkdir()
        self._old, self.new = {}, {}
        for number in range(ARTICLES):
            name = f"report-{number}.md"
            self.new[name] = as_markdown(_report(number, "new")).encode()
            (self._inbox / name).write_bytes(self.new[name])
            if number < REPLACED:
                self._old[name] = as_markdown(_report(number, "old")).encode()
                (self._knowledge / name).write_bytes(self._old[name])

    def add(self) -> "subprocess.Popen[str]":
        """Start `article-bot add` for all new versions."""
        command = [sys.executable, "-m", "bot", "--knowledge", str(self._knowledge), "add", "--yes"]
        return subprocess.Popen(
            [*command, *map(str, sorted(self._inbox.iterdir()))],
            env={
                "DATA_DIR": str(self._data),
                "PYTHONPATH": str(Path.cwd()),
                "PYTHONUNBUFFERED": "1",
                "PATH": "",
            },
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def contents(self) -> dict[str, bytes]:
        """What the library's folder holds, by name."""
        return {path.name: path.read_bytes() for path in self._knowledge.iterdir()}

    def versions(self, name: str) -> tuple[bytes | None, ...]:
        """The contents that a file of this name may have."""
        return self._old.get(name), self.new.get(name)

    def goes_on(self) -> bool:
        """Whether the folder can be changed, with all that is in it answered from."""
        keeper = Keeper(self._knowledge, self._data)
        articles = [read_file(path) for path in sorted(self._knowledge.glob("*.md"))]
        preview = Preview(Article("", "One more", "It is added after the kill."), (), (), None)
        try:
            return keeper.publish(preview, articles) == "one-more"
        except NotChanged:
            return False

    def all_taken_back(self) -> dict[str, bytes]:
        """What the folder holds when nothing more can be taken back."""
        keeper = Keeper(self._knowledge, self._data)
        try:
            while True:
                keeper.undo()
        except NotChanged:
            return self.contents()


def _report(number: int, version: str) -> Article:
    sentence = f"Report {number} tells in its {version} version what the council has decided."
    text = "\n\n".join([sentence] * SENTENCES)
    return Article("", f"Report {number}", text, publisher="Council of Ostvik", language="en")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
