"""What the constants of the ranking ought to be, as the bench works it out."""

from pathlib import Path

import numpy as np
import pytest

from bench.confidence import RIDGE, Kind, cases, confidence_tables, fit, sigmoid
from bench.tune import Move, measure, moved, moves, weights_table
from bot.search import answering
from bot.search.ranking import language_index, reranker
from tests.measuring.test_report import ARTICLES, QUESTIONS, write_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_lines(tmp_path / "articles.jsonl", [*ARTICLES])
    write_lines(tmp_path / "questions.jsonl", [*QUESTIONS])
    return tmp_path


def constants(name: str) -> list[object]:
    return [
        vars(module)[name]
        for module in (answering, language_index, reranker)
        if name in vars(module)
    ]


@pytest.mark.parametrize("move", moves(), ids=lambda move: f"{move.label}={move.number}")
def test_a_move_reaches_where_the_constant_is_used_and_is_taken_back(move: Move) -> None:
    (before,) = constants(move.name)
    with moved(move):
        assert constants(move.name) == [move.value]
    assert constants(move.name) == [before]
    assert before != move.value


def test_a_table_tells_what_each_move_gives(folder: Path) -> None:
    lines = list(weights_table([measure(folder)]))
    assert "| as they are | 100.00 | 100.00 | 100.00 |" in lines
    assert "| TITLE = 0.63 | +0.00 (0 up, 0 down, 0.0) |" in "\n".join(lines)


def test_a_set_is_asked_in_all_ways(folder: Path) -> None:
    found = cases(folder).cases
    assert {case.kind for case in found} == set(Kind)
    assert [case.answerable for case in found if case.kind is Kind.LIBRARY] == [True, True, False]
    assert not any(case.answerable for case in found if case.kind is Kind.OTHER)


def test_cases_are_the_same_in_every_run(folder: Path) -> None:
    assert cases(folder) == cases(folder)


def test_coefficients_are_printed_ready_to_paste(folder: Path) -> None:
    lines = "\n".join(confidence_tables([cases(folder)]))
    assert "\nWEIGHTS = Evidence(\n    held=" in lines


def test_the_regression_finds_the_coefficients_that_made_the_chances() -> None:
    made = np.array([-1.0, 2.0, -0.5])
    values = np.array([[x, y] for x in np.linspace(-2, 2, 9) for y in np.linspace(-3, 3, 7)])
    chances = sigmoid(made[0] + values @ made[1:])
    labels = np.repeat([1.0, 0.0], len(values))
    weights = 1e6 * RIDGE * np.concatenate((chances, 1 - chances))
    found = fit(np.concatenate((values, values)), labels, weights)
    assert found.tolist() == pytest.approx(made.tolist(), abs=1e-4)
