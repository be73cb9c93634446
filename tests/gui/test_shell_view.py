"""Language, colours, text size and the window's place: at once, and again at the next start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from advisor.gui import theme
from advisor.gui.actions import MENUS, TOOLBAR, Act
from advisor.gui.appearance import TEXT_SCALES
from advisor.gui.desk import Desk
from advisor.services.settings import ColourScheme
from advisor.services.wiring import Services
from tests.gui.conftest import services_on, settle

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def speaks_french(services: Services) -> bool:
    return "fr" in services.languages()


def test_every_action_can_be_reached_by_menu_and_key_and_says_what_it_does(desk: Desk) -> None:
    in_menus = {act for menu in MENUS for act in menu if act is not None}
    assert in_menus == set(Act)
    for act in Act:
        action = desk.window.actions_[act]
        assert not action.shortcut().isEmpty(), act
        assert "&" in action.text(), act
        assert action.shortcut().toString() in action.toolTip() or action.toolTip().endswith(")"), act


def test_no_two_actions_share_a_key_or_a_letter_of_their_menu(desk: Desk, services: Services) -> None:
    keys = [key.toString() for act in Act for key in desk.window.actions_[act].shortcuts()]
    assert len(keys) == len(set(keys))
    for language in ("en", "fr") if speaks_french(services) else ("en",):
        desk.view.speak(language)
        for menu, acts in zip(desk.window._menus, MENUS, strict=True):
            entries = [desk.window.actions_[act].text() for act in acts if act is not None]
            if menu is desk.window._menus[0]:
                entries.append(desk.window.recent_menu.title())
            letters = [letter(entry) for entry in entries]
            assert len(letters) == len(set(letters)), (language, entries)
        titles = [letter(menu.title()) for menu in desk.window._menus]
        assert len(titles) == len(set(titles))


def letter(label: str) -> str:
    at = label.replace("&&", "").find("&")
    assert at >= 0, label
    return label.replace("&&", "")[at + 1].lower()


def test_french_at_once_and_at_the_next_start(
    make_desk: Callable[..., Desk], services: Services, tmp_path: Path, shelf: Path
) -> None:
    if not speaks_french(services):
        pytest.skip("no French catalogue yet")
    desk = make_desk()
    QTest.keyClick(desk.window, Qt.Key.Key_F, CONTROL | ALT)
    assert desk.window._menus[0].title() == "&Fichier"
    assert "juin" in desk.window.status.as_of.words()
    box = QMessageBox(desk.window)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    assert "Annuler" in box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "")  # Qt's own words too
    box.deleteLater()
    again = services_on(tmp_path, shelf)
    assert again.settings.current.language == "fr"
    QTest.keyClick(desk.window, Qt.Key.Key_E, CONTROL | ALT)
    assert desk.window._menus[0].title() == "&File"


def test_dark_light_and_back_with_the_keyboard(desk: Desk, services: Services) -> None:
    QTest.keyClick(desk.window, Qt.Key.Key_2, CONTROL | ALT)
    assert theme.is_dark()
    assert desk.window.actions_[Act.DARK].isChecked()
    assert services.settings.current.colour_scheme is ColourScheme.DARK
    QTest.keyClick(desk.window, Qt.Key.Key_1, CONTROL | ALT)
    assert not theme.is_dark()
    assert desk.window.actions_[Act.LIGHT].isChecked()
    assert not desk.window.actions_[Act.DARK].isChecked()


def test_text_grows_and_shrinks_between_bounds(desk: Desk, services: Services) -> None:
    usual = theme.em()
    for _press in range(len(TEXT_SCALES)):
        QTest.keyClick(desk.window, Qt.Key.Key_Plus, CONTROL)
    assert services.settings.current.text_scale == TEXT_SCALES[-1]
    assert theme.em() > 1.7 * usual
    assert not desk.window.actions_[Act.LARGER].isEnabled()
    desk.window.actions_[Act.USUAL_SIZE].trigger()
    assert theme.em() == usual
    desk.window.actions_[Act.SMALLER].trigger()
    assert not desk.window.actions_[Act.SMALLER].isEnabled()


def test_settings_that_can_t_be_written_hold_all_the_same(desk: Desk, services: Services) -> None:
    services.paths.data.mkdir(parents=True, exist_ok=True)
    services.paths.settings.unlink(missing_ok=True)
    services.paths.settings.mkdir()
    desk.window.actions_[Act.DARK].trigger()
    assert theme.is_dark()


def test_the_window_comes_back_as_it_was(make_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    first = make_desk()
    first.window.resize(640, 480)
    assert first.window.close()
    assert make_desk().window.size().width() == first.window.size().width()


def test_every_part_has_a_name_for_those_who_do_not_see_it(desk: Desk, qtbot: QtBot) -> None:
    settle(qtbot, desk)
    assert desk.window.faults.table.accessibleName()
    assert desk.window.mark.isHidden() or desk.window.mark.accessibleName()
    assert desk.window.status.pack.accessibleName()
    for act in TOOLBAR:
        button = desk.window.toolbar.widgetForAction(desk.window.actions_[act]) if act is not None else None
        assert act is None or (isinstance(button, QToolButton) and button.text())
