"""The trip for other programs: files and the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.cli.application import run
from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.services.exports import ExportForm
from advisor.services.wiring import Services
from tests.gui.conftest import settle
from tests.gui.doubles import Answers, PageDouble

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
FILES = {
    Act.GEOJSON: (Qt.Key.Key_G, ExportForm.GEOJSON),
    Act.GPX: (Qt.Key.Key_X, ExportForm.GPX),
    Act.CALENDAR: (Qt.Key.Key_I, ExportForm.ICS),
}


@pytest.fixture
def clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def press(desk: Desk, key: Qt.Key) -> None:
    """A shortcut, wherever the keyboard is."""
    desk.window.activateWindow()
    QTest.keyClick(cast("PageDouble", desk.window.page).title, key, BOTH)


@pytest.mark.parametrize("act", FILES)
def test_a_file_is_written_where_asked_and_its_name_tells_the_verdict(
    desk: Desk, tmp_path: Path, qtbot: QtBot, act: Act
) -> None:
    key, form = FILES[act]
    answers = cast("Answers", desk.dialogs)
    answers.to_save = tmp_path / "out"
    press(desk, key)
    qtbot.waitUntil(lambda: desk.window.status.currentMessage() == "Exported to out", timeout=5000)
    assert answers.asked[-1] == ("export", Path(f"day-visit-to-middleton-go.{form}"), form)
    data = (tmp_path / "out").read_bytes()
    assert b"Day visit to Middleton" in data


def test_the_folder_is_that_of_the_trip_s_file(desk: Desk, tmp_path: Path) -> None:
    answers = cast("Answers", desk.dialogs)
    desk.session.save_as(tmp_path / "visit.2.yaml")
    answers.to_save = None
    desk.window.actions_[Act.GPX].trigger()
    assert answers.asked[-1][1] == tmp_path / "visit.2-go.gpx"
    assert not desk.jobs.running("export-for-others"), "thought better of it"


def test_events_are_those_of_the_command_line(
    desk: Desk, tmp_path: Path, qtbot: QtBot, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for edge in ("advisor.gui.exporting.now", "advisor.cli.export.now"):
        monkeypatch.setattr(edge, lambda: datetime(2026, 8, 25, 7, 30, tzinfo=UTC))
    answers = cast("Answers", desk.dialogs)
    desk.session.save_as(tmp_path / "visit.2.yaml")
    answers.to_save = tmp_path / "window.ics"
    desk.window.actions_[Act.CALENDAR].trigger()
    qtbot.waitUntil((tmp_path / "window.ics").exists, timeout=5000)
    pack = str(services.paths.rules / "land")
    arguments = ["export", str(tmp_path / "visit.2.yaml"), "--to", "ics", "--pack", pack, "--as-of", "2023-06-15"]
    assert run([*arguments, "-o", str(tmp_path / "cli.ics"), "--data-dir", str(tmp_path / "cli")], lambda *_: 1) == 0
    assert (tmp_path / "window.ics").read_bytes() == (tmp_path / "cli.ics").read_bytes()
    assert b"DTSTAMP:20260825T073000Z" in (tmp_path / "cli.ics").read_bytes()


def test_the_text_of_an_e_mail_is_copied_and_said(desk: Desk, clipboard: None, qtbot: QtBot) -> None:
    press(desk, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=5000)
    assert QGuiApplication.clipboard().text().startswith("● GO\nTrip assessment: Day visit to Middleton\n")
    assert desk.window.status.currentMessage() == "Copied: paste it into an e-mail"


def test_it_is_copied_in_the_language_of_the_window(desk: Desk, clipboard: None, qtbot: QtBot) -> None:
    desk.window.actions_[Act.FRENCH].trigger()
    settle(qtbot, desk)
    desk.window.actions_[Act.COPY].trigger()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=5000)
    assert "Évaluation du déplacement" in QGuiApplication.clipboard().text()


def test_names_are_left_off_as_on_the_sheet(
    make_desk: Callable[..., Desk], services: Services, tmp_path: Path, clipboard: None, qtbot: QtBot
) -> None:
    services.settings.change(leave_out_names=True)
    desk = make_desk()
    page = cast("PageDouble", desk.window.page)
    page.title.setFocus()
    page.title.selectAll()
    QTest.keyClicks(page.title, "Traveller A sees the clinic")
    settle(qtbot, desk)
    cast("Answers", desk.dialogs).to_save = tmp_path / "out"
    desk.window.actions_[Act.GEOJSON].trigger()
    qtbot.waitUntil((tmp_path / "out").exists, timeout=5000)
    assert json.loads((tmp_path / "out").read_bytes())["assessment"]["title"] == "GO: … sees the clinic"
    desk.window.actions_[Act.COPY].trigger()
    qtbot.waitUntil(lambda: bool(QGuiApplication.clipboard().text()), timeout=5000)
    assert "Traveller A sees" not in QGuiApplication.clipboard().text()


def test_what_can_not_be_written_is_one_clear_message(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    answers = cast("Answers", desk.dialogs)
    answers.to_save = tmp_path / "nowhere" / "trip.gpx"
    desk.window.actions_[Act.GPX].trigger()
    qtbot.waitUntil(lambda: answers.kinds()[-1] == "failed", timeout=5000)
    assert answers.asked[-1] == ("failed", "“trip.gpx” was not written", "No such file or directory")


def test_a_trip_without_a_day_says_why_there_is_no_calendar(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    answers = cast("Answers", desk.dialogs)
    answers.sure = True
    desk.window.actions_[Act.NEW].trigger()
    settle(qtbot, desk)
    answers.to_save = tmp_path / "trip.ics"
    desk.window.actions_[Act.CALENDAR].trigger()
    qtbot.waitUntil(lambda: answers.kinds()[-1] == "failed", timeout=5000)
    assert answers.asked[-1][2] == "no leg of this trip has a day, so there is nothing to put into a calendar"
    assert answers.asked[-2][1] == Path("trip-refer.ics")
    assert not (tmp_path / "trip.ics").exists()


def test_only_an_assessment_that_is_up_to_date_is_exported(make_desk: Callable[..., Desk]) -> None:
    def broken(*_arguments: object) -> object:
        raise ZeroDivisionError

    desk = make_desk(advise=broken)
    for act in (*FILES, Act.COPY):
        assert not desk.window.actions_[act].isEnabled()
    desk.exporting.copy()
    desk.exporting.save(ExportForm.GPX)
    assert "export" not in cast("Answers", desk.dialogs).kinds()


def test_an_event_says_the_verdict(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    cast("Answers", desk.dialogs).to_save = tmp_path / "trip.ics"
    page = cast("PageDouble", desk.window.page)

    page.tripEdited.emit(replace(page.trip, travellers=()), "x", "")
    settle(qtbot, desk)
    desk.window.actions_[Act.CALENDAR].trigger()
    qtbot.waitUntil((tmp_path / "trip.ics").exists, timeout=5000)
    for event in Calendar.from_ical((tmp_path / "trip.ics").read_bytes()).events:
        assert str(event["SUMMARY"]).startswith("REFER: ")
