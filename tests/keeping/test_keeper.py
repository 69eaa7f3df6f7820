"""Articles are published, replaced, removed and taken back, whole or not at all."""

import errno
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.keeping.article_files import Outrun
from bot.keeping.disk import NotChanged, alone
from bot.keeping.history import DEPTH
from bot.keeping.keeper import Keeper
from bot.keeping.previews import examine
from bot.reading.markdown.writing import as_markdown
from bot.search.articles import Article, Credit, RejectedFile
from tests.keeping.conftest import BRIDGE, Desk

NEWER = replace(BRIDGE, text=BRIDGE.text.replace("nine million", "eleven million"))
OTHER = Article(
    id="",
    credit=Credit(title="Bees on the island"),
    text="The last keeper of the lighthouse breeds bees.",
)


def test_a_published_article_is_in_the_library_as_it_was_previewed(desk: Desk) -> None:
    assert desk.publish(BRIDGE) == "the-bridge-is-closed"
    assert desk.articles == (replace(BRIDGE, id="the-bridge-is-closed"),)


def test_names_of_files_are_made_from_titles_and_never_taken_twice(desk: Desk) -> None:
    article = Article(
        id="../../etc/passwd", credit=Credit(title="Über: die /Brücke/ .."), text="Sie ist zu."
    )
    names = [desk.publish(replace(article, text=f"Nummer {n}.")) for n in range(3)]
    assert names == ["über-die-brücke", "über-die-brücke-2", "über-die-brücke-3"]
    assert sorted(desk.contents) == sorted(f"{name}.md" for name in names)


def test_a_new_version_takes_the_place_of_the_old(desk: Desk) -> None:
    desk.publish(BRIDGE)
    desk.publish(NEWER)
    assert desk.articles == (replace(NEWER, id="the-bridge-is-closed"),)


@pytest.mark.parametrize("kind", ["txt", "html", "pdf", "docx"])
def test_a_new_version_of_a_dropped_file_takes_its_place_as_markdown_with_its_id(
    desk: Desk, kind: str
) -> None:
    file = desk.folder / f"bridge.{kind}"
    file.write_bytes(f"{BRIDGE.credit.title}\n\n{BRIDGE.text}".encode() if kind == "txt" else b"\0")
    before = desk.contents
    old = replace(BRIDGE, id=file.name)
    preview = examine(NEWER, [old])
    assert desk.keeper.publish(preview, [old]) == file.name
    assert list(desk.contents) == [f"{file.name}.md"]
    assert desk.articles == (replace(NEWER, id=file.name),)
    desk.keeper.undo()
    assert desk.contents == before


def test_a_file_that_has_a_new_version_is_not_quoted_and_check_says_so(desk: Desk) -> None:
    for name, article in (("bridge.txt", OTHER), ("bridge.txt.md", BRIDGE), ("bridge.md", NEWER)):
        (desk.folder / name).write_text(as_markdown(article))
    assert {article.text for article in desk.articles} == {BRIDGE.text, NEWER.text}
    assert desk.library.ignored == {"bridge.txt": "bridge.txt.md is a new version of it"}
    assert desk.keeper.remove("bridge.txt") == "bridge.txt.md"
    assert list(desk.contents) == ["bridge.md"]


@pytest.mark.parametrize("target", ["../secret.md", "other.md", "missing.md"])
def test_links_are_neither_removed_nor_followed(desk: Desk, target: str) -> None:
    (desk.folder.parent / "secret.md").write_text("The secret of the island.")
    (desk.folder / "other.md").write_text("Another text.")
    (desk.folder / "link.md").symlink_to(target)
    with pytest.raises(NotChanged, match=r"link.md is a link"):
        desk.keeper.remove("link")
    assert (desk.folder / "link.md").is_symlink()
    with pytest.raises(NotChanged, match="nothing to take back"):
        desk.keeper.undo()


@pytest.mark.parametrize("target", ["../copy.md", "copy.md"])
def test_what_has_become_a_link_is_not_taken_back_or_replaced(desk: Desk, target: str) -> None:
    desk.publish(BRIDGE)
    articles, preview = desk.articles, desk.look_at(NEWER)
    file = desk.folder / "the-bridge-is-closed.md"
    copy = desk.folder / target
    file.rename(copy)
    file.symlink_to(target)
    before = copy.read_bytes()
    for change in (desk.keeper.undo, lambda: desk.keeper.publish(preview, articles)):
        with pytest.raises(NotChanged):
            change()
    assert file.is_symlink()
    assert copy.read_bytes() == before


