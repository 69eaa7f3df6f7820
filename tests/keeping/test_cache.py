"""What a process has read, the next one need not read again; whatever becomes of the cache."""

import os
import stat
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.keeping import cache as caching
from bot.keeping.cache import Cache
from bot.keeping.watch import Watch
from bot.reading.files import read_entry
from bot.search.articles import Article
from bot.search.library import Library
from bot.search.text.synonyms import Synonyms

TEXTS = {
    "en": "The World Health Organization (WHO) counts.\n\n## Towers\n\nThe tower has 312 steps.",
    "de": "Der Turm hat 312 Stufen und eine Lampe.\n\nDie Brücke ist seit März geschlossen.",
    "ru": "В башне 312 ступеней.\n\nМост закрыт до весны, и дети плывут на пароме.",
    "zh": "灯塔有三百一十二级台阶。\n\n桥梁关闭到春天。",
    "ar": "في المنارة 312 درجة.\n\nالجسر مغلق حتى الربيع.",
    "hi": "मीनार में 312 सीढ़ियाँ हैं।\n\nपुल वसंत तक बंद है।",
    "th": "ประภาคารมีบันได 312 ขั้น\n\nสะพานปิดจนถึงฤดูใบไม้ผลิ",
}
QUESTIONS = (
    *("How many steps has the tower?", "WHO herons", "Who wrote this?", "Wie viele Stufen?"),
    *("Сколько ступеней в башне?", "灯塔有几级台阶？", "كم درجة في المنارة؟", "सीढ़ियाँ", "บันได"),
)
LONG_AGO = 1_700_000_000


class Reader:
    """Reads files, and remembers which."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path) -> Article | Synonyms:
        self.read.append(path.name)
        return read_entry(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for language, text in TEXTS.items():
        credit = f"title: The tower in {language}\nauthors: [Tove Lund]\nlanguage: {language}"
        write(folder / f"{language}.md", f"---\n{credit}\n---\n\n{text}\n")
    (folder / "synonyms.txt").write_text("stairs => steps\n")
    (folder / "notes.rtf").write_text("none of ours")
    write(folder / "broken.pdf", "no PDF")
    return folder


def write(path: Path, text: str, at: float = LONG_AGO) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def opened(folder: Path, data: Path) -> tuple[Library, list[str]]:
    """The library as a new process opens it, and the articles' files that it has read."""
    reader = Reader()
    library = Library(folder, reader)
    cache = Cache(data, folder)
    cache.restore(library)
    library.refresh()
    cache.store(library)
    return library, [name for name in reader.read if name.endswith(".md")]


def answers(library: Library) -> list[object]:
    return [library.index.answer(question, further=5) for question in QUESTIONS]


def test_a_second_process_reads_no_article_and_answers_the_same(
    folder: Path, tmp_path: Path
) -> None:
    first, read = opened(folder, tmp_path / "data")
    assert sorted(read) == sorted(f"{language}.md" for language in TEXTS)
    second, read = opened(folder, tmp_path / "data")
    assert read == []
    assert answers(second) == answers(first)
    assert second.index.articles == first.index.articles
    assert (second.rejected, second.ignored) == (first.rejected, first.ignored)


def test_only_what_has_changed_is_read_and_it_is_answered_as_without_a_cache(
    folder: Path, tmp_path: Path
) -> None:
    opened(folder, tmp_path / "data")
    write(folder / "en.md", "# The tower in en\n\nThe tower has 400 steps of oak.", LONG_AGO + 1)
    write(folder / "new.md", "# The well\n\nThe well of Ostvik is nine metres deep.")
    (folder / "ru.md").unlink()
    changed, read = opened(folder, tmp_path / "data")
    assert sorted(read) == ["en.md", "new.md"]
    fresh, _ = opened(folder, tmp_path / "other")
    assert answers(changed) == answers(fresh)
    again, read = opened(folder, tmp_path / "data")
    assert read == []
    assert answers(again) == answers(fresh)


