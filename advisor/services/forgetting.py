"""Removing what this computer remembers of rules: a computer may be looked through at a checkpoint."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from advisor.services.file_lock import FileLock
from advisor.services.pack_memory import UNSAVED
from advisor.services.paths import Paths

_LOCK = "saving.lock"


def unsaved_rules(paths: Paths) -> int:
    """Of how many packs there are changes that never reached their files."""
    return sum(any((folder / name).exists() for name in UNSAVED) for folder in _memories(paths))


def forget_rules(paths: Paths, *, unsaved: bool) -> None:
    """Remove every edition kept and the last good copies; with `unsaved`, changes that were never saved too.

    The packs themselves stay. OSError names what could not be removed, after all else is gone.
    """
    failed: OSError | None = None
    for folder in _memories(paths):
        try:
            _forget(folder, unsaved=unsaved)
        except OSError as error:
            failed = error
    try:
        shutil.rmtree(paths.last_good)
    except FileNotFoundError:
        pass
    except OSError as error:
        failed = error
    with suppress(OSError):  # changes that are kept stand in it
        paths.editing.rmdir()
    if failed is not None:
        raise failed


def _memories(paths: Paths) -> list[Path]:
    with suppress(OSError):
        return [folder for folder in sorted(paths.editing.iterdir()) if folder.is_dir()]
    return []


def _forget(folder: Path, *, unsaved: bool) -> None:
    lock = FileLock.take(folder / _LOCK)
    if lock is None:  # another window is saving this pack at this moment
        raise BlockingIOError(11, "in use", str(folder))
    try:
        for file in sorted(folder.iterdir()):
            if file.name != _LOCK and (unsaved or file.name not in UNSAVED):
                file.unlink()
    finally:
        lock.release()
    with suppress(OSError):
        folder.rmdir()
