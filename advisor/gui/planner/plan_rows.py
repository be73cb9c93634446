"""The entries of the journey plan as rows of fields: a contact, a vehicle, an overdue step."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _, say
from advisor.gui.widgets.abstract import AbstractWidget
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card
from advisor.gui.widgets.fields import Captioned, Field, ReadField
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.several_field import SeveralField
from advisor.gui.widgets.text import Tone
from advisor.model.journey_plan import Carried, CheckIn, OverdueStep, Vehicle
from advisor.model.trip import TripContact
from advisor.report.journey_plan import carried

Entry = TypeVar("Entry", TripContact, Vehicle, CheckIn, OverdueStep)

MOST_MINUTES = 7 * 24 * 60


class EntryRow(Card, Generic[Entry], metaclass=AbstractWidget):
    """One entry in a card, with a button that removes it."""

    edited = Signal(object, str, str)
    """The entry as edited, what the edit is called, and the field."""
    removed = Signal()

    def __init__(self, entry: Entry, what: str, label: str) -> None:
        """`what` an entry is called, and an edit of it."""
        super().__init__(raised=True)
        self.entry: Entry = entry
        self._label = label
        self._what = what
        self.remove = Button(_("Remove"), ButtonKind.QUIET, size=0.9)
        self.remove.clicked.connect(self.removed)

    def lay_out(self, *blocks: QWidget) -> None:
        """Put the fields in a flow, the button after them."""
        self.column.addWidget(flowing(*blocks, self.remove, line_gap=0.35))

    def tell(self, field: str, **changes: Any) -> None:  # noqa: ANN401 - the entry's fields
        """Tell that the entry is to become another."""
        self.edited.emit(replace(self.entry, **changes), self._label, field)

    def show_entry(self, entry: Entry, number: int, *, fresh: bool) -> None:
        """Show an entry, the `number`th of its kind, counted from 0. `fresh`: another than before."""
        self.entry = entry
        if fresh:
            self.forget()
        self.setAccessibleName(f"{self._what} {number + 1}")
        self.remove.setAccessibleName(f"{self.remove.text()}: {self._what} {number + 1}")
        self.fill()

    def forget(self) -> None:
        """What was half typed belonged to another entry."""

    @abstractmethod
    def fill(self) -> None:
        """Show the entry in the fields."""

    @abstractmethod
    def first(self) -> QWidget:
        """Where one begins to fill it in."""


class ContactRow(EntryRow[TripContact]):
    """Whom to call about the trip."""

    def __init__(self) -> None:
        """Nobody yet."""
        super().__init__(TripContact(), _("Contact"), _("change of a contact"))
        self.name = Field(_("Name"), placeholder=_("Name"), chars=12)
        self.role = Field(_("What for"), placeholder=_("Radio room, host …"), chars=12)
        self.phone = Field(_("Phone"), chars=12)
        self.lay_out(
            Captioned(_("Name"), self.name), Captioned(_("What for"), self.role), Captioned(_("Phone"), self.phone)
        )
        self.name.textEdited.connect(lambda text: self.tell("name", name=text))
        self.role.textEdited.connect(lambda text: self.tell("role", role=text))
        self.phone.textEdited.connect(lambda text: self.tell("phone", phone=text))

    def fill(self) -> None:
        """Show the contact."""
        self.name.show_text(self.entry.name)
        self.role.show_text(self.entry.role)
        self.phone.show_text(self.entry.phone)

    def first(self) -> QWidget:
        """The name."""
        return self.name


class VehicleRow(EntryRow[Vehicle]):
    """A vehicle."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__(Vehicle(), _("Vehicle"), _("change of a vehicle"))
        self.name = Field(_("Vehicle"), placeholder=_("Kind, or a name"), chars=12)
        self.plate = Field(_("Number plate"), chars=10)
        self.carries = SeveralField(_("Carries"), others=_("Carries also"), placeholder=_("Tow rope, tent …"))
        self.carries.set_choices(tuple((one.value, say(carried(one))) for one in Carried))
        self.column.addWidget(
            flowing(Captioned(_("Vehicle"), self.name), Captioned(_("Number plate"), self.plate), line_gap=0.35)
        )
        self.lay_out(self.carries)
        self.name.textEdited.connect(lambda text: self.tell("name", name=text))
        self.plate.textEdited.connect(lambda text: self.tell("plate", plate=text))
        self.carries.edited.connect(lambda words: self.tell("carries", carries=words))

    def fill(self) -> None:
        """Show the vehicle."""
        self.name.show_text(self.entry.name)
        self.plate.show_text(self.entry.plate)
        self.carries.set_value(self.entry.carries)

    def first(self) -> QWidget:
        """Its name."""
        return self.name


class OverdueRow(EntryRow[OverdueStep]):
    """What is done so long after a check-in that did not come."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__(OverdueStep(), _("Overdue step"), _("change of an overdue step"))
        self.after = ReadField(_("Minutes after"), read_minutes, str, chars=5)
        self.who = Field(_("Who"), placeholder=_("Radio room …"), chars=12)
        self.what = Field(_("Does what"), placeholder=_("Calls the party …"), chars=18)
        self._after_block = Captioned(_("Minutes after"), self.after)
        self.lay_out(self._after_block, Captioned(_("Who"), self.who), Captioned(_("Does what"), self.what))
        self.after.edited.connect(self._edit_after)
        self.after.left.connect(self._complain)
        self.who.textEdited.connect(lambda text: self.tell("who", who=text))
        self.what.textEdited.connect(lambda text: self.tell("what", what=text))

    def _edit_after(self) -> None:
        self._complain()
        if self.after.value != self.entry.after:
            self.tell("after", after=self.after.value)

    def _complain(self) -> None:
        complain(self.after, self._after_block, _("A number of minutes, such as 30"))

    def forget(self) -> None:
        """No half-typed number."""
        self.after.put_away()

    def fill(self) -> None:
        """Show the step."""
        self.after.set_value(self.entry.after)
        self.who.show_text(self.entry.who)
        self.what.show_text(self.entry.what)

    def first(self) -> QWidget:
        """The minutes."""
        return self.after


class Unreadable(Enum):
    """Why a text is no number, or no hours."""

    NUMBER = "number"
    CLOCK = "clock"


def read_minutes(text: str) -> int | Unreadable | None:
    """A whole number of minutes, up to a week; None for an empty text."""
    text = text.strip()
    if not text:
        return None
    good = text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= MOST_MINUTES  # noqa: PLR2004
    return int(text) if good else Unreadable.NUMBER


def complain(field: ReadField, block: Captioned, text: str) -> None:
    """Say what was expected: quietly while it is being typed, as a fault once the keyboard has left."""
    told = text if field.wrong is not None else ""
    busy = field.hasFocus()
    block.tell(told, Tone.MUTED if busy else Tone.FAULT)
    field.set_faulty(bool(told) and not busy, told)
