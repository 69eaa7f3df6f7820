import logging
from pathlib import Path

import pytest

from bot.keeping.watch import Watch, pause
from bot.search.articles import Article, Credit, RejectedFile
from bot.search.library import Library


def read(path: Path) -> Article:
    text = path.read_text()
    if not text:
        raise RejectedFile("it is empty")
    return Article(id=path.stem, credit=Credit(title=path.stem), text=text)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path, read)


async def test_a_rejected_file_is_named_once_with_its_reason(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    (library.folder / "broken.md").touch()
    watch = Watch(library)
    for _ in range(3):
        await watch.look()
    assert [record.getMessage() for record in caplog.records] == [
        "Something is wrong with broken.md: it is empty"
    ]


async def test_a_file_that_breaks_again_is_named_again(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    watch = Watch(library)
    for content in ("", "The keeper counts ships.", ""):
        (library.folder / "article.md").write_text(content)
        for _ in range(2):  # a changed file is read once it has come to rest
            await watch.look()
    assert len(caplog.records) == 2


async def test_without_a_folder_it_says_so_once_and_looks_again(
    library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watch = Watch(library)
    library.folder.rmdir()
    for _ in range(3):
        await watch.look()
    library.folder.mkdir()
    (library.folder / "article.md").write_text("The keeper counts ships.")
    await watch.look()
    fault, recovery = [record.getMessage() for record in caplog.records]
    assert fault.startswith("The articles can't be looked at: [Errno 2]")
    assert recovery == "Answering from 1 article(s)"
    assert [article.id for article in library.index.articles] == ["article"]


class Stumbling(Library):
    """Fails at the first two looks."""

    faults = 2

    def refresh(self) -> bool:
        if self.faults:
            self.faults -= 1
            raise ZeroDivisionError("by zero")
        return super().refresh()


async def test_whatever_goes_wrong_it_says_so_once_and_looks_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "article.md").write_text("The keeper counts ships.")
    library = Stumbling(tmp_path, read)
    watch = Watch(library)
    for _ in range(3):
        await watch.look()
    [record] = caplog.records
    assert record.getMessage() == "The articles can't be looked at: by zero"
    assert record.exc_info
    assert [article.id for article in library.index.articles] == ["article"]


@pytest.mark.parametrize(
    ("cost", "seconds"), [(0.0, 0.25), (0.001, 0.25), (0.01, 0.5), (0.02, 1.0), (9.0, 1.5)]
)
def test_the_more_a_look_costs_the_longer_are_the_pauses(cost: float, seconds: float) -> None:
    assert pause(cost, every=0.25) == seconds


def test_a_library_is_settled_once_every_file_was_found_the_same_twice(library: Library) -> None:
    assert not library.is_settled
    settled = []
    for content in (None, "Ships.", None, "Other ships.", None):
        if content:
            (library.folder / "article.md").write_text(content)
        library.refresh()
        settled.append(library.is_settled)
    assert settled == [True, False, True, False, True]
