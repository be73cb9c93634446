"""Trips on disk: saved whole or not at all, unsaved work kept for after a crash, and all of it forgotten on demand."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from advisor.model.trip import Trip
from advisor.services.atomic import private_folder, sweep, write_atomically
from advisor.services.clock import Clock
from advisor.services.file_lock import FileLock
from advisor.services.paths import Paths
from advisor.services.session import TripFile, Unsaved

if TYPE_CHECKING:
    from advisor.rulebook.trips import TripResult

RECENT_FILES = 10
"""How many recent files are remembered."""

LARGEST_TRIP = 5 * 1024 * 1024
"""Bytes of a trip file that are read; the loader refuses what is longer."""

_Value = TypeVar("_Value")

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


def load_trip(data: bytes, name: str) -> TripResult:
    """Load a trip with a loader that is itself read on first use: the window is painted before."""
    from advisor.rulebook.trips import load_trip as load

    return load(data, name)


def emit_trip(trip: Trip) -> str:
    """Write a trip as its file's text; the writer is read on first use too."""
    from advisor.rulebook.trips import emit_trip as emit

    return emit(trip)


class ChangedOnDiskError(Exception):
    """The file is not what was opened: somebody else wrote to it. Saving now would lose their work."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A trip file opened or saved, and the last day that happened."""

    path: Path
    day: date


class TripStore:
    """Loads and saves trip files, and remembers unsaved work and recent files for `keep_days`."""

    def __init__(self, paths: Paths, clock: Clock, keep_days: int) -> None:
        """Nothing is read or written yet."""
        self._unsaved = paths.unsaved
        self._recent = paths.recent
        self._templates = paths.templates
        self._assessed = paths.assessed
        self._clock = clock
        self._keep_days = keep_days
        self._key = secrets.token_hex(8)
        self._lock: FileLock | None = None

    # -- trip files

    def load(self, path: Path) -> TripFile:
        """Read a trip file. Faults come back with it; OSError when it can't be read at all."""
        with path.open("rb") as file:
            data = file.read(LARGEST_TRIP + 1)
        result = load_trip(data, str(path))
        return TripFile(path, result.trip, result.diagnostics, _stamp(data))

    def save(self, trip: Trip, path: Path, *, stamp: str | None = None, overwrite: bool = False) -> str:
        """Write a trip file and return its stamp.

        Unless `overwrite`, ChangedOnDiskError if the file is not the one `stamp` stands for (None: no file). A file
        with comments, which saving can't keep, is copied beside itself first. OSError leaves the old file as it was.
        """
        data = text_of(trip).encode()
        old = _read(path)
        if old is not None and old != data:
            if not overwrite and _stamp(old) != stamp:
                raise ChangedOnDiskError(path)
            if _has_comments(old, path):
                _back_up(path, old)
        write_atomically(path, data)
        return _stamp(data)

    # -- recent files

    def recent(self) -> tuple[RecentFile, ...]:
        """Recent files, the latest first; those whose time is over are forgotten."""
        oldest = self._clock() - timedelta(days=self._keep_days)
        listed = self._read_recent()
        kept = tuple(one for one in listed if one.day >= oldest)
        if len(kept) < len(listed):
            with suppress(OSError):
                self._write_recent(kept)
        return kept

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones. OSError if that can't be written."""
        newest = RecentFile(path.absolute(), self._clock())
        others = tuple(one for one in self.recent() if one.path != newest.path)
        self._write_recent((newest, *others)[:RECENT_FILES])

    def _write_recent(self, files: tuple[RecentFile, ...]) -> None:
        rows = [{"path": str(one.path), "day": one.day.isoformat()} for one in files]
        private_folder(self._recent.parent)
        write_atomically(self._recent, json.dumps(rows, indent=2).encode() + b"\n", private=True)

    def _read_recent(self) -> tuple[RecentFile, ...]:
        try:
            rows = json.loads(self._recent.read_bytes())
            return tuple(RecentFile(Path(row["path"]), date.fromisoformat(row["day"])) for row in rows)
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return ()  # a list of conveniences is not worth a fault

    # -- unsaved work

    def keep_unsaved(self, trip: Trip, path: Path | None, stamp: str | None) -> None:
        """Remember unsaved work of this process until it is dropped. OSError if that can't be written."""
        private_folder(self._unsaved)
        if self._lock is None:
            self._lock = FileLock.take(self._unsaved / f"{self._key}.lock")
        record = {
            "day": self._clock().isoformat(),
            "path": None if path is None else str(path.absolute()),
            "stamp": stamp,
            "trip": text_of(trip),
        }
        write_atomically(self._unsaved / f"{self._key}.json", json.dumps(record).encode(), private=True)

    def drop_unsaved(self) -> None:
        """Forget the unsaved work of this process."""
        with suppress(OSError):
            (self._unsaved / f"{self._key}.json").unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def unsaved(self) -> tuple[Unsaved, ...]:
        """Work that a crash left behind, the latest first. What is too old is removed on the way."""
        oldest = self._clock() - timedelta(days=self._keep_days)
        found: list[tuple[date, float, Unsaved]] = []
        for file in sorted(self._unsaved.glob("*.json")):
            lock = FileLock.take(file.with_suffix(".lock"))
            if lock is None:
                continue  # its program is still running
            keep = False
            try:
                read = _read_unsaved(file)
                keep = read is not None and read[0] >= oldest
                if read is not None and keep:
                    found.append((read[0], file.stat().st_mtime, read[1]))
                elif not keep:
                    file.unlink()
            except OSError:
                keep = True
            finally:
                lock.release(remove=not keep)
        found.sort(key=lambda one: (one[0], one[1], one[2].key), reverse=True)
        return tuple(one[2] for one in found)

    def discard(self, unsaved: Unsaved) -> None:
        """Forget unsaved work found after a crash."""
        for suffix in (".json", ".lock"):
            with suppress(OSError):
                (self._unsaved / f"{unsaved.key}{suffix}").unlink(missing_ok=True)

    # -- forgetting

    def forget(self) -> None:
        """Remove every trace of trips: recent files, what they came to, templates, and everybody's unsaved work.

        Trip files themselves stay. OSError names what could not be removed, after all else is gone.
        """
        self.drop_unsaved()
        failed: OSError | None = None
        sweep(self._recent.parent)
        kept = (*self._unsaved.glob("*.json"), *self._unsaved.glob(".*"), *self._templates.glob("*"))
        for file in (self._recent, self._assessed, *kept):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                failed = error
        for file in self._unsaved.glob("*.lock"):  # a lock says nothing, and other programs may still hold theirs
            lock = FileLock.take(file)
            if lock is not None:
                lock.release()
        if failed is not None:
            raise failed


