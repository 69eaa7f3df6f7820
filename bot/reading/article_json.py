"""An article as JSON, for another process or another day."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.search.articles import Article, Section

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""No encoding takes it. All else is shorter, and much faster to read, as it is."""


def to_json(article: Article) -> str:
    """All fields of an article."""
    found = json.dumps(asdict(article), ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):x}", found)


def from_json(fields: Mapping[str, Any]) -> Article:
    """The article with these fields, as `json.loads` gives them."""
    authors = tuple(fields["authors"])
    sections = tuple(Section(**section) for section in fields["sections"])
    return Article(**{**fields, "authors": authors, "sections": sections})
