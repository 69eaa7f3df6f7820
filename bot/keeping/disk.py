"""The files of one folder, changed whole or not at all, by one process at a time."""

import errno
import fcntl
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bot import wording
from bot.reading.files import MOST_BYTES
from bot.refusal import Refusal

Contents = Mapping[Path, bytes | None]
"""What files hold or shall hold; None for one that is not there."""

PATIENCE = 5.0
"""Seconds to wait for another who is changing the folder; a change takes milliseconds."""

_DRAFT = re.compile(r"\.[0-9a-f]{16}\.tmp")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


class NotChanged(Refusal):
    """Raised when the articles stay as they were."""


@contextmanager
def alone(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who changes the folder. Blocking.

    The lock is the kernel's: it ends with the process, however that ends. Raises `NotChanged` if
    another holds it for `patience` seconds, or if the disk does not let the change be made.
    """
    try:
        with _opened(folder) as descriptor:
            _lock(descriptor, patience)
            _sweep(folder)
            yield
    except OSError as error:
        raise NotChanged(_why(error)) from error


def content_of(path: Path) -> bytes | None:
    """What a file holds, None if it is not there; never that of another to which a link leads.

    Raises `NotChanged` for what is no ordinary file or too large to be brought back, and OSError.
    """
    try:
        with _opened(path, os.O_NOFOLLOW | os.O_NONBLOCK) as descriptor:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise NotChanged(wording.NO_ORDINARY_FILE.format(name=path.name))
            if status.st_size > MOST_BYTES:
                raise NotChanged(wording.TOO_LARGE_TO_KEEP.format(name=path.name))
            with open(descriptor, "rb", closefd=False) as file:
                return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:  # it is a link
            raise NotChanged(wording.NO_ORDINARY_FILE.format(name=path.name)) from error
        raise


def put(contents: Contents) -> None:
    """Give files these contents, one after the other: what is new comes before the old goes.

    Raises OSError, and `NotChanged` as `content_of` does.
    """
    for path, content in sorted(contents.items(), key=lambda each: each[1] is None):
        now = content_of(path)
        if content is None:
            path.unlink(missing_ok=True)
            _sync(path.parent)
        elif now is None:
            # A link, since a rename would silently replace what another has just put there.
            with _draft(path.parent, content) as draft:
                path.hardlink_to(draft)
        elif now != content:
            replace_file(path, content)


def replace_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Put new content in the place of a file's, with at most these rights; raises OSError."""
    with _draft(path.parent, data, mode) as draft:
        draft.replace(path)


@contextmanager
def _draft(folder: Path, data: bytes, mode: int = 0o666) -> Iterator[Path]:
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


@contextmanager
def _opened(path: Path, flags: int = 0) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


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
    with _opened(folder) as descriptor:
        os.fsync(descriptor)


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return wording.DISK_FULL
    if error.errno in _READ_ONLY:
        return wording.READ_ONLY
    return wording.DISK_FAULT.format(reason=error.strerror)
