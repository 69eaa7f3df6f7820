import io
import logging

import pytest

from bot.logs import OneLine

TOKEN = "12345:AAsecretpart"


@pytest.fixture
def output() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(output: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(output)
    handler.setFormatter(OneLine([TOKEN, ""]))
    logger = logging.Logger("tests", "DEBUG")
    logger.addHandler(handler)
    return logger


@pytest.mark.parametrize(
    "text",
    [TOKEN, f"https://api.telegram.org/bot{TOKEN}/getMe", "12345%3AAAsecretpart", repr([TOKEN])],
    ids=["alone", "in an address", "escaped", "in a repr"],
)
def test_a_secret_is_masked_wherever_it_stands(
    log: logging.Logger, output: io.StringIO, text: str
) -> None:
    log.info("Fetching %s", text)
    log.info(text)
    try:
        raise ValueError(text)
    except ValueError:
        log.exception("It failed")
    assert "secretpart" not in output.getvalue()
    assert output.getvalue().count("<secret>") >= 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", r"one\ntwo"),
        ("one\r\x1b[2Jtwo", r"one\r\x1b[2Jtwo"),
        ("one\u2028two", r"one\u2028two"),
        ("\u202eowt", r"\u202eowt"),
        ("lone \ud800", r"lone \ud800"),
        ("Привет, 世界 🙂", "Привет, 世界 🙂"),
    ],
    ids=["line end", "terminal control", "line separator", "direction", "surrogate", "plain"],
)
def test_a_record_is_one_line_whatever_it_carries(
    log: logging.Logger, output: io.StringIO, text: str, shown: str
) -> None:
    log.warning("Somebody says %s", text)
    [line] = output.getvalue().splitlines()
    assert line.endswith(f"WARNING  tests: Somebody says {shown}")


def test_the_lines_of_a_traceback_can_not_be_taken_for_records(
    log: logging.Logger, output: io.StringIO
) -> None:
    try:
        raise ValueError("first\n2026-01-01 00:00:00 CRITICAL tests: all is lost \ud800")
    except ValueError:
        log.exception("It failed")
    record, *rest = output.getvalue().splitlines()
    assert record.endswith("ERROR    tests: It failed")
    assert rest
    assert [line for line in rest if not line.startswith("    ")] == []
    assert rest[-1] == r"    2026-01-01 00:00:00 CRITICAL tests: all is lost \ud800"