@pytest.mark.parametrize("what", ["size", "time", "file", "content alone"])
def test_a_file_that_differs_in_anything_is_read_again(
    folder: Path, tmp_path: Path, what: str
) -> None:
    opened(folder, tmp_path / "data")
    path = folder / "en.md"
    text = path.read_text()
    if what == "file":
        path.rename(folder / "old")
        write(path, text.replace("312", "313"))
        (folder / "old").unlink()
    else:
        later = LONG_AGO + (0.001 if what == "time" else 0)
        write(path, text.replace("312", "3130" if what == "size" else "313"), later)
    library, read = opened(folder, tmp_path / "data")
    assert read == ["en.md"]
    assert "313" in library.index.answer("How many steps has the tower?").quotes[0].text


def test_what_a_link_leads_to_is_read_each_time(folder: Path, tmp_path: Path) -> None:
    (folder / "link.md").symlink_to("hidden")
    write(folder / "hidden", "# The well\n\nThe well of Ostvik is nine metres deep.")
    opened(folder, tmp_path / "data")
    write(folder / "hidden", "# The well\n\nThe well of Ostvik is five metres deep.")
    library, read = opened(folder, tmp_path / "data")
    assert read == ["link.md"]
    assert "five metres" in library.index.answer("How deep is the well?").quotes[0].text


def test_a_file_that_has_just_been_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    path = folder / "en.md"
    write(path, path.read_text(), time.time())
    opened(folder, tmp_path / "data")
    assert opened(folder, tmp_path / "data")[1] == ["en.md"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_a_damaged_cache_is_made_anew(folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    opened(folder, tmp_path / "data")
    [file] = (tmp_path / "data").iterdir()
    content = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[at:]
    else:
        content[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(content)
    library, read = opened(folder, tmp_path / "data")
    assert len(read) == len(TEXTS)
    assert len(library.index.articles) == len(TEXTS)
    assert opened(folder, tmp_path / "data")[1] == []


def test_a_cache_of_other_code_is_made_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder, tmp_path / "data")
    monkeypatch.setattr(caching, "_version", lambda: "another")
    assert len(opened(folder, tmp_path / "data")[1]) == len(TEXTS)
    assert opened(folder, tmp_path / "data")[1] == []


def test_another_folder_has_a_cache_of_its_own_and_only_some_are_kept(
    folder: Path, tmp_path: Path
) -> None:
    opened(folder, tmp_path / "data")
    for number in range(5):
        other = tmp_path / f"other-{number}"
        other.mkdir()
        write(other / "a.md", f"# A\n\nText number {number}.")
        library, read = opened(other, tmp_path / "data")
        assert read == ["a.md"]
        assert [article.credit.title for article in library.index.articles] == ["A"]
    assert len(list((tmp_path / "data").glob("*.cache"))) == 4
    assert len(opened(folder, tmp_path / "data")[1]) == len(TEXTS)


def test_without_a_place_to_write_it_only_takes_longer(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    for _ in range(2):
        library, read = opened(folder, tmp_path / "data")
        assert len(read) == len(TEXTS)
        assert len(library.index.articles) == len(TEXTS)


def test_nobody_else_can_read_it_and_nothing_is_left_beside_it(
    folder: Path, tmp_path: Path
) -> None:
    opened(folder, tmp_path / "data")
    litter = tmp_path / "data" / "articles-0.cache.killed.tmp"
    write(litter, "half")
    write(folder / "en.md", "# The tower\n\nIt has 400 steps.")
    opened(folder, tmp_path / "data")
    [file] = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_processes_that_write_it_at_once_leave_a_whole_one(folder: Path, tmp_path: Path) -> None:
    threads = [threading.Thread(target=opened, args=(folder, tmp_path / "data")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened(folder, tmp_path / "data")[1] == []


async def test_a_running_bot_keeps_what_it_has_read_once_nothing_changes(
    folder: Path, tmp_path: Path
) -> None:
    library = Library(folder, read_entry)
    watch = Watch(library, Cache(tmp_path / "data", folder))
    await watch.look()
    await watch.look()
    assert opened(folder, tmp_path / "data")[1] == []
