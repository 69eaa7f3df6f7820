"""The log: one line for each record, on standard error, without secrets."""

import logging
import sys
from collections.abc import Sequence


def set_up(level: str, secrets: Sequence[str]) -> None:
    """Log from `level` (DEBUG … CRITICAL) upwards; each of `secrets` is masked wherever it stands.

    Warnings and exceptions that nobody catches are logged too, so that they are masked as well.
    The libraries that speak with Telegram log what people write, and a line for each request: of
    them there are warnings at most.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("telegram", "httpx", "httpcore"):
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.root.level))
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, error, trace: logging.critical(
        "Unexpected error", exc_info=(kind, error, trace)
    )


class Masked(Exception):
    """Stands in the log for an error whose message may quote what somebody wrote."""


def without_words(error: BaseException) -> Masked:
    """The name and the traceback of an error and of those that led to it, without messages."""
    masked = Masked(type(error).__name__).with_traceback(error.__traceback__)
    cause = error.__cause__ or error.__context__
    masked.__cause__ = cause and without_words(cause)
    return masked


class OneLine(logging.Formatter):
    """Records on one line each, whatever text they carry, and secrets masked.

    The lines of a traceback follow indented: no text from outside can look like a record.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("{asctime} {levelname:8} {name}: {message}", style="{")
        self._secrets = sorted(_guises(secrets), key=len, reverse=True)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (logging's name)
        """The record's own line."""
        return self._masked(_printable(super().formatMessage(record)))

    def formatException(self, ei: "logging._SysExcInfoType") -> str:  # noqa: N802  (logging's name)
        """The lines of the traceback, indented."""
        lines = super().formatException(ei).splitlines()
        return self._masked("\n".join(f"    {_printable(line)}" for line in lines))

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        return text


def _guises(secrets: Sequence[str]) -> set[str]:
    # The part of a token after its colon is the secret one, and survives any way of escaping.
    tails = {secret.rpartition(":")[2] for secret in secrets}
    # A shorter one is no token, and might be any word.
    return {*filter(None, secrets), *(tail for tail in tails if len(tail) > 10)}


def _printable(text: str) -> str:
    """Line ends, terminal controls, direction marks and lone surrogates as escapes."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
