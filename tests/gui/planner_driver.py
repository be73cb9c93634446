"""A planner page with what a desk does for it: every edit is applied, assessed and shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.engine.assess import assess
from advisor.gui.planner.leg_card import LegForm
from advisor.gui.planner.page import PlannerPage
from advisor.gui.planner.stay_card import StayForm
from advisor.gui.planner.traveller_card import TravellerForm
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Traveller, Trip
from advisor.rulebook.loader import load_pack
from advisor.rulebook.trips import load_trip
from tests.packs import small_pack_files

AS_OF = date(2023, 6, 15)


@cache
def small_pack() -> Pack:
    """The invented country, loaded once."""
    pack = load_pack(small_pack_files()).pack
    assert pack is not None
    return pack


def trip_of(text: str) -> Trip:
    """A trip from its file's text."""
    trip = load_trip(text.encode(), "trip.yaml").trip
    assert trip is not None
    return trip


@dataclass
class Edit:
    """One edit as the page told it."""

    trip: Trip
    label: str
    key: str


@dataclass
class Planner:
    """The page, and everything it told."""

    page: PlannerPage
    trip: Trip
    pack: Pack
    as_of: date = AS_OF
    edits: list[Edit] = field(default_factory=list)
    assessment: Assessment | None = None

    def show(self, trip: Trip, *, fresh: bool = False) -> None:
        """Show a trip and its assessment, as a desk does after every change."""
        self.trip = trip
        self.page.show_trip(trip, self.pack, self.as_of, usual=AS_OF, fresh=fresh)
        self.assessment = assess(trip, self.pack, self.as_of)
        self.page.show_assessment(self.assessment)

    def edited(self, trip: Trip, label: str, key: str) -> None:
        """The page asks for another trip."""
        assert isinstance(trip, Trip)
        assert label
        self.edits.append(Edit(trip, label, key))
        self.show(trip)

    def ask_as_of(self, day: date | None) -> None:
        """The page asks for another day."""
        self.as_of = day or AS_OF
        self.show(self.trip)

    def undo(self) -> None:
        """Take the last edit back."""
        self.edits.pop()
        self.show(self.edits[-1].trip if self.edits else Trip())

    def who(self, number: int) -> Traveller:
        """A traveller of the trip as it stands."""
        return self.trip.travellers[number]

    def leg_written(self, number: int) -> Leg:
        """A leg of the trip as it stands."""
        leg = self.trip.itinerary[number]
        assert isinstance(leg, Leg)
        return leg

    def traveller(self, number: int) -> TravellerForm:
        """The fields of a traveller, opened as a user does."""
        card = self.page.trip_pane.party.cards.rows[number]
        if not card.opened:
            click(card.summary)
        assert card.form is not None
        return card.form

    def leg(self, number: int) -> LegForm:
        """The fields of the step that is a leg."""
        card = self.page.trip_pane.itinerary.step_cards[number]
        if not card.opened:
            click(card.summary)
        assert isinstance(card.form, LegForm)
        return card.form

    def stay(self, number: int) -> StayForm:
        """The fields of the step that is a stay."""
        card = self.page.trip_pane.itinerary.step_cards[number]
        if not card.opened:
            click(card.summary)
        assert isinstance(card.form, StayForm)
        return card.form


MakePlanner = Callable[..., Planner]


def make_planner(qtbot: QtBot, trip: Trip, *, width: int = 1300, height: int = 900) -> Planner:
    """A page on screen with that trip."""
    page = PlannerPage()
    qtbot.addWidget(page)
    planner = Planner(page, trip, small_pack())
    page.tripEdited.connect(planner.edited)
    page.asOfEdited.connect(planner.ask_as_of)
    page.resize(width, height)
    planner.show(trip)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return planner


def click(widget: QWidget) -> None:
    """A click into its middle, once it has its place."""
    QApplication.processEvents()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def keys(widget: QWidget, text: str) -> None:
    """Give it the keyboard, then type."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key."""
    QTest.keyClick(widget, key, modifiers)
