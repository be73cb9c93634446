"""Files that the rules page begins: of a pack with schemas, each names its own on the first line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from advisor.rulebook.folder import is_rule_file
from advisor.rulebook.loader import load_pack
from advisor.services.pack_editor import PackEditor
from tests.gui.rules_driver import NO_GRABBING, Office

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
