"""A lock that the operating system releases when its holder dies, whatever way it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_PAUSE_SECONDS = 0.05


def nobody_waits() -> None:
    """Nothing ends the waiting early."""


class FileLock:
    """Held from `take` until `release`, or until the process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Use `take`."""
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, path: Path) -> FileLock | None:
        """Lock `path`, making it if need be; None if somebody else holds it. OSError if it can't be made."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOINHERIT", 0), 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return cls(path, descriptor)

    @classmethod
    def wait(cls, path: Path, seconds: float, check: Callable[[], None] = nobody_waits) -> FileLock | None:
        """Lock `path` as `take` does, within that time; `check` is called now and then, and may raise."""
        patience = time.monotonic() + seconds
        while (lock := cls.take(path)) is None:
            check()
            if time.monotonic() > patience:
                return None
            time.sleep(_PAUSE_SECONDS)
        return lock

    def release(self, *, remove: bool = True) -> None:
        """Let go; with `remove`, the file goes too."""
        if os.name == "posix" and remove:
            self._path.unlink(missing_ok=True)  # while still held, so that nobody locks a file about to vanish
        os.close(self._descriptor)
        if os.name != "posix" and remove:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