def test_a_change_that_fails_in_the_middle_is_undone_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "bridge.txt").write_text(
        f"{BRIDGE.credit.title}\n\n{BRIDGE.credit.url}\n\n{BRIDGE.text}"
    )
    old = desk.contents
    unlink = Path.unlink

    def fail(path: Path, **options: bool) -> None:
        if path.name in refused:
            refused.remove(path.name)
            raise OSError(errno.EIO, "Input/output error")
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", fail)
    refused = ["bridge.txt"]
    with pytest.raises(NotChanged, match="Input/output error"):
        desk.publish(NEWER)
    assert desk.contents == old
    desk.publish(NEWER)
    new = desk.contents
    refused = ["bridge.txt.md"]
    with pytest.raises(NotChanged, match="Input/output error"):
        desk.keeper.undo()
    assert desk.contents == new
    desk.publish(OTHER)  # nothing is left to be recovered
    desk.keeper.undo()
    assert desk.contents == new
    desk.keeper.undo()
    assert desk.contents == old


def test_without_a_history_a_new_version_takes_the_place_of_a_dropped_file_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file, no folder")
    (desk.folder / "bridge.txt").write_text(
        f"{BRIDGE.credit.title}\n\n{BRIDGE.credit.url}\n\n{BRIDGE.text}"
    )
    desk.publish(NEWER)
    assert list(desk.contents) == ["bridge.txt.md"]


def test_an_article_is_removed_by_its_id_and_any_readable_file_by_its_name(desk: Desk) -> None:
    desk.publish(BRIDGE)
    (desk.folder / "broken.pdf").write_bytes(b"%PDF-")
    assert desk.keeper.remove("the-bridge-is-closed") == "the-bridge-is-closed.md"
    assert desk.keeper.remove("broken.pdf") == "broken.pdf"
    assert desk.contents == {}


@pytest.mark.parametrize(
    "name", ["../secret", "secret", "", ".hidden", "synonyms.txt", "folder.md"]
)
def test_nothing_else_is_removed(desk: Desk, name: str) -> None:
    for beside in (desk.folder.parent / "secret.md", desk.folder / ".hidden"):
        beside.write_text("Not an article.")
    (desk.folder / "synonyms.txt").write_text("US, USA")
    (desk.folder / "folder.md").mkdir()
    with pytest.raises(NotChanged, match="There is no article"):
        desk.keeper.remove(name)
    assert (desk.folder.parent / "secret.md").exists()
    assert len(list(desk.folder.iterdir())) == 3


def test_everything_can_be_taken_back_also_by_the_next_process(desk: Desk, tmp_path: Path) -> None:
    states = [desk.contents]
    for article in (BRIDGE, OTHER, NEWER):
        desk.publish(article)
        states.append(desk.contents)
    desk.keeper.remove("the-bridge-is-closed")
    verbs = []
    for state in reversed(states):
        verbs.append(Keeper(desk.folder, tmp_path / "data").undo().verb)
        assert desk.contents == state
    assert verbs == ["removed", "replaced", "added", "added"]
    with pytest.raises(NotChanged, match="nothing to take back"):
        desk.keeper.undo()


def test_the_last_twenty_changes_can_be_taken_back(desk: Desk) -> None:
    for number in range(DEPTH + 2):
        desk.publish(
            replace(
                OTHER,
                credit=replace(OTHER.credit, title=f"Bees {number}"),
                text=f"Hive {number} is empty.",
            )
        )
    for _ in range(20):
        desk.keeper.undo()
    with pytest.raises(NotChanged):
        desk.keeper.undo()
    assert sorted(desk.contents) == ["bees-0.md", "bees-1.md"]


def test_what_was_changed_by_hand_since_is_not_overwritten(desk: Desk) -> None:
    desk.publish(BRIDGE)
    file = desk.folder / "the-bridge-is-closed.md"
    file.write_text("By hand.")
    with pytest.raises(NotChanged, match="by hand since"):
        desk.keeper.undo()
    assert file.read_text() == "By hand."


def test_a_change_that_was_noted_but_never_made_is_passed_over(desk: Desk) -> None:
    desk.publish(BRIDGE)
    before = desk.contents
    desk.keeper.remove("the-bridge-is-closed")
    for name, content in before.items():  # as if the process had been killed before it
        (desk.folder / name).write_bytes(content)
    desk.keeper.undo()
    assert desk.contents == {}


