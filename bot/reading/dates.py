"""Dates as people and newspapers write them → ISO 8601."""

import re
from datetime import date
from functools import lru_cache

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_WORD = r"(?P<word>[^\W\d_]{3,12})\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_OF = r"(?:of |de |del |d['’])?"
_FORMS = [
    re.compile(rf"(?<!\w){form}(?!\w|-\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?:[T ]\d\d:[\d:.]+\w*)?",
        rf"{_YEAR} ?[年년] ?(?P<month>\d\d?) ?[月월](?: ?(?P<day>\d\d?) ?[日일])?",
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?{_YEAR}",
        rf"(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d\d?)[/-]{_YEAR}",
        rf"(?P<month>\d\d?)[/-](?P<day>1[3-9]|2\d|3[01])[/-]{_YEAR}",
        rf"{_WORD} {_DAY},? {_YEAR}",
        rf"{_DAY} {_OF}{_WORD},? {_OF}{_YEAR}",
        rf"(?<!\d )(?<!\d\. ){_WORD},? {_OF}{_YEAR}",  # else February of a 31 February
    )
]
"""Of 4/5/2024 nobody knows which is the day, so it is no date."""
_YEAR_ALONE = re.compile(_YEAR)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?",
    re.IGNORECASE,
)
_LANGUAGES = [
    "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is", "pl", "cs", "sk", "sl", "hr",
    "bg", "ru", "uk", "ro", "hu", "el", "tr", "ca", "et", "lv", "lt", "he", "ar", "fa", "hi", "th",
    "vi", "id",
]  # fmt: skip


def date_in(text: str) -> str:
    """The first date in the text, as exact as it is written; empty if there is none."""
    found = find_date(text)
    return found[0] if found else ""


def find_date(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first date in the text and where it stands."""
    if _YEAR_ALONE.fullmatch(text.strip()):
        return text.strip(), (0, len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            if iso := _iso(**match.groupdict()):
                return iso, match.span()
    return None


def month_of(word: str) -> int:
    """The number of the month that the word names, in one of many languages; 0 if it is none."""
    if _ENGLISH.fullmatch(word):
        return _MONTHS.index(word[:3].lower()) + 1
    return _foreign_month(word.lower())


@lru_cache(maxsize=1000)
def _foreign_month(word: str) -> int:
    from dateparser import parse  # its languages take a tenth of a second to load

    settings = {"REQUIRE_PARTS": ["day", "month", "year"]}
    read = parse(f"15 {word} 2000", languages=_LANGUAGES, settings=settings)
    return read.month if read and (read.day, read.year) == (15, 2000) else 0


def _iso(year: str, month: str = "", day: str | None = None, word: str = "") -> str:
    """ISO 8601 of these parts; empty if the calendar has no such day."""
    number = int(month) if month else month_of(word)
    try:
        exact = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return exact if day else exact[:7]
