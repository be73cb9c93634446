"""The rules page as a whole: its table, its form, packs that are only read, reviews, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.gui.rules.form_rows import TextRow
from advisor.gui.rules.table import WHERE
from tests.gui.doubles import Answers
from tests.gui.rules_driver import NO_GRABBING, Office, RuleAnswers

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


def test_the_page_lists_every_rule_and_finds_by_words(office: Office) -> None:
    table = office.page.table
    assert table.rules.rowCount() == len(office.rules.rules()) > 5
    office.type_over(office.page.search, "SOUTH road")
    found = {table.shown.index(row, 0).data() for row in range(table.shown.rowCount())}
    assert "The south by road" in found
    assert len(found) < table.rules.rowCount()
    row = next(row for row in range(table.shown.rowCount()) if table.shown.index(row, 0).data() == "The south by road")
    cells = [table.shown.index(row, column).data() for column in range(10)]
    assert cells[1:9] == ["permits", "region: South", "", "mode: Own vehicle", "", "31 Dec 2023", "B2", cells[8]]
    assert int(cells[8]) >= 1  # hits among the test trips


def test_the_model_of_the_table_is_sound(office: Office, qtmodeltester: object) -> None:
    qtmodeltester.check(office.page.table.rules)  # type: ignore[attr-defined]
    qtmodeltester.check(office.page.table.shown)  # type: ignore[attr-defined]


def test_a_missing_french_text_is_marked(office: Office) -> None:
    office.page.show_rule("south-road")
    title = office.page.form.rows["title",]
    assert isinstance(title, TextRow)
    office.type_over(title.fields["fr"], " ")
    assert "missing" in title._captions["fr"].message.text()
    office.wait()
    assert 'title: {en: "The south by road"}' in office.text()


def test_a_pack_that_came_with_the_program_is_copied_before_it_is_edited(
    make_desk: Callable[..., Desk], qtbot: QtBot, answers: RuleAnswers, shelf: Path, tmp_path: Path
) -> None:
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    office = Office(make_desk(dialogs=dialogs), qtbot, answers)
    assert office.rules.read_only
    assert office.page.bars.fixed.isVisible()
    assert office.page.source.view.isReadOnly()
    assert not office.page.form._content.isEnabled()
    QTest.mouseClick(office.page.bars.copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not office.rules.read_only, timeout=10_000)
    office.wait()
    assert office.rules.editor is not None
    assert office.rules.editor.folder == tmp_path / "data" / "packs" / "land"
    assert not office.page.bars.fixed.isVisible()
    assert not office.page.source.view.isReadOnly()


def test_the_table_calls_places_by_name_and_finds_them_by_either(office: Office) -> None:
    table = office.page.table
    for words in ("farpost airport", "farpost-airport"):
        office.type_over(office.page.search, words)
        rows = range(table.shown.rowCount())
        assert rows, words
        assert any("Farpost airport" in table.shown.index(row, WHERE).data() for row in rows), words
    office.desk.window.actions_[Act.FRENCH].trigger()
    assert any("Aéroport" in table.shown.index(row, WHERE).data() for row in range(table.shown.rowCount()))
    office.desk.window.actions_[Act.ENGLISH].trigger()


def test_a_review_round_decides_with_one_key_each_and_is_summed_up(office: Office) -> None:
    from datetime import timedelta

    import advisor.gui.rules.review_dialog as module

    office.page._today = lambda: date(2023, 12, 20)  # type: ignore[method-assign]
    assert timedelta(days=module.DAYS_AHEAD) > timedelta(days=11)
    dialog = office.page.open_review()
    dialog.activateWindow()
    office.qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    first, number = dialog.rule, dialog.count.text()
    assert first is not None
    assert dialog.source.text()
    QTest.keyClick(dialog, Qt.Key.Key_C)
    second = dialog.rule
    assert second is not None
    assert (second.id, dialog.count.text()) != (first.id, number)
    QTest.keyClick(dialog, Qt.Key.Key_W)
    dialog.reject()
    rules = {rule.id: rule for rule in office.rules.rules()}
    assert rules[first.id].get("review_by") == "2024-03-21"
    assert rules[second.id].get("when", "valid", "until") == "2023-12-19"
    log = office.text("CHANGELOG.md")
    assert "1 rule confirmed and 1 rule withdrawn" in log
    assert f"Confirmed: {first.id}" in log


def test_a_review_round_takes_no_day_that_nobody_can_mean(office: Office) -> None:
    office.page._today = lambda: date(2023, 12, 20)  # type: ignore[method-assign]
    dialog = office.page.open_review()
    dialog.activateWindow()
    office.qtbot.waitUntil(dialog.isActiveWindow, timeout=5000)
    first = dialog.rule
    assert first is not None
    for typed in ("", "soon", "2023-12-19", "30 2 2024"):
        dialog.next_day.setFocus()
        dialog.next_day.selectAll()
        QTest.keyClick(dialog.next_day, Qt.Key.Key_Delete)
        QTest.keyClicks(dialog.next_day, typed)
        dialog.confirm.setFocus()
        assert dialog.fault.text(), typed
        QTest.keyClick(dialog, Qt.Key.Key_C)
        assert dialog.rule == first, typed
        assert dialog.next_day.hasFocus()
    dialog.next_day.selectAll()
    QTest.keyClicks(dialog.next_day, "31 Jan 2024")
    dialog.confirm.setFocus()
    assert not dialog.fault.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_C)
    dialog.reject()
    assert {rule.id: rule for rule in office.rules.rules()}[first.id].get("review_by") == "2024-01-31"


def test_every_control_has_a_name_in_both_languages(office: Office) -> None:
    for act in (Act.FRENCH, Act.ENGLISH):
        office.desk.window.actions_[act].trigger()
        QApplication.processEvents()
        for widget in office.page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                named = widget.accessibleName() or getattr(widget, "text", str)() or widget.toolTip()
                assert named or (widget.parent() is not None and "Tab" in type(widget).__name__), widget
