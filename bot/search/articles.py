"""An article: one text with its credit."""

from dataclasses import dataclass

Span = tuple[int, int]
"""Start and end of a slice, in characters (Unicode code points)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and where in the article's text the part below it begins."""

    start: int
    heading: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is needed to credit it; an empty field is one the article does not have.

    `text` is the body without title and headings: white space normalised, paragraphs separated
    by one empty line. Every quote is a slice of it. `sections` are in the order of their starts.
    """

    id: str
    title: str
    text: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    """ISO 8601 date, as exact as it is known: 2024, 2024-01 or 2024-01-31."""
    url: str = ""
    language: str = ""
    """ISO 639-1 code in lower case, such as `en`."""
    based_on: str = ""
    """For a digest, translation or reprint: the work that it comes from."""
    sections: tuple[Section, ...] = ()


class RejectedFile(Exception):
    """Raised when a file can't become an article; the message says why, to a moderator."""


class IgnoredFile(Exception):
    """Raised for a file that is not meant to be an article; the message says why."""
