"""The whole accessibility tree of every window, dialog and menu, in both languages; and the Tab key."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import advisor.gui
from advisor.gui import language
from advisor.gui.actions import Act
from advisor.gui.carrying.dialog import OfferDialog
from advisor.gui.desk import Desk
from advisor.gui.dialogs import Dialogs
from advisor.gui.dialogs_shortcuts import ShortcutsDialog
from advisor.gui.dialogs_templates import SaveTemplateDialog, TemplatesDialog
from advisor.gui.incidents.claim_dialog import ClaimDialog
from advisor.gui.main_window import MainWindow
from advisor.gui.mending.dialog import WaysDialog
from advisor.gui.planner.page import PlannerPage
from advisor.gui.planner.paste_dialog import PasteDialog
from advisor.gui.planner.quick_dialog import QuickDialog
from advisor.gui.planner.words import Words
from advisor.gui.rules.dialogs import ReasonDialog
from advisor.model.diagnostic import Diagnostic
from advisor.model.message import Message, message
from advisor.services.catalogue import Catalogue
from advisor.services.countries import country_names
from advisor.services.incident_library import feed_called
from advisor.services.pack_install import look_at
from advisor.services.paths import find_paths
from advisor.services.wiring import Services
from tests.gui.accessible import (
    Role,
    complaints,
    heard,
    letter_of,
    out_of_order,
    reachable,
    settle_layout,
    spoken,
    tabbed,
)
from tests.gui.conftest import TODAY, settle, write_pack
from tests.gui.planner_driver import small_pack, trip_of
from tests.gui.test_incidents import OWN, quiet, store
from tests.gui.test_shell_dialogs import FAULT, UNSAVED, every_dialog

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")

ROUND_TRIP = """\
title: Everything at once
purpose: To be heard
travellers:
  - {name: Traveller A, nationality: [ML], staff: national, roles: [programme]}
  - {name: Traveller B, staff: visitor, roles: []}
itinerary:
  - leg: {from: capital, to: middleton, mode: own-vehicle, depart: 2023-06-20T08:00, arrive: 2023-06-20T11:30}
  - stay: {at: middleton, until: 2023-06-21T08:00, lodging: guest house}
  - leg: {from: middleton, to: farpost, mode: bus, depart: 2023-06-21T08:00}
