"""What a person does in the first minute, with a real keyboard and mouse, on a real display."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.dialogs_forget import Forget
from advisor.gui.map.view import MapView
from advisor.gui.planner.page import PlannerPage
from advisor.gui.theme import look_in
from advisor.model.verdict import Verdict
from advisor.services.settings import ColourScheme
from tests.window.conftest import PATIENCE, focused, ready

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "screenshots.py"


def page_of(desk: Desk) -> PlannerPage:
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    return page


def on_screen(desk: Desk) -> QImage:
    """The pixels of the screen where the window is, not a drawing of the widget."""
    QApplication.processEvents()
    return desk.window.screen().grabWindow(desk.window.winId()).toImage()


def share_of(colour: QColor, image: QImage) -> float:
    points = [(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)]
    return sum(image.pixelColor(x, y).rgb() == colour.rgb() for x, y in points) / len(points)


def answer_dialog(kind: type[QWidget], act: Callable[[QWidget], None]) -> list[QWidget]:
    """When a dialog of that kind has opened, act on it; says which it was."""
    seen: list[QWidget] = []

    def look_for() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isVisible():
            seen.append(dialog)
            QTimer.singleShot(PATIENCE, dialog, dialog.close)  # whatever goes wrong, the test goes on
            focused(dialog)
            act(dialog)
        else:
            QTimer.singleShot(20, look_for)

    QTimer.singleShot(0, look_for)
    return seen


def test_the_example_is_on_screen_with_its_verdict(desk: Desk, qtbot: QtBot) -> None:
    assert desk.verdict.assessment is not None
    assert desk.verdict.assessment.verdict is Verdict.NO_GO
    red = look_in(Verdict.NO_GO, dark=False).solid
    qtbot.waitUntil(lambda: share_of(red, on_screen(desk)) > 0.02, timeout=PATIENCE)
    assert desk.window.mark.isVisible()


def test_typing_in_the_title_reaches_window_title_and_undo(desk: Desk, qtbot: QtBot) -> None:
    field = page_of(desk).trip_pane.title
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(field.hasFocus, timeout=PATIENCE)
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(field, "To Gao")
    ready(qtbot, desk)
    assert desk.window.windowTitle().startswith("To Gao")
    assert field.hasFocus()
    assert field.cursorPosition() == len("To Gao")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert desk.session.trip.title == "Bamako to Gao by bus"
    assert field.text() == "Bamako to Gao by bus"


def test_saving_through_the_real_file_dialog_and_forgetting_it(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "saved.yaml"

    def fill(dialog: QWidget) -> None:
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.selectAll()
        QTest.keyClicks(name, str(target))
        QTest.keyClick(name, Qt.Key.Key_Return)

    seen = answer_dialog(QFileDialog, fill)
    QTest.keyClick(desk.window, Qt.Key.Key_S, CONTROL)
    assert seen
    assert target.exists()
    assert "saved.yaml" in desk.window.windowTitle()
    qt_keeps = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert qt_keeps.contains("FileDialog/lastVisited")
    monkeypatch.setattr(desk.dialogs, "forget", lambda **_: Forget())
    desk.files.forget()
    assert not any(qt_keeps.contains(f"FileDialog/{key}") for key in ("history", "lastVisited"))


def test_closing_over_unsaved_work_asks_and_escape_stays(desk: Desk, qtbot: QtBot) -> None:
    field = page_of(desk).trip_pane.title
    field.setFocus()
    QTest.keyClicks(field, "!")
    seen = answer_dialog(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    assert not desk.window.close()
    assert seen
    assert desk.window.isVisible()

    def discard(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        QTest.mouseClick(box.button(QMessageBox.StandardButton.Discard), Qt.MouseButton.LeftButton)

    answer_dialog(QMessageBox, discard)
    assert desk.window.close()


def test_menus_open_by_letter_and_close_by_escape(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_F, ALT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=PATIENCE)
    menu = QApplication.activePopupWidget()
    assert menu is desk.window._menus[0]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=PATIENCE)


def test_tab_goes_through_the_page_and_never_gets_stuck(desk: Desk, qtbot: QtBot) -> None:
    page_of(desk).trip_pane.title.setFocus()
    seen: list[QWidget | None] = []
    on_map = 0
    for _press in range(400):
        QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is page_of(desk).trip_pane.title:
            break
        if isinstance(now, MapView):  # it goes through its steps and places first
            on_map += 1
            continue
        assert not seen or now is not seen[-1], f"stuck in {now}"
        seen.append(now)
    else:
        pytest.fail("Tab does not come round")
    assert len(seen) > 15
    assert 0 < on_map < 30
    assert all(one is not None and one.isVisible() for one in seen)


def test_the_preview_opens_by_key_and_turns_pages(desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_P, CONTROL | SHIFT)
    dialog = desk.printing.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.view.count > 0, timeout=PATIENCE)
    focused(dialog)
    QTest.keyClick(dialog.view, Qt.Key.Key_PageDown)
    assert dialog.view.page == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.printing.dialog is None


def test_dark_french_and_large_at_once(open_window: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_window(language="fr", colour_scheme=ColourScheme.DARK, text_scale=1.5)
    ground = look_in(Verdict.NO_GO, dark=True).solid
    qtbot.waitUntil(lambda: share_of(ground, on_screen(desk)) > 0.02, timeout=PATIENCE)
    assert desk.window.palette().window().color().lightness() < 60


@pytest.mark.slow
def test_the_window_at_twice_the_scale(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--all", str(tmp_path), "--quick", "--size", "800x500"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    picture = QImage(str(tmp_path / "no-go.png"))
    assert (picture.width(), picture.height()) == (1600, 1000)
