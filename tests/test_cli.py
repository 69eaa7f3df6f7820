"""The command line, as people and scripts use it."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import run

BRIDGE = """---
title: The bridge is closed
authors: [Tove Lund]
publisher: Northern Coast Herald
published: 2024-03-05
url: https://herald.example/bridge
language: en
---

The council of Ostvik closed the old harbour bridge until the spring, after divers found cracks.

Pupils cross by ferry, which sails every twenty minutes and costs four crowns for each passenger.
"""


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TELEGRAM_BOT_TOKEN", "KNOWLEDGE_DIR", "TELEGRAM_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "bridge.md").write_text(BRIDGE)
    return folder


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.usefixtures("knowledge")
def test_a_question_is_answered_with_a_credited_quote(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "What did the divers find?"]) == 0
    printed = capsys.readouterr().out
    assert "  The council of Ostvik closed the old harbour bridge" in printed
    assert (
        "— The bridge is closed · Tove Lund · Northern Coast Herald · 2024-03-05"
        " <https://herald.example/bridge> · passage 1 of 2"
    ) in printed
    assert "\x1b" not in printed


@pytest.mark.usefixtures("knowledge")
def test_what_no_article_says_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "Who invented the zeppelin?"]) == 1
    assert capsys.readouterr().out.startswith("The articles don't say.\n")


@pytest.mark.usefixtures("knowledge")
def test_an_answer_as_json_holds_what_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "What does the ferry cost?", "--json", "--top", "1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["question", "verdict", "confidence", "elapsed_ms", "quotes"]
    (quote,) = answer["quotes"]
    assert list(quote) == [
        "article", "title", "authors", "publisher", "published", "url", "based_on", "credit",
        "passage", "passages", "start", "end", "text", "best", "terms", "score",
    ]  # fmt: skip
    assert (quote["article"], quote["authors"], quote["passage"]) == ("bridge", ["Tove Lund"], 2)
    assert quote["text"].startswith("Pupils cross by ferry")
    start, end = quote["best"]
    assert "four crowns" in quote["text"][start:end]
    assert "ferry" in [quote["text"][start:end] for start, end in quote["terms"]]


@pytest.mark.usefixtures("knowledge")
def test_a_batch_is_answered_line_by_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, 'What does the ferry cost?\n\n{"question": "Who found cracks?"}\n')
    assert run(["ask", "--batch"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    questions = [answer["question"] for answer in answers]
    assert questions == ["What does the ferry cost?", "Who found cracks?"]


@pytest.mark.usefixtures("knowledge")
def test_a_bad_line_of_a_batch_is_named_and_the_others_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, '{"answer": 1}\n{oops\nWho found cracks?\n')
    assert run(["ask", "--batch"]) == 2
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert [line.split(":")[0] for line in printed.err.splitlines()] == ["line 1", "line 2"]


@pytest.mark.usefixtures("knowledge")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["ask"], "Say what you want to know"),
        (["ask", "  "], "Say what you want to know"),
        (["ask", "Why?", "--batch"], "Say what you want to know"),
        (["ask", "Why?", "--knowledge", "nowhere"], "There is no folder nowhere"),
        (["--knowledge", "nowhere", "list"], "There is no folder nowhere"),
        (["remove", "../bridge"], "There is no article ../bridge"),
    ],
)
def test_what_could_not_be_run_says_why(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert reason in capsys.readouterr().err


@pytest.mark.usefixtures("knowledge")
@pytest.mark.parametrize(
    "arguments", [["ask", "Why?", "--top", "0"], ["ask", "Why?", "--topp", "1"], ["bogus"]]
)
def test_a_mistyped_command_exits_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(arguments)


@pytest.mark.usefixtures("knowledge")
def test_a_wrong_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BASE_URL", "nowhere")
    assert run(["list"]) == 2
    assert "TELEGRAM_BASE_URL" in capsys.readouterr().err


def test_every_file_has_its_fate(knowledge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    (knowledge / "broken.md").write_text("---\ntitle: [\n---\n")
    (knowledge / "photo.jpg").write_bytes(b"x")
    capsys.readouterr()
    assert run(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "accepted  bridge.md"
    assert lines[1].startswith("rejected  broken.md: the front matter can't be read in line")
    assert lines[2].startswith("ignored   photo.jpg: ")
    assert run(["check", "--json"]) == 1
    fates = json.loads(capsys.readouterr().out)
    assert [(fate["file"], fate["fate"]) for fate in fates] == [
        ("bridge.md", "accepted"),
        ("broken.md", "rejected"),
        ("photo.jpg", "ignored"),
    ]


@pytest.mark.usefixtures("knowledge")
def test_articles_are_listed_and_removed_by_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "--json"]) == 0
    assert [article["article"] for article in json.loads(capsys.readouterr().out)] == ["bridge"]
    assert run(["remove", "bridge"]) == 0
    assert run(["list"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "I have no articles to answer from yet."


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
    assert "Credit:    The Lighthouse Is Sold · Jo Roe and Xi Li · 2024-03-05\n" in printed
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
    assert "Replaces:  bridge (paragraphs: 1 changed, 0 added, 0 removed)" in printed
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
    assert "Warning:   Most of its paragraphs are very short, as in a list of links." in printed
    assert "called after its file" not in printed


@pytest.mark.usefixtures("knowledge")
def test_pages_of_ones_own_network_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "http://127.0.0.1:9/page", "--yes"]) == 1
    assert "is not on the public web" in capsys.readouterr().err


def test_a_wrong_correction_is_refused(
    knowledge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pasted.txt").write_text(PASTED)
    assert run(["add", "pasted.txt", "--yes", "--published", "soon"]) == 1
    assert "“soon” is not a date" in capsys.readouterr().err
    assert len(list(knowledge.iterdir())) == 1


@pytest.mark.parametrize("redirection", ["<&-", ">&-", "| true", "<&- >&- 2>&-"])
def test_closed_streams_are_no_reason_for_a_traceback(knowledge: Path, redirection: str) -> None:
    command = f'"{sys.executable}" -m bot --knowledge "{knowledge}" ask "Who found cracks?"'
    shell = subprocess.run(
        ["sh", "-c", f"{command} {redirection}"],
        cwd=Path(__file__).parent.parent,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert (shell.returncode, shell.stderr) == (0, b"")


def test_asking_imports_neither_telegram_nor_parsers(knowledge: Path) -> None:
    program = (
        "import sys; from bot.cli import run;"
        f"run(['ask', 'Who found cracks?', '--knowledge', {str(knowledge)!r}]);"
        "print(*sorted({'telegram', 'httpx', 'py3langid', 'pydantic', 'trafilatura', 'pypdf'}"
        " & sys.modules.keys()), file=sys.stderr)"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert asked.stderr == b"\n"
