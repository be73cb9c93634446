"""Which column holds what, remembered by the header, so that the next file of the same kind needs no questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from advisor.incidents.mapping import ColumnMapping, mapping_from_json, signature
from advisor.services.atomic import private_folder, write_atomically
from advisor.services.file_lock import FileLock

PATIENCE_SECONDS = 2.0
"""How long to wait for another program that remembers something; then one is lost, which costs a question."""

MOST_REMEMBERED = 200
"""Headers remembered; the one used longest ago goes first."""


class ColumnMemory:
    """One small file for all mappings. A file that can't be read is as if nothing were remembered."""

    def __init__(self, path: Path) -> None:
        """Nothing is read or written yet."""
        self._path = path

    def recall(self, header: Sequence[str]) -> ColumnMapping | None:
        """The mapping last used for this header; None if there is none that fits it."""
        written = self._read().get(signature(header))
        found = None if written is None else mapping_from_json(written)
        if found is None or any(column >= len(header) for column in found.columns.values()):
            return None
        return found

    def remember(self, header: Sequence[str], mapping: ColumnMapping) -> None:
        """Use this mapping for this header from now on. OSError if that can't be written."""
        private_folder(self._path.parent)
        lock = FileLock.wait(self._path.with_suffix(".lock"), PATIENCE_SECONDS)
        try:
            kept = self._read()
            kept.pop(signature(header), None)
            kept[signature(header)] = mapping.to_json()
            newest = dict(list(kept.items())[-MOST_REMEMBERED:])
            write_atomically(self._path, json.dumps(newest, ensure_ascii=False, indent=2).encode(), private=True)
        finally:
            if lock is not None:
                lock.release(remove=False)

    def forget(self) -> None:
        """Remember nothing. OSError if the file can't be removed."""
        for path in (self._path, self._path.with_suffix(".lock")):
            path.unlink(missing_ok=True)

    def _read(self) -> dict[str, str]:
        try:
            read = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return {key: one for key, one in read.items() if isinstance(one, str)} if isinstance(read, dict) else {}
