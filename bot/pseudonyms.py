"""Pseudonyms: codes that stand for people and chats in the database."""

import hmac
import logging
import secrets
from pathlib import Path
from typing import Self

from bot.keeping.disk import replace_file
from bot.private_files import keep_private

_KEY_SIZE = 32  # bytes
_SIZE = 16  # bytes

_log = logging.getLogger(__name__)


class Pseudonyms:
    """A keyed hash: with the same key, the same ids always have the same pseudonym."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Use the key of this folder; it is made up if there is none.

        Where it can't be kept, the pseudonyms are others after a restart, and the log says so.
        """
        file = folder / "key"
        try:
            keep_private(file)
            key = file.read_bytes()
            if len(key) != _KEY_SIZE:
                key = secrets.token_bytes(_KEY_SIZE)
                replace_file(file, key, mode=0o600)
        except OSError as error:
            _log.warning("%s can't be used (%s): after a restart, nobody is known.", file, error)
            key = secrets.token_bytes(_KEY_SIZE)
        return cls(key)

    def of(self, kind: str, *ids: int) -> bytes:
        """The pseudonym, 16 bytes, of what has these ids together."""
        said = ":".join((kind, *map(str, ids)))
        return hmac.digest(self._key, said.encode(), "sha256")[:_SIZE]
