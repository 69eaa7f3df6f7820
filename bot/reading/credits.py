"""What an article is credited with: checked here, whichever way the article came in."""

import re
import unicodedata
from dataclasses import replace
from urllib.parse import urlsplit

from bot.reading.dates import date_in
from bot.reading.paragraphs import one_line
from bot.search.articles import Credit, RejectedFile

_LONGEST_TITLE = 300
_LONGEST_ORIGIN = 500
_LONGEST_NAME = 100
_LONGEST_ADDRESS = 2000
_MOST_AUTHORS = 20
_JOINERS = "\u200c\u200d"
"""Invisible, but without them Persian and Indic words are spelt wrongly."""


def sanitized(credit: Credit) -> Credit:
    """The credit without anything that can't be shown, or is no name, date or link."""
    authors = dict.fromkeys(filter(_is_name, (_shown(a, _LONGEST_NAME) for a in credit.authors)))
    title = _shown(credit.title, _LONGEST_TITLE)
    publisher = _shown(credit.publisher, _LONGEST_NAME)
    return Credit(
        title=title if any(map(str.isalnum, title)) else "",
        authors=(*list(authors)[:_MOST_AUTHORS], *["et al."][: len(authors) > _MOST_AUTHORS]),
        publisher=publisher if _is_name(publisher) else "",
        published=date_in(credit.published),
        url=credit.url if is_address(credit.url) else "",
        based_on=_shown(credit.based_on, _LONGEST_ORIGIN),
    )


def checked(credit: Credit) -> Credit:
    """The credit as a person typed it; raises `RejectedFile` if its date or its link is none."""
    date, url = credit.published, credit.url
    if date and not date_in(date):
        raise RejectedFile(f"“{date}” is not a date: write it like 2024-01-31, 2024-01 or 2024")
    if url and not is_address(url):
        raise RejectedFile(f"“{url}” is not a link: it has to begin with http:// or https://")
    return replace(credit, published=date_in(date))


def is_address(text: str) -> bool:
    """Whether this is the address of a page on the web, and can be shown and pressed."""
    try:
        parts = urlsplit(text)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and len(text) <= _LONGEST_ADDRESS and text.isprintable() and " " not in text


def checked_language(text: str) -> str:
    """The language's code, as `en` for "en-GB". Raises `RejectedFile` if it is none."""
    code = re.split(r"[-_]", text)[0].lower()
    if text and not re.fullmatch(r"[a-z]{2,3}", code):
        raise RejectedFile(f"“{text}” is not a language's code: write it like en or pt")
    return code


def _shown(text: str, longest: int) -> str:
    """The text in one line, without what is invisible or turns the line around, cut if too long."""
    kept = (c for c in text if c in _JOINERS or unicodedata.category(c) not in ("Cf", "Co"))
    line = one_line("".join(kept))
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and text.lower() not in _NOTHING


_NOTHING = {"null", "none", "nan", "undefined", "n/a"}
"""What programs write for a name that they do not have."""
