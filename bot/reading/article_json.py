"""An article as JSON, for another process or another day."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.search.articles import Article, Section


def to_json(article: Article) -> str:
    """All fields of an article."""
    return json.dumps(asdict(article))


def from_json(fields: Mapping[str, Any]) -> Article:
    """The article with these fields, as `json.loads` gives them."""
    authors = tuple(fields["authors"])
    sections = tuple(Section(**section) for section in fields["sections"])
    return Article(**{**fields, "authors": authors, "sections": sections})
