"""A library follows its folder, and reads no more of it than it must."""

import os
from pathlib import Path

import pytest

from bot.reading.files import read_entry, read_file
from bot.search.answers import Verdict
from bot.search.articles import Article, Credit
from bot.search.library import Library

HERONS = "Grey herons have nested on the old customs crane since the harbour froze.\n"
BREAD = "The baker steams the rye for a night and a day above the hot spring.\n"


class CountingReader:
    """Reads files as the bot does, and remembers their names."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path) -> Article:
        self.read.append(path.name)
        return read_file(path)

    def taken(self) -> list[str]:
        """The names of the files read since the last call."""
        names, self.read = self.read, []
        return names


@pytest.fixture
def reader() -> CountingReader:
    return CountingReader()


@pytest.fixture
def library(tmp_path: Path, reader: CountingReader) -> Library:
    """A library of one article about herons, read once."""
    write(tmp_path, "herons.md", HERONS)
    library = Library(tmp_path, reader)
    library.refresh()
    reader.taken()
    return library


def write(folder: Path, name: str, body: str) -> None:
    text = f"---\ntitle: {name}\nlanguage: en\n---\n{body}"
    (folder / name).write_text(text, encoding="utf-8")


def ids(library: Library) -> list[str]:
    return [article.id for article in library.index.articles]


def answers(library: Library, question: str) -> bool:
    return library.index.answer(question).verdict == Verdict.ANSWERED


def test_a_new_library_has_no_articles(tmp_path: Path) -> None:
    library = Library(tmp_path, read_file)

    assert library.index.articles == ()
    assert library.index.answer("herons").verdict == Verdict.UNANSWERED


def test_the_first_look_reads_everything(tmp_path: Path, reader: CountingReader) -> None:
    write(tmp_path, "b.md", BREAD)
    write(tmp_path, "a.md", HERONS)
    library = Library(tmp_path, reader)

    assert library.refresh()
    assert ids(library) == ["a", "b"]
    assert reader.taken() == ["a.md", "b.md"]


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    library = Library(tmp_path, read_file)
    library.refresh()

    assert ids(library) == []


def test_where_nothing_changed_nothing_is_read(library: Library, reader: CountingReader) -> None:
    before = library.index

    assert not library.refresh()
    assert library.index is before
    assert reader.taken() == []


def test_an_added_article_is_read_once_two_looks_agree(
    library: Library, reader: CountingReader
) -> None:
    write(library.folder, "bread.md", BREAD)

    assert not library.refresh()
    assert reader.taken() == []
    assert library.refresh()
    assert reader.taken() == ["bread.md"]
    assert ids(library) == ["bread", "herons"]
    assert answers(library, "What does the baker steam?")


def test_a_file_that_grows_from_look_to_look_is_not_read(
    library: Library, reader: CountingReader
) -> None:
    for size in range(1, 5):
        write(library.folder, "bread.md", BREAD * size)
        assert not library.refresh()

    assert reader.taken() == []
    assert library.refresh()
    assert reader.taken() == ["bread.md"]


def test_a_changed_article_answers_as_before_until_it_settles(
    library: Library, reader: CountingReader
) -> None:
    write(library.folder, "bread.md", BREAD)
    library.catch_up()
    reader.taken()
    write(library.folder, "herons.md", "Storks took over the crane when the herons had left.\n")

    library.refresh()
    assert reader.taken() == []
    assert answers(library, "Where have the herons nested?")
    library.refresh()
    assert reader.taken() == ["herons.md"]
    assert answers(library, "Who took over the crane?")
    assert library.index.answer("customs").verdict == Verdict.UNANSWERED


def test_a_removed_article_answers_no_more(library: Library, reader: CountingReader) -> None:
    (library.folder / "herons.md").unlink()

    assert library.refresh()
    assert ids(library) == []
    assert library.index.answer("herons").verdict == Verdict.UNANSWERED
    assert reader.taken() == []


def test_a_renamed_article_has_its_new_name(library: Library) -> None:
    (library.folder / "herons.md").rename(library.folder / "birds.md")

    library.refresh()
    assert answers(library, "Where have the herons nested?")
    library.refresh()
    assert ids(library) == ["birds"]


def test_an_article_that_is_renamed_to_what_is_no_article_answers_no_more(
    library: Library,
) -> None:
    (library.folder / "herons.md").rename(library.folder / "herons.md.part")

    library.catch_up()

    assert ids(library) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.md", b"", id="empty"),
        pytest.param("broken.md", b"---\ntitle: [\n---\nText.\n", id="broken front matter"),
        pytest.param("paper.pdf", b"no PDF at all", id="not what its name says"),
    ],
)
def test_a_bad_file_is_rejected_by_name_and_harms_nobody(
    library: Library, reader: CountingReader, name: str, content: bytes
) -> None:
    (library.folder / name).write_bytes(content)

    assert library.catch_up()
    assert list(library.rejected) == [name]
    assert library.rejected[name] != ""
    assert answers(library, "Where have the herons nested?")
    assert reader.taken() == [name]


def test_a_mended_file_is_rejected_no_longer(library: Library) -> None:
    (library.folder / "bread.md").write_bytes(b"")
    library.catch_up()
    write(library.folder, "bread.md", BREAD)

    assert library.catch_up()
    assert library.rejected == {}
    assert answers(library, "What does the baker steam?")


def test_an_article_that_breaks_is_out_and_the_others_stay(library: Library) -> None:
    write(library.folder, "bread.md", BREAD)
    library.catch_up()
    (library.folder / "herons.md").write_bytes(b"")

    assert library.catch_up()
    assert list(library.rejected) == ["herons.md"]
    assert ids(library) == ["bread"]
    assert answers(library, "What does the baker steam?")


@pytest.mark.parametrize("name", [".hidden.md", "draft.md~", "photo.jpg"])
def test_what_is_no_article_is_ignored_with_its_reason(library: Library, name: str) -> None:
    (library.folder / name).write_bytes(b"anything")

    assert library.catch_up()
    assert list(library.ignored) == [name]
    assert library.ignored[name] != ""
    assert library.rejected == {}


def test_a_folder_within_is_ignored(library: Library) -> None:
    (library.folder / "more").mkdir()

    library.catch_up()

    assert list(library.ignored) == ["more"]


def test_a_folder_that_is_gone_is_an_error_and_the_index_stays(library: Library) -> None:
    (library.folder / "herons.md").unlink()
    library.folder.rmdir()

    with pytest.raises(FileNotFoundError):
        library.refresh()

    assert answers(library, "Where have the herons nested?")
    assert ids(library) == ["herons"]


def test_a_folder_that_comes_back_is_followed_again(
    library: Library, reader: CountingReader
) -> None:
    away = library.folder.with_name("away")
    library.folder.rename(away)
    with pytest.raises(FileNotFoundError):
        library.refresh()
    away.rename(library.folder)

    assert not library.refresh()
    assert reader.taken() == []
    assert answers(library, "Where have the herons nested?")


def test_an_index_once_taken_stays_as_it_was(library: Library) -> None:
    before = library.index
    answer = before.answer("Where have the herons nested?")
    write(library.folder, "bread.md", BREAD)
    library.catch_up()

    assert library.index is not before
    assert before.answer("Where have the herons nested?") == answer


def test_synonyms_count_as_soon_as_their_file_is_whole(tmp_path: Path) -> None:
    write(tmp_path, "herons.md", HERONS)
    library = Library(tmp_path, read_entry)
    library.refresh()
    assert not answers(library, "egrets")
    (tmp_path / "synonyms.txt").write_text("egrets, herons\n")
    assert library.catch_up()
    assert answers(library, "egrets")
    assert library.rejected == {}
    (tmp_path / "synonyms.txt").unlink()
    assert library.refresh()
    assert not answers(library, "egrets")


def test_mistakes_among_synonyms_are_named_by_line_and_the_good_lines_count(
    tmp_path: Path,
) -> None:
    write(tmp_path, "herons.md", HERONS)
    (tmp_path / "synonyms.txt").write_text("egrets\negrets => herons\n=> x\n")
    library = Library(tmp_path, read_entry)
    library.refresh()
    assert answers(library, "egrets")
    assert library.rejected == {
        "synonyms.txt": "line 1: a word alone has no synonym: put a comma or => between two; "
        "line 3: there are no words on one side of =>"
    }


def test_a_fault_of_ours_in_one_article_harms_no_other(tmp_path: Path) -> None:
    def read(path: Path) -> Article:
        if path.name == "b.md":
            raise ZeroDivisionError("by zero")
        return Article(
            id=path.stem, credit=Credit(title="Herons"), text=f"Heron {path.stem}.", language="en"
        )

    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    library = Library(tmp_path, read)

    library.refresh()

    assert [article.id for article in library.index.articles] == ["a", "c"]
    assert "by zero" in library.rejected["b.md"]


def written_at(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def test_the_later_of_two_files_with_one_text_is_a_copy_and_not_quoted(
    tmp_path: Path, library: Library
) -> None:
    written_at(tmp_path / "herons.md", 1000)
    write(tmp_path, "a-copy.md", HERONS)
    write(tmp_path, "third.md", HERONS)
    library.catch_up()

    assert ids(library) == ["herons"]
    reason = "it is a copy of herons.md, word for word"
    assert library.rejected == {"a-copy.md": reason, "third.md": reason}
    assert len(library.index.answer("Where have herons nested?").quotes) == 1


def test_of_files_from_the_same_moment_the_first_by_name_is_quoted(tmp_path: Path) -> None:
    for name in ("b.md", "a.md"):
        write(tmp_path, name, HERONS)
        written_at(tmp_path / name, 1000)
    library = Library(tmp_path, read_file)
    library.refresh()

    assert (ids(library), set(library.rejected)) == (["a"], {"b.md"})


@pytest.mark.parametrize("change", ["removed", "another text"])
def test_a_copy_is_an_article_once_the_other_has_gone(
    change: str, tmp_path: Path, library: Library
) -> None:
    written_at(tmp_path / "herons.md", 1000)
    write(tmp_path, "copy.md", HERONS)
    library.catch_up()
    if change == "removed":
        (tmp_path / "herons.md").unlink()
    else:
        write(tmp_path, "herons.md", BREAD)
    library.catch_up()

    assert ids(library) == (["copy"] if change == "removed" else ["copy", "herons"])
    assert library.rejected == {}
    assert library.index.answer("Where have herons nested?").quotes[0].article.id == "copy"
