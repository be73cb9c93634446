"""Imported incidents in the window: keys, files, cancelling, claims, trouble, and the verdict that follows."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from advisor.gui import language
from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.gui.incidents.claim_dialog import ClaimDialog
from advisor.gui.incidents.dialog import IncidentsDialog
from advisor.gui.planner.page import PlannerPage
from advisor.gui.widgets.text import Label
from advisor.incidents.mapping import ColumnMapping
from advisor.model.incident import Coverage
from advisor.model.verdict import Verdict
from advisor.services.catalogue import Catalogue
from advisor.services.incident_library import IncidentLibrary, feed_called
from advisor.services.paths import find_paths
from advisor.services.wiring import Services
from tests.gui.conftest import TODAY, settle
from tests.gui.doubles import Answers

COUNTING = """
- id: lately
  title: {en: "Two ambushes lately", fr: "Deux embuscades"}
  effect: prohibit
  where: {region: south}
  incidents: {at_least: 2, within_km: 5000, days: 20, kinds: [ambush]}
  because: {en: "Not after two ambushes.", fr: "Pas après deux embuscades."}
  source: {title: {en: "Us", fr: "Nous"}, date: 2023-06, reliability: B, credibility: 2}
"""
OWN = "Date;Lat;Long;Type incident;Description\n01/06/2023;14,5;-4,2;Embuscade;One\n02/06/2023;14,5;-4,2;Guet;Two\n"
BAD = OWN + "31/06/2023;14,5;-4,2;Embuscade;No such day\n"
JOBS = (
    "incidents",
    "incidents-list",
    "incidents-import",
    "incidents-change",
    "incidents-preview",
    "incidents-all-rows",
)
COLUMNS = ColumnMapping(
    columns={"date": 0, "latitude": 1, "longitude": 2, "kind": 3, "title": 4}, kinds={"guet": "ambush"}
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {"own.csv": OWN, "bad.csv": BAD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def counting(shelf: Path) -> None:
    """The pack has a rule that counts."""
    rules = shelf / "land" / "rules" / "south.yaml"
    rules.write_text(rules.read_text("utf-8") + COUNTING, "utf-8")


def quiet(qtbot: QtBot, desk: Desk) -> None:
    """Wait until nothing is under way."""
    for _round in range(2):  # what ends may start something else
        qtbot.waitUntil(
            lambda: not desk.incidents.changing and not any(desk.jobs.running(name) for name in JOBS), timeout=20_000
        )
        QTest.qWait(1)
    settle(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk) -> IncidentsDialog:
    QTest.keyClick(desk.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    quiet(qtbot, desk)
    assert desk.incidents.dialog is not None
    return desk.incidents.dialog


def answers(desk: Desk) -> Answers:
    return cast("Answers", desk.dialogs)


def verdict(desk: Desk) -> Verdict | None:
    return desk.verdict.assessment.verdict if desk.verdict.assessment is not None else None


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget))


def choose(combo: QComboBox, text: str) -> None:
    """Choose by the keyboard."""
    combo.setFocus()
    QTest.keyClicks(combo, text)
    QTest.keyClick(combo, Qt.Key.Key_Return)


def store(services: Services, file: Path) -> None:
    services.incidents.add(services.incidents.read(file, COLUMNS))


# -- files to import


@pytest.mark.usefixtures("counting")
def test_a_table_is_explained_once_by_keys_and_the_trip_is_assessed_again(
    desk: Desk, qtbot: QtBot, files: Path
) -> None:
    before = verdict(desk)
    dialog = opened(qtbot, desk)
    assert "Nothing was imported yet" in words(dialog.stored)
    answers(desk).to_import = (files / "bad.csv",)
    QTest.keyClick(dialog.stored.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.mapping)
    quiet(qtbot, desk)
    page = dialog.mapping
    assert {field: combo.value for field, combo in page.columns.items() if combo.value is not None} == {
        "date": "0",
        "latitude": "1",
        "longitude": "2",
        "kind": "3",
        "title": "4",
    }
    assert page.table.rowCount() == 3
    refused = page.table.item(2, 0)
    assert refused is not None
    assert refused.text() == "Line 4: `31/06/2023` in `date` is not a usable date"
    assert "2 become incidents; 1 is refused" in words(page)
    choose(page.columns["title"], "no")
    choose(page.kinds["guet"], "ambush")
    qtbot.waitUntil(lambda: (kind := page.table.item(1, 1)) is not None and kind.text() == "ambush")
    quiet(qtbot, desk)
    page.import_button.setFocus()
    QTest.keyClick(page.import_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "bad.csv: 2 new and 1 row refused" in words(dialog.summary))
    quiet(qtbot, desk)
    assert dialog.summary.table.rowCount() == 1
    assert verdict(desk) is Verdict.NO_GO
    assert before is not Verdict.NO_GO
    # the same columns again: no question any more
    QTest.keyClick(dialog.summary.done_button, Qt.Key.Key_Return)
    answers(desk).to_import = (files / "own.csv", files / "bad.csv", files / "gone.csv")
    QTest.keyClick(dialog.stored.import_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "own.csv: 0 new and 2 the same" in words(dialog.summary))
    assert "gone.csv can’t be read: No such file or directory" in words(dialog.summary)


def test_refused_rows_are_copied_and_saved(desk: Desk, qtbot: QtBot, files: Path, services: Services) -> None:
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)
    dialog.import_files([files / "bad.csv"])
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.summary)
    line = "bad.csv:4:1: error: `31/06/2023` in `date` is not a usable date [import-bad-date]\n"
    QTest.keyClick(dialog.summary.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == line
    answers(desk).to_save = files / "list.txt"
    QTest.keyClick(dialog.summary.save_button, Qt.Key.Key_Space)
    assert (files / "list.txt").read_text("utf-8") == line


def test_files_are_dropped(desk: Desk, qtbot: QtBot, files: Path, services: Services) -> None:
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files / "own.csv")), QUrl("https://example.org/own.csv")])
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: "own.csv: 0 new and 2 the same" in words(dialog.summary))


def test_an_unexplained_table_is_left_out_or_given_up(desk: Desk, qtbot: QtBot, files: Path) -> None:
    dialog = opened(qtbot, desk)
    dialog.import_files([files / "own.csv"])
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.mapping)
    quiet(qtbot, desk)
    QTest.keyClick(dialog.mapping.skip_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "own.csv: nothing was imported" in words(dialog.summary))
    dialog.import_files([files / "own.csv"])
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.mapping)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.pages.currentWidget() is dialog.stored
    assert not desk.incidents.exists()


@pytest.mark.parametrize("phase", ["read", "add"])
def test_cancelling_leaves_nothing_of_an_import(
    desk: Desk, qtbot: QtBot, files: Path, services: Services, monkeypatch: pytest.MonkeyPatch, phase: str
) -> None:
    store(services, files / "own.csv")
    (files / "many.csv").write_text(
        OWN.splitlines()[0] + "\n" + "01/06/2023;14,5;-4,2;Embuscade;%d\n" * 3000 % tuple(range(3000))
    )
    dialog = opened(qtbot, desk)
    reached, released, ended = threading.Event(), threading.Event(), threading.Event()
    real = getattr(IncidentLibrary, phase)

    def slow(*arguments: object, **named: Callable[[int], None]) -> object:
        watch = named["watch"]

        def held(done: int) -> None:
            if done > 900:
                reached.set()
                released.wait(20)
            watch(done)

        try:
            return real(*arguments, **{**named, "watch": held})
        finally:
            ended.set()

    monkeypatch.setattr(IncidentLibrary, phase, slow)
    dialog.import_files([files / "many.csv"])
    qtbot.waitUntil(reached.is_set, timeout=20_000)
    assert dialog.pages.currentWidget() is dialog.working
    QTest.keyClick(dialog.working.stop_button, Qt.Key.Key_Space)
    assert dialog.pages.currentWidget() is dialog.stored
    released.set()
    qtbot.waitUntil(ended.is_set, timeout=20_000)
    quiet(qtbot, desk)
    (stored,) = services.incidents.contents()
    assert (stored.count, len(stored.imports)) == (2, 1)


# -- what is stored


def test_a_feed_is_shown_with_its_terms_and_forgotten_when_asked(
    desk: Desk, qtbot: QtBot, files: Path, services: Services
) -> None:
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)
    told = words(dialog.stored)
    assert "Your own tables  2 incidents, the newest of 2 June 2023" in told
    assert "These rows stay on this computer." in told
    assert not dialog.stored.export_button.isEnabled()
    forget = dialog.stored.findChild(QAbstractButton, "forget-mapped")
    assert forget is not None
    answers(desk).sure = False
    QTest.keyClick(forget, Qt.Key.Key_Return)
    quiet(qtbot, desk)
    assert services.incidents.contents()
    answers(desk).sure = True
    QTest.keyClick(forget, Qt.Key.Key_Return)
    quiet(qtbot, desk)
    assert services.incidents.contents() == ()
    assert answers(desk).asked.count(("forget-incidents", "Your own tables", 2)) == 2


def test_a_claim_is_made_by_keys_changed_and_withdrawn(
    desk: Desk, qtbot: QtBot, files: Path, services: Services
) -> None:
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)

    def press(name: str) -> None:
        button = dialog.stored.findChild(QAbstractButton, name)
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    press("claim-1")
    (asked,) = dialog.findChildren(ClaimDialog)
    assert not asked.ok.isEnabled()  # nothing is vouched for by itself
    QTest.keyClicks(asked.start, "2023-05-01")
    QTest.keyClicks(asked.until, "2023-07-01")
    QTest.keyClick(asked.kinds.toggle("ambush"), Qt.Key.Key_Space)
    assert not asked.ok.isEnabled()
    QTest.mouseClick(asked.area.button("everywhere"), Qt.MouseButton.LeftButton)
    assert "Nobody can vouch for days to come" in words(asked)
    asked.until.setText("")
    QTest.keyClicks(asked.until, "2023-06-15")
    assert "every incident from 1 May 2023 to 15 June 2023: ambush, everywhere" in words(asked)
    QTest.keyClick(asked.ok, Qt.Key.Key_Return)
    quiet(qtbot, desk)
    claim = Coverage(start=date(2023, 5, 1), until=TODAY, kinds=frozenset({"ambush"}))
    assert services.incidents.contents()[0].imports[0].claim == claim
    assert "Said to hold every incident" in words(dialog.stored)
    press("withdraw-1")
    quiet(qtbot, desk)
    assert services.incidents.contents()[0].imports[0].claim is None


def test_what_a_file_suggests_is_only_confirmed(qtbot: QtBot) -> None:
    proposal = Coverage(start=date(2023, 1, 1), until=TODAY, kinds=frozenset({"clash", "attack"}), fatal_only=True)
    dialog = ClaimDialog(feed_called("ucdp"), "ged.csv", proposal, TODAY)
    qtbot.addWidget(dialog)
    assert dialog.claim == proposal
    assert not dialog.fatal.isEnabled()
    QTest.keyClick(dialog.kinds.toggle("clash"), Qt.Key.Key_Space)
    assert dialog.claim == replace(proposal, kinds=frozenset({"attack"}))
    QTest.keyClick(dialog.kinds.toggle("attack"), Qt.Key.Key_Space)
    assert dialog.claim is None


def test_forgetting_every_trace_can_take_incidents_along(
    desk: Desk, qtbot: QtBot, files: Path, services: Services
) -> None:
    store(services, files / "own.csv")
    desk.incidents.look()
    quiet(qtbot, desk)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_Delete, keys)
    quiet(qtbot, desk)
    assert not services.paths.incidents.exists()
    assert not services.paths.columns.exists()
    assert "failed" not in answers(desk).kinds()


def test_changes_asked_for_at_once_are_all_made_in_order_though_the_dialog_is_closed(
    desk: Desk, qtbot: QtBot, files: Path, services: Services
) -> None:
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)
    for number in range(5):
        claim = Coverage(start=date(2023, 5, 1), until=date(2023, 5, 2 + number))
        dialog.change_asked.emit(lambda claim=claim: services.incidents.set_claim(1, claim))
    dialog.change_asked.emit(lambda: services.incidents.set_claim(99, None))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.incidents.changing
    quiet(qtbot, desk)
    claimed = services.incidents.contents()[0].imports[0].claim
    assert claimed is not None
    assert claimed.until == date(2023, 5, 6)
    assert answers(desk).kinds().count("failed") == 1


# -- the verdict


@pytest.mark.usefixtures("counting")
def test_what_another_program_imports_is_noticed(desk: Desk, qtbot: QtBot, files: Path, services: Services) -> None:
    store(services, files / "own.csv")
    desk.incidents.look()
    assert desk.incidents.reading
    assert not desk.window.actions_[Act.PRINT].isEnabled()
    quiet(qtbot, desk)
    assert verdict(desk) is Verdict.NO_GO
    assert desk.window.actions_[Act.PRINT].isEnabled()


def test_the_map_can_show_what_is_imported(
    make_desk: Callable[..., Desk], qtbot: QtBot, files: Path, services: Services
) -> None:
    desk = make_desk(real_page=True)
    store(services, files / "own.csv")
    desk.incidents.look()
    quiet(qtbot, desk)
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    in_view = page.map.other_incidents
    assert {one.kind for one in in_view(14.0, -5.0, 15.0, -4.0)} == {"ambush"}
    assert not list(in_view(15.0, -5.0, 16.0, -4.0))
    services.incidents.forget_all()
    assert not list(in_view(14.0, -5.0, 15.0, -4.0))


@pytest.mark.usefixtures("counting")
def test_while_incidents_are_read_and_when_they_can_t_be_no_rule_says_too_few(
    make_desk: Callable[..., Desk], qtbot: QtBot, files: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(services, files / "own.csv")
    services.incidents.forget("mapped")
    services.incidents.close()
    held = threading.Event()
    real = IncidentLibrary.known
    monkeypatch.setattr(IncidentLibrary, "known", lambda self: (held.wait(20), real(self))[1])
    desk = make_desk()
    assert verdict(desk) is Verdict.REFER
    qtbot.waitUntil(desk.window.incidents.isVisible)
    assert "They are being read" in desk.window.incidents.text()
    held.set()
    quiet(qtbot, desk)
    assert verdict(desk) is Verdict.GO
    assert not desk.window.incidents.isVisible()
    desk.incidents.close()
    services.paths.incidents.write_bytes(b"something else " * 300)
    desk.incidents.read()
    quiet(qtbot, desk)
    assert verdict(desk) is Verdict.REFER
    assert "can't be read" in desk.window.incidents.text()
    dialog = opened(qtbot, desk)
    assert "can't be read" in words(dialog.stored)
    QTest.keyClick(dialog.stored.forget_button, Qt.Key.Key_Space)
    quiet(qtbot, desk)
    assert verdict(desk) is Verdict.GO


# -- everybody


@pytest.mark.parametrize("code", ["en", "fr"])
def test_everything_that_takes_the_keyboard_has_a_name(
    desk: Desk, qtbot: QtBot, files: Path, services: Services, code: str
) -> None:
    desk.view.speak(code)
    store(services, files / "own.csv")
    dialog = opened(qtbot, desk)
    claim = ClaimDialog(feed_called("mapped"), "own.csv", None, TODAY, dialog)
    (files / "other.csv").write_text(OWN.replace("Description", "Récit"), encoding="utf-8")
    dialog.import_files([files / "other.csv"])
    qtbot.waitUntil(lambda: dialog.pages.currentWidget() is dialog.mapping)
    quiet(qtbot, desk)
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTableWidget)
    for root in (dialog, claim):
        for widget in root.findChildren(QWidget):
            if isinstance(widget, kinds) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget
    language.use(Catalogue("en", find_paths().translations))
