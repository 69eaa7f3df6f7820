"""Imports point one way: chat, terminal → keeping, replying → reading, search; commands → all."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_FILES = 16
FILES = sorted((ROOT / "bot").rglob("*.py"))


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(file: Path) -> str:
    return ".".join(file.parent.relative_to(ROOT / "bot").parts)


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


_BELOW_CHAT = (
    *("bot.asked", "bot.database", "bot.pseudonyms", "bot.reading", "bot.search"),
    *("bot.replying", "bot.phrases", "bot.translation", "bot.wording"),
)
_TEXTS = (
    *("bot.reading.bylines", "bot.reading.decoding", "bot.reading.names"),
    *("bot.reading.paragraphs", "bot.reading.parts"),
    "bot.search.articles",
)

ALLOWED = {
    "search": ("bot.search",),
    "search.text": ("bot.search.text", "bot.search.articles"),
    "search.ranking": (
        *("bot.search.ranking", "bot.search.text", "bot.search.analyzed_article"),
        *("bot.search.answers", "bot.search.articles", "bot.search.following"),
    ),
    "reading": ("bot.reading", "bot.search.articles", "bot.search.text.synonyms"),
    "reading.web": (
        *("bot.reading.web", *_TEXTS, "bot.reading.dates"),
        *("bot.reading.files", "bot.reading.text"),
    ),
    "reading.markdown": (
        *("bot.reading.markdown", *_TEXTS, "bot.reading.bylines", "bot.reading.credits"),
    ),
    "keeping": (
        *("bot.keeping", "bot.reading", "bot.search"),
        *("bot.refusal", "bot.private_files", "bot.sqlite_files", "bot.wording"),
    ),
    "replying": ("bot.replying", "bot.search", "bot.phrases", "bot.translation"),
    "asked": (
        *("bot.asked", "bot.search", "bot.database", "bot.pseudonyms"),
        *("bot.phrases", "bot.wording"),
    ),
    "measuring": (
        *("bot.measuring", "bot.reading", "bot.refusal", "bot.search", "bot.terminal"),
        *("bot.wording",),
    ),
    "terminal": (
        *("bot.terminal", "bot.keeping", "bot.reading", "bot.search", "bot.asked", "bot.database"),
        *("bot.replying", "bot.settings", "bot.phrases", "bot.translation", "bot.wording"),
    ),
    "chat": (
        *("bot.chat", "bot.reading", "bot.search", "bot.asked", "bot.database", "bot.pseudonyms"),
        *("bot.replying", "bot.keeping", "bot.settings", "bot.logs"),
        *("bot.phrases", "bot.translation", "bot.wording"),
    ),
    "chat.link": (
        *("bot.chat.link", "bot.replying", "bot.search", "bot.database"),
        *("bot.phrases", "bot.translation"),
    ),
    "chat.asking": ("bot.chat.asking", "bot.chat.link", *_BELOW_CHAT),
    "chat.moderating": ("bot.chat.moderating", "bot.chat.link", "bot.keeping", *_BELOW_CHAT),
}


def test_every_package_is_held_to_a_direction() -> None:
    assert {package_of(file) for file in (ROOT / "bot").glob("*/**/__init__.py")} == set(ALLOWED)


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    wrong = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in FILES
        if package_of(file) == package
        for module in imports(file)
        if within(module, ("bot",))
        if not within(module, ALLOWED[package])
    }
    assert wrong == set()


def test_a_room_holds_no_more_files_than_a_reader_can_hold_in_mind() -> None:
    files = Counter(package_of(file) for file in FILES if file.name != "__init__.py")
    assert {room: count for room, count in files.items() if count > MOST_FILES} == {}


@pytest.mark.parametrize(
    ("parser", "others"),
    [
        ("bot.reading.web.html", "markdown_it docx pdfminer"),
        ("bot.reading.docx", "markdown_it pdfminer trafilatura"),
        ("bot.reading.pdf", "markdown_it docx trafilatura"),
        ("bot.reading.markdown.parsing", "docx pdfminer trafilatura"),
    ],
)
def test_a_parser_s_process_loads_no_other_parser(parser: str, others: str) -> None:
    script = f"import sys, bot.reading.confinement, {parser}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert not set(others.split()) & set(loaded.stdout.decode().split())


def test_only_chat_imports_telegram() -> None:
    importers = {
        package_of(file) for file in FILES for m in imports(file) if within(m, ("telegram",))
    }
    assert importers == {"chat", "chat.link", "chat.asking", "chat.moderating"}


def test_the_core_knows_no_network_and_no_terminal() -> None:
    worldly = ("asyncio", "http", "httpx", "rich", "socket", "sqlite3", "sys", "urllib")
    wrong = {
        f"{file.name}: {module}"
        for file in FILES
        if within(package_of(file), ("search",))
        for module in imports(file)
        if within(module, worldly)
    }
    assert wrong == set()
