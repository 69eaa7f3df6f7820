"""The list of synonyms: a file of one rule a line beside the articles, to which rules are added."""

from pathlib import Path

from bot import wording
from bot.keeping.disk import NotChanged, alone, put
from bot.reading.files import read_text_file
from bot.search.articles import IgnoredFile, RejectedFile
from bot.search.synonyms import FILE, WrongRule, parse, parse_rule


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


def _content(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return read_text_file(path)
    except (RejectedFile, IgnoredFile) as refusal:
        raise NotChanged(wording.UNUSABLE_SYNONYMS.format(name=FILE, reason=refusal)) from refusal
