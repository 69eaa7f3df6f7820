"""The documentation says what is so: its lists, examples, conversations and links hold."""

import argparse
import io
import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from rich.console import Console

from bot.arguments import parser
from bot.chat.link import replies
from bot.reading.files import read_file
from bot.search.library import Library
from bot.settings import DEFAULTS
from bot.terminal.conversation import converse
from bot.wording import NO_TOKEN, PROMPT

ROOT = Path(__file__).parents[1]
PAGES = {
    page: page.read_text(encoding="utf-8")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
README = PAGES[ROOT / "README.md"]
FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", "\n".join(PAGES.values()), re.DOTALL | re.MULTILINE)
EXAMPLES = [
    example
    for kind, block in FENCED
    if kind == "sh"
    for example in re.findall(r"(?:^|bin/)(article-bot.*)", block, re.MULTILINE)
]


@pytest.fixture
def library() -> Library:
    """The articles that are shipped."""
    library = Library(ROOT / "knowledge", read_file)
    library.refresh()
    return library


def commands() -> set[str]:
    [action] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return set(action.choices)


def test_the_settings_are_listed_with_their_defaults() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? *\|", README, re.MULTILINE)
    assert dict(rows) == DEFAULTS


def test_the_commands_listed_are_those_there_are() -> None:
    assert set(re.findall(r"^\| `article-bot (\w+)", README, re.MULTILINE)) == commands()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 5


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_can_be_typed_as_printed(example: str) -> None:
    words = shlex.shlex(example, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    _, *arguments = words
    end = next((n for n, word in enumerate(arguments) if word in ("|", "<", ">")), None)
    parser().parse_args(arguments[:end])


def test_the_first_page_stays_short() -> None:
    assert len(README.splitlines()) <= 300


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = re.findall(r"`((?:bot|tests|bench|docs|knowledge|\.ci)/[^`*{<\s]*)`", PAGES[page])
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", PAGES[page])
    found = [(page.parent / name if name else page, anchor) for name, anchor in links]
    assert [file for file, _ in found if not file.exists()] == []
    assert [anchor for file, anchor in found if anchor and anchor not in anchors(file)] == []


def test_every_page_is_reached_from_the_first() -> None:
    linked = re.findall(r"\]\((docs/[\w-]+\.md)", README)
    assert {ROOT / name for name in linked} == {*PAGES} - {ROOT / "README.md"}


def anchors(page: Path) -> set[str]:
    """What links can name in a page: its headings, as forges spell them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = chain(project["dependencies"], *project["optional-dependencies"].values())
    pins = re.findall(r"^([\w.-]+)==\d", (ROOT / "constraints.txt").read_text(), re.MULTILINE)
    assert {normalised(re.split(r"[^\w.-]", each)[0]) for each in asked} <= {*map(normalised, pins)}


def normalised(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_tests_are_installed_as_the_whole_check_installs_them() -> None:
    install = ".venv/bin/pip install -c constraints.txt -e '.[dev]'"
    assert f"-m venv .venv && {install} && .venv/bin/pytest" in README
    assert f"\n{install}\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_conversation_in_the_terminal_goes_as_printed(library: Library) -> None:
    [printed] = [block for _, block in FENCED if f"\n{PROMPT}" in block]
    typed = iter(re.findall(rf"^{PROMPT}(.*)$", printed, re.MULTILINE))
    out = Console(
        file=io.StringIO(),
        record=True,
        force_terminal=True,
        color_system="truecolor",
        width=80,
        soft_wrap=True,
        highlight=False,
        markup=False,
        emoji=False,
    )

    def read_line(prompt: str) -> str:
        line = str(next(typed))
        out.print(f"{prompt}{line}")
        return line

    out.print(NO_TOKEN)
    converse(library, out, read_line)
    said = [line.rstrip() for line in out.export_text().splitlines()]
    assert "\n".join(said) == printed.strip()


[CHAT] = [block for _, block in FENCED if block.startswith("You: ")]
TURNS = re.findall(r"^You: (.*)\n\nBot: ((?:(?!^You: ).*\n)*)", CHAT, re.MULTILINE)


def test_there_are_turns_of_the_chat() -> None:
    assert len(TURNS) > 1


@pytest.mark.parametrize(("question", "reply"), TURNS)
def test_the_chat_in_telegram_goes_as_printed(question: str, reply: str, library: Library) -> None:
    first = replies.pages(library.index.answer(question))[0]
    assert reply.split() == first.plain.split()
