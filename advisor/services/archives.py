"""The files of a pack in one archive."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes of a pack's file that are read; the loader refuses what is longer."""

SPOILT = (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What an archive raises that somebody has damaged: it is then as if nothing were remembered."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o100644 << 16
_LONGEST_NOTE = 60_000


@dataclass(frozen=True, slots=True)
class Archive:
    """Files by name, and what was noted beside them."""

    files: Mapping[str, bytes]
    note: str


def packed(files: Mapping[str, bytes], note: str = "") -> bytes:
    """One archive, the same bytes for the same files and note. ValueError where no archive can hold the names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READABLE  # the same on every system
            archive.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
        archive.comment = note.encode()[:_LONGEST_NOTE]
    return buffer.getvalue()


def note_of(path: Path) -> str:
    """What was noted in an archive, its files unread. Raises one of SPOILT."""
    with zipfile.ZipFile(path) as archive:
        return archive.comment.decode(errors="replace")


def unpacked(path: Path) -> Archive:
    """What an archive holds, of each file no more than the loader would take. Raises one of SPOILT."""
    with zipfile.ZipFile(path) as archive:
        files: dict[str, bytes] = {}
        for name in archive.namelist():
            with archive.open(name) as stream:
                files[name] = stream.read(LARGEST_FILE + 1)
        return Archive(files, archive.comment.decode(errors="replace"))
