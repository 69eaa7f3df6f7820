"""Wrapped lines → paragraphs: in pasted text a line end may be one, or mean nothing."""

import re
from math import inf

from bot.reading.paragraphs import LINE_BREAK, begins_item, clean, is_wide, join_lines

_LONG = 120
"""Columns; nobody wraps later than this, so a longer line is a whole paragraph."""
_SHORT = 0.6
"""Share of the width below which a line was not wrapped, but ends its paragraph."""
_HYPHENATED = re.compile(
    r"(?<![^\W_])([^\W_]+)-\n([^\W_]+)"
)  # from a word's start: else the search takes quadratic time


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

    def joined(cut: re.Match[str]) -> str:
        before, after = cut.groups()
        keeps = not after[0].islower() or f"{before}-{after}".casefold() in with_hyphen
        return f"{before}-{after}" if keeps else before + after

    return _HYPHENATED.sub(joined, text)


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
