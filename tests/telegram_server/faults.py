"""Faults: what can be made to happen to a request in place of, or after, what it asks for."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Fault:
    """`status` 0 breaks the connection; `acts` says whether the server does its part before."""

    status: int
    body: str = ""
    acts: bool = False
    retry_after: int = 0

    @classmethod
    def too_many(cls, retry_after: int) -> Self:
        """429: to be asked again after so many seconds."""
        return cls(429, retry_after=retry_after)

    @classmethod
    def bad_gateway(cls) -> Self:
        """502 as a proxy says it, in HTML."""
        return cls(502, body="<html><body>The gateway is having a bad day</body></html>")

    @classmethod
    def reset(cls, *, acts: bool) -> Self:
        """A connection that breaks before or after the server has acted."""
        return cls(0, acts=acts)
