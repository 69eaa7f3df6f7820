"""`article-bot eval`: question sets are read, asked, and their figures printed."""

import json
from pathlib import Path

import pytest

from bot.cli import run
from tests.measuring.test_evaluation import BRIDGE

MUSEUM = [
    "The museum of clocks in Lerum shows eight hundred timepieces that a watchmaker left to the "
    "town in his will.",
    "On Sundays the keeper winds them all by hand, and at noon they strike within one minute of "
    "one another.",
]
ARTICLES = [
    {"id": "bridge", "title": "The bridge is closed", "language": "en", "passages": BRIDGE},
    {"id": "museum", "title": "A town of clocks", "language": "en", "passages": MUSEUM},
]
QUESTIONS = [
    {
        "question": "What did divers find in the pillars?",
        "answers": ["cracks"],
        "answerable": True,
        "article_id": "bridge",
        "passage_index": [0],
    },
    {
        "question": "How many timepieces does the museum of clocks show?",
        "answers": ["eight hundred"],
        "answerable": True,
        "article_id": "museum",
        "passage_index": [0],
    },
    {
        "question": "Who invented the zeppelin?",
        "answers": [],
        "answerable": False,
        "article_id": "museum",
        "passage_index": [],
    },
]


def write_lines(path: Path, lines: list[object]) -> None:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_lines(tmp_path / "articles.jsonl", [*ARTICLES])
    write_lines(tmp_path / "questions.jsonl", [*QUESTIONS])
    return tmp_path


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for name, passages in (("bridge", BRIDGE), ("museum", MUSEUM)):
        (folder / f"{name}.txt").write_text("\n\n".join([f"About the {name}", *passages]))
    return folder


