"""Dates as people and newspapers write them → ISO 8601."""

import re
from datetime import date

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_FORMS = [
    re.compile(rf"(?<!\w){form}(?!\w|-\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?:T[\d:.]+\w*)?",
        rf"{_YEAR}-(?P<month>\d\d)",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_DAY}\.? (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH},? {_YEAR}",
    )
]
_YEAR_ALONE = re.compile(_YEAR)


def date_in(text: str) -> str:
    """The first date in the text, as exact as it is written; empty if there is none."""
    found = find_date(text)
    return found[0] if found else ""


def find_date(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first date in the text and where it stands."""
    if _YEAR_ALONE.fullmatch(text.strip()):
        return text.strip(), (0, len(text))
    for form in _FORMS:
        match = form.search(text)
        if match and (iso := _iso(**match.groupdict())):
            return iso, match.span()
    return None


def _iso(year: str, month: str, day: str = "") -> str:
    """ISO 8601 of these parts; empty if the calendar has no such day."""
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        exact = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return exact if day else exact[:7]
