"""The last good edition of each pack on this computer, and the one before it until what came after is answered for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from advisor.services.archives import SPOILT, packed, unpacked
from advisor.services.atomic import private_folder, write_atomically
from advisor.services.file_lock import FileLock


class LastGood:
    """Keeps one archive a pack, by its path; a second one only while a change of its rules is not answered for."""

    def __init__(self, shelf: Path) -> None:
        """Nothing is read or made yet."""
        self._shelf = shelf

    def remember(self, folder: Path, files: Mapping[str, bytes], *, answered: bool = False) -> None:
        """Let these be the last good files of a pack. OSError, ValueError if that can't be written.

        Those that were stay as the ones before, unless there are such already, or the change is `answered` for:
        it was saved or installed here, where a loosening is asked about.
        """
        memory, before, archive, was = self._memory_of(folder), self._before(folder), packed(files), None
        with suppress(OSError):
            was = memory.read_bytes()
        if was == archive:
            return
        private_folder(self._shelf)
        if was is not None and not answered and not before.exists():
            write_atomically(before, was, private=True)  # first: a crash must leave a last good edition
        write_atomically(memory, archive, private=True)

    def files(self, folder: Path) -> Mapping[str, bytes] | None:
        """The last good files of a pack; None where none are remembered."""
        return _files(self._memory_of(folder))

    def before(self, folder: Path) -> Mapping[str, bytes] | None:
        """The good files before a change that nobody has answered for; None where there is no such change."""
        return _files(self._before(folder))

    def answered(self, folder: Path) -> None:
        """What came after is answered for: nobody need be told of it again."""
        with suppress(OSError):
            self._before(folder).unlink()

    def turn(self, folder: Path) -> FileLock | None:
        """Whoever holds it tells of the change: one window of several. None if another does; OSError."""
        return FileLock.take(self._shelf.with_name(f"telling-{_key(folder)}.lock"))

    def _memory_of(self, folder: Path) -> Path:
        return self._shelf / f"{folder.resolve().name}-{_key(folder)}.zip"

    def _before(self, folder: Path) -> Path:
        memory = self._memory_of(folder)
        return memory.with_stem(f"{memory.stem}-before")


def _key(folder: Path) -> str:
    return hashlib.sha256(str(folder.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]


def _files(archive: Path) -> Mapping[str, bytes] | None:
    try:
        return unpacked(archive).files
    except SPOILT:
        return None
