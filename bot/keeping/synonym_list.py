"""The list of synonyms: a file of one rule a line beside the articles, changed rule by rule.

A rule that is removed becomes a comment, so that it can be brought back, by hand too.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from bot import wording
from bot.keeping.disk import NotChanged, alone, put
from bot.reading.files import read_text_file
from bot.search.articles import IgnoredFile, RejectedFile
from bot.search.text.synonyms import FILE, Rule, WrongRule, parse, parse_rule


def add_rule(folder: Path, line: str) -> None:
    """Write a rule below the others, whole or not at all. Blocking.

    Raises `NotChanged`, with the reason, for a line that is no rule or is there already, and if the
    file can't be changed.
    """
    try:
        rule = parse_rule(line)
    except WrongRule as mistake:
        raise NotChanged(wording.WRONG_RULE.format(reason=mistake)) from mistake
    path = folder / FILE
    with alone(folder):
        text = _content(path)
        if rule in parse(text).rules:
            raise NotChanged(wording.KNOWN_RULE)
        if text and not text.endswith("\n"):
            text += "\n"
        put({path: f"{text}{line}\n".encode()})


def remove_rule(folder: Path, key: str) -> None:
    """Make a comment of each line with the rule of this key. Blocking.

    Raises `NotChanged` if there is none, or if the file can't be changed.
    """
    _change(folder, lambda line: f"# {line}" if _key_of_line(line) == key else line)


def restore_rule(folder: Path, key: str) -> None:
    """Make rules again of the comments that hold the rule of this key. Blocking.

    Raises `NotChanged` if there is none, or if the file can't be changed.
    """

    def restored(line: str) -> str:
        rule = line.removeprefix("# ")
        return rule if rule != line and _key_of_line(rule) == key else line

    _change(folder, restored)


def key_of(rule: Rule) -> str:
    """A short name for a rule, 16 characters, for the data of a button."""
    return sha256(repr(rule).encode(errors="surrogatepass")).hexdigest()[:16]


def _key_of_line(line: str) -> str:
    try:
        return key_of(parse_rule(line))
    except WrongRule:
        return ""


def _change(folder: Path, changed: Callable[[str], str]) -> None:
    path = folder / FILE
    with alone(folder):
        text = _content(path)
        new = "".join(map(changed, text.splitlines(keepends=True)))
        if new == text:
            raise NotChanged(wording.NO_SUCH_RULE)
        put({path: new.encode()})


def _content(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return read_text_file(path)
    except (RejectedFile, IgnoredFile) as refusal:
        raise NotChanged(wording.UNUSABLE_SYNONYMS.format(name=FILE, reason=refusal)) from refusal
