"""Files that nobody but the bot's own user can read, whoever made them first."""

import os
import stat
from contextlib import suppress
from pathlib import Path


def keep_private(file: Path) -> None:
    """Make the file if it is missing, and close it, its folder and its companions to others.

    Its companions are those whose names begin with its name, such as SQLite's `-wal`. What belongs
    to another user is left as it is. Raises OSError if the file can't be opened for writing.
    """
    folder = file.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    if not folder.stat().st_mode & stat.S_ISVTX:  # a folder like /tmp is meant for everybody
        _close_to_others(folder)
    for companion in folder.glob(f"{file.name}*"):
        _close_to_others(companion)


def _close_to_others(path: Path) -> None:
    with suppress(PermissionError, FileNotFoundError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
