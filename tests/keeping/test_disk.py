"""What disks and other processes do to a change: it is made whole, or not at all and said so."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.keeping.disk import NotChanged, put
from bot.reading.files import read_file
from bot.reading.markdown.writing import as_markdown
from tests.keeping.conftest import BRIDGE, Desk

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def adding(folder: Path, *sources: Path, limit: str = "unlimited") -> "subprocess.Popen[str]":
    """`article-bot add --yes`, started; `limit` is the size of the files that it may write."""
    command = f'ulimit -f {limit}; exec "{sys.executable}" -m bot add --yes "$@"'
    return subprocess.Popen(
        ["sh", "-c", command, "sh", *map(str, sources)],
        cwd=ROOT,
        env={
            "KNOWLEDGE_DIR": str(folder),
            "DATA_DIR": str(folder.parent / "data"),
            "PATH": os.environ["PATH"],
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def added(folder: Path, *sources: Path, limit: str = "unlimited") -> tuple[int, str]:
    """The exit status of `article-bot add --yes`, and what it says on standard error."""
    run = adding(folder, *sources, limit=limit)
    _, errors = run.communicate()
    return run.returncode, errors


def written(folder: Path, numbers: range, version: str = "") -> list[Path]:
    """Files with a report of each number."""
    folder.mkdir(exist_ok=True)
    for number in numbers:
        text = f"Report {number} {version} tells what the council of Ostvik has decided.\n\n" * 200
        article = replace(
            BRIDGE,
            credit=replace(BRIDGE.credit, title=f"Report {number}", url=""),
            text=text.strip(),
        )
        (folder / f"{number}.md").write_text(as_markdown(article))
    return sorted(folder.iterdir())


def test_on_a_full_disk_the_old_version_stays_and_the_reason_is_said(desk: Desk) -> None:
    inbox = desk.folder.parent / "inbox"
    [old] = written(inbox, range(1))
    assert added(desk.folder, old) == (0, "")
    before = desk.contents
    written(inbox, range(1), "anew")
    status, errors = added(desk.folder, old, limit="8")
    assert status == 1
    assert "The disk is full, so the articles stay as they are." in errors
    assert "Traceback" not in errors
    assert desk.contents == before

    assert added(desk.folder, old) == (0, "")  # once there is room again
    assert desk.contents != before


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_all_is_done(
    desk: Desk,
) -> None:
    calls: list[str] = []

    def note(_: object, event: str, called: object) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in ("fsync", "link", "rename", "replace"):
            calls.append(name)

    sys.setprofile(note)
    put({desk.folder / "a.md": b"A text."})
    sys.setprofile(None)
    assert calls == ["fsync", "link", "fsync"]


def test_what_a_killed_process_left_is_swept_up_also_when_the_next_is_refused(desk: Desk) -> None:
    [source] = written(desk.folder.parent / "inbox", range(1))
    assert added(desk.folder, source) == (0, "")
    before = desk.contents
    (desk.folder / ".0123456789abcdef.tmp").write_text("half an arti")
    status, errors = added(desk.folder, source)
    assert status == 1
    assert "word for word" in errors
    assert desk.contents == before


def test_two_who_add_the_same_articles_add_each_once_and_are_told(desk: Desk) -> None:
    sources = written(desk.folder.parent / "inbox", range(8))
    runs = [adding(desk.folder, *sources) for _ in range(2)]
    printed = [run.communicate() for run in runs]
    new = sum(out.count("\nAdded report-") for out, _ in printed)
    told = sum(
        errors.count("word for word, as") + errors.count("Somebody else") for _, errors in printed
    )
    assert (new, told) == (8, 8)
    assert sorted(desk.contents) == [f"report-{n}.md" for n in range(8)]


def test_two_who_add_different_articles_both_do(desk: Desk) -> None:
    inbox = desk.folder.parent
    runs = [
        adding(desk.folder, *written(inbox / "one", range(8))),
        adding(desk.folder, *written(inbox / "two", range(8, 16))),
    ]
    printed = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], printed
    assert len(desk.contents) == 16
    for path in desk.folder.iterdir():
        assert read_file(path).text.count("Report") == 200


@contextmanager
def without_rights() -> Iterator[None]:
    """Be somebody for whom the modes of folders count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def closed_desk() -> Iterator[Desk]:
    """A desk whose folder can be read, but not be written into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "knowledge"
        folder.mkdir()
        desk = Desk(folder, Path(name) / "data")
        desk.publish(BRIDGE)
        Path(name).chmod(0o755)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            for path in (folder.parent / "data", *(folder.parent / "data").iterdir()):
                os.chown(path, NOBODY, NOBODY)
        yield desk
        folder.chmod(0o755)


def test_a_folder_that_is_read_only_is_answered_from_and_stays_as_it_is(closed_desk: Desk) -> None:
    before = closed_desk.contents
    with without_rights():
        assert len(closed_desk.articles) == 1
        newer = replace(BRIDGE, text="The bridge is open.")
        for change in (
            lambda: closed_desk.publish(newer),
            lambda: closed_desk.publish(
                replace(BRIDGE, credit=replace(BRIDGE.credit, title="New", url=""), text="New.")
            ),
            lambda: closed_desk.keeper.remove("the-bridge-is-closed"),
            lambda: closed_desk.keeper.undo(),
        ):
            with pytest.raises(NotChanged, match="I may not write into the articles' folder"):
                change()
    assert closed_desk.contents == before