def text_of(trip: Trip) -> str:
    """The trip as a file holds it. Half characters, which no file can hold, are replaced: the rest must not be lost."""
    try:
        return emit_trip(trip)
    except ValueError:
        return emit_trip(_whole(trip))


def _whole(value: _Value) -> _Value:
    if isinstance(value, str) and not isinstance(value, Enum):
        return cast(_Value, value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if isinstance(value, tuple):
        return cast(_Value, tuple(_whole(one) for one in value))
    if isinstance(value, Mapping):
        return cast(_Value, {_whole(key): _whole(one) for key, one in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _whole(getattr(value, field.name)) for field in fields(value)})
    return value


def _stamp(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _has_comments(data: bytes, path: Path) -> bool:
    """Whether saving would lose comments. A `#` inside a value of a file we wrote ourselves is none."""
    if not _COMMENT.search(data.decode(errors="replace")):
        return False
    trip = load_trip(data, str(path)).trip
    return trip is None or emit_trip(trip).encode() != data


def _back_up(path: Path, data: bytes) -> None:
    """Copy beside the file, under a name not taken yet unless it holds the very same."""
    number = 0
    while True:
        copy = path.with_name(f"{path.name}.bak{number or ''}")
        there = _read(copy)
        if there == data:
            return
        if there is None:
            write_atomically(copy, data)
            return
        number += 1


def _read_unsaved(file: Path) -> tuple[date, Unsaved] | None:
    """The day and the work; None if this is not one of our files, or one that can't be read any more."""
    try:
        record: dict[str, Any] = json.loads(file.read_bytes())
        trip = load_trip(record["trip"].encode(), file.name).trip
        path = record["path"]
        day = date.fromisoformat(record["day"])
        if trip is None:
            return None
        return day, Unsaved(file.stem, trip, None if path is None else Path(path), record["stamp"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