def printed_json(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def test_a_set_is_measured_as_one_library(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", str(folder), "--json"]) == 0
    (found,) = printed_json(capsys)
    assert found == {
        "set": folder.name,
        "questions": 3,
        "quote@1": 1.0,
        "quote@3": 1.0,
        "best@1": 1.0,
        "answered": 1.0,
        "refused": 1.0,
        "auc": 1.0,
        "words": 20.0,
        "misses": [],
    }


def test_each_article_by_itself_is_asked_what_belongs_to_it_and_what_does_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["eval", str(folder), "--single", "--json"]) == 0
    (found,) = printed_json(capsys)
    elsewhere = {name: value for name, value in found.items() if name.startswith("elsewhere")}
    assert found["quote@1"] == 1.0
    assert elsewhere == {
        "elsewhere auc": 1.0,
        "elsewhere refused": 1.0,
        "elsewhere unanswered": 1.0,
    }


def test_figures_are_a_table_in_per_cent_without_escapes_in_a_pipe(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["eval", str(folder), str(folder)]) == 0
    printed = capsys.readouterr()
    head, first, second = printed.out.splitlines()
    assert head.split() == [
        "set", "questions", "quote@1", "quote@3", "best@1", "answered", "refused", "auc", "words",
    ]  # fmt: skip
    assert first.split()[1:] == ["3", "100.0", "100.0", "100.0", "100.0", "100.0", "1.000", "20"]
    assert second == first
    assert printed.err == ""


def test_moderators_ask_their_own_questions_of_their_own_articles(
    tmp_path: Path, knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text(
        "What does the ferry cost? | 4 crowns | four  crowns\n\n"
        "Who invented the zeppelin?\n"
        '{"question": "When does the keeper wind them?", "answers": ["at midnight"]}\n'
    )
    arguments = ["eval", str(questions), "--knowledge", str(knowledge), "--json", "--misses", "9"]
    assert run(arguments) == 0
    (found,) = printed_json(capsys)
    assert [found[name] for name in ("questions", "quote@1", "refused")] == [3, 0.5, 1.0]
    misses = found["misses"]
    assert isinstance(misses, list)
    (miss,) = misses
    assert miss["question"] == "When does the keeper wind them?"
    assert miss["wanted"] == ["at midnight"]
    assert miss["quoted"] == MUSEUM[1]


def test_a_miss_shows_what_was_wanted_and_what_was_quoted(
    tmp_path: Path, knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("When does the keeper wind them? | at midnight\nWhat cracks? | the whip\n")
    arguments = ["eval", str(questions), "--knowledge", str(knowledge), "--misses", "1"]
    assert run(arguments) == 0
    _, _, gap, question, wanted, _, quoted, credit = capsys.readouterr().out.splitlines()
    assert [gap, question, wanted] == [
        "",
        "questions.txt: When does the keeper wind them?",
        "  wanted: at midnight",
    ]
    assert (quoted, credit) == (f"  in: {MUSEUM[1]}", "  — About the museum")


@pytest.mark.parametrize(
    ("file", "lines", "complaint"),
    [
        ("articles.jsonl", ['{"id": "a"'], "articles.jsonl, line 1: it is no JSON"),
        ("articles.jsonl", ["[]"], "articles.jsonl, line 1: it is no JSON object"),
        ("articles.jsonl", ['{"id": 1}'], 'articles.jsonl, line 1: "id" has to be a text'),
        (
            "articles.jsonl",
            ["", json.dumps({**ARTICLES[0], "passages": "text"})],
            'articles.jsonl, line 2: "passages" has to be a list of texts',
        ),
        (
            "articles.jsonl",
            [json.dumps(ARTICLES[0])] * 2,
            "articles.jsonl, line 2: there are two articles with the id “bridge”",
        ),
        (
            "articles.jsonl",
            [json.dumps({**ARTICLES[0], "passages": []})],
            "articles.jsonl, line 1: it holds no text",
        ),
        (
            "questions.jsonl",
            [json.dumps({**QUESTIONS[0], "article_id": "boat"})],
            "questions.jsonl, line 1: there is no article with the id “boat”",
        ),
        (
            "questions.jsonl",
            [json.dumps({**QUESTIONS[0], "passage_index": [2]})],
            'questions.jsonl, line 1: "passage_index" has to be a list of places from 0 to 1',
        ),
        (
            "questions.jsonl",
            [json.dumps({**QUESTIONS[0], "passage_index": []})],
            "questions.jsonl, line 1: the question is answerable, but no paragraph is named",
        ),
        (
            "questions.jsonl",
            [json.dumps({**QUESTIONS[0], "answerable": "yes"})],
            'questions.jsonl, line 1: "answerable" has to be true or false',
        ),
    ],
)
def test_a_bad_set_is_refused_by_file_and_line(
    folder: Path, file: str, lines: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    assert run(["eval", str(folder)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{folder}/{complaint}")
    assert len(printed.err.splitlines()) == 1


def test_a_set_without_questions_is_refused_by_the_file_that_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "questions.jsonl").unlink()
    assert run(["eval", str(folder)]) == 2
    missing = f"{folder}/questions.jsonl: No such file or directory\n"
    assert capsys.readouterr().err == missing


def test_a_file_without_questions_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("\n")
    assert run(["eval", str(questions)]) == 2
    assert capsys.readouterr().err == f"{questions}: it holds no questions\n"


def test_moderators_questions_are_asked_with_their_synonyms(
    tmp_path: Path, knowledge: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (knowledge / "synonyms.txt").write_text("boat, ferry\n")
    questions = tmp_path / "questions.txt"
    questions.write_text("What about the boat? | four crowns\n")
    assert run(["eval", str(questions), "--knowledge", str(knowledge), "--json"]) == 0
    (found,) = printed_json(capsys)
    assert found["quote@1"] == 1.0


def test_own_questions_are_not_asked_of_single_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("What does the ferry cost? | four crowns\n")
    assert run(["eval", str(questions), "--single"]) == 2
    assert "--single is for folders" in capsys.readouterr().err
