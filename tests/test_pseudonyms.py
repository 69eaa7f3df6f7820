from pathlib import Path

import pytest

from bot.pseudonyms import Pseudonyms


def test_the_same_has_the_same_pseudonym_also_after_a_restart(tmp_path: Path) -> None:
    before, after = Pseudonyms.open(tmp_path), Pseudonyms.open(tmp_path)
    assert before.of("vote", 1, 7) == after.of("vote", 1, 7)


def test_others_have_others(tmp_path: Path) -> None:
    pseudonyms = Pseudonyms.open(tmp_path)
    made = [pseudonyms.of(*things) for things in (("vote", 1, 7), ("vote", 17), ("chat", 1, 7))]
    assert len(set(made)) == 3


def test_without_the_key_nobody_can_make_them(tmp_path: Path) -> None:
    here, elsewhere = Pseudonyms.open(tmp_path / "here"), Pseudonyms.open(tmp_path / "elsewhere")
    assert here.of("chat", 7) != elsewhere.of("chat", 7)


def test_a_key_that_was_not_written_whole_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"half")
    Pseudonyms.open(tmp_path)
    assert len((tmp_path / "key").read_bytes()) == 32
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_where_the_key_can_not_be_kept_that_is_said_and_the_bot_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    pseudonyms = Pseudonyms.open(tmp_path / "file" / "data")
    assert pseudonyms.of("chat", 7) == pseudonyms.of("chat", 7)
    assert len(caplog.records) == 1
