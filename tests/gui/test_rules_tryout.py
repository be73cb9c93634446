"""Trips tried while rules are edited: the planned one, and those saved on this computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from advisor.gui.dialogs import Unsure
from advisor.model.span import Position
from advisor.model.verdict import Verdict
from tests.gui.conftest import settle
from tests.gui.rules_driver import CONTROL, NO_GRABBING, Office

pytestmark = pytest.mark.qt_log_ignore(NO_GRABBING)


def test_the_planned_trip_becomes_a_test_that_agrees(office: Office) -> None:
    trips = len(office.rules.pack.trips)  # type: ignore[union-attr]
    QTest.mouseClick(office.page.trying.test, Qt.MouseButton.LeftButton)
    office.wait()
    assert office.page.source.file.startswith("trips/")
    pack = office.rules.pack
    assert pack is not None
    assert len(pack.trips) == trips + 1
    made = next(one for one in pack.trips if one.file == office.page.source.file)
    assessment = office.desk.verdict.assessment
    assert assessment is not None
    assert made.expect.verdict is assessment.verdict
    assert not any(traveller.name for traveller in made.trip.travellers)


def save_trip(office: Office, tmp_path: Path, title: str, name: str) -> Path:
    """Saved in the window, so that this computer knows it; what is on the desk then is another trip."""
    desk = office.desk
    file = tmp_path / name
    desk.session.apply(replace(desk.session.trip, title=title), "change of title")
    desk.session.save_as(file)
    desk.session.apply(replace(desk.session.trip, title="Another"), "change of title")
    settle(office.qtbot, desk)
    return file


def forbid(office: Office) -> None:
    """The permission of the south becomes a prohibition, typed in the source."""
    line = next(n for n, words in enumerate(office.text().split("\n"), start=1) if "effect: allow" in words)
    office.go(line, 11)
    office.page.source.view.go_to(Position(line, 11), until=Position(line, 16))
    QTest.keyClicks(office.page.source.view, "prohibit")
    office.page.source.view.completion.popup.hide()
    office.wait()


def item_of(office: Office, title: str) -> QTreeWidgetItem:
    trips = office.page.trying.trips
    items = [trips.topLevelItem(number) for number in range(trips.topLevelItemCount())]
    return next(one for one in items if one is not None and one.text(0) == title)


def test_a_saved_trip_is_tried_listed_as_such_and_becomes_a_test(office: Office, tmp_path: Path) -> None:
    save_trip(office, tmp_path, "Visit", "visit.yaml")
    forbid(office)
    tried = office.rules.tried
    assert tried is not None
    assert tried.saved == 1
    assert "1 saved trip still to come" in office.page.trying.line.text()
    item = item_of(office, "Saved trip: Visit")
    assert (item.text(1), item.text(2)) == ("GO", "NO-GO")
    assert item.text(3).startswith("stricter; now: ")
    office.page.trying.trips.setCurrentItem(item)
    assert office.page.trying.test.text() == "Make the saved trip a test"
    QTest.mouseClick(office.page.trying.test, Qt.MouseButton.LeftButton)
    office.wait()
    assert office.page.source.file == "trips/visit.yaml"
    pack = office.rules.pack
    assert pack is not None
    made = next(one for one in pack.trips if one.file == "trips/visit.yaml")
    assert made.expect.verdict is Verdict.NO_GO
    assert not any(traveller.name for traveller in made.trip.travellers)


def test_enter_on_a_saved_trip_opens_it_on_the_planners_page(office: Office, tmp_path: Path) -> None:
    file = save_trip(office, tmp_path, "Visit", "visit.yaml")
    office.desk.dialogs.unsure = Unsure.DISCARD  # type: ignore[attr-defined]
    forbid(office)
    trips = office.page.trying.trips
    trips.setFocus()
    trips.setCurrentItem(item_of(office, "Saved trip: Visit"))
    QTest.keyClick(trips, Qt.Key.Key_Return)
    assert office.desk.session.path == file
    assert not office.desk.window.writing_rules


def test_a_saved_trip_that_cannot_be_read_is_told(office: Office, tmp_path: Path) -> None:
    file = save_trip(office, tmp_path, "Visit", "visit.yaml")
    file.write_bytes(b"itinerary: [5\n")
    forbid(office)
    item = item_of(office, "Saved trip: visit.yaml")
    assert item.text(3).startswith("Could not be tried. The file has errors")


def test_saved_trips_of_another_pack_or_that_are_over_are_not_tried(office: Office, tmp_path: Path) -> None:
    file = save_trip(office, tmp_path, "Visit", "visit.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("pack: land", "pack: sea"), "utf-8")
    forbid(office)
    assert office.rules.tried is not None
    assert (office.rules.tried.saved, office.rules.tried.unread) == (0, ())
    file.write_text(text.replace("2023-06-20", "2023-06-02"), "utf-8")
    QTest.keyClick(office.page.source.view, Qt.Key.Key_Z, CONTROL)
    office.wait()
    assert (office.rules.tried.saved, office.rules.tried.unread) == (0, ())
