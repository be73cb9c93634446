"""Pasting a list of travellers: looked at first, then one edit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.planner.paste_dialog import PasteDialog
from advisor.gui.planner.traveller_table import Vocabulary, read_travellers
from advisor.gui.planner.words import gender_text, staff_text
from advisor.gui.widgets.choices import ChoiceIndex
from advisor.model.trip import StaffKind, Traveller, Trip
from advisor.services.catalogue import Catalogue
from advisor.services.paths import find_paths
from tests.gui.planner_driver import Planner, keys, make_planner, press

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")
CONTROL = Qt.KeyboardModifier.ControlModifier
LIST = "Name\tNationality\tRole\tPhone\nAwa\tML\tdriver\t\nBen\tAtlantis\tsoldier\t123\n"


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """Somebody travels already."""
    del appearance
    return make_planner(qtbot, Trip(travellers=(Traveller(name="Cleo"),)), width=900, height=700)


def pasted(planner: Planner, qtbot: QtBot, text: str) -> PasteDialog:
    QGuiApplication.clipboard().setText(text)
    party = planner.page.trip_pane.party
    party.add.setFocus()
    QTest.keyClick(party.add, Qt.Key.Key_V, CONTROL)
    assert party.dialog is not None
    qtbot.waitUntil(party.dialog.isActiveWindow)
    return party.dialog


def test_a_list_is_shown_row_by_row_and_added_in_one_edit(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, LIST)
    rows = dialog.table.model()
    shown = [[rows.data(rows.index(row, column)) for column in range(6)] for row in range(2)]
    assert shown == [
        ["2", "Awa", "Mali", "not known", "Driver", "not known"],
        ["3", "Ben", "not known", "not known", "Soldier", "not known"],
    ]
    told = dialog.wrong.text()
    assert "Line 3, column Nationality: “Atlantis”" in told
    assert "Line 3, column Phone: “123”" in told
    assert dialog.add.text() == "Add 2 travellers"
    qtbot.waitUntil(dialog.add.hasFocus)
    press(dialog.add, Qt.Key.Key_Return)
    assert planner.page.trip_pane.party.dialog is None
    assert len(planner.edits) == 1
    assert planner.trip.travellers == (
        Traveller(name="Cleo"),
        Traveller(name="Awa", nationality=("ML",), roles=("driver",)),
        Traveller(name="Ben", roles=("soldier",)),
    )


def test_the_text_can_be_mended_before(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, LIST)
    dialog.text.setPlainText(LIST.replace("Atlantis", "Germany").replace("\t123", ""))
    assert not dialog.copy.isVisible()
    press(dialog.add, Qt.Key.Key_Return)
    assert planner.who(2).nationality == ("DE",)


def test_rules_that_change_meanwhile_read_the_text_anew_and_nothing_is_lost(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, LIST)
    dialog.text.setPlainText(LIST.replace("Atlantis", "Germany").replace("\t123", ""))
    before = planner.page.trip_pane.party
    roles = {name: role for name, role in planner.pack.roles.items() if name != "soldier"}
    planner.pack = replace(planner.pack, roles=roles)
    planner.show(planner.trip)
    party = planner.page.trip_pane.party
    assert party is not before
    assert party.dialog is dialog
    qtbot.waitUntil(lambda: not isValid(before))
    assert dialog.isVisible()
    assert "Line 3, column Role: “soldier”" in dialog.wrong.text()
    press(dialog.add, Qt.Key.Key_Return)
    assert party.dialog is None
    assert planner.trip.travellers[1:] == (
        Traveller(name="Awa", nationality=("ML",), roles=("driver",)),
        Traveller(name="Ben", nationality=("DE",)),
    )
    assert len(planner.edits) == 1
    assert planner.page.focusWidget() is party.add


def test_a_dialog_left_open_over_other_rules_can_be_given_up(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, LIST)
    planner.pack = replace(planner.pack, edition="other")
    planner.show(planner.trip)
    press(dialog, Qt.Key.Key_Escape)
    assert planner.page.trip_pane.party.dialog is None
    assert not planner.edits
    assert planner.page.focusWidget() is planner.page.trip_pane.party.add


def test_what_was_not_understood_can_be_copied(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, LIST)
    press(dialog.copy, Qt.Key.Key_Return)
    assert "Atlantis" in QGuiApplication.clipboard().text()
    press(dialog, Qt.Key.Key_Escape)
    assert not planner.edits


def test_an_empty_clipboard_teaches(planner: Planner, qtbot: QtBot) -> None:
    dialog = pasted(planner, qtbot, "")
    assert not dialog.add.isEnabled()
    assert "spreadsheet" in dialog.text.placeholderText()
    qtbot.waitUntil(dialog.text.hasFocus)
    press(dialog, Qt.Key.Key_Escape)


def test_a_text_field_keeps_its_own_paste(planner: Planner) -> None:
    QGuiApplication.clipboard().setText("Dia")
    name = planner.traveller(0).name
    keys(name, "")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_V, CONTROL)
    assert planner.page.trip_pane.party.dialog is None
    assert planner.who(0).name == "Dia"


@pytest.mark.parametrize("spoken", ["en", "fr"])
def test_lists_may_say_what_the_window_itself_says(spoken: str) -> None:
    language.use(Catalogue(spoken, find_paths().translations))
    try:
        told = [f"P{kind}\t{staff_text(kind)}\t{gender_text('female')}" for kind in StaffKind]
        found = read_travellers("\n".join(told), Vocabulary(ChoiceIndex(()), ChoiceIndex(())))
        assert [row.traveller.staff for row in found.rows] == list(StaffKind)
        assert {row.traveller.gender for row in found.rows} == {"female"}
    finally:
        language.use(Catalogue("en", find_paths().translations))