"""


@pytest.fixture(params=["en", "fr"])
def spoken_in(request: pytest.FixtureRequest) -> Iterator[str]:
    language.use(Catalogue(request.param, find_paths().translations))
    yield request.param
    language.use(Catalogue("en", Path()))


@pytest.fixture
def full_desk(make_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """The real planner with a trip that has everything."""
    desk = make_desk(real_page=True)
    desk.session.apply(trip_of(ROUND_TRIP), "x")
    settle(qtbot, desk)
    return desk


def open_everything(window: QWidget) -> None:
    """Press all that opens something in place, and what is opened by that."""
    for _level in range(3):
        for button in window.findChildren(QAbstractButton):
            opens = type(button).__name__ in {"Summary", "Disclosure"}
            if opens and button.isVisible() and not button.isChecked():
                button.click()
        settle_layout()


# -- windows


def test_the_window_with_a_trip_can_be_heard_and_its_menus_chosen_by_key(full_desk: Desk, qtbot: QtBot) -> None:
    window = full_desk.window
    window.show_recent((Path("/a/one.yaml"), Path("/b/two.yaml")))
    for code in ("en", "fr"):
        full_desk.view.speak(code)
        settle(qtbot, full_desk)
        open_everything(window)
        assert len([one for one in heard(window) if one.control]) > 100
        assert complaints(window) == []
        hear_menus(window)
    press_everything(window)


def press_everything(window: QWidget) -> None:
    """Whatever can be on or off tells the change, by key."""
    checkable = [
        one.source
        for one in heard(window)
        if one.focusable and one.checkable and isinstance(one.source, QAbstractButton)
    ]
    assert len(checkable) > 40
    for button in checkable[::3]:  # of each kind some; pressing may close what comes later
        if button.isVisible():
            changed: list[bool] = []
            button.toggled.connect(changed.append)
            before = bool(spoken(button).state().checked)
            QTest.keyClick(button, Qt.Key.Key_Space)
            after = bool(spoken(button).state().checked)
            assert after is button.isChecked()
            assert (after is not before) is bool(len(changed) % 2)


def hear_menus(window: MainWindow) -> None:
    """Open each, and hear its entries."""
    menus = [menu for menu in window.findChildren(QMenu) if menu.actions()]
    assert len(menus) > 8, "of the bar, of cards, of the map"
    for menu in menus:
        menu.popup(window.mapToGlobal(window.rect().center()))
        entries = [one for one in heard(menu) if one.role is Role.MenuItem]
        actions = [action for action in menu.actions() if not action.isSeparator()]
        assert len(entries) == len(actions)
        assert all(one.name for one in entries)
        for action, one in zip(actions, entries, strict=True):
            state = spoken(menu).child(menu.actions().index(action)).state()
            assert bool(state.checkable) is action.isCheckable(), one
            assert bool(state.checked) is action.isChecked(), one
        menu.close()
    bar = [letter_of(action) for action in window.menuBar().actions()]
    assert all(bar)
    assert len(bar) == len(set(bar))
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_window_without_rules_can_be_heard(
    make_desk: Callable[..., Desk], shelf: Path, qtbot: QtBot, code: str
) -> None:
    (shelf / "land" / "rules" / "north.yaml").write_text("- id: [", encoding="utf-8")
    desk = make_desk(real_page=True)
    desk.view.speak(code)
    assert desk.window.pages.currentWidget() is desk.window.no_rules
    assert complaints(desk.window) == []


def test_faults_in_the_rules_can_be_heard(make_desk: Callable[..., Desk], shelf: Path, qtbot: QtBot) -> None:
    desk = make_desk(real_page=True)
    (shelf / "land" / "rules" / "north.yaml").write_text("- id: [", encoding="utf-8")
    desk.packs.reload()
    settle(qtbot, desk)
    desk.window.actions_[Act.FAULTS].setChecked(True)
    assert desk.window.faults.isVisible()
    for code in ("en", "fr"):
        desk.view.speak(code)
        assert complaints(desk.window) == []


# -- dialogs


def in_the_desk(desk: Desk, qtbot: QtBot, services: Services, folder: Path) -> Iterator[QDialog]:
    """The dialogs that only a desk opens, each in the states it has."""
    words = Words(small_pack(), country_names(find_paths().assets))
    yield QuickDialog(words, desk.verdict.ask, leaves=True, parent=desk.window)
    yield PasteDialog(words, "Awa\tMali\nBen\tAtlantis", desk.window)
    yield TemplatesDialog(services.templates, desk.window)
    yield SaveTemplateDialog(desk.session.trip, services.templates, desk.window)
    yield ShortcutsDialog(desk.window.actions_, desk.window.menu_titles(), desk.window)
    desk.mending.compare()
    assert isinstance(desk.mending.dialog, WaysDialog)
    yield desk.mending.dialog
    desk.mending.dialog.close()
    yield ReasonDialog((message("rules.changed-on-disk", files=("rules/south.yaml",)),), (), desk.window)
    yield from in_the_rules(desk, qtbot)
    yield from packs_that_come(services, folder, desk)
    services.trips.save(desk.session.trip, folder / "saved.yaml")
    for name in ("saved.yaml", "gone.yaml"):
        services.trips.remember(folder / name)
    desk.saved.look()
    qtbot.waitUntil(lambda: not desk.saved.looking, timeout=20_000)
    desk.saved.open()
    assert desk.saved.dialog is not None
    yield desk.saved.dialog
    desk.saved.dialog.close()
    desk.printing.preview()
    assert desk.printing.dialog is not None
    qtbot.waitUntil(lambda: not desk.jobs.running("preview"), timeout=20_000)
    yield desk.printing.dialog
    desk.printing.dialog.close()
    desk.advisories.open()
    assert desk.advisories.dialog is not None
    qtbot.waitUntil(lambda: not desk.jobs.running("advisories"), timeout=20_000)
    yield desk.advisories.dialog
    desk.advisories.dialog.close()
    desk.incidents.open()
    quiet(qtbot, desk)
    dialog = desk.incidents.dialog
    assert dialog is not None
    yield dialog
    (folder / "own.csv").write_text(OWN, encoding="utf-8")
    store(services, folder / "own.csv")
    (folder / "other.csv").write_text(OWN.replace("Description", "Récit"), encoding="utf-8")
    dialog.import_files([folder / "other.csv"])
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.mapping)
    quiet(qtbot, desk)
    yield dialog
    yield ClaimDialog(feed_called("mapped"), "own.csv", None, TODAY, dialog)
    dialog.close()


def packs_that_come(services: Services, folder: Path, desk: Desk) -> Iterator[QDialog]:
    """One that is as it should be, one to be warned of, one with faults."""
    place = write_pack(folder / "sent")
    yield OfferDialog(look_at(place, services.packs, services.paths, services.clock), desk.window)
    head = place / "pack.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("edition: 2023-06", "edition: 2023-05"), encoding="utf-8")
    offer = look_at(place, services.packs, services.paths, services.clock)
    assert offer.warnings
    yield OfferDialog(offer, desk.window)
    (place / "rules" / "north.yaml").write_text("- id: [", encoding="utf-8")
    yield OfferDialog(look_at(place, services.packs, services.paths, services.clock), desk.window)


def in_the_rules(desk: Desk, qtbot: QtBot) -> Iterator[QDialog]:
    """Those of the page on which rules are written."""
    desk.window.actions_[Act.RULES].trigger()
    qtbot.waitUntil(lambda: desk.pages.rules is not None and desk.pages.rules.result is not None, timeout=20_000)
    page = desk.pages.page
    assert page is not None
    review = page.open_review()
    yield review
    review.close()
    new_file = page.adding.begin_file()
    assert new_file is not None
    yield new_file
    new_file.close()
    history = page.open_history()
    assert history is not None
    yield history
    history.close()
    fault = Diagnostic("weak-source", Message("weak-source", {"grade": "E4", "effect": "prohibit"}))
    help_page = page.explain(fault)
    assert help_page is not None
    yield help_page
    help_page.close()
    desk.window.actions_[Act.PLAN].trigger()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_every_dialog_of_the_desk_can_be_heard(
    desk: Desk, qtbot: QtBot, services: Services, tmp_path: Path, code: str
) -> None:
    desk.view.speak(code)
    for dialog in in_the_desk(desk, qtbot, services, tmp_path):
        dialog.show()
        assert complaints(dialog) == [], type(dialog).__name__


def test_every_dialog_by_itself_can_be_heard(spoken_in: str, qtbot: QtBot) -> None:
    for dialog in every_dialog():
        qtbot.addWidget(dialog)
        dialog.show()
        assert complaints(dialog) == [], type(dialog).__name__
        dialog.close()


BOXES: dict[str, Callable[[Dialogs], object]] = {
    "unsaved": lambda dialogs: dialogs.unsaved("visit.yaml"),
    "changed_on_disk": lambda dialogs: dialogs.changed_on_disk(Path("visit.yaml")),
    "faulty_trip": lambda dialogs: dialogs.faulty_trip(Path("visit.yaml"), (FAULT,), opened=True),
    "failed": lambda dialogs: dialogs.failed("It failed", "No space left on device"),
    "recover": lambda dialogs: dialogs.recover(UNSAVED),
    "forget": lambda dialogs: dialogs.forget(incidents=True, drafts=2),
    "forget_incidents": lambda dialogs: dialogs.forget_incidents(None, 3),
    "told": lambda dialogs: dialogs.told("Done", "More"),
    "internal_error": lambda dialogs: dialogs.internal_error("Traceback"),
    "about": lambda dialogs: dialogs.about(None, date(2026, 11, 23)),
}
FILES = {
    "open_path", "save_path", "pdf_path", "export_path", "incident_files", "incidents_path", "list_path", "printer",
    "forget_places", "pack_path", "pack_path_to_write",
}  # fmt: skip
"""The system's own dialogs, and what asks nothing."""


