"""Templates at the desk, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.dialogs_templates import SaveTemplateDialog, TemplatesDialog
from advisor.model.trip import Leg, Traveller, Trip
from advisor.services.wiring import Services
from tests.gui.conftest import settle
from tests.gui.planner_driver import keys, press

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TRIP = Trip(
    title="Farpost",
    pack="land",
    travellers=(Traveller(name="Awa", nationality=("ML",)),),
    itinerary=(Leg(origin="capital", destination="farpost", mode="bus"),),
)


@pytest.fixture
def desk(make_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    made = make_desk()
    made.session.new(TRIP)
    settle(qtbot, made)
    return made


def listed(desk: Desk) -> TemplatesDialog:
    QTest.keyClick(desk.window, Qt.Key.Key_N, CONTROL | SHIFT)
    dialog = desk.templates.dialog
    assert isinstance(dialog, TemplatesDialog)
    return dialog


def test_a_trip_becomes_a_template_and_a_template_a_trip(desk: Desk, services: Services) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_S, CONTROL | ALT)
    dialog = desk.templates.dialog
    assert isinstance(dialog, SaveTemplateDialog)
    keys(dialog.name, "To Farpost")
    press(dialog.name, Qt.Key.Key_Return)
    assert desk.templates.dialog is None
    assert desk.session.trip == TRIP  # the trip itself stays as it is
    nameless = replace(TRIP, title="To Farpost", travellers=(Traveller(nationality=("ML",)),))
    assert [one.trip for one in services.templates.templates()] == [nameless]
    choice = listed(desk)
    press(choice.list, Qt.Key.Key_Return)
    assert desk.session.trip == nameless
    assert desk.session.path is None


def test_a_name_is_needed_and_one_that_is_taken_is_told(desk: Desk, services: Services) -> None:
    services.templates.save(replace(TRIP, title="Farpost"))
    QTest.keyClick(desk.window, Qt.Key.Key_S, CONTROL | ALT)
    dialog = desk.templates.dialog
    assert isinstance(dialog, SaveTemplateDialog)
    assert "takes its place" in dialog.told.text()
    press(dialog.name, Qt.Key.Key_Backspace)
    assert not dialog.save.isEnabled()
    assert dialog.told.text() == "A template needs a name."
    press(dialog, Qt.Key.Key_Escape)


def test_a_removed_template_can_be_put_back(desk: Desk, services: Services, qtbot: QtBot) -> None:
    for title in ("One", "Two"):
        services.templates.save(replace(TRIP, title=title))
    dialog = listed(desk)
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [one.name for one in services.templates.templates()] == ["Two"])
    press(dialog.list, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: [one.name for one in services.templates.templates()] == ["One", "Two"])
    assert dialog.chosen is not None
    assert dialog.chosen.name == "One"
    press(dialog, Qt.Key.Key_Escape)
    assert desk.session.trip == TRIP


def test_without_templates_the_window_teaches(desk: Desk) -> None:
    dialog = listed(desk)
    assert "Ctrl+Alt+S" in dialog.empty.text()
    assert not dialog.empty.isHidden()
    assert not dialog.begin.isEnabled()
    press(dialog, Qt.Key.Key_Escape)
