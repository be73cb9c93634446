"""The trip being worked on: immutable snapshots, undo, and what of it is on disk. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeAlias

from advisor.model.diagnostic import Diagnostic
from advisor.model.trip import Trip

UNDO_STEPS = 1000
"""How many steps are kept; a snapshot shares all that did not change, so a step is small."""


class SessionEvent(StrEnum):
    """What has happened to a session.

    TRIP_CHANGED: `trip` is another one. FILE_CHANGED: `path` or `dirty` may be another.
    """

    TRIP_CHANGED = "trip-changed"
    FILE_CHANGED = "file-changed"


Listener: TypeAlias = Callable[[SessionEvent], None]


@dataclass(frozen=True, slots=True)
class TripFile:
    """A trip file as read: `trip` is None where it is faulty. `stamp` tells its bytes from all others."""

    path: Path
    trip: Trip | None
    diagnostics: tuple[Diagnostic, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Work that was never saved, found after a crash. `path` and `stamp`: the file it began from, if any."""

    key: str
    trip: Trip
    path: Path | None
    stamp: str | None


class Store(Protocol):
    """What a session needs of `advisor.services.trip_store.TripStore`."""

    def load(self, path: Path) -> TripFile:
        """Read a trip file; OSError when it can't be read."""

    def save(self, trip: Trip, path: Path, *, stamp: str | None, overwrite: bool) -> str:
        """Write a trip file whole or not at all and return its new stamp; ChangedOnDiskError, OSError."""

    def keep_unsaved(self, trip: Trip, path: Path | None, stamp: str | None) -> None:
        """Remember unsaved work of this process."""

    def drop_unsaved(self) -> None:
        """Forget the unsaved work of this process."""

    def discard(self, unsaved: Unsaved) -> None:
        """Forget unsaved work that was found after a crash."""

    def remember(self, path: Path) -> None:
        """Put a file at the head of the recent ones. OSError if that can't be written."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing the user did: the trip before it, what it is called, and which field it typed into."""

    before: Trip
    label: str
    merge: str | None


