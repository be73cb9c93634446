"""Files written whole or not at all: after a crash there is the old file or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

TEMPORARY_SUFFIX = ".partial"
"""What a crash may leave behind; never read, and swept up by `sweep`."""


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write `data` to `path` through a temporary file beside it, flushed to the disk before it takes its place.

    A symbolic link is followed, the permissions of a file already there are kept; `private` gives a new file to its
    owner alone. OSError if it can't be written; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}")
    descriptor = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if private else 0o666
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):  # no file yet, or a file system without permissions
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make the new name durable too; Windows can't open a folder and needs none of it."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def sweep(folder: Path) -> None:
    """Remove what crashes left behind in a folder of ours."""
    for leftover in folder.glob(f".*{TEMPORARY_SUFFIX}"):
        with suppress(OSError):
            leftover.unlink()


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can look into, unless it is there already. OSError if that fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
