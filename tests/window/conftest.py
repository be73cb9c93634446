"""A real window on a real display, with the shipped rules, on folders of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.application import make_desk
from advisor.gui.desk import Desk
from advisor.services.advice import example_trip
from advisor.services.catalogue import Catalogue
from advisor.services.clock import stopped_at
from advisor.services.settings import ColourScheme
from advisor.services.wiring import wire

PATIENCE = 10_000
TODAY = date(2023, 6, 15)
HISTORICAL = "mali-2023"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives real windows."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.window)


@pytest.fixture(autouse=True)
def _on_a_display() -> None:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        pytest.skip("no display: run `make test-window`")


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The look of the program, set back afterwards."""
    made = Appearance(qapp)
    yield made
    made.apply(ColourScheme.LIGHT, 1.0)
    language.use(Catalogue("en", Path()))
    QLocale.setDefault(QLocale("en"))
    made.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, appearance: Appearance, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Open the window as the program does; settings may be given."""
    desks: list[Desk] = []

    def make(**settings: object) -> Desk:
        services = wire(tmp_path / "data", clock=stopped_at(TODAY))
        services.settings.change(**{"language": "en", "colour_scheme": ColourScheme.LIGHT, **settings})
        desk = make_desk(services, appearance, None)
        desks.append(desk)
        qtbot.addWidget(desk.window)
        desk.window.resize(1360, 900)
        desk.window.show()
        focused(desk.window)
        ready(qtbot, desk)
        return desk

    yield make
    for desk in desks:
        desk.session.close()
        desk.window.may_close = lambda: True
        desk.close()
        desk.deleteLater()


@pytest.fixture
def desk(open_window: Callable[..., Desk], qtbot: QtBot, tmp_path: Path) -> Desk:
    """The window with the example of the historical pack assessed, which is a NO-GO whatever the day."""
    desk = open_window()
    begin_on_the_historical_example(desk, qtbot, tmp_path)
    return desk


def begin_on_the_historical_example(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Put the example of the pack on screen that never changes."""
    services = wire(tmp_path / "data", clock=stopped_at(TODAY))
    pack = services.packs.load(services.paths.rules / HISTORICAL).pack
    assert pack is not None
    trip = example_trip(pack)
    assert trip is not None
    desk.session.new(replace(trip, pack=pack.id))
    qtbot.waitUntil(lambda: desk.verdict.rules is not None and desk.verdict.rules.folder.name == HISTORICAL)
    ready(qtbot, desk)


def focused(window: QWidget) -> None:
    """Give a window the keyboard: without a window manager nobody else does."""
    assert QTest.qWaitForWindowExposed(window, PATIENCE)
    window.raise_()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, PATIENCE)


def ready(qtbot: QtBot, desk: Desk) -> None:
    """Wait until rules, trip and verdict are on screen."""

    def up_to_date() -> None:
        assert desk.verdict.assessment is not None
        assert not any(desk.jobs.running(name) for name in ("rules", "assess"))
        assert desk.window.page is not None

    qtbot.waitUntil(up_to_date, timeout=PATIENCE)
    QTest.qWait(0)
