"""The trip to begin with: what a crash left, the file asked for, the last one, or the pack's example."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.gui.controller_files import FileController
from advisor.model.trip import Trip
from advisor.services.session import TripSession

if TYPE_CHECKING:
    from advisor.model.pack import Pack


class FirstTrip:
    """Puts a trip on the desk, once."""

    def __init__(self, session: TripSession, files: FileController, trip_file: Path | None) -> None:
        """`trip_file` was asked for on the command line."""
        self._session, self._files, self._trip_file = session, files, trip_file
        self._begun = self._looked_for_work = False

    def begin(self, pack: Pack | None) -> None:
        """The rules came, or came to nothing: do what can be done with that; nothing once there was a trip."""
        if self._begun:
            return
        if self._untouched() and (self._took_up_work() or pack is None):
            self._begun = pack is not None or not self._untouched()
            return
        self._begun = True
        if pack is not None and self._untouched():
            from advisor.services.advice import example_trip  # reads the engine

            trip = example_trip(pack)
            self._session.new(replace(trip, pack=pack.id) if trip is not None else Trip(pack=pack.id))

    def _untouched(self) -> bool:
        return not self._session.dirty and self._session.path is None

    def _took_up_work(self) -> bool:
        """Once a start: unsaved work, the file named, or the file last worked on."""
        if self._looked_for_work:
            return False
        self._looked_for_work = True
        if self._files.recover():
            return True
        if self._trip_file is not None:
            return self._files.open(self._trip_file)
        recent = next((path for path in self._files.recent() if path.is_file()), None)
        if recent is not None:
            with suppress(OSError):
                self._session.open(recent)
        return self._session.path is not None
