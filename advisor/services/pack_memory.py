"""What this computer remembers of the editing of one pack: its editions, a save under way, edits not saved yet.

It stands in a private folder of the program, not in the pack: what an officer hands on is the pack alone (ADR 45).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from advisor.services.archives import SPOILT, Archive, note_of, packed, unpacked
from advisor.services.atomic import private_folder, sweep, write_atomically
from advisor.services.clock import now

Files: TypeAlias = Mapping[str, bytes]
"""The files of a pack by name."""

MOST_EDITIONS: Final = 500
"""How many editions of a pack are kept; the oldest go first."""
_EDITION, _JOURNAL, _DRAFT = "edition-", "saving.zip", "unsaved.zip"
_GONE = "gone"
UNSAVED: Final = frozenset({_JOURNAL, _DRAFT})
"""Files with changes that are not in the pack itself."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One saved state of a pack. `found`: it was not saved here but found on the disk. `reason` as its author gave.

    `installed`: it came as a whole from elsewhere.
    """

    number: int
    saved: datetime
    reason: str
    found: bool
    file: Path
    installed: bool = False


class PackMemory:
    """Editions, journal and draft of the pack in one folder."""

    def __init__(self, shelf: Path, pack: Path, clock: Callable[[], datetime] = now) -> None:
        """`shelf` holds the memories of all packs. Nothing is read or made yet."""
        key = hashlib.sha256(str(pack.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
        self._folder = shelf / f"{pack.resolve().name}-{key}"
        self._clock = clock

    # -- editions

    def editions(self) -> tuple[Edition, ...]:
        """All that are kept, the latest first; a damaged one is left out."""
        found = (self._edition(file) for file in sorted(self._folder.glob(f"{_EDITION}*.zip"), reverse=True))
        return tuple(one for one in found if one is not None)

    def _edition(self, file: Path) -> Edition | None:
        try:
            number = int(file.stem.removeprefix(_EDITION))
            note = json.loads(note_of(file))
            saved = datetime.fromisoformat(note["saved"])
            return Edition(number, saved, str(note["reason"]), bool(note["found"]), file, note.get("installed") is True)
        except (*SPOILT, KeyError, TypeError):
            return None

    def files_of(self, edition: Edition) -> Files:
        """The files of an edition. Raises one of SPOILT if somebody has damaged it meanwhile."""
        return unpacked(edition.file).files

    def keep(self, files: Files, reason: str, *, found: bool = False, installed: bool = False) -> None:
        """Keep an edition, unless the latest is the same. OSError, ValueError if that can't be written."""
        latest = self.editions()[:1]
        with suppress(*SPOILT):
            if latest and latest[0].installed >= installed and dict(self.files_of(latest[0])) == dict(files):
                return
        numbers = [self._number(file) for file in self._folder.glob(f"{_EDITION}*.zip")]
        told = {"saved": self._clock().isoformat(), "reason": reason, "found": found, "installed": installed}
        note = json.dumps(told)
        file = self._make() / f"{_EDITION}{max(numbers, default=0) + 1:06}.zip"
        write_atomically(file, packed(files, note), private=True)
        for old in sorted(self._folder.glob(f"{_EDITION}*.zip"))[:-MOST_EDITIONS]:
            with suppress(OSError):
                old.unlink()

    @staticmethod
    def _number(file: Path) -> int:
        digits = file.stem.removeprefix(_EDITION)
        return int(digits) if digits.isdecimal() else 0

    # -- a save under way

    def begin(self, before: Files, after: Files) -> None:
        """Write down what is about to be written, so that a save cut short can be ended. OSError, ValueError."""
        changed = {name: data for name, data in after.items() if before.get(name) != data}
        was = {name: digest(before.get(name)) for name in {*before, *after} if before.get(name) != after.get(name)}
        write_atomically(self._make() / _JOURNAL, packed(changed, json.dumps(was)), private=True)

    def end(self) -> None:
        """Everything is written."""
        with suppress(OSError):
            (self._folder / _JOURNAL).unlink()

    def unfinished(self) -> tuple[Mapping[str, str], Files] | None:
        """What a save that was cut short set out to write: digests of what stood there before, and the new files."""
        found = self._read(_JOURNAL)
        return (_digests(found.note), found.files) if found is not None else None

    # -- edits not saved yet

    def keep_draft(self, before: Files, after: Files) -> None:
        """Remember edits in case of a crash. OSError, ValueError."""
        changed = {name: data for name, data in after.items() if before.get(name) != data}
        gone = [name for name in before if name not in after]
        note = json.dumps({"was": {name: digest(before.get(name)) for name in [*changed, *gone]}})
        write_atomically(self._make() / _DRAFT, packed(changed, note), private=True)

    def draft(self) -> tuple[Mapping[str, str], Files] | None:
        """Edits that were never saved: digests of what each file was then, and the files."""
        found = self._read(_DRAFT)
        if found is None:
            return None
        with suppress(ValueError, KeyError, TypeError):
            return _digests(json.dumps(json.loads(found.note)["was"])), found.files
        return None

    def drop_draft(self) -> None:
        """They are saved, or nobody wants them."""
        with suppress(OSError):
            (self._folder / _DRAFT).unlink()

    def _read(self, name: str) -> Archive | None:
        try:
            return unpacked(self._folder / name)
        except SPOILT:
            return None

    def _make(self) -> Path:
        folder = private_folder(self._folder)
        sweep(folder)
        return folder

    @property
    def lock(self) -> Path:
        """The file that is locked while a save is under way. OSError if its folder can't be made."""
        return private_folder(self._folder) / "saving.lock"


def digest(data: bytes | None) -> str:
    """What tells the bytes of a file from all others."""
    return _GONE if data is None else hashlib.sha256(data).hexdigest()


def _digests(note: str) -> Mapping[str, str]:
    try:
        read = json.loads(note)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}
