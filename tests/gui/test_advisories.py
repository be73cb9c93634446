"""The window of imported advice, and what a finding says of a newer text, driven by keys and drops."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.advisories.dialog import AdvisoriesDialog
from advisor.gui.advisories.import_panel import ImportPanel
from advisor.gui.advisories.pages_list import NEVER_IMPORTED
from advisor.gui.desk import Desk
from advisor.gui.planner.page import PlannerPage
from advisor.model.verdict import Verdict

URL = "https://www.gov.uk/foreign-travel-advice/land"
OLD = "# Warnings\n\nUpdated:\n:   10 June 2023\n\n## Crime\n\nLock your doors at night. Theft is rare.\n"
NEW = OLD.replace("10 June", "12 June").replace("at night", "at all times") + "\n## Roads\n\nDo <b>not</b> drive.\n"


@pytest.fixture
def cited(shelf: Path) -> str:
    """A rule of the pack cites the page; its id."""
    rules = shelf / "land" / "rules" / "south.yaml"
    told = '{title: "Office report", date: 2023-06, reliability: B, credibility: 2}'
    text = rules.read_text(encoding="utf-8")
    assert told in text
    rules.write_text(
        text.replace(told, told.replace("date: 2023-06", f"date: 2023-06-10, url: {URL}")), encoding="utf-8"
    )
    return "south-road"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """An older and a newer text that say their address."""
    made = []
    for name, text in (("old.md", OLD), ("new.md", NEW)):
        path = tmp_path / name
        path.write_text(text.replace("\n\n", f"\n\nURL: {URL}\n\n", 1), encoding="utf-8")
        made.append(path)
    return made[0], made[1]


def opened(desk: Desk, qtbot: QtBot) -> AdvisoriesDialog:
    desk.window.actions_[Act.ADVISORIES].trigger()
    dialog = desk.advisories.dialog
    assert isinstance(dialog, AdvisoriesDialog)
    qtbot.waitUntil(dialog.isVisible)
    rested(desk, qtbot)
    return dialog


def rested(desk: Desk, qtbot: QtBot) -> None:
    names = ("advisories", "advisories-import")
    qtbot.waitUntil(lambda: not any(desk.jobs.running(name) for name in names), timeout=20_000)


def drop(dialog: AdvisoriesDialog, *paths: Path) -> bool:
    """Drop files on the window as a file manager does; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(dialog, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, none))
    return True


def said(panel: ImportPanel, column: int) -> str:
    cell = panel.table.item(0, column)
    assert cell is not None
    return cell.text()


def test_dropped_files_are_imported_compared_and_ask_for_review(
    cited: str, files: tuple[Path, Path], make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk(real_page=True)
    verdict = desk.verdict.assessment
    dialog = opened(desk, qtbot)
    assert dialog.right.currentWidget() is dialog.empty
    assert drop(dialog, files[0])
    rested(desk, qtbot)
    assert "1 newest text" in dialog.told.text()
    assert dialog.pages.item(0).text().startswith("Warnings. Foreign, Commonwealth & Development Office.")
    assert "Needs review" not in dialog.pages.item(0).text()
    assert drop(dialog, files[1])
    rested(desk, qtbot)
    assert "Needs review: 1 statement" in dialog.pages.item(0).text()
    shown = dialog.view.changes.toPlainText()
    assert "What changed: 1 section added, 1 sentence added and 1 sentence reworded." in shown
    assert "at night. all times." in shown
    assert "Do <b>not</b> drive." in shown
    assert f"rule {cited}" in dialog.view.citing.item(0).text()
    assert desk.verdict.assessment is verdict  # nothing was assessed anew
    page = desk.plan.page
    assert isinstance(page, PlannerPage)
    card = page.verdict_pane.why.card_of(cited)
    assert card is not None
    assert card.newer.text() == "A newer text of this source (12 Jun 2023) has been imported: the rule needs review"
    assert card.finding is not None
    assert card.finding.range.reported is Verdict.GO


def test_an_address_dropped_from_a_browser_is_not_fetched(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    data = QMimeData()
    data.setUrls([QUrl(URL)])
    enter = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(dialog, enter)
    assert not enter.isAccepted()


def test_what_a_file_does_not_say_is_asked_for(
    cited: str, tmp_path: Path, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("Stay at home.", encoding="utf-8")
    dialog = opened(desk, qtbot)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(bare)], ""))
    dialog.bring_in.setFocus()
    QTest.keyClick(dialog.bring_in, Qt.Key.Key_Return)
    rested(desk, qtbot)
    panel = dialog.panel
    assert panel.isVisible()
    assert "give its address" in said(panel, 1)
    assert said(panel, 0) == "bare.txt:1:1"
    assert panel.address.hasFocus()
    QTest.keyClicks(panel.address, URL)
    QTest.keyClick(panel.retry, Qt.Key.Key_Return)
    rested(desk, qtbot)
    assert "give the day" in said(panel, 1)
    assert panel.seen.hasFocus()
    QTest.keyClicks(panel.seen, "2023-06-14")
    QTest.keyClick(panel.retry, Qt.Key.Key_Return)
    rested(desk, qtbot)
    assert not panel.isVisible()
    assert dialog.pages.key == "gov.uk/foreign-travel-advice/land"


