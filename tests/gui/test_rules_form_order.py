"""Names in a list of the form, put into another order by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from advisor.gui.rules.form_rows import NamesRow
from tests.gui.rules_driver import CONTROL, MUCH_FILE, NO_GRABBING, Office, take

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)

ALT = Qt.KeyboardModifier.AltModifier


def names(office: Office, *path: str | int) -> NamesRow:
    row = office.page.form.rows[path]
    assert isinstance(row, NamesRow)
    return row


def tokens(row: NamesRow) -> list[QPushButton]:
    return [one for one in row.findChildren(QPushButton) if one.isVisibleTo(row)]


def test_a_name_is_moved_by_key_and_the_keyboard_goes_with_it(much: Office) -> None:
    row, before = names(much, "how", "mode"), much.text(MUCH_FILE)
    take(row, "flight")
    much.wait()
    with_three = much.text(MUCH_FILE)
    assert "mode: [bus, own-vehicle, flight]}  # both" in with_three
    row.tokens._tokens[2].setFocus()
    for key, modes in (
        (Qt.Key.Key_Up, "bus, flight, own-vehicle"),
        (Qt.Key.Key_Left, "flight, bus, own-vehicle"),
        (Qt.Key.Key_Up, "flight, bus, own-vehicle"),  # there is no place before the first
        (Qt.Key.Key_Down, "bus, flight, own-vehicle"),
        (Qt.Key.Key_Right, "bus, own-vehicle, flight"),
        (Qt.Key.Key_Down, "bus, own-vehicle, flight"),
        (Qt.Key.Key_Up, "bus, flight, own-vehicle"),
    ):
        focused = much.desk.window.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.text() == "Flight"
        QTest.keyClick(focused, key, ALT)
        much.page.flush()
        assert much.text(MUCH_FILE) == with_three.replace("bus, own-vehicle, flight", modes)
    assert " ".join(row.tokens.value or ()) == "bus flight own-vehicle"
    much.wait()
    QTest.keyClick(much.desk.window, Qt.Key.Key_Z, CONTROL)
    much.wait()
    assert much.text(MUCH_FILE) == before  # what one did to one field in a row is one step
    assert " ".join(row.tokens.value or ()) == "bus own-vehicle"


def test_other_keys_move_nothing_and_the_deletion_key_still_takes_away(much: Office) -> None:
    row, before = names(much, "unless", "any_of", 1, "measures"), much.text(MUCH_FILE)
    row.tokens._tokens[1].setFocus()
    for modifiers in (Qt.KeyboardModifier.NoModifier, CONTROL, ALT | CONTROL):
        QTest.keyClick(row.tokens._tokens[1], Qt.Key.Key_Up, modifiers)
    much.page.flush()
    assert much.text(MUCH_FILE) == before
    row.tokens._tokens[1].setFocus()
    QTest.keyClick(row.tokens._tokens[1], Qt.Key.Key_Delete)
    much.page.flush()
    assert "measures: escort}" in much.text(MUCH_FILE) or "measures: [escort]}" in much.text(MUCH_FILE)


def test_the_keys_are_told_where_there_is_something_to_move(much: Office) -> None:
    two, one = names(much, "how", "mode"), names(much, "where", 1, "near", "place")
    assert [token.accessibleDescription() for token in tokens(two)] == ["Alt+Up and Alt+Down move it"] * 2
    assert [token.accessibleDescription() for token in tokens(one)] == [""]
    much.desk.view.speak("fr")
    told = {token.accessibleDescription() for token in tokens(names(much, "how", "mode"))}
    assert told == {"Alt+Haut et Alt+Bas le déplacent"}
