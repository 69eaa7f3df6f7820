"""The files of one folder, changed whole or not at all, by one process at a time."""

import errno
import fcntl
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot import wording

PATIENCE = 5.0
"""Seconds to wait for another who is changing the folder; a change takes milliseconds."""

_DRAFT = re.compile(r"\.[0-9a-f]{16}\.tmp")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


class NotChanged(Exception):
    """Raised when the articles stay as they were; the message says why, to a moderator."""


@contextmanager
def alone(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who changes the folder. Blocking.

    The lock is the kernel's: it ends with the process, however that ends. Raises `NotChanged` if
    another holds it for `patience` seconds, or if the disk does not let the change be made.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            _lock(descriptor, patience)
            _sweep(folder)
            yield
        finally:
            os.close(descriptor)
    except OSError as error:
        raise NotChanged(_why(error)) from error


def create_file(path: Path, data: bytes) -> None:
    """Write a new file; raises OSError, FileExistsError among them."""
    # A link, since a rename would silently replace what another has just put there.
    with _draft(path.parent, data, 0o666) as draft:
        path.hardlink_to(draft)


def replace_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put new content in the place of a file's, with at most these rights; raises OSError."""
    with _draft(path.parent, data, mode) as draft:
        draft.replace(path)


def remove_file(path: Path) -> None:
    """Remove a file for good, if it is there; raises OSError."""
    path.unlink(missing_ok=True)
    _sync(path.parent)


@contextmanager
def _draft(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A finished file of another name, to be moved to its place; the move is made to last."""
    draft = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    _sync(folder)


def _lock(descriptor: int, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        with suppress(BlockingIOError):
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if time.monotonic() > until:
            raise NotChanged(wording.FOLDER_BUSY)
        time.sleep(0.02)


def _sweep(folder: Path) -> None:
    """Remove drafts of processes that died: whoever has the lock knows that nobody is writing."""
    for path in folder.iterdir():
        if _DRAFT.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _sync(folder: Path) -> None:
    """Make sure that what was renamed or removed stays so after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return wording.DISK_FULL
    if error.errno in _READ_ONLY:
        return wording.READ_ONLY
    return wording.DISK_FAULT.format(reason=error.strerror)
