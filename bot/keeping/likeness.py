"""Likeness: whether much of one text stands in another, word for word."""

from collections.abc import Callable
from statistics import fmean

_SLICES = 24
_LENGTH = 30
"""Characters of a slice: about five words, so that two texts share one only by copying."""
_ALIKE = 0.3
"""Share of the slices that are found. Each changed word breaks one, so few survive even light
editing."""
_MOST_WINDOWS = 200_000


def likeness_to(text: str) -> Callable[[str], bool]:
    """Tells of a text whether most likely it is another version of this one, or holds it."""
    if len(text) < _LENGTH:
        return text.__eq__  # so short a text stands in another by chance
    slices = _slices(text)
    # Looked up, since in a long text it takes long to search for slices of a thousand others.
    last = max(0, min(len(text), _MOST_WINDOWS) - _LENGTH)
    windows = {text[place : place + _LENGTH] for place in range(last + 1)}

    def is_alike(other: str) -> bool:
        held = fmean(piece in windows for piece in _slices(other))
        return held >= _ALIKE or fmean(piece in other for piece in slices) >= _ALIKE

    return is_alike


def _slices(text: str) -> list[str]:
    """Slices from evenly spread places of a text; the whole text if it is short."""
    room = max(0, len(text) - _LENGTH)
    places = {room * number // (_SLICES - 1) for number in range(_SLICES)}
    return [text[place : place + _LENGTH] for place in sorted(places)]
