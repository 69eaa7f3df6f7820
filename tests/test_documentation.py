"""The documentation says what is so: its lists, examples, links and pictures hold."""

import argparse
import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from bot import wording
from bot.arguments import parser
from bot.settings import DEFAULTS
from docs.pictures import FOLDER, pictures

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


def commands() -> set[str]:
    [action] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return set(action.choices)


def test_the_settings_are_listed_with_their_defaults() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? *\|", README, re.MULTILINE)
    assert dict(rows) == DEFAULTS


def test_the_commands_listed_are_those_there_are() -> None:
    assert set(re.findall(r"^\| `article-bot (\w+)", README, re.MULTILINE)) == commands()


def test_moderators_are_told_of_all_their_commands() -> None:
    told = re.findall(r"`/(\w+)", PAGES[ROOT / "docs" / "moderators.md"])
    assert set(wording.MODERATOR_COMMANDS) - set(told) == set()


def test_the_languages_are_counted() -> None:
    languages = list((ROOT / "bot" / "search" / "text" / "languages").glob("*.toml"))
    assert f" in {len(languages)} languages" in README


def test_the_words_explained_are_those_of_the_code() -> None:
    explained = PAGES[ROOT / "docs" / "how-it-works.md"].partition("## Words")[2]
    words = re.findall(r"^\| ([a-z, ]+?) \|", explained, re.MULTILINE)[1:]
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    names = {name.lower().replace("_", "") for name in re.findall(r"\w+", code)}
    assert {w for row in words for w in row.split(", ") if w.replace(" ", "") not in names} == set()


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


def test_the_pictures_show_what_the_bot_says() -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.svg")}
    drawn = pictures()
    outdated = {name for name in kept | drawn if kept.get(name) != drawn.get(name)}
    assert not outdated, "python -m docs.pictures draws them anew"


def test_every_picture_is_shown() -> None:
    shown = {
        page.parent / name
        for page, text in PAGES.items()
        for name in re.findall(r"src(?:set)?=\"(.+?)\"", text)
    }
    assert shown == {*FOLDER.glob("*.svg")}


@pytest.mark.parametrize("picture", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_a_picture_needs_nothing_from_elsewhere(picture: Path) -> None:
    svg = picture.read_text(encoding="utf-8")
    assert re.findall(r"@import|@font-face|(?:href|src)=|<image|<script|url\((?!#)", svg) == []


def test_the_image_gets_what_it_copies_and_nothing_else() -> None:
    steps = (ROOT / "Containerfile").read_text(encoding="utf-8")
    copied = " ".join(re.findall(r"^COPY (?:--\S+ )?(.+) \S+$", steps, re.MULTILINE)).split()
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [rule for rule in rules if rule[:1] not in ("#", "!")] == ["*", "**/__pycache__"]
    assert sorted(copied) == sorted(rule[1:] for rule in rules if rule[:1] == "!")
    assert [name for name in copied if not (ROOT / name).exists()] == []
