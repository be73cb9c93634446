"""Comfort with travellers and steps: keys from anywhere, the way back, moving, copying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act, keys_of
from advisor.gui.appearance import Appearance
from advisor.gui.desk import Desk
from advisor.gui.planner import editing
from advisor.gui.planner.page import PlannerPage
from advisor.gui.planner.returning import on_the_network
from advisor.model.assessment import FindingKind
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.planning.way_back import reversed_leg
from tests.gui.conftest import settle
from tests.gui.planner_driver import Planner, click, make_planner, small_pack

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
OUT = Leg(origin="capital", destination="middleton", mode="own-vehicle", depart=date(2023, 6, 20))
ON = Leg(origin="middleton", destination="gate", mode="own-vehicle")
AWA, BEN, CLEO = (Traveller(name=name) for name in ("Awa", "Ben", "Cleo"))


@pytest.fixture
def desk(make_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """A desk with the real page and two legs on it."""
    made = make_desk(real_page=True)
    made.session.new(Trip(pack="land", travellers=(Traveller(name="Awa"),), itinerary=(OUT, ON)))
    settle(qtbot, made)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def page_of(desk: Desk) -> PlannerPage:
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    return page


# -- the way back, without a window


def test_a_reversed_leg_has_neither_times_nor_measures() -> None:
    leg = replace(OUT, via=("x", "y"), route="main-road", operator="north-bus", arrive=date(2023, 6, 20))
    assert reversed_leg(leg) == Leg(
        origin="middleton",
        destination="capital",
        mode="own-vehicle",
        via=("y", "x"),
        route="main-road",
        operator="north-bus",
    )


def test_only_the_last_movement_is_led_back() -> None:
    trip = Trip(itinerary=(OUT, ON, Stay(place="gate")))
    assert editing.leg_back(trip) == (reversed_leg(ON),)
    for nowhere in (Trip(), Trip(itinerary=(Stay(place="gate"),)), Trip(itinerary=(OUT, Stay(place="gate")))):
        assert editing.leg_back(nowhere) == ()


def test_a_way_back_keeps_what_the_network_has_in_that_direction() -> None:
    back = Leg(origin="gate", destination="capital", mode="own-vehicle", via=("middleton",), route="main-road")
    assert on_the_network((back,), small_pack()) == (back,)
    astray = replace(back, route="mission-flight", via=())
    assert on_the_network((astray,), small_pack()) == (replace(astray, route=None),)
    nowhere = replace(back, origin="nowhere")
    assert on_the_network((nowhere,), small_pack()) == (nowhere,)  # the engine says what is wrong with it
    no_mode = replace(back, mode=None)
    assert on_the_network((no_mode,), small_pack()) == (no_mode,)


# -- keys from anywhere


def test_a_key_adds_it_wherever_the_keyboard_is_and_one_undo_takes_it_back(desk: Desk) -> None:
    before = desk.session.trip
    for key, modifiers, travellers, steps in (
        (Qt.Key.Key_T, CONTROL, 2, 2),
        (Qt.Key.Key_L, CONTROL, 1, 3),
        (Qt.Key.Key_L, CONTROL | SHIFT, 1, 3),
        (Qt.Key.Key_R, CONTROL, 1, 4),
        (Qt.Key.Key_R, CONTROL | SHIFT, 1, 3),
    ):
        page_of(desk).trip_pane.purpose.setFocus()
        QTest.keyClick(page_of(desk).trip_pane.purpose, key, modifiers)
        assert (len(desk.session.trip.travellers), len(desk.session.trip.itinerary)) == (travellers, steps)
        QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
        assert desk.session.trip == before


def test_the_way_back_waits_for_its_time(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_R, CONTROL)
    back = page_of(desk).trip_pane.itinerary.step_cards[2]
    assert back.form is not None
    field = back.form.field_of("depart")
    qtbot.waitUntil(field.hasFocus)
    assert desk.session.trip.itinerary[2:] == (reversed_leg(ON), reversed_leg(OUT))
    QTest.keyClick(desk.window, Qt.Key.Key_R, CONTROL)  # it is back already
    assert len(desk.session.trip.itinerary) == 4


def test_buttons_tell_their_keys_and_do_the_same(desk: Desk, qtbot: QtBot) -> None:
    itinerary, party = page_of(desk).trip_pane.itinerary, page_of(desk).trip_pane.party
    for button, act in (
        (itinerary.add_leg, Act.ADD_LEG),
        (itinerary.add_stay, Act.ADD_STAY),
        (itinerary.add_back, Act.LEG_BACK),
        (itinerary.add_return, Act.WAY_BACK),
        (party.add, Act.ADD_TRAVELLER),
    ):
        assert keys_of(act) in button.toolTip()  # in the language Qt speaks
    click(itinerary.add_back)
    assert desk.session.trip.itinerary[2:] == (reversed_leg(ON),)
    assert itinerary.add_back.isEnabled()
    desk.session.new(Trip(itinerary=(OUT,)))
    settle(qtbot, desk)
    assert not page_of(desk).trip_pane.itinerary.add_back.isVisible()  # of a single leg both are the same


# -- moving and copying


def drag(handle: QWidget, to: QWidget, *, below: bool, release: bool = True) -> None:
    """Drag with the mouse to just above or below the middle of another card."""
    QApplication.processEvents()
    target = to.mapTo(to.window(), to.rect().center() + QPoint(0, 6 if below else -6))
    start = handle.rect().center()
    end = handle.mapFrom(handle.window(), target)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(handle, start + (end - start) * part)
        QApplication.processEvents()
    if release:
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=end)


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """The two legs and three travellers, on a page alone."""
    del appearance
    return make_planner(qtbot, Trip(travellers=(AWA, BEN, CLEO), itinerary=(OUT, ON)))


def test_a_leg_is_dragged_and_the_broken_chain_is_told(planner: Planner) -> None:
    first, second = planner.page.trip_pane.itinerary.step_cards
    drag(second.summary, first, below=False)
    assert planner.trip.itinerary == (ON, OUT)
    assert len(planner.edits) == 1
    assert not second.opened  # it was no click
    assert planner.assessment is not None
    assert any(finding.kind is FindingKind.STRUCTURE for finding in planner.assessment.findings)
    assert planner.page.trip_pane.itinerary.step_cards == (second, first)


def test_a_traveller_is_dragged(planner: Planner) -> None:
    cards = planner.page.trip_pane.party.cards
    drag(cards.rows[0].summary, cards.rows[2], below=True)
    assert planner.trip.travellers == (BEN, CLEO, AWA)
    drag(cards.rows[1].summary, cards.rows[1], below=True)  # to where it is
    assert len(planner.edits) == 1


def test_escape_lets_go_and_a_click_is_still_one(planner: Planner) -> None:
    itinerary = planner.page.trip_pane.itinerary
    first, second = itinerary.step_cards
    drag(second.summary, first, below=False, release=False)
    assert itinerary.dragging.under_way
    QTest.keyClick(second.summary, Qt.Key.Key_Escape)
    assert not itinerary.dragging.under_way
    QTest.mouseRelease(second.summary, Qt.MouseButton.LeftButton)
    assert not planner.edits
    click(first.summary)
    assert first.opened


def test_keys_move_and_copy_the_step_they_are_in(desk: Desk) -> None:
    for key, modifiers, steps in ((Qt.Key.Key_Up, ALT, (ON, OUT)), (Qt.Key.Key_D, CONTROL, (OUT, ON, ON))):
        summary = page_of(desk).trip_pane.itinerary.step_cards[1].summary
        summary.setFocus()
        QTest.keyClick(summary, key, modifiers)
        assert desk.session.trip.itinerary == steps
        QTest.keyClick(desk.window, Qt.Key.Key_Z, CONTROL)
        assert desk.session.trip.itinerary == (OUT, ON)


def test_a_copied_trip_belongs_to_no_file_and_is_unsaved(desk: Desk, tmp_path: Path) -> None:
    desk.session.apply(replace(desk.session.trip, title="Gate"), "change")
    desk.session.save_as(tmp_path / "gate.yaml")
    original = desk.session.trip
    QTest.keyClick(desk.window, Qt.Key.Key_D, CONTROL | SHIFT)
    assert desk.session.trip == replace(original, title="Copy of Gate")
    assert desk.session.path is None
    assert desk.session.dirty
    assert desk.window.isWindowModified()
    QTest.keyClick(desk.window, Qt.Key.Key_D, CONTROL | SHIFT)  # asked about the unsaved one, and answered: no
    assert desk.session.trip.title == "Copy of Gate"
