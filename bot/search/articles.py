"""An article: one text with its credit."""

from dataclasses import dataclass, fields

Span = tuple[int, int]
"""Start and end of a slice, in characters (Unicode code points)."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and where in the article's text the part below it begins."""

    start: int
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What an article is credited with; an empty field is one that is not known."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    """ISO 8601 date, as exact as it is known: 2024, 2024-01 or 2024-01-31."""
    url: str = ""
    based_on: str = ""
    """For a digest, translation or reprint: the work that it comes from."""

    @property
    def line(self) -> str:
        """The line that names the article wherever it is quoted; it begins with the title."""
        return self.line_with(comma_separated(self.authors), f"based on: {self.based_on}")

    def line_with(self, authors: str, origin: str) -> str:
        """The line with these words for the authors and for the origin, if it is known."""
        origin = origin if self.based_on else ""
        parts = (self.title, authors, self.publisher, self.published, origin)
        return " · ".join(filter(None, parts))

    def __str__(self) -> str:
        """The line with the address spelt out."""
        return f"{self.line} <{self.url}>" if self.url else self.line

    def or_else(self, other: "Credit") -> "Credit":
        """The same credit, but for its empty fields, which are the other's."""
        names = [field.name for field in fields(self)]
        return Credit(**{name: getattr(self, name) or getattr(other, name) for name in names})


def comma_separated(names: tuple[str, ...]) -> str:
    """Names as they are said: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text with its credit.

    `text` is the body without title and headings: white space normalised, paragraphs separated
    by one empty line. Every quote is a slice of it. `sections` are in the order of their starts.
    """

    id: str
    credit: Credit
    text: str
    language: str = ""
    """ISO 639-1 code in lower case, such as `en`; empty if it is not known."""
    corrected: tuple[str, ...] = ()
    """Fields of the credit, or "language", that a person has corrected: no new version changes
    them."""
    sections: tuple[Section, ...] = ()


class RejectedFile(Exception):
    """Raised when a file can't become an article; the message says why, to a moderator."""


class IgnoredFile(Exception):
    """Raised for a file that is not meant to be an article; the message says why."""
