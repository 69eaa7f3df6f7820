"""What the bot claims though it is not there: holes in articles, and swapped names."""

from pathlib import Path

import pytest

from bot.cli import run
from bot.measuring.holes import (
    abbreviations_in_article,
    evaluate_holes,
    names_in_questions,
    swapped_names,
)
from bot.measuring.question_sets import QuestionSet, read_set
from tests.measuring.test_evaluation import BRIDGE
from tests.measuring.test_report import MUSEUM, printed_json, write_lines

WALL = "The sea wall of Ostvik was raised by a metre in 1962, and again after the storm of 1987."
CLOCK = "The oldest clock in Lerum was made by Anna Berg, who had learnt her trade in Geneva."


def asked(folder: Path, *questions: tuple[str, str, list[int], list[str]]) -> QuestionSet:
    """A set of two articles of three paragraphs: question, article, gold paragraphs, answers."""
    write_lines(
        folder / "articles.jsonl",
        [
            {"id": key, "title": title, "language": "en", "passages": passages}
            for key, title, passages in (
                ("bridge", "The bridge is closed", [*BRIDGE, WALL]),
                ("museum", "A town of clocks", [*MUSEUM, CLOCK]),
            )
        ],
    )
    write_lines(
        folder / "questions.jsonl",
        [
            {
                "question": question,
                "article_id": article,
                "passage_index": gold,
                "answers": answers,
                "answerable": bool(gold),
            }
            for question, article, gold, answers in questions
        ],
    )
    return read_set(folder)


def test_a_question_is_asked_of_the_whole_article_and_of_what_is_left(tmp_path: Path) -> None:
    found = evaluate_holes(
        asked(
            tmp_path,
            ("What did divers find in the pillars of the bridge?", "bridge", [0], ["cracks"]),
            ("When was the sea wall raised by a metre?", "bridge", [2], ["1962"]),
        ),
        lambda: None,
    )
    figures = {name: found.figures[name] for name in ("answered", "claimed", "silent", "auc")}
    assert found.questions == 2
    assert figures == {"answered": 1.0, "claimed": 0.0, "silent": 0.0, "auc": 1.0}


def test_a_claim_is_told_as_a_miss(tmp_path: Path) -> None:
    told = "How many timepieces does the keeper of the museum wind by hand on Sundays at noon?"
    found = evaluate_holes(asked(tmp_path, (told, "museum", [0], ["eight hundred"])), lambda: None)
    assert found.figures["claimed"] == 1.0
    (miss,) = found.misses
    assert miss.question.text == told
    assert not miss.question.answerable
    assert miss.answer.quotes[0].text == MUSEUM[1]


@pytest.mark.parametrize(
    ("gold", "answers"),
    [([0], ["the  town"]), ([0, 1], ["eight hundred"]), ([], [])],
    ids=["an answer stands elsewhere too", "one paragraph is left", "nothing answers it"],
)
def test_questions_are_left_out_that_a_hole_says_nothing_about(
    tmp_path: Path, gold: list[int], answers: list[str]
) -> None:
    asked(tmp_path, ("What is shown to the town?", "museum", gold, answers))
    (tmp_path / "articles.jsonl").write_text(
        (tmp_path / "articles.jsonl").read_text().replace(CLOCK, f"{CLOCK} It hangs in the town.")
    )
    assert evaluate_holes(read_set(tmp_path), lambda: None).questions == 0


def test_names_are_swapped_for_those_in_the_articles_own_questions(tmp_path: Path) -> None:
    found = swapped_names(
        asked(
            tmp_path,
            ("Who closed the bridge of Ostvik?", "bridge", [0], ["council"]),
            ("When does New Harbour Ferry leave Ostvik?", "bridge", [1], []),
            ("Lerum has how many clocks?", "museum", [0], []),
            ("What did Anna Berg’s aunt make in Geneva, and for Lerum?", "museum", [2], []),
            ("Is Lerum rich?", "museum", [], []),
        ),
        names_in_questions,
    )
    assert [(question.article, question.text) for question in found] == [
        ("bridge", "What did Ostvik aunt make in New Harbour Ferry, and for Ostvik?"),
        ("museum", "Who closed the bridge of Anna Berg’s?"),
        ("museum", "When does Geneva leave Lerum?"),
    ]


def test_abbreviations_are_put_in_with_what_they_stand_for(tmp_path: Path) -> None:
    asked(tmp_path, ("Who closed the bridge of Ostvik, and Hov?", "bridge", [0], ["council"]))
    articles = tmp_path / "articles.jsonl"
    defined = f"{CLOCK} The Lerum Clock Society (LCS) keeps it."
    articles.write_text(articles.read_text().replace(CLOCK, defined))
    found = swapped_names(read_set(tmp_path), abbreviations_in_article)
    assert [(question.article, question.text) for question in found] == [
        ("museum", "Who closed the bridge of LCS, and Lerum Clock Society?")
    ]


def test_the_command_prints_the_figures_of_holes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(
        tmp_path,
        ("When was the sea wall raised by a metre, says Tove Lund?", "bridge", [2], ["1962"]),
        ("Who learnt a trade in Geneva?", "museum", [2], ["Anna Berg"]),
    )
    assert run(["eval", str(tmp_path), "--holes", "--json"]) == 0
    (found,) = printed_json(capsys)
    assert 0.0 <= found.pop("swapped claimed") <= 1.0  # type: ignore[operator]
    assert found == {
        "set": tmp_path.name,
        "questions": 2,
        "answered": 1.0,
        "claimed": 0.0,
        "silent": 0.0,
        "auc": 1.0,
        "swapped": 2.0,
        "abbreviated": 0.0,
        "abbreviated claimed": None,
        "misses": [],
    }
    assert run(["eval", str(tmp_path), "--holes"]) == 0
    shown = capsys.readouterr().out.splitlines()[1].split()
    assert shown[1:7] == ["2", "100.0", "0.0", "0.0", "1.000", "2"]


def test_one_way_is_asked_for_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["eval", "set", "--holes", "--single"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
