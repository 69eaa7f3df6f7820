"""Refusals: errors whose message says, to a person, why something can't be done and what to do."""


class Refusal(Exception):
    """Raised when what was asked for can't be done; nothing has happened."""
