"""A pack of one's own to edit: a copy of one that came with the program."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path

from advisor.services.atomic import TEMPORARY_SUFFIX


def copy_pack(folder: Path, shelf: Path) -> Path:
    """Copy the pack in `folder` onto the user's shelf, whole or not at all, and give its new folder.

    A copy made earlier is kept and given. OSError if it can't be written.
    """
    target = shelf / folder.name
    if target.exists():
        return target
    temporary = shelf / f".{folder.name}.{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder, temporary, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(".*"))
        temporary.rename(target)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return target


def why_fixed(folder: Path) -> str | None:
    """Why this user may not write in that folder, in the system's words; None where nothing forbids it."""
    if os.access(folder, os.W_OK):
        return None
    probe = folder / f".{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"
    try:
        os.close(os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        probe.unlink()
    except OSError as error:
        return error.strerror or type(error).__name__
    return os.strerror(errno.EACCES)
