"""An article as JSON, for another process or another day."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from bot.search.articles import Article, Credit, Section

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""UTF-8 has none, so it is escaped. Other characters are shorter, and much faster to read, as they
are."""


def to_json(article: Article) -> str:
    """All fields of an article."""
    found = json.dumps(to_fields(article), ensure_ascii=False)
    return _LONE_SURROGATE.sub(lambda lone: f"\\u{ord(lone[0]):x}", found)


def to_fields(article: Article) -> dict[str, Any]:
    """The fields of an article, with those of its credit among them."""
    said = asdict(article)
    return {**said.pop("credit"), **said}


def from_json(said: Mapping[str, Any]) -> Article:
    """The article with these fields, as `json.loads` gives them."""
    credit = {field.name: said[field.name] for field in fields(Credit)}
    return Article(
        id=said["id"],
        credit=Credit(**credit | {"authors": tuple(said["authors"])}),
        text=said["text"],
        language=said["language"],
        corrected=tuple(said.get("corrected", ())),  # which drafts of earlier versions don't say
        sections=tuple(Section(**section) for section in said["sections"]),
    )
