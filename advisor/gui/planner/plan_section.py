"""The journey plan of the whole trip: contacts, vehicles, check-ins, overdue steps, notes, and what is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _, say
from advisor.gui.planner import editing
from advisor.gui.planner.check_in_row import CheckInRow
from advisor.gui.planner.plan_rows import ContactRow, EntryRow, OverdueRow, VehicleRow
from advisor.gui.planner.words import Words, traveller_text
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Fold, Section, column
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.rows import Rows, Serials
from advisor.gui.widgets.text import Label, Tone
from advisor.model.assessment import Assessment
from advisor.model.journey_plan import CheckIn, OverdueStep, Vehicle
from advisor.model.message import message
from advisor.model.trip import Trip, TripContact
from advisor.planning.missing import begun, missing
from advisor.report.journey_plan import lack


class EntryList(QWidget):
    """Entries of one kind, and adding another."""

    edited = Signal(object, str, str)
    """All entries as edited, what the edit is called, and a key by which consecutive edits are one."""

    def __init__(
        self, name: str, title: str, add: str, adding: tuple[str, str], make: Callable[[], EntryRow[Any]], new: object
    ) -> None:
        """`name`: in keys; `adding`: what adding and removing one are called; `new`: an entry with nothing in it."""
        super().__init__()
        self._name, self._adding, self._new = name, adding, new
        self._make = make
        self._entries: tuple[Any, ...] = ()
        self._serials = Serials()
        self.rows: Rows[EntryRow[Any]] = Rows(self._row, gap=0.35)
        self.add = Button(add, ButtonKind.QUIET)
        self.add.clicked.connect(self._add)
        layout = column(self, gap=0.3)
        layout.addWidget(Label(title, size=0.94, bold=True))
        layout.addWidget(self.rows)
        layout.addWidget(self.add)

    def _row(self) -> EntryRow[Any]:
        row = self._make()
        row.edited.connect(lambda entry, label, field: self._edit(row, entry, label, field))
        row.removed.connect(lambda: self._remove(row))
        return row

    def show_entries(self, entries: tuple[Any, ...]) -> None:
        """Show these entries."""
        self._entries = entries
        self.rows.show_keys(
            self._serials.of(entries), lambda row, place, fresh: row.show_entry(entries[place], place, fresh=fresh)
        )
        if bool(entries) is self.rows.isHidden():
            self.rows.setVisible(bool(entries))

    def _edit(self, row: EntryRow[Any], entry: object, label: str, field: str) -> None:
        place = self.rows.rows.index(row)
        key = f"plan-{self._name}-{place}-{field}" if field else ""
        self.edited.emit(editing.replaced_at(self._entries, place, entry), label, key)

    def _add(self) -> None:
        self.edited.emit((*self._entries, self._new), self._adding[0], "")
        if self.rows.rows:
            row = self.rows.rows[-1]
            row.first().setFocus()
            # the layout has not placed it yet; the scroll area follows the focus once it has
            QTimer.singleShot(0, row, lambda: row.first().setFocus())

    def _remove(self, row: EntryRow[Any]) -> None:
        place = self.rows.rows.index(row)
        self.edited.emit(editing.removed_at(self._entries, place), self._adding[1], "")
        rows = self.rows.rows
        (rows[min(place, len(rows) - 1)].first() if rows else self.add).setFocus()


class PlanSection(Section):
    """Closed until wanted: who only asks for a verdict need not see it."""

    edited = Signal(object, str, str)
    """The trip as edited, what the edit is called, and a key by which consecutive edits are one."""

    def __init__(self, words: Words) -> None:
        """No plan yet."""
        super().__init__(_("Journey plan"))
        self._words = words
        self._trip = Trip()
        self.state = Label(size=0.92, tone=Tone.MUTED)
        self.fold = Fold(_("Contacts, vehicles, check-ins"), gap=0.8)
        self.contacts = EntryList(
            "contact",
            _("Contacts"),
            _("+ Contact"),
            (_("adding a contact"), _("removing a contact")),
            ContactRow,
            TripContact(),
        )
        self.vehicles = EntryList(
            "vehicle",
            _("Vehicles"),
            _("+ Vehicle"),
            (_("adding a vehicle"), _("removing a vehicle")),
            VehicleRow,
            Vehicle(),
        )
        self.check_ins = EntryList(
            "check-in",
            _("Check-ins"),
            _("+ Check-in"),
            (_("adding a check-in"), _("removing a check-in")),
            lambda: CheckInRow(words),
            CheckIn(),
        )
        self.overdue = EntryList(
            "overdue",
            _("If a check-in does not come"),
            _("+ Overdue step"),
            (_("adding an overdue step"), _("removing an overdue step")),
            OverdueRow,
            OverdueStep(),
        )
        self.notes = Field(_("Notes"), placeholder=_("Anything else"), chars=24)
        for part in (self.contacts, self.vehicles, self.check_ins, self.overdue, Captioned(_("Notes"), self.notes)):
            self.fold.content.addWidget(part)
        self.content.addWidget(self.state)
        self.content.addWidget(self.fold)
        self.contacts.edited.connect(lambda entries, label, key: self._edit(label, key, contacts=entries))
        self.vehicles.edited.connect(self._edit_vehicles)
        self.check_ins.edited.connect(lambda entries, label, key: self._edit(label, key, check_ins=entries))
        self.overdue.edited.connect(lambda entries, label, key: self._edit(label, key, overdue=entries))
        self.notes.textEdited.connect(lambda text: self._edit(_("change of notes"), "notes", notes=text))

    def _edit(self, label: str, key: str, **changes: Any) -> None:  # noqa: ANN401 - the trip's fields
        self.edited.emit(replace(self._trip, **changes), label, key)

    def _edit_vehicles(self, vehicles: tuple[Vehicle, ...], label: str, key: str) -> None:
        self.edited.emit(editing.with_vehicles(self._trip, vehicles), label, key)

    @property
    def opened(self) -> bool:
        """Whether its fields can be seen."""
        return self.fold.line.isChecked()

    def show_plan(self, trip: Trip, assessment: Assessment | None) -> None:
        """Show the plan of `trip`; an assessment tells what is still open."""
        self._trip = trip
        self.contacts.show_entries(trip.contacts)
        self.vehicles.show_entries(trip.vehicles)
        self.check_ins.show_entries(trip.check_ins)
        self.overdue.show_entries(trip.overdue)
        self.notes.show_text(trip.notes)
        self.state.say(self._state_text(trip, assessment))

    def _state_text(self, trip: Trip, assessment: Assessment | None) -> str:
        if not begun(trip):
            return _("Phones, drivers, check-ins: for the journey itself. No rule reads them.")
        fitting = assessment is not None and len(assessment.trip.travellers) == len(trip.travellers)
        if assessment is None or not fitting:
            return ""
        found = missing(assessment, self._words.pack)
        if not found:
            return say(message("journey.complete"))
        people = tuple(traveller_text(trip, number) for number in range(len(trip.travellers)))
        return say(message("journey.lacks", lacks=tuple(lack(one, people) for one in found)))
