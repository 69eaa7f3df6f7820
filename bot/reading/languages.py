"""The language of a text."""

_ENOUGH = 4000
"""Characters that tell the language as surely as the whole text does."""


def language_of(text: str) -> str:
    """The ISO 639-1 code of the most likely language; empty if the text holds no letters."""
    from py3langid import rank  # its model takes most of a second to load

    sample = text[:_ENOUGH]
    if not any(map(str.isalpha, sample)):
        return ""
    # Short words may pass for a language that has no code of two letters.
    return next(str(code) for code, _ in rank(sample) if len(code) == 2)