def test_every_question_is_looked_at() -> None:
    asked = {name for name in vars(Dialogs) if not name.startswith("_")}
    assert asked == set(BOXES) | FILES


@pytest.mark.parametrize("box", BOXES)
def test_every_question_can_be_heard(spoken_in: str, qtbot: QtBot, box: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    found: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, QDialog)
        found.append("looked")
        found.extend(complaints(shown))
        shown.reject()

    QTimer.singleShot(0, look)
    BOXES[box](Dialogs(parent))
    assert found == ["looked"]


def test_every_kind_of_dialog_is_looked_at(desk: Desk, qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    for module in pkgutil.walk_packages(advisor.gui.__path__, "advisor.gui."):
        importlib.import_module(module.name)
    kinds = {kind.__name__ for kind in QDialog.__subclasses__() if kind.__module__.startswith("advisor.")}
    alone = every_dialog()
    for dialog in alone:
        qtbot.addWidget(dialog)
    seen = {type(dialog).__name__ for dialog in (*alone, *in_the_desk(desk, qtbot, services, tmp_path))}
    assert kinds == seen


# -- the Tab key


def test_the_tab_key_visits_everything_once_in_the_order_in_which_it_is_seen(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    window = make_desk(real_page=True).window
    page = window.page
    assert isinstance(page, PlannerPage)
    open_everything(page.trip_pane)
    for width in (1400, 420):
        window.resize(width, 900)
        settle_layout()
        there = reachable(window)
        assert len(there) > 40
        qtbot.waitUntil(lambda: active(window))
        page.trip_pane.title.setFocus()
        stops = tabbed(window, 2 * len(there) + 100)
        assert len(stops) == len(set(stops)), "once each"
        assert [stop for stop in there if stop not in stops] == []
        assert [stop for stop in stops if stop not in there] == []
        assert out_of_order(window, stops) == []


def test_the_tab_key_goes_round_every_dialog(desk: Desk, qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    alone = every_dialog()
    for dialog in alone:
        qtbot.addWidget(dialog)
    for dialog in chain(alone, in_the_desk(desk, qtbot, services, tmp_path)):
        dialog.show()
        qtbot.waitUntil(partial(active, dialog))
        settle_layout()
        there = reachable(dialog)
        there[0].setFocus()
        stops = tabbed(dialog, 2 * len(there) + 20)
        assert {id(stop) for stop in stops} >= {id(stop) for stop in there if not in_a_group(stop)}, dialog


def active(window: QWidget) -> bool:
    """Whether it has the keyboard, for which it asks."""
    window.activateWindow()
    QApplication.processEvents()
    return window.isActiveWindow()


def in_a_group(widget: QWidget) -> bool:
    """Whether arrow keys, not Tab, go to it: one of several of which one is chosen."""
    return isinstance(widget, QAbstractButton) and widget.autoExclusive() and not widget.isChecked()


# -- the walk itself


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    """It would be of no use if it could not fail."""
    window = QWidget()
    qtbot.addWidget(window)
    nameless, one, other = QPushButton(window), QPushButton("Remove", window), QPushButton("Remove", window)
    one.move(0, 40)
    other.move(0, 80)
    on = QCheckBox("On", window)
    on.move(0, 120)
    menu = QMenu(window)
    menu.addAction("Nothing")
    menu.addAction("&Save")
    menu.addAction("&Send")
    QLabel("Not a control", window)
    window.resize(200, 200)
    window.show()
    found = complaints(window)
    assert any(said.startswith("has no name: QPushButton") for said in found)
    assert any(said.startswith("2 alike: Button “Remove”") for said in found)
    assert "neither key nor letter: Nothing" in found
    assert {"shares its letter: &Save", "shares its letter: &Send"} <= set(found)
    assert len(found) == 5
    assert nameless.isVisible()
    assert out_of_order(window, [other, one]) == [f"{other} → {one}"]
