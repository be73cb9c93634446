"""What the checks say of a pack, on the rules page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.faults import FaultTable
from advisor.gui.rules.help_dialog import HelpDialog
from advisor.gui.rules.source_view import SourceView
from advisor.model.diagnostic import Diagnostic, Severity
from advisor.model.message import Message
from advisor.model.span import Position, Span
from tests.gui.rules_driver import NO_GRABBING, SOUTH, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


def test_checks_are_shown_where_they_stand_and_go_when_they_are_mended(office: Office) -> None:
    line = next(number for number, words in enumerate(office.text().split("\n"), start=1) if "Office report" in words)
    office.go(line, 1)
    view = office.page.source.view
    year = office.text().split("\n")[line - 1].index("2023-06")
    view.go_to(Position(line, year + 4))
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClicks(view, "1")  # 2013
    view.completion.popup.hide()
    office.wait()
    view.go_to(Position(line, year + 1))
    assert view.faulty_lines[line] is Severity.NOTE
    told = office.page.source.message.text()
    assert f"{SOUTH}:{line}:{year + 1}: note: the source of `south-road` is dated 2013-06" in told
    row = next(row for row in range(office.page.trying.faults.rowCount()) if "2013-06" in cell(office, row, 1))
    assert cell(office, row, 1).startswith("○ note: ")
    office.page.show_rule("south-road")
    assert "2013-06" in office.page.form.trouble.text()
    office.rules.undo()
    office.wait()
    assert line not in view.faulty_lines
    assert not office.page.form.trouble.isVisibleTo(office.page.form)


def test_a_rule_that_no_trip_touches_is_told_once_the_trips_were_tried(office: Office) -> None:
    untried = [one for one in office.rules.faults if one.code == "rule-not-tried"]
    assert {str(one.what.args["rule"]) for one in untried} == {"air-north", "cash-runs", "flight-desk"}
    hits = office.rules.tried.hits if office.rules.tried is not None else {}
    assert not {str(one.what.args["rule"]) for one in untried} & hits.keys()


def test_errors_outweigh_notes_on_their_line_and_checks_wait_for_a_pack_that_loads(office: Office) -> None:
    assert any(one.severity is Severity.NOTE for one in office.rules.faults)
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "- id: no-night-driving" in words)
    office.go(line, lines[line - 1].index("no-night") + 1)
    assert office.page.source.view.faulty_lines[line] is Severity.NOTE  # nobody is asked to review it
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Period)  # no id begins with one
    office.page.source.view.completion.popup.hide()
    office.wait()
    assert office.page.source.view.faulty_lines[line] is Severity.ERROR
    assert {one.severity for one in office.rules.faults} == {Severity.ERROR}


def test_the_meaning_of_a_fault_is_a_button_away(office: Office) -> None:
    line = next(n for n, words in enumerate(office.text().split("\n"), start=1) if "- id: no-night-driving" in words)
    office.go(line, 7)
    button = office.page.source.explain
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = office.page.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert dialog.windowTitle() == "rule-without-review"
    assert "Avoid" in dialog.text.toPlainText()
    dialog.close()
    office.go(1, 1)
    assert not button.isVisible()
    office.page.trying.faults.setCurrentCell(0, 0)
    first = office.rules.faults[0]
    asked: list[object] = []
    office.page.trying.explanation_asked.connect(asked.append)
    QTest.mouseClick(office.page.trying.explain, Qt.MouseButton.LeftButton)
    assert asked == [first]


def test_the_meaning_of_a_fault_is_told_in_the_language_of_the_window(office: Office) -> None:
    office.desk.window.actions_[Act.FRENCH].trigger()
    dialog = office.page.explain(Diagnostic("archive-refused", Message("archive-refused"), None))
    assert isinstance(dialog, HelpDialog)
    told = dialog.text.toPlainText()
    assert "Un fichier du ZIP" in told
    assert "À éviter" in told
    assert dialog.text.horizontalScrollBar().maximum() == 0
    dialog.close()


def test_marks_come_with_the_lines_that_come_into_view(qtbot: QtBot) -> None:
    view = SourceView(lambda _text, _offset: ("", ()))
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_text("".join(f"- id: rule-{number}\n" for number in range(1, 401)), anew=True)
    spans = (Span("a.yaml", Position(line, 7), Position(line, 7 + len(f"rule-{line}"))) for line in range(1, 401))
    view.show_faults(tuple(Diagnostic("no-end", Message("no-end"), span, Severity.NOTE) for span in spans))

    def marked() -> list[str]:
        return [mark.cursor.selectedText() for mark in view.extraSelections()]

    assert "rule-1" in marked()
    assert len(marked()) < 60
    view.verticalScrollBar().setValue(300)
    assert "rule-301" in marked()
    assert "rule-1" not in marked()
    view.resize(500, 600)
    qtbot.waitUntil(lambda: "rule-325" in marked())


def test_the_chosen_fault_stays_chosen_when_the_list_changes(qtbot: QtBot) -> None:
    table = FaultTable()
    qtbot.addWidget(table)
    faults = tuple(Diagnostic(code, Message(code)) for code in ("alias", "no-end", "tag"))
    table.show_faults(faults)
    table.setCurrentCell(1, 0)
    table.show_faults((Diagnostic("anchor", Message("anchor")), *faults))
    assert table.current == faults[1]
    table.show_faults(faults[:1])
    assert table.current == faults[0]
    table.show_faults(())
    assert table.current is None


def cell(office: Office, row: int, column: int) -> str:
    item = office.page.trying.faults.item(row, column)
    assert item is not None
    return item.text()
