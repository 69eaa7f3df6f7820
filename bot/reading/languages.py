"""The language of a text."""

_ENOUGH = 4000
"""Characters that tell the language as surely as the whole text does."""


_FEW = 30
"""Letters below which a text may pass for almost any language: "hello" passes for Breton."""
_AHEAD = 10.0
"""How far, in natural logarithms of likelihood, a few letters have to put one language first."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the most likely language; empty if the text holds no letters."""
    return next((code for code, _ in _likely(text)), "")


def clear_language_of(text: str) -> str:
    """The language as `language_of` tells it; empty if the text is too short to tell."""
    first, second = (*_likely(text), ("", 0.0), ("", 0.0))[:2]
    is_short = sum(map(str.isalpha, text[:_ENOUGH])) < _FEW
    return "" if is_short and first[1] - second[1] < _AHEAD else first[0]


def _likely(text: str) -> list[tuple[str, float]]:
    """The languages, the most likely first, each with the logarithm of its likelihood."""
    from py3langid import rank  # its model takes most of a second to load

    sample = text[:_ENOUGH]
    if not any(map(str.isalpha, sample)):
        return []
    # Short words may pass for a language that has no code of two letters.
    return [(str(code), float(likelihood)) for code, likelihood in rank(sample) if len(code) == 2]
