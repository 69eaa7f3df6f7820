"""The command line, as people and scripts use it."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.cli import run
from tests.conftest import type_in


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
def test_a_question_needs_no_quotation_marks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "What", "does", "the", "ferry", "cost", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["question"] == "What does the ferry cost"


def test_without_articles_there_is_nothing_to_answer_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", "Why?", "--knowledge", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "I have no articles to answer from yet.\n"


@pytest.mark.usefixtures("knowledge")
def test_an_answer_as_json_holds_what_scripts_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "What does the ferry cost?", "--json", "--top", "1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [
        *("question", "verdict", "confidence", "elapsed_ms", "quotes", "facts", "readings")
    ]
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
def test_a_question_of_a_batch_may_go_on_from_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"question": "until when?", "after": "Who closed the harbour bridge?"},
        {"question": "What does the ferry cost?", "after": "Who closed the harbour bridge?"},
        {"question": "by whom?"},
    ]
    type_in(monkeypatch, "\n".join(map(json.dumps, lines)))
    assert run(["ask", "--batch"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    first, *_ = (answer["quotes"] for answer in answers)
    assert "until the spring" in first[0]["text"]
    assert [a["verdict"] for a in answers[1:]] == ["answered", "unanswered"]
    assert [a["question"] for a in answers] == [line["question"] for line in lines]


NO_QUESTIONS = ["[" * 100_000, "9" * 5000, '{"question": 5}', '{"question": null}', '{"question"']


@pytest.mark.usefixtures("knowledge")
@pytest.mark.parametrize("value", NO_QUESTIONS, ids=lambda value: value[:20])
def test_a_line_that_is_no_json_stops_no_batch(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = value if value.startswith("{") else f'{{"question": {value}}}'
    type_in(monkeypatch, f"{line}\nWho found cracks?\n")
    assert run(["ask", "--batch"]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["question"] == "Who found cracks?"
    assert printed.err.startswith("line 1: ")


def test_any_bytes_on_standard_input_are_questions(knowledge: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"question": "Who?"}',
        b"\xff\xfe?",
        b"a\0b",
        b'{"question": "\\ud800\\u009b"}',
    ]
    command = [sys.executable, "-m", "bot", "ask", "--batch", "--knowledge", str(knowledge)]
    asked = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=True)
    questions = [json.loads(line)["question"] for line in asked.stdout.splitlines()]
    assert questions == ["Who?", "\ufffd\ufffd?", "a\0b", "\ud800\x9b"]
    assert b"\xc2\x9b" not in asked.stdout, "a terminal would obey it"


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


def test_statistics_that_can_not_be_read_are_an_error_of_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bot.sqlite3").write_text("no database")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    assert run(["stats"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "file is not a database" in said.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"article-bot {version('article-bot')}\n"


def test_synonyms_of_which_some_count_are_not_called_rejected(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (knowledge / "synonyms.txt").write_text("boat, ferry\nalone\n")
    assert run(["check"]) == 1
    line = capsys.readouterr().out.splitlines()[-1]
    assert line.startswith("partly    synonyms.txt: all lines count but these: line 2: ")
    assert run(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[-1]["fate"] == "rejected"


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
    heavy = {"telegram", "httpx", "py3langid", "trafilatura", "lxml", "pdfminer", "docx"}
    program = (
        "import sys; from bot.cli import run;"
        f"run(['ask', 'Who found cracks?', '--knowledge', {str(knowledge)!r}]);"
        f"print(*sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)"
    )
    asked = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert asked.stderr == b"\n"


def test_check_names_a_copy_and_what_it_is_a_copy_of(
    knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (knowledge / "again.txt").write_text((knowledge / "bridge.md").read_text().split("---\n\n")[1])
    os.utime(knowledge / "bridge.md", (1000, 1000))
    assert run(["check", "--json"]) == 1
    copy = {
        "file": "again.txt",
        "fate": "rejected",
        "reason": "it is a copy of bridge.md, word for word",
    }
    assert copy in json.loads(capsys.readouterr().out)
