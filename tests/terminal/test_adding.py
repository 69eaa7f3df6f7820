"""`article-bot add`, and taking back what it did."""

from pathlib import Path

import pytest

from bot import wording
from bot.cli import run
from tests.conftest import BRIDGE, type_in

PASTED = """The Lighthouse Is Sold

By Jane Doe

The lighthouse of Ostvik, which has stood empty for eleven years, was sold on Friday to a baker.
"""


def test_a_file_is_shown_corrected_and_added(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    options = ["--author", "Jo Roe", "--author", "Xi Li", "--published", "5 March 2024", "--yes"]
    assert run(["add", "pasted.txt", *options]) == 0
    printed = capsys.readouterr().out
    assert "Credit: The Lighthouse Is Sold · Jo Roe and Xi Li · 2024-03-05\n" in printed
    assert "\n  The lighthouse of Ostvik, which has stood empty" in printed
    assert (knowledge / "the-lighthouse-is-sold.md").exists()
    assert run(["ask", "Who bought the lighthouse?"]) == 0


def test_nothing_is_added_without_a_yes(
    knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    for typed in ("n\n", "\n", ""):
        type_in(monkeypatch, typed)
        assert run(["add", "pasted.txt"]) == 0
    assert [path.name for path in knowledge.iterdir()] == ["bridge.md"]
    type_in(monkeypatch, "y\n")
    assert run(["add", "pasted.txt"]) == 0
    assert len(list(knowledge.iterdir())) == 2


def test_what_is_refused_is_named_and_the_rest_added(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    (tmp_path / "again.txt").write_text(PASTED)
    (tmp_path / "empty.md").write_text("")
    sources = ["pasted.txt", "again.txt", "empty.md", "gone.md", "bridge.jpg"]
    assert run(["add", "--yes", *sources]) == 1
    printed = capsys.readouterr()
    assert [line.split(":")[0] for line in printed.err.splitlines()] == [
        "Refused again.txt",
        "Refused empty.md",
        "Refused gone.md",
        "Refused bridge.jpg",
    ]
    assert "word for word, as the-lighthouse-is-sold" in printed.err
    assert printed.out.splitlines()[-1] == "1 added, 0 replaced, 4 refused, 0 not added"
    assert len(list(knowledge.iterdir())) == 2


def test_a_new_version_is_shown_asked_for_and_takes_the_place_of_the_old(
    knowledge: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (knowledge / "bridge.md").read_text()
    (tmp_path / "newer.md").write_text(BRIDGE.replace("four crowns", "five crowns"))
    type_in(monkeypatch, "no\n")
    assert run(["add", "newer.md"]) == 0
    printed = capsys.readouterr().out
    assert "(bridge) – paragraphs: 1 changed, 0 added, 0 removed.\n" in printed
    assert "Replace bridge? [y/N]" in printed
    assert (knowledge / "bridge.md").read_text() == before

    assert run(["add", "newer.md", "--yes"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Replaced bridge.md"
    assert "five crowns" in (knowledge / "bridge.md").read_text()


def test_the_last_changes_are_taken_back_one_by_one(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (knowledge / "bridge.md").read_bytes()
    (tmp_path / "newer.md").write_text(BRIDGE.replace("four crowns", "five crowns"))
    assert run(["add", "newer.md", "--yes"]) == 0
    assert run(["remove", "bridge"]) == 0
    capsys.readouterr()
    assert [run(["undo"]), run(["undo"]), run(["undo"])] == [0, 0, 2]
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Taken back: “The bridge is closed” is there again.",
        "Taken back: the version before “The bridge is closed” is there again.",
    ]
    assert printed.err == "There is nothing to take back.\n"
    assert (knowledge / "bridge.md").read_bytes() == before


@pytest.mark.usefixtures("knowledge")
def test_what_may_be_wrong_is_said_before_it_is_added(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scan-7.txt").write_text("\n\n".join(["Home", "News", "Sport", "Log in"] * 3))
    assert run(["add", "scan-7.txt", "--yes", "--title", "Menu"]) == 0
    printed = capsys.readouterr().out
    assert "⚠️ Most of its paragraphs are very short, as in a list of links." in printed
    assert "called after its file" not in printed


@pytest.mark.usefixtures("knowledge")
def test_pages_of_ones_own_network_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "http://127.0.0.1:9/page", "--yes"]) == 1
    assert "is not on the public web" in capsys.readouterr().err


@pytest.mark.usefixtures("knowledge")
def test_a_folder_is_called_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "articles").mkdir()
    assert run(["add", "articles", "--yes"]) == 1
    assert capsys.readouterr().err == f"Refused articles: {wording.IS_FOLDER}\n"


def test_a_wrong_correction_is_refused(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    assert run(["add", "pasted.txt", "--yes", "--published", "soon"]) == 1
    assert "“soon” is not a date" in capsys.readouterr().err
    assert len(list(knowledge.iterdir())) == 1


def test_the_credit_of_an_article_is_edited_and_taken_back(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (knowledge / "bridge.md").read_bytes()
    assert (
        run(["edit", "bridge", "--title", "Closed at last", "--based-on", "A book", "--yes"]) == 0
    )
    capsys.readouterr()
    assert run(["list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("bridge\n    Closed at last")
    assert run(["undo"]) == 0
    assert (knowledge / "bridge.md").read_bytes() == before
    capsys.readouterr()
    assert run(["edit", "bridge"]) == run(["edit", "bridge", "--title", ""]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""  # and nothing is asked
    assert printed.err == 2 * f"Refused bridge: {wording.NOTHING_CORRECTED}\n"
    assert run(["edit", "nothing", "--title", "T", "--yes"]) == 1
    assert "no article nothing" in capsys.readouterr().err


def test_a_new_version_keeps_the_credit_that_it_does_not_say_itself(
    knowledge: Path, tmp_path: Path
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    assert run(["add", "pasted.txt", "--publisher", "Herald", "--yes"]) == 0
    newer = PASTED.replace("By Jane Doe\n\n", "").replace("Friday", "Monday")
    (tmp_path / "newer.txt").write_text(newer)
    assert run(["add", "newer.txt", "--publisher", "Herald", "--yes"]) == 0
    written = (knowledge / "the-lighthouse-is-sold.md").read_text()
    assert "- Jane Doe" in written
    assert "Monday" in written


def test_a_new_version_keeps_a_credit_that_was_corrected_by_hand(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.md").write_text(BRIDGE.replace("four crowns", "five crowns"))
    assert run(["edit", "bridge", "--author", "Jo Roe", "--published", "2024", "--yes"]) == 0
    assert run(["add", "page.md", "--yes"]) == 0
    printed = capsys.readouterr().out
    assert "⚠️ Authors: it was corrected by hand, and stays so. The new text says:" in printed
    written = (knowledge / "bridge.md").read_text()
    assert "five crowns" in written
    assert "- Jo Roe" in written
    assert "corrected:\n- authors\n- published\n" in written
    (tmp_path / "newer.md").write_text(BRIDGE.replace("four crowns", "six crowns"))
    assert run(["add", "newer.md", "--author", "Xi Li", "--yes"]) == 0
    written = (knowledge / "bridge.md").read_text()
    assert "- Xi Li" in written
    assert "published: '2024'" in written
