"""Who stands in for whom: answers for the user, a page without a planner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from advisor.gui.dialogs import Clash, Dialogs, Unsure
from advisor.gui.dialogs_forget import Forget
from advisor.gui.dialogs_recover import Recovery
from advisor.gui.mending.state import Mending
from advisor.model.assessment import Assessment
from advisor.model.diagnostic import Diagnostic
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.services.exports import ExportForm
from advisor.services.session import Unsaved


class Answers(Dialogs):
    """Answers every question at once with what the test laid ready, and writes down what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.unsure = Unsure.CANCEL
        self.clash = Clash.CANCEL
        self.recovery = Recovery.LATER
        self.sure = True
        self.drafts_too = False
        self.to_open: Path | None = None
        self.to_save: Path | None = None
        self.to_import: tuple[Path, ...] = ()
        self.printers = True

    def unsaved(self, name: str) -> Unsure:
        self.asked.append(("unsaved", name))
        return self.unsure

    def changed_on_disk(self, path: Path) -> Clash:
        self.asked.append(("changed", path))
        return self.clash

    def open_path(self, folder: Path | None) -> Path | None:
        self.asked.append(("open", folder))
        return self.to_open

    def save_path(self, suggested: Path) -> Path | None:
        self.asked.append(("save", suggested))
        return self.to_save

    def pack_path(self) -> Path | None:
        self.asked.append(("pack",))
        return self.to_open

    def pack_path_to_write(self, suggested: Path) -> Path | None:
        self.asked.append(("pack-to-write", suggested))
        return self.to_save

    def told(self, what: str, more: str) -> None:
        self.asked.append(("told", what, more))

    def pdf_path(self, suggested: Path) -> Path | None:
        self.asked.append(("pdf", suggested))
        return self.to_save

    def export_path(self, suggested: Path, form: ExportForm) -> Path | None:
        self.asked.append(("export", suggested, form))
        return self.to_save

    def printer(self, printer: QPrinter) -> bool:
        self.asked.append(("printer", printer.docName()))
        return self.printers

    def faulty_trip(self, path: Path, faults: tuple[Diagnostic, ...], *, opened: bool) -> None:
        self.asked.append(("faulty", path, faults, opened))

    def failed(self, what: str, reason: str) -> None:
        self.asked.append(("failed", what, reason))

    def recover(self, found: tuple[Unsaved, ...]) -> tuple[Recovery, Unsaved]:
        self.asked.append(("recover", found))
        return self.recovery, found[0]

    def forget(self, *, incidents: bool = False, drafts: int = 0) -> Forget | None:
        self.asked.append(("forget", drafts))
        return Forget(incidents=incidents, drafts=self.drafts_too) if self.sure else None

    def forget_incidents(self, feed: str | None, count: int) -> bool:
        self.asked.append(("forget-incidents", feed, count))
        return self.sure

    def incident_files(self) -> tuple[Path, ...]:
        self.asked.append(("incident-files",))
        return self.to_import

    def incidents_path(self) -> Path | None:
        self.asked.append(("incidents-path",))
        return self.to_save

    def list_path(self) -> Path | None:
        self.asked.append(("list-path",))
        return self.to_save

    def internal_error(self, details: str) -> None:
        self.asked.append(("internal", details))

    def about(self, pack: Pack | None, today: date) -> None:
        self.asked.append(("about", pack, today))

    def kinds(self) -> list[str]:
        """What was asked, in order."""
        return [one[0] for one in self.asked]


class PageDouble(QWidget):
    """A page that shows what it was told, with one field to type into."""

    tripEdited = Signal(object, str, str)  # noqa: N815 - as the page has it
    asOfEdited = Signal(object)  # noqa: N815 - as the page has it
    packChosen = Signal(str)  # noqa: N815 - as the page has it
    quickWanted = Signal()  # noqa: N815 - as the page has it
    mapShown = Signal(bool)  # noqa: N815 - as the page has it
    mendingAsked = Signal(object, object)  # noqa: N815 - as the page has it
    detailsAsked = Signal(str)  # noqa: N815 - as the page has it

    def __init__(self) -> None:
        super().__init__()
        self.trip = Trip()
        self.pack: Pack | None = None
        self.as_of: date | None = None
        self.usual: date | None = None
        self.assessment: Assessment | None = None
        self.stale = False
        self.shown = 0
        self.fresh = False
        self.packs: tuple[tuple[str, str], ...] = ()
        self.title = QLineEdit(self)
        self.verdict = QLabel(self)
        rows = QVBoxLayout(self)
        rows.addWidget(self.title)
        rows.addWidget(self.verdict)
        self.title.textEdited.connect(self._edit)

    map_wanted = True

    def begin(self) -> None:
        self.title.setFocus()

    def show_map(self, *, shown: bool) -> None:
        self.map_wanted = shown

    def show_base(self, base: object) -> None:
        del base

    def find_incidents_with(self, find: object) -> None:
        del find

    def show_due(self, due: Mapping[tuple[str, str], date]) -> None:
        self.due = due

    def show_mending(self, state: Mending) -> None:
        self.mending = state

    def show_other_days(self, shown: object) -> None:
        self.other_days = shown

    def show_rule(self, rule: str) -> bool:
        self.rule = rule
        return False

    def set_packs(self, packs: Sequence[tuple[str, str]]) -> None:
        self.packs = tuple(packs)

    def show_trip(self, trip: Trip, pack: Pack, as_of: date, *, usual: date | None = None, fresh: bool = False) -> None:
        self.fresh, self.usual = fresh, usual
        self.trip, self.pack, self.as_of = trip, pack, as_of
        self.shown += 1
        if self.title.text() != trip.title:
            self.title.setText(trip.title)

    def show_both(
        self,
        trip: Trip,
        pack: Pack,
        as_of: date,
        assessment: Assessment | None,
        *,
        usual: date | None,
        fresh: bool,
        stale: bool,
    ) -> None:
        self.show_trip(trip, pack, as_of, usual=usual, fresh=fresh)
        self.show_assessment(assessment, stale=stale)

    def show_assessment(self, assessment: Assessment | None, *, stale: bool) -> None:
        self.assessment, self.stale = assessment, stale
        self.verdict.setText(assessment.verdict.word if assessment is not None else "not assessed")

    def _edit(self, title: str) -> None:
        self.tripEdited.emit(replace(self.trip, title=title), "change of title", "title")
