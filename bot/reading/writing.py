"""An article → a Markdown file from which the same article is read again."""

import os
import re
import secrets
import unicodedata
from contextlib import suppress
from itertools import count
from pathlib import Path

from bot.reading.markdown import plain
from bot.search.articles import Article

_LONGEST_SLUG = 60
"""Characters; at four bytes each, and with a number, still a name any disk takes."""


def write_article(article: Article, folder: Path) -> Path:
    """Write the article whole or not at all, under a new name made from its title.

    Returns the file; its name without `.md` is the article's new id. Never replaces a file.
    Raises `OSError` if the folder can't be written to.
    """
    draft = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        _write(draft, as_markdown(article))
        path = _publish(draft, folder, slug(article.title))
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    sync_folder(folder)
    return path


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


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed or removed in the folder stays so after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _publish(draft: Path, folder: Path, name: str) -> Path:
    """Give the finished file its name, the first that is free."""
    for number in count(1):
        path = folder / (f"{name}.md" if number == 1 else f"{name}-{number}.md")
        try:
            # A link, since a rename would silently replace what another has just written.
            path.hardlink_to(draft)
        except FileExistsError:
            continue
        return path
    raise AssertionError("numbers don't end")


def _front_matter(article: Article) -> str:
    import yaml

    fields = {
        "title": article.title,
        "authors": list(article.authors),
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "based_on": article.based_on,
    }
    said = {name: value for name, value in fields.items() if value}
    written = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{written}---"


def _marked(paragraph: str) -> str:
    """The paragraph in Markdown; as it is, where nothing in it could be taken for markup."""
    if plain(paragraph) == [paragraph]:
        return paragraph
    escaped = re.sub(r"[\\*_\[\]#>`~]|^[-+]", r"\\\g<0>", paragraph, flags=re.MULTILINE)
    return escaped.replace("\n", "\\\n")
