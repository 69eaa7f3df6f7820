"""Front matter: what a Markdown file says about its article, between two lines of `---`."""

import re
from typing import NoReturn

from bot.reading.credits import checked, checked_language
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Credit, RejectedFile

_MARKS = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\A---[ \t]*\n\s*[\w-]+[ \t]*:")
_LONGEST = 64 * 1024
_DEEPEST = 3


def split_front_matter(text: str) -> tuple[Credit | None, str, str]:
    """Part a Markdown text into its front matter's credit and language, and its body.

    The credit is None if it has no front matter.
    Raises `RejectedFile` if the front matter is wrong, with what to mend.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marked = _MARKS.match(text)
    if not _OPENED.match(text) and not (marked and not marked[1].strip()):
        return None, "", text
    if not marked:
        raise RejectedFile("the front matter is not closed: a line with --- is missing after it")
    fields = _fields(marked[1])
    if not (title := _line(fields, "title")):
        raise RejectedFile("the front matter has no title")
    said = Credit(
        title=title,
        authors=_names(fields, "authors") or _names(fields, "author"),
        publisher=_line(fields, "publisher"),
        published=_line(fields, "published") or _line(fields, "date"),
        url=_line(fields, "url"),
        based_on=_line(fields, "based_on"),
    )
    return checked(said), checked_language(_line(fields, "language")), text[marked.end() :]


def _fields(text: str) -> dict[str, object]:
    import yaml

    if len(text) > _LONGEST:
        raise RejectedFile("the front matter is longer than 64 kB")
    try:
        _refuse_bombs(text)
        # The base loader leaves every value as it was typed: 1984 and 2024-02-30 are strings.
        fields = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError) as error:
        _reject(error)
    if not isinstance(fields, dict):
        raise RejectedFile("the front matter has to be lines like “title: …”")
    return {str(key): value for key, value in fields.items()}


def _reject(error: Exception) -> NoReturn:
    mark = getattr(error, "problem_mark", None)
    where = f" in line {mark.line + 2}" if mark else ""
    problem = getattr(error, "problem", None) or "it is no YAML"
    raise RejectedFile(f"the front matter can't be read{where}: {problem}") from error


def _refuse_bombs(text: str) -> None:
    """Refuse, from the stream of events, what would be built into something huge or deep."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RejectedFile("the front matter uses & or * references: quote the value instead")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RejectedFile("the front matter is nested too deeply")


def _line(fields: dict[str, object], key: str) -> str:
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise RejectedFile(f"the front matter's {key} has to be one line of text")
    return one_line(value)


def _names(fields: dict[str, object], key: str) -> tuple[str, ...]:
    value = fields.get(key, "")
    if isinstance(value, str):
        return names_in(_line(fields, key))
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise RejectedFile(f"the front matter's {key} has to be a list of names")
    return tuple(filter(None, map(one_line, value)))
