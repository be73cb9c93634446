"""A desk for tests: its own folders, the small pack on its shelf, and answers in the user's place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.appearance import Appearance
from advisor.gui.collecting import Collector
from advisor.gui.desk import Desk
from advisor.services.advisory_library import AdvisoryLibrary
from advisor.services.assessed_before import AssessedBefore
from advisor.services.catalogue import Catalogue
from advisor.services.clock import stopped_at
from advisor.services.incident_library import IncidentLibrary
from advisor.services.pack_library import PackLibrary
from advisor.services.paths import Paths, find_paths
from advisor.services.settings import ColourScheme, SettingsStore
from advisor.services.template_store import TemplateStore
from advisor.services.trip_store import TripStore
from advisor.services.wiring import Services
from tests.gui.doubles import Answers, PageDouble
from tests.gui.rules_driver import MUCH, MUCH_FILE, Office, RuleAnswers
from tests.packs import small_pack_texts

TODAY = date(2023, 6, 15)


def write_pack(folder: Path) -> Path:
    """Write the small pack into `folder`."""
    for name, text in small_pack_texts().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def collector(qapp: QApplication) -> Iterator[Collector]:
    """Unused objects are searched for as in the program: not in a job's thread, nor while Qt is at work.

    After a test Qt is at rest, and all that it made is looked through: the next must not lay its windows out again.
    """
    made = Collector(qapp)
    yield made
    made.follow(Qt.ApplicationState.ApplicationInactive)
    made.close()
    made.deleteLater()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The shipped packs: one."""
    write_pack(tmp_path / "rules" / "land")
    return tmp_path / "rules"


@pytest.fixture
def services(tmp_path: Path, shelf: Path) -> Services:
    """All parts, on folders of their own."""
    return services_on(tmp_path, shelf)


def services_on(tmp_path: Path, shelf: Path) -> Services:
    """All parts of one program run; a second call is a second start."""
    data = tmp_path / "data"
    paths = Paths(data=data, settings=data / "settings.json", rules=shelf, assets=find_paths().assets)
    clock = stopped_at(TODAY)
    settings = SettingsStore(paths.settings)
    return Services(
        paths=paths,
        clock=clock,
        settings=settings,
        packs=PackLibrary(paths),
        trips=TripStore(paths, clock, settings.current.keep_days),
        templates=TemplateStore(paths),
        assessed=AssessedBefore(paths.assessed, clock, settings.current.keep_days),
        incidents=IncidentLibrary(paths, clock),
        advisories=AdvisoryLibrary(paths),
        catalogue=Catalogue("en", paths.translations),
    )


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The look of the program, set back afterwards."""
    language.use(Catalogue("en", Path()))
    made = Appearance(qapp)
    yield made
    made.apply(ColourScheme.LIGHT, 1.0)
    language.use(Catalogue("en", Path()))
    QLocale.setDefault(QLocale("en"))
    made.deleteLater()


@pytest.fixture
def make_desk(qtbot: QtBot, services: Services, appearance: Appearance) -> Iterator[Callable[..., Desk]]:
    """Make a desk and start it; `real_page` puts the planner on it instead of a double."""
    desks: list[Desk] = []

    def make(*, real_page: bool = False, wait: bool = True, **arguments: object) -> Desk:
        with_parts: dict[str, Any] = {"services": services, "dialogs": Answers(), **arguments}
        if not real_page:
            with_parts["make_page"] = lambda: cast("Any", PageDouble())
        desk = Desk(appearance=appearance, **with_parts)
        desks.append(desk)
        qtbot.addWidget(desk.window)
        desk.window.show()
        desk.start()
        if wait:
            settle(qtbot, desk)
        return desk

    yield make
    for desk in desks:
        desk.session.close()
        desk.close()
        desk.deleteLater()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A started desk with the pack's example trip on it."""
    return make_desk()


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until rules and verdict are up to date."""

    def up_to_date() -> None:
        assert not desk.jobs.running("rules")
        assert not desk.jobs.running("assess")
        rules = desk.packs.rules
        assert desk.verdict.assessment or desk.verdict.trouble or desk.packs.trouble or not rules or not rules.pack

    qtbot.waitUntil(up_to_date, timeout=20_000)


@pytest.fixture
def answers() -> RuleAnswers:
    return RuleAnswers()


@pytest.fixture
def office(
    make_desk: Callable[..., Desk], services: object, tmp_path: Path, qtbot: QtBot, answers: RuleAnswers
) -> Iterator[Office]:
    """On a pack of the officer's own."""
    write_pack(tmp_path / "data" / "packs" / "land")
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    desk = make_desk(dialogs=dialogs)
    yield Office(desk, qtbot, answers)
    for editor in desk.pages.rules.dirty if desk.pages.rules is not None else ():
        editor.discard()


@pytest.fixture
def much(
    make_desk: Callable[..., Desk], services: object, tmp_path: Path, qtbot: QtBot, answers: RuleAnswers
) -> Iterator[Office]:
    """On a pack of the officer's own, at one rule that has much in it."""
    folder = write_pack(tmp_path / "data" / "packs" / "land")
    (folder / MUCH_FILE).write_text(MUCH, "utf-8")
    dialogs = Answers()
    dialogs.rules = answers  # type: ignore[attr-defined]
    desk = make_desk(dialogs=dialogs)
    made = Office(desk, qtbot, answers)
    assert made.page.show_rule("much")
    yield made
    for editor in desk.pages.rules.dirty if desk.pages.rules is not None else ():
        editor.discard()
