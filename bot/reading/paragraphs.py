"""Paragraphs: white space put in order once, wrapped lines joined, words left as they are.

A paragraph is one line, but for items of a list and lines that were broken on purpose
(LINE SEPARATOR, U+2028), which stay lines of their own.
"""

import re
import unicodedata
from collections.abc import Iterable
from math import inf

import regex

LINE_BREAK = "\u2028"
"""A line break on purpose, as against one that only wraps a long line."""

_SPACES = re.compile(r"[^\S\n\u2028]+")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u2060\ufeff\ud800-\udfff]")
"""Also soft hyphens and joiners of words, of which a reader sees nothing and a search much."""
_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x0c\x85]")
_SOFT_ENDS = re.compile(r"\xad[ \t]*\n[ \t]*(?=\S)")
"""Where a word goes on in the next line."""
_BULLET = re.compile(r"[-*+•‣◦] +\S")
_NUMBER = re.compile(r"(\d{1,3})[.)] +\S")
_LAST_MARK = regex.compile(
    r"([\p{Terminal_Punctuation}…‥])"
    r"[\p{Pe}\p{Pf}\p{Pi}\"'＂＇]*"
    r"(?:(?<!\d[.:,])\[?\d{1,3}\]?)?$"  # a footnote's number; 3.12 is none
)
_COMMAS = ",，﹐､、،፣᠂꓾"
_LONGEST_ENDING = 20
"""Characters after which no mark is looked for any more."""
_LONG = 120
"""Columns; nobody wraps later than this, so a longer line is a whole paragraph."""
_SHORT = 0.6
"""Share of the width below which a line was not wrapped, but ends its paragraph."""
_HYPHENATED = re.compile(r"(?<![^\W_])([^\W_]+)-\n([^\W_]+)")
"""Two halves of a word; from its start, else the search takes quadratic time."""


def clean(text: str) -> str:
    """Every kind of space a plain one, every line end a newline, nothing that can't be shown."""
    text = _SOFT_ENDS.sub("", _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n"))
    return _SPACES.sub(" ", _UNSHOWABLE.sub("", text))


def one_line(text: str) -> str:
    """The text without line breaks and needless spaces, as a title or a name is kept."""
    return " ".join(clean(text).split())


def title_from(name: str) -> str:
    """A file's name as a title: `harbour-lights` as "Harbour lights"."""
    words = one_line(re.sub(r"[-_]+", " ", name))
    return words[:1].upper() + words[1:]


def paragraphs(text: str) -> list[str]:
    """Split at empty lines and put each paragraph in order."""
    blocks = re.split(r"\n[ \n]*\n", clean(text))
    return [p for p in (join_lines(block.split("\n")) for block in blocks) if p]


def join_lines(lines: Iterable[str]) -> str:
    """One paragraph from lines that were wrapped: an item of a list begins a line, others join."""
    joined, number = "", 0
    for line in filter(None, (line.strip(" ") for line in lines)):
        numbered = _NUMBER.match(line)
        own = int(numbered[1]) if numbered else 0
        # A wrapped line may begin with a number by chance ("… in the year / 1986. Then …").
        is_item = bool(_BULLET.match(line)) or own == number + 1
        if is_item or not joined:
            number = own
        if joined and not is_item:  # no space inside Chinese and Japanese
            joined += "" if is_wide(joined[-1]) and is_wide(line[0]) else " "
        joined += f"\n{line}" if joined and is_item else line
    joined = re.sub(" +", " ", joined)  # where an image or an empty link stood
    return re.sub(rf"[ \n]*{LINE_BREAK}[ \n{LINE_BREAK}]*", "\n", joined).strip()


def unwrap(text: str) -> list[str]:
    """The paragraphs of a plain text, with or without empty lines between, wrapped or not."""
    text = "\n".join(line.strip(" ") for line in clean(text).replace(LINE_BREAK, "\n").split("\n"))
    lines = list(filter(None, text.split("\n")))
    width = _width(lines)
    if width <= _LONG:
        text = join_hyphenated(text)
    return [p for block in re.split(r"\n\n+", text) for p in _split(block, width)]


def join_hyphenated(text: str) -> str:
    """Join words cut at a line end, but keep the hyphen of those that have it elsewhere too."""
    with_hyphen = set(re.findall(r"(?<![^\W_])[^\W_]+-[^\W_]+", text.casefold()))

    def whole(cut: re.Match[str]) -> str:
        before, after = cut.groups()
        keeps = not after[0].islower() or f"{before}-{after}".casefold() in with_hyphen
        return f"{before}-{after}" if keeps else before + after

    return _HYPHENATED.sub(whole, text)


def table_row(cells: Iterable[str]) -> str:
    """A row of a table as a line, its empty cells left out."""
    return " | ".join(filter(None, map(one_line, cells)))


def begins_item(line: str) -> bool:
    """Whether the line looks like an item of a list."""
    return bool(_BULLET.match(line) or _NUMBER.match(line))


def last_mark(text: str) -> str:
    """The mark that a text ends with, in any script, such as a full stop, a colon or a comma.

    Quotation marks and brackets may close behind it, and the number of a footnote may follow.
    Empty if the text ends without a mark, as titles and headings do.
    """
    found = _LAST_MARK.search(text.rstrip()[-_LONGEST_ENDING:])
    return str(found[1]) if found else ""


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, or as what leads to a list or a quotation."""
    return last_mark(text) not in _COMMAS  # as no mark is: the empty string is in any


def _width(lines: list[str]) -> float:
    """The columns that the lines were wrapped to; infinite if they were not."""
    widths = sorted(map(_columns, lines))
    if sum(w for w in widths if w > _LONG) * 2 > sum(widths):
        return inf
    # The widest may be the odd address that can't be wrapped.
    return widths[len(widths) * 8 // 10] if widths else 0


def _split(block: str, width: float) -> list[str]:
    """Split a block of lines after each that is too short to have been wrapped to the width."""
    parts: list[list[str]] = [[]]
    ended = False
    for line in filter(None, block.split("\n")):
        if ended and not (begins_item(line) and begins_item(parts[-1][-1])):
            parts.append([])
        parts[-1].append(line)
        ended = _columns(line) < width * _SHORT
    return [join_lines(part) for part in parts if part]


def _columns(line: str) -> int:
    return len(line) + sum(map(is_wide, line))


def is_wide(character: str) -> bool:
    """Whether the character is two columns wide, in a script written without spaces."""
    return unicodedata.east_asian_width(character) in "WF" and not "가" <= character <= "힣"
