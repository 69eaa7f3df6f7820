from pathlib import Path

import pytest

from bot.keeping.keeper import Keeper
from bot.keeping.previews import Preview, examine
from bot.reading.files import read_file
from bot.search.articles import Article, Credit
from bot.search.library import Library

BRIDGE = Article(
    id="",
    credit=Credit(
        title="The bridge is closed",
        authors=("Tove Lund",),
        publisher="Northern Coast Herald",
        published="2024-03-05",
        url="https://herald.example/2024/bridge",
    ),
    text="\n\n".join(
        (
            "The council of Ostvik closed the old harbour bridge until the spring, after divers "
            "found cracks in two of its five pillars.",
            "Pupils cross by ferry, which sails every twenty minutes and costs four crowns for "
            "each passenger, dogs included.",
            "The mayor expects the repair to cost nine million crowns, most of which the county "
            "is going to pay if the papers arrive in time.",
        )
    ),
    language="en",
)


class Desk:
    """A moderator's desk: a folder with articles, and the keeper who changes it."""

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self.folder = folder
        self.keeper = Keeper(folder, data_dir)
        self.library = Library(folder, read_file)

    @property
    def articles(self) -> tuple[Article, ...]:
        for _ in range(2):  # the library trusts a new file when it is the same for the second time
            self.library.refresh()
        return self.library.index.articles

    @property
    def contents(self) -> dict[str, bytes]:
        """All that is in the folder, by name."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def look_at(self, article: Article) -> Preview:
        return examine(article, self.articles)

    def publish(self, article: Article) -> str:
        return self.keeper.publish(self.look_at(article), self.articles)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return Desk(folder, tmp_path / "data")
