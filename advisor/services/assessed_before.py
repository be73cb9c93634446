"""What saved trips came to when they were last looked at, in one small file that can be forgotten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from advisor.model.verdict import Range, Verdict
from advisor.planning.comparison import Snapshot, Weight
from advisor.services.atomic import private_folder, write_atomically
from advisor.services.clock import Clock
from advisor.services.file_lock import FileLock

PATIENCE_SECONDS = 2.0
"""How long to wait for another program that remembers something."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """One trip as it came out, by which rules, and the day that was looked at."""

    day: date
    pack: str
    edition: str
    fingerprint: str
    as_of: date
    snapshot: Snapshot


def key_of(path: Path, data: bytes) -> str:
    """Stands for this file with this content, and tells neither to whoever lacks the file."""
    told = hashlib.sha256(str(path.absolute()).encode(errors="surrogateescape"))
    told.update(b"\0")
    told.update(data)
    return told.hexdigest()


class AssessedBefore:
    """Remembers for `keep_days`. A file that can't be read is as if nothing were remembered, and `damaged` says so."""

    def __init__(self, path: Path, clock: Clock, keep_days: int) -> None:
        """Nothing is read or written yet."""
        self._path = path
        self._clock = clock
        self._keep_days = keep_days
        self.damaged = False

    def recall(self) -> dict[str, Remembered]:
        """Everything whose time is not over. One damaged entry spoils all: no half of the memory is trusted."""
        oldest = self._clock() - timedelta(days=self._keep_days)
        self.damaged = False
        try:
            rows = json.loads(self._path.read_bytes())
            read = {str(key): _from_json(row) for key, row in rows.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.damaged = True
            return {}
        return {key: one for key, one in read.items() if one.day >= oldest}

    def remember(self, seen: Mapping[str, Remembered]) -> None:
        """Compare with these from now on. OSError if that can't be written."""
        if not seen:
            return
        private_folder(self._path.parent)
        lock = FileLock.wait(self._path.with_suffix(".lock"), PATIENCE_SECONDS)
        try:
            kept = {**self.recall(), **seen}
            rows = {key: _to_json(one) for key, one in kept.items()}
            write_atomically(self._path, json.dumps(rows, indent=1).encode() + b"\n", private=True)
        finally:
            if lock is not None:
                lock.release()


def _to_json(one: Remembered) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "pack": one.pack,
        "edition": one.edition,
        "fingerprint": one.fingerprint,
        "as_of": one.as_of.isoformat(),
        "range": _range_to_json(one.snapshot.range),
        "findings": {
            name: {"range": _range_to_json(weight.range), "lapsed": weight.lapsed}
            for name, weight in one.snapshot.weights.items()
        },
    }


def _from_json(row: Mapping[str, Any]) -> Remembered:
    weights = {
        str(name): Weight(_range_from_json(one["range"]), one["lapsed"] is True)
        for name, one in row["findings"].items()
    }
    return Remembered(
        date.fromisoformat(row["day"]),
        str(row["pack"]),
        str(row["edition"]),
        str(row["fingerprint"]),
        date.fromisoformat(row["as_of"]),
        Snapshot(_range_from_json(row["range"]), weights),
    )


def _range_to_json(one: Range) -> list[str]:
    return [one.best.word, one.worst.word]


def _range_from_json(words: list[str]) -> Range:
    best, worst = (Verdict.from_word(word) for word in words)
    if best > worst:
        raise ValueError(words)
    return Range(best, worst)
