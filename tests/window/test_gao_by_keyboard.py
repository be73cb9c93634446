"""A person who has never seen the program plans the trip to Gao from an empty window, by keyboard alone.

Every key goes to the window that has the keyboard, as a real one would; nothing is focused, clicked or called.
How long a person takes is not measured: how many keys it needs is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.planner.page import PlannerPage
from advisor.gui.planner.quick_dialog import QuickDialog
from advisor.model.trip import Leg, Traveller
from advisor.model.verdict import Verdict
from tests.window.conftest import PATIENCE, ready

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TAB, ENTER = Qt.Key.Key_Tab, Qt.Key.Key_Return
KEYS_STEP_BY_STEP = 60
KEYS_QUICKLY = 50
NO_GO_BECAUSE = {"bus-no-foreigners", "gao-foreigners-by-air", "north-road-no-foreigners"}


@dataclass
class Keyboard:
    """Presses keys and counts them."""

    qtbot: QtBot
    pressed: int = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        self._window_first()
        QTest.keyClick(QGuiApplication.focusWindow(), key, modifiers)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            self.pressed += 1
            self._window_first()
            QTest.keyClick(QGuiApplication.focusWindow(), ord(letter))
            QApplication.processEvents()

    def _window_first(self) -> None:
        self.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None, timeout=PATIENCE)


@pytest.fixture
def keyboard(qtbot: QtBot) -> Keyboard:
    return Keyboard(qtbot)


def holder_is(name: str) -> Callable[[], bool]:
    """Whether what has the keyboard is called that."""

    def held() -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and widget.accessibleName() == name

    return held


def begin(desk: Desk, keyboard: Keyboard, qtbot: QtBot) -> None:
    """An empty window, and the keyboard in it."""
    desk.window.may_close = lambda: True  # the test ends with a trip that nobody saved
    keyboard.press(Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(holder_is("Title"), timeout=PATIENCE)
    ready(qtbot, desk)
    assert not desk.session.trip.travellers
    assert not desk.session.trip.itinerary


def reasons(desk: Desk) -> set[str]:
    assert desk.verdict.assessment is not None
    return {finding.rule for finding in desk.verdict.assessment.findings if finding.rule}


def page_of(desk: Desk) -> PlannerPage:
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    return page


def test_step_by_step(desk: Desk, keyboard: Keyboard, qtbot: QtBot) -> None:
    begin(desk, keyboard, qtbot)
    keyboard.type("Gao")
    for code, belongs in (("ML", "n"), ("DE", "v")):
        keyboard.press(Qt.Key.Key_T, CONTROL)
        qtbot.waitUntil(holder_is("Name"), timeout=PATIENCE)
        keyboard.press(TAB)
        keyboard.type(code)
        keyboard.press(TAB)
        qtbot.waitUntil(holder_is("Belongs as"), timeout=PATIENCE)
        keyboard.type(belongs)
    keyboard.press(Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(holder_is("From"), timeout=PATIENCE)
    keyboard.type("bamako")
    keyboard.press(TAB)
    keyboard.type("gao, the")
    keyboard.press(ENTER)  # takes what is offered
    keyboard.press(TAB)
    keyboard.type("b")  # a letter finds the choice
    keyboard.press(TAB)
    keyboard.type("20/6/2023")
    keyboard.press(TAB)
    keyboard.type("7")
    keyboard.press(Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(holder_is("Leaves: day"), timeout=PATIENCE)
    keyboard.type("24/6/2023")

    ready(qtbot, desk)
    trip = desk.session.trip
    assert trip.title == "Gao"
    assert trip.travellers == (
        Traveller(nationality=("ML",), staff="national"),
        Traveller(nationality=("DE",), staff="visitor"),
    )
    out, back = trip.itinerary
    assert isinstance(out, Leg)
    assert isinstance(back, Leg)
    assert (out.origin, out.destination, out.mode, out.depart) == (
        "bamako",
        "gao-town",
        "bus",
        datetime(2023, 6, 20, 7, 0),
    )
    assert (back.origin, back.destination, back.mode) == ("gao-town", "bamako", "bus")
    assert page_of(desk).banner.verdict is Verdict.NO_GO
    assert reasons(desk) >= NO_GO_BECAUSE
    assert keyboard.pressed <= KEYS_STEP_BY_STEP


def test_quickly(desk: Desk, keyboard: Keyboard, qtbot: QtBot) -> None:
    begin(desk, keyboard, qtbot)
    keyboard.press(Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(holder_is("Nationality"), timeout=PATIENCE)
    dialog = desk.trip.dialog
    assert isinstance(dialog, QuickDialog)
    qtbot.waitUntil(lambda: dialog.assessment is not None, timeout=PATIENCE)
    assert dialog.banner.verdict is Verdict.REFER  # nothing is known yet
    keyboard.type("ML")
    keyboard.press(TAB)
    keyboard.type("n")
    keyboard.press(Qt.Key.Key_T, CONTROL)
    qtbot.waitUntil(holder_is("Nationality"), timeout=PATIENCE)
    keyboard.type("DE")
    keyboard.press(TAB)
    keyboard.type("v")
    keyboard.press(TAB)
    keyboard.press(TAB)
    qtbot.waitUntil(holder_is("From"), timeout=PATIENCE)
    keyboard.type("bamako")
    keyboard.press(TAB)
    keyboard.type("gao, the")
    keyboard.press(ENTER)  # takes what is offered
    keyboard.press(TAB)
    keyboard.type("b")  # a letter finds the choice
    keyboard.press(TAB)
    keyboard.type("20/6/2023")
    keyboard.press(TAB)
    keyboard.type("7")
    qtbot.waitUntil(lambda: dialog.banner.verdict is Verdict.NO_GO, timeout=PATIENCE)
    asked = dialog.trip
    keyboard.press(ENTER)
    qtbot.waitUntil(lambda: desk.trip.dialog is None, timeout=PATIENCE)

    ready(qtbot, desk)
    assert (desk.session.trip.travellers, desk.session.trip.itinerary) == (asked.travellers, asked.itinerary)
    assert [who.nationality for who in asked.travellers] == [("ML",), ("DE",)]
    assert page_of(desk).banner.verdict is Verdict.NO_GO
    assert reasons(desk) >= NO_GO_BECAUSE
    assert keyboard.pressed <= KEYS_QUICKLY
    qtbot.waitUntil(desk.window.isActiveWindow, timeout=PATIENCE)
    keyboard.press(Qt.Key.Key_Z, CONTROL)
    assert not desk.session.trip.travellers
    assert not desk.session.trip.itinerary
