"""An article → a Markdown file's name and content, from which the same article is read again."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict

import yaml

from bot.reading.markdown.frontmatter import MARKED
from bot.reading.markdown.parsing import paragraphs_in
from bot.search.articles import Article

_LONGEST_SLUG = 60
"""Characters; at four bytes each, and with a number, still a name any disk takes."""


def as_markdown(article: Article) -> str:
    """The file's content: front matter, then paragraphs with headings between them."""
    blocks = [_front_matter(article)]
    sections = list(article.sections)
    start = 0
    for paragraph in article.text.split("\n\n"):
        while sections and sections[0].start <= start:
            blocks.append(f"## {_marked(sections.pop(0).heading)}")
        blocks.append(_marked(paragraph))
        start += len(paragraph) + 2
    return "\n\n".join(blocks) + "\n"


def slug(title: str) -> str:
    """A file name for a title: lower case, words of any script joined by hyphens; never empty."""
    letters = unicodedata.normalize("NFKC", title).lower()
    kept = (c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in letters)
    words = "-".join("".join(kept).split())
    return words[:_LONGEST_SLUG].strip("-") or "article"


def with_credit(data: bytes, article: Article, old: Article) -> bytes | None:
    """A Markdown file whose front matter says the credit of `article` where it said that of `old`.

    All else stays, byte by byte: other keys, comments and the body. None if that can't be told.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    said, before = _fields(article), _fields(old)
    mark = MARKED.match(text)
    if not mark:
        top = f"{_front_matter(article)}\n\n".replace("\n", end)
        return (top + text.removeprefix("\ufeff")).encode()
    changed = {name: value for name, value in said.items() if value != before[name]}
    fields = ""
    for block, key in _BLOCKS.findall(mark[1]):
        name = _ALSO.get(key, key)
        if name in said and said[name] != before[name]:
            block = _as_yaml({name: changed.pop(name, "")}).replace("\n", end)
        fields += block
    fields += _as_yaml(changed).replace("\n", end)
    return f"{text[: mark.start(1)]}{fields}{text[mark.end(1) :]}".encode()


_BLOCKS = re.compile(r"((?:^|\A)([\w-]*).*\n(?:(?:[ \t]|-[ \t]).*\n|[ \t]*\r?\n)*)", re.MULTILINE)
"""The lines of a key, with those that go on with its value; a comment's have no key."""
_ALSO = {"author": "authors", "date": "published"}
"""Keys that may stand for others."""


def _fields(article: Article) -> dict[str, str | tuple[str, ...]]:
    beside = {"language": article.language, "corrected": article.corrected}
    return asdict(article.credit) | beside


def _as_yaml(fields: Mapping[str, str | tuple[str, ...]]) -> str:
    """Lines of YAML, of the fields that are not empty."""
    said = {name: value for name, value in fields.items() if value}
    written: str = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=float("inf"))
    return written if said else ""


def _front_matter(article: Article) -> str:
    return f"---\n{_as_yaml(_fields(article))}---"


def _marked(paragraph: str) -> str:
    """The paragraph in Markdown; as it is, where nothing in it could be taken for markup."""
    if paragraphs_in(paragraph) == [paragraph]:
        return paragraph
    escaped = re.sub(r"[\\*_\[\]#>`~<&|]|^[-+]", r"\\\g<0>", paragraph, flags=re.MULTILINE)
    return escaped.replace("\n", "\\\n")
