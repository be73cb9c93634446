"""Undo over both faces of a rule: whatever was done to the form and to its source is taken back step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from advisor.gui.rules.form_rows import ChoiceRow, LineRow, NamesRow, Row, TextRow
from tests.gui.rules_driver import MUCH_FILE, NO_GRABBING, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)

At: TypeAlias = tuple[str | int, ...]
Act: TypeAlias = tuple[Any, ...]
"""What is done, and with what: told by name where a test fails."""
ALT = Qt.KeyboardModifier.AltModifier


def row_of(office: Office, path: At) -> Row | None:
    """The row, if it is on screen and takes edits."""
    row = office.page.form.rows.get(path)
    return row if row is not None and not row.isHidden() and row.isEnabled() else None


def type_line(office: Office, path: At, words: str) -> None:
    row = row_of(office, path)
    if isinstance(row, LineRow):
        office.type_over(row.field, words)


def type_text(office: Office, path: At, language: str, words: str) -> None:
    row = row_of(office, path)
    if isinstance(row, TextRow):
        office.type_over(row.fields[language], words)


def choose(office: Office, path: At, steps: int) -> None:
    row = row_of(office, path)
    if isinstance(row, ChoiceRow):
        for _ in range(steps):
            QTest.keyClick(row.combo, Qt.Key.Key_Down)


def take_name(office: Office, path: At, name: str) -> None:
    row = row_of(office, path)
    if isinstance(row, NamesRow):
        row.tokens.take(name)


def press_token(office: Office, path: At, number: int, key: Qt.Key) -> None:
    row = row_of(office, path)
    if isinstance(row, NamesRow) and number < len(row.tokens._tokens):
        modifier = ALT if key is Qt.Key.Key_Up else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(row.tokens._tokens[number], key, modifier)


def add_alternative(office: Office, group: At) -> None:
    office.page.form.adders[group].click()


def remove_alternative(office: Office, group: At, number: int) -> None:
    blocks = office.page.form.blocks[group]
    if number < len(blocks) and not blocks[number].isHidden():
        blocks[number].remove.click()


def write_source(office: Office, share: float, taken_out: int, words: str) -> None:
    """Write over so many signs somewhere in the source."""
    view = office.page.source.view
    at = view.textCursor()
    end = view.document().characterCount() - 1
    start = round(share * end)
    at.setPosition(start)
    at.setPosition(min(end, start + taken_out), at.MoveMode.KeepAnchor)
    at.insertText(words)


def step_back(office: Office) -> None:
    office.rules.undo()


def step_forth(office: Office) -> None:
    office.rules.redo()


def acts(do: Callable[..., None], *with_: st.SearchStrategy[Any]) -> st.SearchStrategy[Act]:
    return st.tuples(st.just(do), *with_)


KM, MODE, SET = ("where", 1, "near", "km"), ("how", "mode"), ("unless", "any_of", 1, "measures")
PLACE = st.sampled_from([("where", "place"), ("where", 1, "place"), ("where", 2, "place")])
KEY = st.sampled_from([Qt.Key.Key_Up, Qt.Key.Key_Delete])
GROUP = st.sampled_from([("where",), ("unless", "any_of")])
SIGNS = st.sampled_from(["", "x", "# c\n", "\n", "- id: other\n", ": ", '"', "  "])
WORDS = st.sampled_from(["A", "b: #", "2024-01-31", "7"])
ACTS: st.SearchStrategy[Act] = st.one_of(
    acts(type_line, st.sampled_from([("review_by",), KM]), WORDS),
    acts(type_text, st.sampled_from([("title",), ("because",)]), st.sampled_from(["en", "fr"]), WORDS),
    acts(choose, st.just(("effect",)), st.integers(1, 3)),
    acts(take_name, st.just(MODE), st.sampled_from(["bus", "own-vehicle", "flight"])),
    acts(take_name, PLACE, st.sampled_from(["gate", "farpost", "capital"])),
    acts(press_token, st.sampled_from([MODE, SET]), st.integers(0, 2), KEY),
    acts(add_alternative, GROUP),
    acts(remove_alternative, GROUP, st.integers(0, 2)),
    acts(write_source, st.floats(0, 1), st.integers(0, 9), SIGNS),
    acts(step_back),
    acts(step_forth),
)


def show_anew(office: Office) -> None:
    """Without alternatives that were begun and stand nowhere yet: they are no edits."""
    office.page._show_change()
    assert office.page.show_rule("south-road")
    assert office.page.show_rule("much")


def shown(office: Office) -> Mapping[tuple[str | int, ...], object]:
    """All that the form shows of its rule."""
    return {path: said(row) for path, row in office.page.form.rows.items() if row.isVisibleTo(office.page.form)}


def said(row: Row) -> object:
    if isinstance(row, LineRow):
        return row.field.text(), row.isEnabled()
    if isinstance(row, ChoiceRow):
        return row.combo.value, row.isEnabled()
    if isinstance(row, NamesRow):
        return row.tokens.value, row.isEnabled()
    assert isinstance(row, TextRow)
    texts = {
        language: field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
        for language, field in row.fields.items()
    }
    return texts, row.isEnabled()


@pytest.mark.timeout(600)
@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=st.lists(ACTS, min_size=1, max_size=5))
def test_every_edit_of_form_and_source_is_taken_back(much: Office, done: list[Act]) -> None:
    editor = much.rules.editor
    assert editor is not None
    editor.discard()  # what an example before this one left behind
    show_anew(much)
    much.page.source.open(MUCH_FILE)
    before, form_before = much.text(MUCH_FILE), shown(much)
    been = [before]
    for do, *arguments in done:
        do(much, *arguments)
        much.page.flush()
        been.append(much.text(MUCH_FILE))
    while editor.undo_label is not None:
        much.rules.undo()
        assert much.text(MUCH_FILE) in been
        assert much.page.source.view.text() == much.text(MUCH_FILE)
    assert much.text(MUCH_FILE) == before
    assert not editor.dirty
    show_anew(much)
    assert shown(much) == form_before
    after = editor.files
    while editor.redo_label is not None:
        much.rules.redo()
    assert much.text(MUCH_FILE) in been
    while editor.undo_label is not None:
        much.rules.undo()
    assert editor.files == after
