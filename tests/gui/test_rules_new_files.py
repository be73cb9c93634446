"""Files that the rules page begins: of a pack with schemas, each names its own on the first line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.dialogs_boxes import to_clipboard
from advisor.gui.rules.dialogs import Clash
from advisor.gui.rules.new_file_dialog import NewFileDialog
from advisor.rulebook.folder import is_rule_file
from advisor.rulebook.loader import load_pack
from advisor.services.pack_editor import PackEditor
from tests.gui.doubles import Answers
from tests.gui.rules_driver import CONTROL, NO_GRABBING, SHIFT, SOUTH, Office, RuleAnswers

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)

FIRST, STATEMENTS = "rules/rules.yaml", "invariants.yaml"


def without_rules(office: Office) -> PackEditor:
    editor = office.rules.editor
    assert editor is not None
    editor.apply({name: data for name, data in editor.files.items() if not is_rule_file(name)}, "empty")
    office.wait()
    return editor


@pytest.mark.parametrize("ready", [True, False], ids=["schemas", "no-schemas"])
def test_the_first_rule_begins_a_file_below_the_line_for_editors(office: Office, ready: bool) -> None:
    editor = without_rules(office)
    if ready:
        (editor.folder / "schema").mkdir()
    office.pick(office.page.list.new, 1)
    office.wait()
    line = "# yaml-language-server: $schema=../schema/rule.json\n" if ready else ""
    text = office.text(FIRST)
    assert text.startswith(f"{line}- id: new-")
    office.pick(office.page.list.new, 1)
    office.wait()
    assert office.text(FIRST).startswith(text)
    assert office.text(FIRST).count("yaml-language-server") == ready
    assert [rule.file for rule in office.rules.rules()] == [FIRST, FIRST]
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    assert office.on_disk(FIRST) == office.text(FIRST)
    assert (editor.folder / "rules" / ".." / "schema").resolve().is_dir() == ready


def test_the_first_statement_and_a_test_trip_begin_files_alike(office: Office) -> None:
    editor = office.rules.editor
    assert editor is not None
    (editor.folder / "schema").mkdir()
    fingerprint = office.rules.pack.fingerprint  # type: ignore[union-attr]
    office.pick(office.page.proofs.new, 1)
    office.wait()
    assert office.text(STATEMENTS).startswith("# yaml-language-server: $schema=schema/invariants.json\n- id: ")
    before = set(editor.files)
    QTest.mouseClick(office.page.trying.test, Qt.MouseButton.LeftButton)
    office.wait()
    (trip,) = set(editor.files) - before
    assert office.text(trip).startswith("# yaml-language-server: $schema=../schema/trip.json\n")
    read = load_pack(editor.files)
    assert read.pack is not None
    assert read.pack.fingerprint == fingerprint  # neither statements nor trips nor comments are rules


GAO, LINE = "rules/gao.yaml", "# yaml-language-server: $schema=../schema/rule.json\n"
NEW_FILE = 7
"""The last entry of the menu, below the six effects."""


def asked(office: Office) -> NewFileDialog:
    """Choose “New file…”; gives the box that asks for its name, once it has the keyboard."""
    office.pick(office.page.list.new, NEW_FILE)
    dialog = office.page.findChild(NewFileDialog)
    assert isinstance(dialog, NewFileDialog)
    dialog.activateWindow()
    office.qtbot.waitUntil(dialog.name.hasFocus, timeout=5000)
    return dialog


def begin(office: Office, name: str = "gao") -> None:
    dialog = asked(office)
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    office.wait()


@pytest.mark.parametrize("ready", [True, False], ids=["schemas", "no-schemas"])
def test_a_file_of_ones_choice_is_begun_and_rules_go_into_it(office: Office, ready: bool) -> None:
    editor, page = office.rules.editor, office.page
    assert editor is not None
    if ready:
        (editor.folder / "schema").mkdir()
    dialog = asked(office)
    QTest.keyClicks(dialog.name, "gao")
    assert dialog.block.message.text() == GAO
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    office.wait()
    assert office.text(GAO) == (LINE if ready else "")
    assert not (editor.folder / GAO).exists()
    assert office.rules.dirty == (editor,)
    assert office.rules.result is not None
    assert office.rules.result.pack is not None  # a file without rules is as good as none
    assert page.list.file.value == GAO
    assert page.table.shown.rowCount() == 0
    assert page.chosen.rule is None
    assert not any(row.isVisible() for row in page.form.rows.values())  # there is nothing to fill in
    assert page.source.file == GAO
    office.desk.window.activateWindow()
    office.qtbot.waitUntil(page.list.new.hasFocus, timeout=5000)
    for number in (1, 2):
        office.pick(page.list.new, 6)
        office.wait()
        assert [rule.file for rule in office.rules.rules()].count(GAO) == number
        assert page.list.file.value == GAO
        assert page.form.rows["title",].isVisible()
        assert page.table.shown.rowCount() == number
        assert page.chosen.rule is not None
        assert page.chosen.rule.file == GAO
    assert office.text(GAO).startswith(f"{LINE if ready else ''}- id: new-prohibit\n")
    page.list.show_all()
    QTest.keyClicks(page.search, "gao")
    assert page.table.shown.rowCount() == 2
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    assert office.on_disk(GAO) == office.text(GAO)


def test_undo_takes_the_file_away_and_redo_brings_it_back(office: Office) -> None:
    editor, page = office.rules.editor, office.page
    assert editor is not None
    before, rows = editor.files, page.table.shown.rowCount()
    page.faces.setCurrentWidget(page.source)
    begin(office)
    assert editor.undo_label == "new file"
    office.desk.window.activateWindow()
    office.qtbot.waitUntil(office.desk.window.isActiveWindow, timeout=5000)
    QTest.keyClick(office.desk.window, Qt.Key.Key_Z, CONTROL)
    office.wait()
    assert editor.files == before
    assert not editor.dirty
    assert (page.list.file.value, page.list.file.currentText()) == (None, "All files")
    assert page.table.shown.rowCount() == rows
    assert page.source.file in before
    assert page.source.view.text()
    QTest.keyClick(office.desk.window, Qt.Key.Key_Z, CONTROL | SHIFT)
    office.wait()
    assert editor.edited == (GAO,)
    assert page.list.file.findData(GAO) > 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("South", f"There is a file {SOUTH} already."),
        ("Ségou Nord", "Only letters without accents, digits and hyphens: segou-nord, for instance."),
        ("a?", "Only letters without accents, digits and hyphens: a, for instance."),
        ("aux", "Windows keeps the name aux for a device."),
        ("-", "Begin with a letter or a digit."),
        ("x" * 61, "Too long: at most 60 letters, digits and hyphens."),
    ],
)
def test_a_name_that_cannot_be_is_told_as_it_is_typed(office: Office, typed: str, told: str) -> None:
    editor = office.rules.editor
    assert editor is not None
    before, dialog = editor.files, asked(office)
    if typed.isascii():
        QTest.keyClicks(dialog.name, typed)
    else:  # QTest has no keys for these letters
        to_clipboard(typed)
        QTest.keyClick(dialog.name, Qt.Key.Key_V, CONTROL)
    assert dialog.block.message.text() == told
    assert dialog.name.accessibleDescription() == told
    assert dialog.name.faulty
    assert not dialog.begin.isEnabled()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.name, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(dialog.name, "gao")
    assert not dialog.name.faulty
    assert dialog.begin.isEnabled()
    QTest.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert editor.files is before
    assert editor.undo_label is None


def test_no_name_is_no_fault_before_one_types_and_nothing_is_begun_under_it(office: Office) -> None:
    dialog = asked(office)
    assert not dialog.name.faulty
    assert dialog.block.message.text() == "A file needs a name, of letters, digits and hyphens."
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.name, Qt.Key.Key_Space)
    assert dialog.name.faulty
    assert not dialog.begin.isEnabled()


def test_a_file_that_appears_while_its_name_is_typed_is_told(office: Office) -> None:
    editor, dialog = office.rules.editor, asked(office)
    assert editor is not None
    QTest.keyClicks(dialog.name, "gao")
    (editor.folder / "rules" / "Gao.yaml").write_text("# theirs\n", "utf-8")
    office.qtbot.waitUntil(lambda: dialog.name.faulty, timeout=10_000)
    assert dialog.block.message.text() == "There is a file rules/Gao.yaml already."
    assert not dialog.begin.isEnabled()


@pytest.mark.parametrize("theirs", [GAO, "rules/GAO.yaml"], ids=["same", "other-case"])
def test_a_file_that_appears_on_disk_before_saving_is_never_overwritten(office: Office, theirs: str) -> None:
    editor = office.rules.editor
    assert editor is not None
    begin(office)
    office.pick(office.page.list.new, 6)
    office.wait()
    mine = office.text(GAO)
    (editor.folder / theirs).write_text("# theirs\n", "utf-8")
    office.qtbot.waitUntil(office.page.bars.clash.isVisible, timeout=10_000)
    office.save()
    assert office.answers.asked == [f"clash: ('{GAO}',)"]
    assert office.on_disk(theirs) == "# theirs\n"
    assert [one.name for one in (editor.folder / "rules").glob("[gG]*")] == [theirs.removeprefix("rules/")]
    assert office.text(GAO) == mine
    office.answers.which = Clash.THEIRS
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    assert office.on_disk(theirs) == office.text(theirs) == "# theirs\n"


def test_the_history_names_a_new_file(office: Office) -> None:
    begin(office)
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    history = office.page.open_history()
    assert history is not None
    office.qtbot.waitUntil(lambda: f"New file: {GAO}" in history.words.text(), timeout=10_000)
    assert history.words.text().startswith("Nothing that rules say differs.")
    history.close()


def test_a_file_without_rules_is_taken_away_and_comes_back_by_undo(office: Office) -> None:
    editor, page = office.rules.editor, office.page
    assert editor is not None
    begin(office)
    office.pick(page.list.new, 6)
    office.wait()
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    for asked in ("remove: new-prohibit", f"take away: {GAO}"):
        QTest.mouseClick(page.list.remove, Qt.MouseButton.LeftButton)
        office.wait()
        assert office.answers.asked[-1] == asked
    assert GAO not in editor.files
    assert page.list.file.value is None
    editor.undo()
    office.wait()
    assert office.text(GAO).rstrip().endswith("[]")
    editor.redo()
    office.save()
    office.qtbot.waitUntil(lambda: not office.rules.dirty, timeout=10_000)
    assert not (editor.folder / GAO).exists()
    history = page.open_history()
    assert history is not None
    office.qtbot.waitUntil(lambda: f"File taken away: {GAO}" in history.words.text(), timeout=10_000)
    history.close()


@pytest.mark.parametrize("text", ["- id: [", "{}", "nothing", "- &a {id: one}"])
def test_a_file_that_may_hold_rules_is_not_taken_away(office: Office, text: str) -> None:
    editor, page = office.rules.editor, office.page
    assert editor is not None
    begin(office)
    editor.set_text(GAO, text, "typed")
    office.wait()
    page.list.keep_to(GAO)
    QTest.mouseClick(page.list.remove, Qt.MouseButton.LeftButton)
    assert f"take away: {GAO}" not in office.answers.asked
    assert editor.text(GAO) == text


def test_a_rule_that_cannot_be_taken_out_is_told(office: Office) -> None:
    editor, page = office.rules.editor, office.page
    assert editor is not None
    begin(office)
    editor.set_text(GAO, "[{id: flowing, effect: inform}]", "typed")
    office.wait()
    assert page.show_rule("flowing")
    QTest.mouseClick(page.list.remove, Qt.MouseButton.LeftButton)
    assert office.answers.asked[-2:] == [
        "remove: flowing",
        "failed: Nothing was changed. This rule is laid out too unusually: change it in the source.",
    ]


def test_no_file_is_begun_in_a_pack_that_cannot_be_changed(
    make_desk: Callable[..., Desk], qtbot: QtBot, answers: RuleAnswers
) -> None:
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    office = Office(make_desk(dialogs=dialogs), qtbot, answers)
    assert not office.page.list.new.isEnabled()
    assert office.page.bars.fixed.isVisible()  # tells why
    assert not office.rules.edits.begin_file(GAO)


def test_a_rule_is_begun_in_the_file_that_the_table_keeps_to(office: Office) -> None:
    page = office.page
    assert page.show_rule("south-road")
    page.list.file.setFocus()
    QTest.keyClicks(page.list.file, "rules/n")
    assert page.list.file.value == "rules/north.yaml"
    office.pick(page.list.new, 6)
    office.wait()
    (made,) = (rule for rule in office.rules.rules() if rule.id == "new-prohibit")
    assert made.file == page.list.file.value == "rules/north.yaml"
    assert page.chosen.rule == made
    assert page.show_rule("south-road")  # what the table does not show makes it show all again
    assert page.list.file.value is None
