"""The source of rule files: two faces of one text, faults, completion, line ends, any bytes at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor.gui.rules.lines import changed_part, shown, written
from advisor.model.diagnostic import Severity
from advisor.model.span import Position
from advisor.model.verdict import Verdict
from tests.gui.conftest import settle
from tests.gui.rules_driver import CONTROL, NO_GRABBING, SHIFT, SOUTH, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


def test_undo_goes_over_both_faces(office: Office) -> None:
    before = office.text()
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    in_form = office.text()
    office.go(1, 1)
    QTest.keyClicks(office.page.source.view, "# mine")
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Return)
    assert office.text() == f"# mine\n{in_form}"
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL)
    assert office.text() == in_form
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL)
    assert office.text() == before
    assert shown(before) == office.page.source.view.text()
    office.wait()
    assert office.line("review_by").field.text() == "2023-12-31"
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert office.text() == in_form
    office.wait()
    assert office.line("review_by").field.text() == "2023-11-30"


def test_a_fault_is_marked_at_its_column_and_mended_by_key(office: Office) -> None:
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "region: south" in words)
    column = lines[line - 1].index("south") + 1
    office.go(line, column)
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Delete)
    office.page.source.view.completion.popup.hide()
    office.wait()
    view = office.page.source.view
    fault = view.fault_at(Position(line, column))
    assert fault is not None
    assert fault.code == "undeclared-name"
    assert str(fault.span) == f"{SOUTH}:{line}:{column}"
    marks = [mark.cursor.selectedText() for mark in view.extraSelections()]
    assert "outh" in marks
    assert line in view.faulty_lines
    assert "south" in office.page.source.fix.text()
    QTest.keyClick(view, Qt.Key.Key_Period, CONTROL)
    assert office.text().split("\n") == lines
    office.wait()
    assert Severity.ERROR not in view.faulty_lines.values()


def test_words_are_completed_from_the_schema_and_the_pack(office: Office) -> None:
    lines = office.text().split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "mode: own-vehicle" in words)
    start = lines[line - 1].index("own-vehicle") + 1
    view = office.page.source.view
    office.go(line, start)
    view.go_to(Position(line, start), until=Position(line, start + len("own-vehicle")))
    QTest.keyClicks(view, "bu")
    office.qtbot.waitUntil(view.completion.popup.isVisible, timeout=5000)
    assert view.completion.words.stringList()[0] == "bus"
    QTest.keyClick(view.completion.popup, Qt.Key.Key_Return)
    assert office.text().split("\n")[line - 1] == lines[line - 1].replace("own-vehicle", "bus")


def test_f12_goes_where_a_measure_is_declared_and_ctrl_f_finds(office: Office) -> None:
    names = sorted({rule.file for rule in office.rules.rules()})
    file = next(name for name in names if "briefing" in office.text(name))
    lines = office.text(file).split("\n")
    line = next(number for number, words in enumerate(lines, start=1) if "briefing" in words)
    office.page.faces.setCurrentWidget(office.page.source)
    office.page.source.open(file)
    office.page.source.view.go_to(Position(line, lines[line - 1].index("briefing") + 2))
    QTest.keyClick(office.page.source.view, Qt.Key.Key_F12)
    assert office.page.source.file == "measures.yaml"
    assert office.page.source.view.position().line == 1
    QTest.keyClick(office.page.source.view, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(office.page.source.search, "medevac-plan")
    assert office.page.source.view.textCursor().selectedText() == "medevac-plan"


def test_line_ends_marks_and_no_break_spaces_of_a_file_are_kept(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "data" / "packs" / "land" / SOUTH
    odd = "\ufeff" + file.read_text("utf-8").replace("\n", "\r\n").replace("Office report", "Office\u00a0report")
    file.write_bytes(odd.encode())
    office.rules.refresh()
    assert office.text() == odd
    office.go(1, 1)
    QTest.keyClicks(office.page.source.view, "# x")
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Return)
    assert office.text() == "\ufeff# x\r\n" + odd.removeprefix("\ufeff")


def test_a_file_that_is_no_text_is_told_and_left_alone(office: Office) -> None:
    file = office.rules.editor.folder / "rules" / "odd.yaml"  # type: ignore[union-attr]
    file.write_bytes(b"\xff\xfe- id: x\n")
    office.qtbot.waitUntil(lambda: office.rules.result is not None and office.rules.result.pack is None, timeout=10_000)
    office.wait()
    office.page.source.open("rules/odd.yaml")
    assert office.page.source.view.isReadOnly()
    assert "UTF-8" in office.page.source.message.text()
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.wait()
    office.save()
    assert file.read_bytes() == b"\xff\xfe- id: x\n"
    assert "2023-11-30" in office.on_disk()


ODD = (
    b"",
    b"a: 1\n",
    b"- 5\n- [x]\n",
    b"- {id: [], title: 5, effect: {}, where: x, how: [1], who: 3, when: [], review_by: {}, because: []}\n",
    b"- id: a\n  title: {en: 5, fr: [x]}\n  where: [{region: {}}, 7]\n  source: {title: [], url: 3}\n",
    b"- id: b\n\tx: 1\n",
    b"- id: '\xe2\x80\xa9'\r- id: c\x00\r\n",
    b"[" * 500,
    b"\xef\xbb\xbf- {id: d, effect: prohibit, where: {anywhere: true}}",
)


def test_no_bytes_of_a_rule_file_stop_the_page_or_lose_an_edit(office: Office) -> None:
    assert office.rules.editor is not None
    for number, data in enumerate(ODD):
        name = f"rules/odd-{number}.yaml"
        office.rules.editor.apply({**office.rules.editor.files, name: data}, "odd")
        office.page.source.open(name)
        for rule in [one for one in office.rules.rules() if one.file == name]:
            office.page.table.choose(name, rule.number)
            office.page.chosen._choose(rule)
            office.page.form.flush()
    office.wait()
    assert office.rules.result is not None
    assert office.rules.result.pack is None
    office.page.show_rule("south-road")
    office.type_over(office.line("review_by").field, "2023-11-30")
    office.save()
    for number, data in enumerate(ODD):
        assert (office.rules.editor.folder / f"rules/odd-{number}.yaml").read_bytes() == data
    assert "2023-11-30" in office.on_disk()
    settle(office.qtbot, office.desk)
    office.qtbot.waitUntil(office.desk.window.notice.isVisible, timeout=10_000)
    assert office.desk.verdict.assessment is not None
    assert office.desk.verdict.assessment.verdict >= Verdict.REFER


@pytest.mark.parametrize(
    ("text", "edited", "result"),
    [
        ("a\r\nb\r\n", "a\nX\nb\n", "a\r\nX\r\nb\r\n"),
        ("a\nb\r\nc\rd", "a\nb\nX\nd", "a\nb\r\nX\nd"),
        ("\ufeffa", "b", "\ufeffb"),
        ("a\n", "a", "a"),
        ("a", "a\n", "a\n"),
        ("", "x\ny", "x\ny"),
        ("a\r\n\r\n", "a\n\n", "a\r\n\r\n"),
    ],
)
def test_lines_keep_their_ends(text: str, edited: str, result: str) -> None:
    assert written(text, edited) == result
    assert shown(result) == edited


def test_the_part_that_changed_is_found() -> None:
    assert changed_part("abcd", "abXd") == (2, 3, "X")
    assert changed_part("aaa", "aa") == (2, 3, "")
    assert changed_part("ab", "ab") == (2, 2, "")
