"""An article → a Markdown file's name and content, from which the same article is read again."""

import re
import unicodedata

from bot.reading.markdown import plain
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
    escaped = re.sub(r"[\\*_\[\]#>`~<&|]|^[-+]", r"\\\g<0>", paragraph, flags=re.MULTILINE)
    return escaped.replace("\n", "\\\n")
