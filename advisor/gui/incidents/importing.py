"""Importing several files in a row: read, explained where need be, stored; to be stopped at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.jobs import Jobs, Ticket
from advisor.services.incident_library import IncidentLibrary, Reading

if TYPE_CHECKING:
    from advisor.incidents.mapping import ColumnMapping
    from advisor.incidents.store import ImportRecord

_JOB = "incidents-import"


class Phase(Enum):
    """What is being done with a file."""

    READING = "reading"
    STORING = "storing"


@dataclass(slots=True)
class Progress:
    """How far it has come; written by the job, looked at by the window."""

    phase: Phase = Phase.READING
    file: str = ""
    number: int = 0
    files: int = 1
    done: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: `made` is None where nothing was imported, `reading` where it could not be read."""

    file: Path
    reading: Reading | None = None
    made: ImportRecord | None = None
    trouble: str = ""


@dataclass(slots=True)
class _Plan:
    files: list[Path]
    readings: dict[Path, Reading] = field(default_factory=dict)
    trouble: dict[Path, str] = field(default_factory=dict)
    unexplained: list[Path] = field(default_factory=list)


class ImportRun(QObject):
    """One import of one or several files. Each file is stored wholly or not at all."""

    asks_columns = Signal(object)
    """Nobody has said which column of this table (a Path) holds what: `explain` or `skip` it."""
    finished = Signal(object)
    """All is done: a tuple of `Done`."""
    failed = Signal(object)
    """The store can't take anything: the error. Files stored before stay stored."""

    def __init__(self, library: IncidentLibrary, jobs: Jobs, files: Sequence[Path], parent: QObject) -> None:
        """Nothing is read before `start`."""
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._plan = _Plan([*dict.fromkeys(files)])
        self.progress = Progress(files=len(self._plan.files))

    def start(self) -> None:
        """Read all files."""
        self._read(dict.fromkeys(self._plan.files))

    def stop(self) -> None:
        """Stop at once. What is being stored is taken back; what was stored before stays."""
        self._jobs.withdraw(_JOB)

    def explain(self, file: Path, mapping: ColumnMapping) -> None:
        """Read the table anew with these columns, then go on."""
        self._plan.unexplained.remove(file)
        self._read({file: mapping})

    def skip(self, file: Path) -> None:
        """Go on without that table."""
        self._plan.unexplained.remove(file)
        self._go_on()

    def _read(self, files: dict[Path, ColumnMapping | None]) -> None:
        self.progress.files = len(files)

        def work(ticket: Ticket) -> tuple[dict[Path, Reading], dict[Path, str]]:
            read: dict[Path, Reading] = {}
            trouble: dict[Path, str] = {}
            for number, (file, mapping) in enumerate(files.items(), start=1):
                try:
                    read[file] = self._library.read(
                        file, mapping, watch=self._watch(ticket, Phase.READING, file, number)
                    )
                except OSError as error:
                    trouble[file] = error.strerror or str(error)
            return read, trouble

        self._jobs.start(_JOB, work, self._was_read, self.failed.emit)

    def _was_read(self, result: tuple[dict[Path, Reading], dict[Path, str]]) -> None:
        read, trouble = result
        self._plan.readings |= read
        self._plan.trouble |= trouble
        self._plan.unexplained += [file for file, reading in read.items() if reading.needs_mapping]
        self._go_on()

    def _go_on(self) -> None:
        if self._plan.unexplained:
            self.asks_columns.emit(self._plan.unexplained[0])
            return
        ready = [one for one in self._plan.readings.values() if one.holds_anything]
        self.progress.files = len(ready)

        def work(ticket: Ticket) -> dict[Path, ImportRecord]:
            made = {}
            for number, reading in enumerate(ready, start=1):
                watch = self._watch(ticket, Phase.STORING, reading.file, number)
                made[reading.file] = self._library.add(reading, watch=watch)
            return made

        self._jobs.start(_JOB, work, self._was_stored, self.failed.emit)

    def _was_stored(self, made: dict[Path, ImportRecord]) -> None:
        plan = self._plan
        self.finished.emit(
            tuple(
                Done(file, plan.readings.get(file), made.get(file), plan.trouble.get(file, "")) for file in plan.files
            )
        )

    def _watch(self, ticket: Ticket, phase: Phase, file: Path, number: int) -> _Watch:
        self.progress.phase, self.progress.file = phase, file.name
        self.progress.number, self.progress.done = number, 0
        return _Watch(ticket, self.progress)


class _Watch:
    """Ends the job where nobody waits for it, and writes down how far it is."""

    def __init__(self, ticket: Ticket, progress: Progress) -> None:
        self._ticket = ticket
        self._progress = progress

    def __call__(self, done: int) -> None:
        self._ticket.check()
        self._progress.done = done