def test_a_history_of_before_files_had_versions_is_used_on(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "history.sqlite3")) as file:
        file.executescript(
            "CREATE TABLE changes (id INTEGER PRIMARY KEY, folder TEXT NOT NULL,"
            " verb TEXT NOT NULL, title TEXT NOT NULL, made REAL NOT NULL);"
            "CREATE TABLE files (change_id INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,"
            " name TEXT NOT NULL, before BLOB, after TEXT);"
        )
        file.execute(
            "INSERT INTO changes VALUES (1, ?, 'removed', 'Old', 1)", (str(desk.folder.resolve()),)
        )
        file.execute("INSERT INTO files VALUES (1, 'old.md', X'4F6C642E', NULL)")
        file.commit()
    desk.publish(BRIDGE)
    assert [desk.keeper.undo().title for _ in range(2)] == [BRIDGE.credit.title, "Old"]
    assert desk.contents == {"old.md": b"Old."}


def test_the_history_is_closed_to_others(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    (folder / "history.sqlite3").touch(0o644)
    desk.publish(BRIDGE)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert modes == {"data": 0o700, "history.sqlite3": 0o600}


def test_folders_that_share_a_history_do_not_share_their_changes(
    desk: Desk, tmp_path: Path
) -> None:
    desk.publish(BRIDGE)
    (tmp_path / "other").mkdir()
    with pytest.raises(NotChanged, match="nothing to take back"):
        Keeper(tmp_path / "other", tmp_path / "data").undo()


def test_without_a_place_for_the_history_articles_are_published_all_the_same(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file, no folder")
    desk.publish(BRIDGE)
    assert len(desk.articles) == 1
    assert "can't be taken back later" in caplog.text
    with pytest.raises(NotChanged, match="nothing to take back"):
        desk.keeper.undo()


def test_a_broken_history_is_set_aside_and_the_next_changes_can_be_taken_back(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    desk.publish(BRIDGE)
    (tmp_path / "data" / "history.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(NotChanged, match="nothing to take back"):
        desk.keeper.undo()
    assert "history.sqlite3.broken-1, and a new one is begun" in caplog.text
    desk.publish(OTHER)
    desk.keeper.undo()
    assert list(desk.contents) == ["the-bridge-is-closed.md"]


def test_of_two_who_add_the_same_article_the_second_is_told(desk: Desk) -> None:
    articles = desk.articles
    one, two = desk.look_at(BRIDGE), desk.look_at(BRIDGE)
    desk.keeper.publish(one, articles)
    with pytest.raises(RejectedFile, match="as the-bridge-is-closed"):
        desk.keeper.publish(two, articles)
    assert len(desk.contents) == 1


def test_of_two_who_add_versions_of_one_article_the_second_is_told(desk: Desk) -> None:
    articles = desk.articles
    one, two = desk.look_at(BRIDGE), desk.look_at(NEWER)
    desk.keeper.publish(one, articles)
    with pytest.raises(Outrun, match="look again"):
        desk.keeper.publish(two, articles)
    assert desk.articles == (replace(BRIDGE, id="the-bridge-is-closed"),)


@pytest.mark.parametrize("change", ["edited", "removed"])
def test_an_article_that_was_changed_since_the_preview_is_not_replaced(
    desk: Desk, change: str
) -> None:
    desk.publish(BRIDGE)
    articles = desk.articles
    preview = desk.look_at(NEWER)
    file = desk.folder / "the-bridge-is-closed.md"
    file.write_text(file.read_text() + "\nMore.\n") if change == "edited" else file.unlink()
    before = desk.contents
    with pytest.raises(Outrun):
        desk.keeper.publish(preview, articles)
    assert desk.contents == before


def test_who_waits_too_long_for_another_is_told(desk: Desk) -> None:
    with (
        alone(desk.folder),
        pytest.raises(NotChanged, match="right now"),
        alone(desk.folder, patience=0),
    ):
        pytest.fail("two at once")


def test_drafts_of_a_process_that_died_are_swept_away(desk: Desk) -> None:
    (desk.folder / ".0123456789abcdef.tmp").write_text("half an arti")
    (desk.folder / ".mine.tmp").write_text("kept")
    desk.publish(BRIDGE)
    assert sorted(desk.contents) == [".mine.tmp", "the-bridge-is-closed.md"]


def test_a_folder_that_is_gone_is_named(desk: Desk) -> None:
    preview = desk.look_at(BRIDGE)
    desk.folder.rmdir()
    with pytest.raises(NotChanged, match="can't be changed: No such file or directory"):
        desk.keeper.publish(preview, ())


BY_HAND = """---
author: Tove Lund
# ours
title: "The bridge is closed"   # sic
tags:
- bridges
- "old: ones"
date: 5 March 2024
---

# The bridge is closed

The council *closed* the old harbour bridge
until the spring.

* cracks
* ferries
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_where_only_the_credit_changes_the_file_keeps_what_a_person_wrote(
    desk: Desk, end: str, mark: str
) -> None:
    before = (mark + BY_HAND).replace("\n", end).encode()
    (desk.folder / "bridge.md").write_bytes(before)
    [old] = desk.articles
    new = replace(
        old, credit=replace(old.credit, authors=("Mara Venn", "Ulf Bo"), publisher="Herald")
    )
    preview = examine(new, [old], chosen="bridge")
    assert desk.keeper.publish(preview, [old]) == "bridge"
    assert desk.articles == (new,)
    after = BY_HAND.replace("author: Tove Lund\n", "authors:\n- Mara Venn\n- Ulf Bo\n")
    after = after.replace("2024\n---", "2024\npublisher: Herald\n---")
    assert desk.contents["bridge.md"] == (mark + after).replace("\n", end).encode()
    desk.keeper.undo()
    assert desk.contents["bridge.md"] == before


def test_a_file_without_front_matter_gets_one_and_keeps_its_body(desk: Desk) -> None:
    body = BY_HAND.split("---\n\n")[1]
    (desk.folder / "bridge.md").write_text(body)
    [old] = desk.articles
    new = replace(old, credit=replace(old.credit, publisher="Herald"))
    desk.keeper.publish(examine(new, [old], chosen="bridge"), [old])
    assert desk.articles == (new,)
    assert (
        desk.contents["bridge.md"]
        .decode()
        .endswith(f"publisher: Herald\nlanguage: en\n---\n\n{body}")
    )


@pytest.mark.parametrize(
    "top",
    [
        "title: |\n  The bridge\n\n  is closed\n",
        '{title: "The bridge is closed"}\n',
        "? title\n: The bridge\n",
    ],
    ids=["block", "flow", "complex key"],
)
def test_front_matter_that_is_written_otherwise_still_gets_the_new_credit(
    desk: Desk, top: str
) -> None:
    (desk.folder / "bridge.md").write_text(f"---\n{top}---\n\nThe council closed the old bridge.\n")
    [old] = desk.articles
    new = replace(
        old,
        credit=replace(old.credit, title="The bridge is open", url="https://herald.example/bridge"),
    )
    desk.keeper.publish(examine(new, [old], chosen="bridge"), [old])
    assert desk.articles == (new,)


def test_a_chosen_article_is_replaced_under_any_title_and_no_other(desk: Desk) -> None:
    desk.publish(BRIDGE)
    desk.publish(OTHER)
    bridge = next(a for a in desk.articles if a.credit.title == BRIDGE.credit.title)
    new = replace(
        bridge,
        credit=replace(bridge.credit, title="Bees on the island", url=""),
        text="Bees have a bridge now.",
    )
    preview = examine(new, desk.articles, chosen=bridge.id)
    assert preview.replaces == bridge
    assert desk.keeper.publish(preview, desk.articles) == bridge.id
    assert len(desk.articles) == 2


def test_what_is_chosen_and_gone_or_changed_meanwhile_is_not_replaced(desk: Desk) -> None:
    desk.publish(BRIDGE)
    [old] = desk.articles
    preview = examine(
        replace(old, credit=replace(old.credit, publisher="Another")), [old], chosen=old.id
    )
    desk.publish(NEWER)
    with pytest.raises(Outrun):
        desk.keeper.publish(preview, desk.articles)
    desk.keeper.remove(old.id)
    with pytest.raises(Outrun):
        desk.keeper.publish(preview, desk.articles)


def test_an_edit_that_changes_nothing_is_none(desk: Desk) -> None:
    desk.publish(BRIDGE)
    [old] = desk.articles
    with pytest.raises(NotChanged, match="Nothing is changed"):
        desk.keeper.publish(examine(old, [old], chosen=old.id), [old])
