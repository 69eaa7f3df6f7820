"""Likeness: how much of one text stands in another, word for word."""

_SLICES = 24
_LENGTH = 30
"""Characters of a slice: about five words, so that two texts share one only by copying."""


def likeness(one: str, other: str) -> float:
    """Share, 0 to 1, of the one text that is found in the other, or the other way round."""
    return max(_found(one, other), _found(other, one))


def are_alike(one: str, other: str) -> bool:
    """Whether one text is most likely another version of the other, or holds it."""
    return likeness(one, other) >= _ALIKE


_ALIKE = 0.3
"""Slices break at each changed word, so that few survive even a light hand."""


def _found(text: str, within: str) -> float:
    slices = _slices(text)
    return sum(piece in within for piece in slices) / len(slices)


def _slices(text: str) -> list[str]:
    """Slices from evenly spread places of a text; the whole text if it is short."""
    room = max(0, len(text) - _LENGTH)
    places = {room * number // (_SLICES - 1) for number in range(_SLICES)}
    return [text[place : place + _LENGTH] for place in sorted(places)]