class TripSession:
    """One trip on the desk: `trip` now, what it was before, and the file it belongs to.

    Everything that changes the trip passes through `apply`. The window calls `autosave` about a second after the
    last change, and once more from its handler of unexpected errors.
    """

    def __init__(self, store: Store, trip: Trip | None = None) -> None:
        """Start with `trip`, or with an empty one. It belongs to no file and counts as saved."""
        self._store = store
        self._trip = trip if trip is not None else Trip()
        self._saved = self._trip
        self._kept: Trip | None = None
        self._path: Path | None = None
        self._stamp: str | None = None
        self._done: list[_Step] = []
        self._undone: list[tuple[Trip, str]] = []
        self._merging = False
        self._listeners: list[Listener] = []

    # -- what it is now

    @property
    def trip(self) -> Trip:
        """The trip as it stands. A value: keep it, compare it, hand it to another thread."""
        return self._trip

    @property
    def path(self) -> Path | None:
        """The file it belongs to; None until it is opened or saved."""
        return self._path

    @property
    def dirty(self) -> bool:
        """Whether the trip differs from what was last opened or saved."""
        return self._trip != self._saved

    @property
    def differs_on_disk(self) -> bool:
        """Whether another hand has written to the file since it was read or written; a file that is gone does not."""
        if self._path is None:
            return False
        try:
            return self._store.load(self._path).stamp != self._stamp
        except OSError:
            return False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """What `undo` would take back, as given to `apply`; empty when there is nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What `redo` would do again; empty when there is nothing."""
        return self._undone[-1][1] if self._undone else ""

    # -- changing it

    def apply(self, trip: Trip, label: str, *, merge: str | None = None) -> None:
        """Make `trip` the current one. `label` names the step in the user's language ("change of nationality").

        Consecutive steps with the same `merge` key (`"traveller-0-name"`) become one step: a word typed, not its
        letters. Saving, undoing, `end_merge` and any other step end such a run. An equal trip is no step.
        """
        if trip == self._trip:
            return
        last = self._done[-1] if self._done else None
        if merge is not None and self._merging and last is not None and last.merge == merge:
            if last.before == trip:  # typed and taken back by hand: nothing is left to undo
                self._done.pop()
                self._merging = False
        else:
            self._done.append(_Step(self._trip, label, merge))
            del self._done[:-UNDO_STEPS]
            self._merging = merge is not None
        self._undone.clear()
        self._become(trip)

    def end_merge(self) -> None:
        """Let the next step stand by itself (the field lost the focus)."""
        self._merging = False

    def undo(self) -> None:
        """Take the last step back; nothing happens when there is none."""
        if self._done:
            step = self._done.pop()
            self._undone.append((self._trip, step.label))
            self._merging = False
            self._become(step.before)

    def redo(self) -> None:
        """Do again what was last undone; nothing happens when there is nothing."""
        if self._undone:
            after, label = self._undone.pop()
            self._done.append(_Step(self._trip, label, None))
            self._merging = False
            self._become(after)

    # -- another trip

    def new(self, trip: Trip | None = None) -> None:
        """Start over with `trip` or an empty one, without a file. Ask about unsaved work first: it is dropped."""
        self._replace(trip if trip is not None else Trip(), None, None)

    def begin_unsaved(self, trip: Trip) -> None:
        """Start over with a trip that is nowhere on the disk: it counts as unsaved work. Ask first, as for `new`."""
        self._replace(trip, None, None)
        self._saved = Trip()
        self._tell(SessionEvent.FILE_CHANGED)

    def open(self, path: Path) -> tuple[Diagnostic, ...]:
        """Take up a trip file and return its faults; a faulty file leaves all as it was. OSError if unreadable."""
        found = self._store.load(path)
        if found.trip is not None:
            self._remember(found.path)
            self._replace(found.trip, found.path, found.stamp)
        return found.diagnostics

    def recover(self, unsaved: Unsaved) -> None:
        """Take up work found after a crash: still unsaved, and belonging to the file it began from."""
        self._replace(unsaved.trip, unsaved.path, unsaved.stamp)
        self._saved = Trip()
        if unsaved.path is not None:
            try:
                self._saved = self._store.load(unsaved.path).trip or Trip()
            except OSError:
                self._path, self._stamp = None, None  # the file is gone: ask for a new name
        self.autosave()
        self._store.discard(unsaved)
        self._tell(SessionEvent.FILE_CHANGED)

    # -- the disk

    def save(self, *, overwrite: bool = False) -> None:
        """Write to `path`. ValueError without one; ChangedOnDiskError if another hand changed the file; OSError."""
        if self._path is None:
            msg = "this trip belongs to no file yet"
            raise ValueError(msg)
        self._write(self._path, self._stamp, overwrite=overwrite)

    def save_as(self, path: Path) -> None:
        """Write to `path`, replacing what is there (the dialog has asked), and belong to it from now on. OSError."""
        self._write(path, None, overwrite=True)

    def autosave(self) -> None:
        """Remember unsaved work in case of a crash; nothing happens when nothing changed since. OSError."""
        if not self.dirty:
            if self._kept is not None:
                self._kept = None
                self._store.drop_unsaved()
        elif self._kept != self._trip:
            self._store.keep_unsaved(self._trip, self._path, self._stamp)
            self._kept = self._trip

    def close(self) -> None:
        """The user is done with it, saved or not: forget the autosave."""
        self._kept = None
        self._store.drop_unsaved()

    # -- listening

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change, on the thread that made it; returns what ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def _tell(self, event: SessionEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def _become(self, trip: Trip) -> None:
        was_dirty = self.dirty
        self._trip = trip
        self._tell(SessionEvent.TRIP_CHANGED)
        if self.dirty is not was_dirty:
            self._tell(SessionEvent.FILE_CHANGED)

    def _replace(self, trip: Trip, path: Path | None, stamp: str | None) -> None:
        self._trip = self._saved = trip
        self._path, self._stamp = path, stamp
        self._done.clear()
        self._undone.clear()
        self._merging = False
        self.close()
        self._tell(SessionEvent.TRIP_CHANGED)
        self._tell(SessionEvent.FILE_CHANGED)

    def _write(self, path: Path, stamp: str | None, *, overwrite: bool) -> None:
        written = self._trip
        self._stamp = self._store.save(written, path, stamp=stamp, overwrite=overwrite)
        self._path = path
        self._saved = written
        self._merging = False
        self.close()
        self._remember(path)
        self._tell(SessionEvent.FILE_CHANGED)

    def _remember(self, path: Path) -> None:
        with suppress(OSError):  # a convenience: not worth failing what the user asked for
            self._store.remember(path)
