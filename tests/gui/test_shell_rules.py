"""Rules in use: faulty ones, none at all, and files that change while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.model.verdict import Verdict
from advisor.services.pack_library import PackLibrary
from tests.gui.conftest import settle, write_pack
from tests.gui.test_shell_desk import assessed, page_of


def spoil(shelf: Path) -> Path:
    file = shelf / "land" / "rules" / "south.yaml"
    file.write_text(file.read_text("utf-8").replace("effect: allow", "effect: alow", 1), "utf-8")
    return file


def test_a_rule_file_changed_on_disk_is_read_and_assessed_again(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    before = desk.verdict.rules
    for file in (shelf / "land" / "rules").glob("*.yaml"):
        file.write_text("[]\n", "utf-8")
    qtbot.waitUntil(lambda: desk.verdict.rules is not before, timeout=10_000)
    settle(qtbot, desk)
    assert assessed(desk).verdict is Verdict.REFER  # silence refers


def test_a_file_that_an_editor_replaces_is_still_watched(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    file = shelf / "land" / "pack.yaml"
    for title in ("First", "Second"):
        before = desk.verdict.rules
        beside = file.with_suffix(".new")
        beside.write_text(file.read_text("utf-8").replace("edition: 2023-06", f"edition: {title}", 1), "utf-8")
        beside.replace(file)
        qtbot.waitUntil(lambda before=before: desk.verdict.rules is not before, timeout=10_000)  # type: ignore[misc]
        assert f"edition {title}" in desk.window.status.pack.words()
        file.write_text(file.read_text("utf-8").replace(f"edition: {title}", "edition: 2023-06"), "utf-8")
        qtbot.waitUntil(lambda: "2023-06" in desk.window.status.pack.words(), timeout=10_000)


def test_faults_leave_the_last_good_edition_and_never_better_than_refer(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    assert assessed(desk).verdict is Verdict.GO
    spoil(shelf)
    qtbot.waitUntil(desk.window.notice.isVisible, timeout=10_000)
    settle(qtbot, desk)
    assert assessed(desk).verdict is Verdict.REFER
    assert "last good edition of Land" in desk.window.notice.text()
    assert not desk.window.faults.isVisible()
    QTest.mouseClick(desk._see_faults, Qt.MouseButton.LeftButton)
    assert desk.window.faults.isVisible()
    table = desk.window.faults.table
    assert table.rowCount() == 1
    where, what, _expected, suggestion = ((item := table.item(0, column)) and item.text() for column in range(4))
    assert where
    assert where.startswith("rules/south.yaml:")
    assert where.count(":") == 2
    assert what
    assert "alow" in what
    assert suggestion == "allow"


def test_mended_faults_go_away_by_themselves(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    file = spoil(shelf)
    qtbot.waitUntil(desk.window.notice.isVisible, timeout=10_000)
    desk.window.actions_[Act.FAULTS].setChecked(True)
    file.write_text(file.read_text("utf-8").replace("alow", "allow"), "utf-8")
    qtbot.waitUntil(desk.window.notice.isHidden, timeout=10_000)
    settle(qtbot, desk)
    assert desk.window.faults.isHidden()
    assert assessed(desk).verdict is Verdict.GO


def test_faults_are_copied_with_the_keyboard(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    spoil(shelf)
    qtbot.waitUntil(desk.window.notice.isVisible, timeout=10_000)
    QTest.keyClick(desk.window, Qt.Key.Key_F8)
    table = desk.window.faults.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("rules/south.yaml:")
    assert "did you mean `allow`?" in copied


def test_faults_with_no_earlier_edition_are_a_page_and_the_program_runs(
    make_desk: Callable[..., Desk], shelf: Path, qtbot: QtBot
) -> None:
    file = spoil(shelf)
    desk = make_desk()
    assert desk.window.pages.currentWidget() is desk.window.no_rules
    assert desk.window.no_rules.panel.table.rowCount() == 1
    assert not desk.window.actions_[Act.PRINT].isEnabled()
    assert desk.verdict.assessment is None
    file.write_text(file.read_text("utf-8").replace("alow", "allow"), "utf-8")
    qtbot.waitUntil(lambda: desk.window.page is not None, timeout=10_000)
    settle(qtbot, desk)
    assert page_of(desk).verdict.text() == "go"


def test_a_computer_without_rules_says_where_to_put_them(make_desk: Callable[..., Desk], shelf: Path) -> None:
    for file in sorted((shelf / "land").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    desk = make_desk()
    assert desk.window.pages.currentWidget() is desk.window.no_rules
    assert "packs" in desk.window.no_rules.text.text()
    assert desk.window.status.pack.words() == "No rules"


def test_an_error_while_reading_rules_is_shown_as_one(
    make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("not foreseen")

    monkeypatch.setattr(PackLibrary, "load_or_last_good", broken)
    desk = make_desk()
    assert desk.window.error.isVisible()
    assert desk.window.pages.currentWidget() is desk.window.no_rules
    assert "internal error" in desk.window.no_rules.head.text()


def test_packs_one_can_choose_are_offered_and_chosen(make_desk: Callable[..., Desk], shelf: Path, qtbot: QtBot) -> None:
    other = write_pack(shelf / "other")
    head = other / "pack.yaml"
    head.write_text(
        head.read_text("utf-8").replace("id: land", "id: other").replace('en: "Land"', 'en: "Otherland"'), "utf-8"
    )
    desk = make_desk()
    qtbot.waitUntil(lambda: len(page_of(desk).packs) == 2, timeout=10_000)
    assert page_of(desk).packs == (("land", "Land"), ("other", "Otherland"))
    page_of(desk).packChosen.emit("other")
    qtbot.waitUntil(lambda: "Otherland" in desk.window.status.pack.words(), timeout=10_000)
    assert not desk.window.notice.isVisible()
    desk.session.undo()
    qtbot.waitUntil(lambda: "Otherland" not in desk.window.status.pack.words(), timeout=10_000)


def test_a_historical_pack_says_so_in_large_letters(make_desk: Callable[..., Desk], shelf: Path) -> None:
    head = shelf / "land" / "pack.yaml"
    head.write_text(head.read_text("utf-8").replace("country: ML", "country: ML\nas_of: 2023-06-15"), "utf-8")
    desk = make_desk()
    assert desk.window.mark.isVisible()
    assert desk.window.mark.text().startswith("HISTORICAL")
    assert "15 June 2023" in desk.window.mark.text()
    ordinary = desk.window.status.font().pointSizeF()
    assert desk.window.mark._word.font().pointSizeF() >= 1.5 * ordinary


def test_overdue_reviews_are_counted(desk: Desk, qtbot: QtBot) -> None:
    from datetime import date

    assert "overdue" not in desk.window.status.reviews.words()
    page_of(desk).asOfEdited.emit(date(2030, 1, 1))
    settle(qtbot, desk)
    assert "overdue" in desk.window.status.reviews.words()
