"""The list of keys is made from what has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor.gui.actions import Act, keys_of
from advisor.gui.desk import Desk
from advisor.gui.dialogs_shortcuts import ShortcutsDialog, plain

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_every_action_stands_there_with_its_keys(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_F1, SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ShortcutsDialog)
    listed = dict(rows(dialog))
    for act in Act:
        assert keys_of(act) in listed[plain(desk.window.actions_[act].text())]
    assert listed["Move up"] == QKeySequence("Alt+Up").toString(QKeySequence.SequenceFormat.NativeText)
    assert listed["Duplicate"]
    tops = [dialog.list.topLevelItem(number) for number in range(5)]
    assert [top.text(0) for top in tops if top is not None] == ["File", "Edit", "Trip", "View", "Help"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def rows(dialog: ShortcutsDialog) -> Iterator[tuple[str, str]]:
    model = dialog.list.model()
    for number in range(model.rowCount()):
        top = model.index(number, 0)
        for row in range(model.rowCount(top)):
            yield model.index(row, 0, top).data(), model.index(row, 1, top).data()
