"""Saved trips when the rules change: what got worse is said, shown first with the rule that did it, and opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.saved_trips.dialog import SavedTripsDialog
from advisor.model.verdict import Verdict
from advisor.planning.shift import shifted
from advisor.services.wiring import Services
from tests.gui.conftest import settle


def looked(qtbot: QtBot, desk: Desk) -> None:
    settle(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.saved.looking, timeout=20_000)


@pytest.fixture
def saved(desk: Desk, services: Services, tmp_path: Path, qtbot: QtBot) -> Path:
    """The example, saved in the window and looked at once."""
    file = tmp_path / "visit.yaml"
    desk.session.apply(replace(desk.session.trip, title="Visit"), "change of title")
    desk.session.save_as(file)
    assert services.trips.recent()[0].path == file
    desk.saved.look()
    looked(qtbot, desk)
    assert desk.window.saved.isHidden()
    return file


def forbid(shelf: Path, desk: Desk, qtbot: QtBot) -> None:
    """Another edition, in which nothing is allowed any more."""
    before = desk.verdict.rules
    for file in (shelf / "land" / "rules").glob("*.yaml"):
        file.write_text("[]\n", "utf-8")
    qtbot.waitUntil(lambda: desk.verdict.rules is not before, timeout=20_000)
    looked(qtbot, desk)


def open_by_key(desk: Desk, qtbot: QtBot) -> SavedTripsDialog:
    QTest.keyClick(desk.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.saved.dialog
    assert isinstance(dialog, SavedTripsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.mark.usefixtures("saved")
def test_what_got_worse_under_other_rules_is_said_and_shown_with_what_did_it(
    desk: Desk, shelf: Path, qtbot: QtBot
) -> None:
    forbid(shelf, desk, qtbot)
    qtbot.waitUntil(desk.window.saved.isVisible, timeout=20_000)
    assert "1 trip got worse" in desk.window.saved.text()
    dialog = open_by_key(desk, qtbot)
    (card,) = dialog.cards
    assert (card.was.verdict, card.now.verdict) == (Verdict.GO, Verdict.REFER)
    assert card.title.text() == "Visit"
    assert card.why
    dialog.close()
    qtbot.waitUntil(desk.window.saved.isHidden)
    desk.saved.look()  # it has been seen, and is no news any more
    looked(qtbot, desk)
    assert desk.window.saved.isHidden()


def test_a_trip_is_opened_from_the_list(desk: Desk, saved: Path, qtbot: QtBot) -> None:
    desk.session.new()
    dialog = open_by_key(desk, qtbot)
    (card,) = dialog.cards
    QTest.mouseClick(card.open, Qt.MouseButton.LeftButton)
    assert desk.session.path == saved
    assert desk.session.trip.title == "Visit"
    assert desk.saved.dialog is None


def test_a_trip_whose_end_nobody_states_says_so(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    there = shifted(replace(desk.session.trip, itinerary=desk.session.trip.itinerary[:1]), -400)
    desk.session.apply(there, "one way")
    desk.session.save_as(tmp_path / "one-way.yaml")
    desk.saved.look()
    looked(qtbot, desk)
    (card,) = open_by_key(desk, qtbot).cards
    assert "nobody says when or how the party left" in card.why[0].text()


def test_a_file_that_is_gone_is_listed_as_such(desk: Desk, saved: Path, qtbot: QtBot) -> None:
    saved.unlink()
    desk.saved.look()
    looked(qtbot, desk)
    (card,) = open_by_key(desk, qtbot).cards
    assert "no longer there" in card.why[0].text()
    assert card.now.verdict is None


def test_without_saved_trips_it_says_what_will_be_found_here(desk: Desk, qtbot: QtBot) -> None:
    looked(qtbot, desk)
    dialog = open_by_key(desk, qtbot)
    assert not dialog.cards
    assert "assessed again" in dialog.lead.text()