def test_the_keyboard_reaches_pages_texts_and_rules(
    cited: str, files: tuple[Path, Path], make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk(real_page=True)
    dialog = opened(desk, qtbot)
    drop(dialog, *files)
    rested(desk, qtbot)
    dialog.activateWindow()
    dialog.pages.setFocus()
    QTest.keyClick(dialog.pages, Qt.Key.Key_Down)
    if dialog.pages.count() > 1:
        assert dialog.pages.key == NEVER_IMPORTED
    QTest.keyClick(dialog.pages, Qt.Key.Key_Up)
    assert dialog.pages.key == "gov.uk/foreign-travel-advice/land"
    dialog.view.before.setFocus()
    QTest.keyClick(dialog.view.before, Qt.Key.Key_Home)  # nothing to compare with
    QTest.keyClick(dialog.view.before, Qt.Key.Key_Down)
    assert dialog.view.before.value == "1"
    dialog.view.before.chosen.emit("1")
    assert dialog.view.changes.toPlainText() == "Both say the same."
    dialog.view.citing.setFocus()
    QTest.keyClick(dialog.view.citing, Qt.Key.Key_Return)
    page = desk.plan.page
    assert isinstance(page, PlannerPage)
    card = page.verdict_pane.why.card_of(cited)
    assert card is not None
    assert card.summary.isChecked()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.advisories.dialog is None)


def test_everything_that_takes_the_keyboard_has_a_name(
    files: tuple[Path, Path], desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("Stay at home.", encoding="utf-8")
    dialog = opened(desk, qtbot)
    drop(dialog, *files, bare)
    rested(desk, qtbot)
    assert dialog.panel.isVisible()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QLabel):
            seen = QAccessible.queryAccessibleInterface(widget)
            assert seen is not None
            assert seen.text(QAccessible.Text.Name), type(widget)


def test_a_failure_is_told_and_the_window_goes_on(
    files: tuple[Path, Path], desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(desk, qtbot)
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data" / "advisories").write_text("in the way", encoding="utf-8")
    drop(dialog, files[0])
    rested(desk, qtbot)
    assert dialog.told.text().startswith("It could not be done: ")
    assert dialog.bring_in.isEnabled()


def test_an_import_can_be_cancelled(desk: Desk, qtbot: QtBot, files: tuple[Path, Path]) -> None:
    dialog = opened(desk, qtbot)
    dialog.take([files[0]])
    assert dialog.stop.isVisible()
    QTest.keyClick(dialog.stop, Qt.Key.Key_Return)
    assert not dialog.stop.isVisible()
    assert dialog.bring_in.isEnabled()
    assert dialog.told.text() == "Cancelled. What was imported before stays."
    rested(desk, qtbot)
