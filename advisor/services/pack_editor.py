"""A pack being edited: its files as they stand now, undo over all of them, faults, and saving that loses nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from advisor.model.diagnostic import Diagnostic
from advisor.rulebook.folder import headed
from advisor.services.atomic import write_atomically
from advisor.services.file_lock import FileLock
from advisor.services.pack_library import read_folder
from advisor.services.pack_memory import Files, PackMemory, digest
from advisor.services.pack_schemas import has_schemas, renew_schemas

UNDO_STEPS: Final = 300
"""How many steps are kept; a step costs the bytes of the files it changed."""
CHANGE_LOG: Final = "CHANGELOG.md"
"""Where a pack says what changed and why."""

_SUPERSEDED: Final = b"\0"
"""Stands for what a file held when edits began that were recovered later: no file of a pack holds it."""


class PackChangedError(Exception):
    """Files edited here were changed on disk by another hand. Saving now would lose that."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Name the files."""
        super().__init__(", ".join(names))
        self.names = names


class PackBusyError(Exception):
    """Another window of this program is saving the same pack."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing the user did: the files before it, what it is called, and which field it typed into."""

    before: Files
    label: str
    merge: str | None


class PackEditor:
    """The files of one pack: `files` now, `saved` as they stand on disk. Both faces of a rule change them here."""

    def __init__(self, folder: Path, memory: PackMemory) -> None:
        """Nothing is read yet."""
        self.folder = folder
        self.memory = memory
        self.saved: Files = {}
        self.unreadable: tuple[Diagnostic, ...] = ()
        self.recovered = False
        self._files: Files = {}
        self._done: list[_Step] = []
        self._undone: list[tuple[Files, str]] = []
        self._merging = False
        self._listeners: list[Callable[[], None]] = []

    def open(self) -> None:
        """Read the files, ending a save that was cut short and taking up edits that were never saved.

        `recovered` tells whether there were such. OSError if the end of a save can't be written.
        """
        self._end_save()
        self.saved, self.unreadable = self._on_disk()
        self._files = self.saved
        self._done.clear()
        self._undone.clear()
        draft = self.memory.draft()
        if draft is not None:
            was, files = draft
            mine = _with(self.saved, files, {*was})
            # What was changed on disk since then counts as changed by another hand: saving will ask.
            moved = {name for name, digested in was.items() if digest(self.saved.get(name)) != digested}
            theirs = {name: _SUPERSEDED for name in moved if self.saved.get(name) != mine.get(name)}
            self.saved = {**self.saved, **theirs}
            self.apply(mine, "")
        self.recovered = self.dirty

    # -- what it is now

    @property
    def files(self) -> Files:
        """The files as they stand. A value: keep it, compare it, hand it to another thread."""
        return self._files

    @property
    def edited(self) -> tuple[str, ...]:
        """The names of the files that differ from those on disk."""
        names = sorted({*self._files, *self.saved})
        return tuple(name for name in names if self._files.get(name) != self.saved.get(name))

    @property
    def dirty(self) -> bool:
        """Whether anything is not saved."""
        return self._files is not self.saved and bool(self.edited)

    def text(self, name: str) -> str | None:
        """The text of a file; None if it is not there or no text at all."""
        data = self._files.get(name)
        if data is None:
            return None
        try:
            return data.decode()
        except UnicodeDecodeError:
            return None

    @property
    def taken(self) -> frozenset[str]:
        """The names of all files, here and on disk, readable or not: a new file needs another."""
        return frozenset({*self._files, *self.saved, *self._unread})

    @property
    def _unread(self) -> frozenset[str]:
        return frozenset(fault.span.file for fault in self.unreadable if fault.span is not None)

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back; None where there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again; None where there is nothing."""
        return self._undone[-1][1] if self._undone else None

    # -- changing it

    def set_text(self, name: str, text: str, label: str, *, merge: str | None = None) -> None:
        """Let a file hold that text. `label` and `merge` as in `apply`."""
        self.apply({**self._files, name: text.encode(errors="replace")}, label, merge=merge)

    def apply(self, files: Files, label: str, *, merge: str | None = None) -> None:
        """Make these the files. Steps in a row with the same `merge` become one: a word typed, not its letters."""
        if files == self._files:
            return
        last = self._done[-1] if self._done else None
        if not (merge is not None and self._merging and last is not None and last.merge == merge):
            self._done.append(_Step(self._files, label, merge))
            del self._done[:-UNDO_STEPS]
        self._merging = merge is not None
        self._undone.clear()
        self._become(files)

    def begin(self, name: str, text: str, label: str) -> None:
        """Begin a file with that text, below the line for editors where the pack has schemas; `label` as in `apply`."""
        self.set_text(name, headed(name, text) if has_schemas(self.folder) else text, label)

    def end_merge(self) -> None:
        """Let the next step stand by itself."""
        self._merging = False

    def undo(self) -> None:
        """Take the last step back, in whichever face it was made."""
        if self._done:
            step = self._done.pop()
            self._undone.append((self._files, step.label))
            self._merging = False
            self._become(step.before)

    def redo(self) -> None:
        """Do again what was last undone."""
        if self._undone:
            after, label = self._undone.pop()
            self._done.append(_Step(self._files, label, None))
            self._merging = False
            self._become(after)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call it whenever `files` or `saved` is another."""
        self._listeners.append(listener)

    # -- the disk

    def refresh(self) -> tuple[str, ...]:
        """Take over what another program wrote to files not edited here; gives those edited here *and* changed there.

        Their edits stay; `save` refuses until one of the two is chosen.
        """
        disk, self.unreadable = self._on_disk()
        names = {name for name in {*disk, *self.saved} if disk.get(name) != self.saved.get(name)}
        mine = {*self.edited}
        clashes = {name for name in names & mine if disk.get(name) != self._files.get(name)}
        taken = names - clashes
        if taken:
            self.saved = _with(self.saved, disk, taken)
            self._done = [_Step(_with(one.before, disk, taken), one.label, one.merge) for one in self._done]
            self._undone = [(_with(files, disk, taken), label) for files, label in self._undone]
            self._become(_with(self._files, disk, taken))
        return tuple(sorted(clashes | self._in_the_way()))

    def _in_the_way(self) -> set[str]:
        """Files begun here whose names, but for the case of letters, files on disk have: some systems see one file."""
        begun = {*self._files} - {*self.saved}
        there = {name.casefold() for name in self._files if name not in begun}
        return {name for name in begun if name.casefold() in there}

    def take_theirs(self, names: tuple[str, ...]) -> None:
        """Let what stands on disk replace the edits of these files; a step that can be taken back."""
        disk, self.unreadable = self._on_disk()
        self.saved = _with(self.saved, disk, {*names})
        self.apply(_with(self._files, disk, {*names}), "")
        self._tell()

    def save(self, reason: str = "", *, overwrite: bool = False) -> None:
        """Write what was edited, whole or not at all, and keep the edition.

        PackChangedError if another hand changed one of these files, unless `overwrite`, and then theirs is kept as an
        edition; PackBusyError; OSError or ValueError if it can't be written: everything edited is still there.
        """
        lock = FileLock.wait(self.memory.lock, 2)
        if lock is None:
            raise PackBusyError
        try:
            clashes = self.refresh()
            if clashes and not overwrite:
                raise PackChangedError(clashes)
            disk, _unreadable = self._on_disk()
            after = self._files
            for name in sorted(self._unread & ({*after} - {*self.saved})):  # nobody knows what would be lost
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), name)
            self.memory.keep(disk, "", found=True)
            self.memory.begin(disk, after)
            self._write(disk, after)
            self.memory.end()
            self.memory.keep(after, reason)
            self.saved = after
            self._merging = False
        finally:
            lock.release()
        self.memory.drop_draft()
        with suppress(OSError, ValueError):  # what was edited is saved; an editor only completes by an older schema
            renew_schemas(self.folder)
        self._tell()

    def keep_draft(self) -> None:
        """Remember edits that are not saved, in case of a crash. OSError, ValueError."""
        if self.dirty:
            self.memory.keep_draft(self.saved, self._files)
        else:
            self.memory.drop_draft()

    def discard(self) -> None:
        """Nobody wants the edits that are not saved."""
        self._done.clear()
        self._undone.clear()
        self.memory.drop_draft()
        self.saved, self.unreadable = self._on_disk()
        self._become(self.saved)

    def _on_disk(self) -> tuple[Files, tuple[Diagnostic, ...]]:
        read, unreadable = read_folder(self.folder)
        files = dict(read)
        with suppress(OSError):
            files[CHANGE_LOG] = (self.folder / CHANGE_LOG).read_bytes()
        return files, unreadable

    def _write(self, before: Files, after: Files) -> None:
        for name in sorted({*before, *after}):
            if before.get(name) == after.get(name):
                continue
            path, data = self.folder / name, after.get(name)
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(path, data)

    def _end_save(self) -> None:
        """End a save that was cut short; a file that was changed since then stays as it is."""
        found = self.memory.unfinished()
        if found is None:
            return
        was, new = found
        disk, _unreadable = self._on_disk()
        untouched = {name for name in was if digest(disk.get(name)) == was[name] and _within(name)}
        self._write(disk, _with(disk, new, untouched))
        self.memory.end()

    def _become(self, files: Files) -> None:
        self._files = files
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()


def _with(files: Files, other: Mapping[str, bytes], names: set[str]) -> Files:
    """The files, of these names those of the other; where it has none, none."""
    kept = {name: data for name, data in files.items() if name not in names}
    return {**kept, **{name: other[name] for name in names if name in other}}


def _within(name: str) -> bool:
    """Whether a remembered name stays inside the folder."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts
