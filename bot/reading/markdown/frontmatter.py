"""Front matter: what a Markdown file says about its article, between two lines of `---`."""

import re
from dataclasses import fields

import yaml

from bot.reading.credits import checked, checked_language
from bot.reading.names import names_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Article, Credit, RejectedFile

MARKED = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)
"""Front matter with its marks, as it stands in a file; its lines are the group."""
_OPENED = re.compile(r"\A---[ \t]*\n\s*[\w-]+[ \t]*:")
_LONGEST = 64 * 1024
_DEEPEST = 3
_TITLED = re.compile(r"\A\s*#.*^title[ \t]*:", re.DOTALL | re.MULTILINE)
"""Comments, which would be headings outside of front matter, and a title after them."""


def split_front_matter(text: str) -> tuple[Article | None, str]:
    """Part a Markdown text into what its front matter says, None if it has none, and its body.

    What it says is an article without an id and a text. Raises `RejectedFile` if the front matter
    is wrong, with what to mend.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    marked = MARKED.match(text)
    is_front_matter = marked and (not marked[1].strip() or _TITLED.match(marked[1]))
    if not _OPENED.match(text) and not is_front_matter:
        return None, text
    if not marked:
        raise RejectedFile("the front matter is not closed: a line with --- is missing after it")
    return _front_matter(_fields(marked[1])), text[marked.end() :]


def _front_matter(said: dict[str, object]) -> Article:
    if not (title := _line(said, "title")):
        raise RejectedFile("the front matter has no title")
    credit = Credit(
        title=title,
        authors=_names(said, "authors") or _names(said, "author"),
        publisher=_line(said, "publisher"),
        published=_line(said, "published") or _line(said, "date"),
        url=_line(said, "url"),
        based_on=_line(said, "based_on"),
    )
    known = {"language", *(field.name for field in fields(Credit))}
    return Article(
        id="",
        credit=checked(credit),
        text="",
        language=checked_language(_line(said, "language")),
        corrected=tuple(sorted(known.intersection(_names(said, "corrected")))),
    )


def _fields(text: str) -> dict[str, object]:
    if len(text) > _LONGEST:
        raise RejectedFile("the front matter is longer than 64 kB")
    try:
        _refuse_bombs(text)
        # The base loader leaves every value as it was typed: 1984 and 2024-02-30 are strings.
        fields = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "it is no YAML"
        raise RejectedFile(f"the front matter can't be read{where}: {problem}") from error
    if not isinstance(fields, dict):
        raise RejectedFile("the front matter has to be lines like “title: …”")
    return {str(key): value for key, value in fields.items()}


def _refuse_bombs(text: str) -> None:
    """Refuse, from the stream of events, what would be built into something huge or deep."""
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
