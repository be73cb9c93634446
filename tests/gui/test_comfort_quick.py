"""The quick plan: few answers, a truthful verdict, one edit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.desk import Desk
from advisor.gui.dialogs import Unsure
from advisor.gui.planner.page import PlannerPage
from advisor.gui.planner.quick import Alike, Answers, NotACount, quick_trip, read_count
from advisor.gui.planner.quick_dialog import QuickDialog
from advisor.model.trip import Leg, Traveller, Trip
from advisor.model.verdict import Verdict
from tests.gui.conftest import settle
from tests.gui.doubles import Answers as UserAnswers
from tests.gui.planner_driver import click, keys, press, small_pack

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(make_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """A desk with the real page, and an empty trip on it."""
    made = make_desk(real_page=True)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    QTest.keyClick(made.window, Qt.Key.Key_N, CONTROL)
    settle(qtbot, made)
    return made


def page_of(desk: Desk) -> PlannerPage:
    page = desk.window.page
    assert isinstance(page, PlannerPage)
    return page


def opened(desk: Desk, qtbot: QtBot) -> QuickDialog:
    """The dialog, by its key."""
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_K, CONTROL)
    dialog = desk.trip.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def told(dialog: QuickDialog, qtbot: QtBot) -> Verdict:
    """The verdict on what is answered now."""
    qtbot.waitUntil(lambda: dialog.assessment is not None and dialog.assessment.trip == dialog.trip)
    assert dialog.banner.verdict is not None
    return dialog.banner.verdict


# -- without a window


def test_nothing_is_assumed() -> None:
    trip = quick_trip(Answers(), small_pack())
    assert trip == Trip(pack="land", travellers=(Traveller(),))


def test_what_was_answered_is_in_the_trip_and_no_more() -> None:
    answers = Answers(
        who=(Alike(2, ("ML",), "national"), Alike(1, None, "visitor")),
        origin="capital",
        destination="farpost",
        mode="bus",
        depart=datetime(2023, 6, 20, 7, 0),
        back=date(2023, 6, 22),
    )
    trip = quick_trip(answers, small_pack())
    national = Traveller(nationality=("ML",), staff="national")
    assert trip.travellers == (national, national, Traveller(staff="visitor"))
    assert trip.itinerary == (
        Leg(origin="capital", destination="farpost", mode="bus", depart=datetime(2023, 6, 20, 7, 0)),
        Leg(origin="farpost", destination="capital", mode="bus", depart=date(2023, 6, 22)),
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [("", None), (" 3 ", 3), ("99", 99), ("0", NotACount.NOT_A_COUNT), ("100", NotACount.NOT_A_COUNT)]
    + [(text, NotACount.NOT_A_COUNT) for text in ("-1", "two", "1.5", "²", "٣")],
)
def test_counts_as_they_are_typed(text: str, count: int | NotACount | None) -> None:
    assert read_count(text) == count


# -- in the window


def test_the_empty_page_begins_with_it(desk: Desk, qtbot: QtBot) -> None:
    start = page_of(desk).trip_pane.start
    assert start.isVisible()
    assert "Ctrl+K" in start.quick.text()
    click(start.quick)
    qtbot.waitUntil(lambda: desk.trip.dialog is not None)
    dialog = desk.trip.dialog
    assert dialog is not None
    press(dialog, Qt.Key.Key_Escape)
    assert desk.trip.dialog is None
    assert not desk.session.can_undo


def test_answers_become_the_trip_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert told(dialog, qtbot) is Verdict.REFER
    first = dialog.who[0]
    keys(first.nationality.search, "DE")
    press(first.nationality.search, Qt.Key.Key_Tab)
    keys(dialog.origin.search, "capital")
    keys(dialog.destination.search, "farpost")
    press(dialog.destination.search, Qt.Key.Key_Return)
    keys(dialog.mode, "b")
    assert told(dialog, qtbot) is not Verdict.GO
    assert dialog.unknown.text().startswith("Not known yet: ")
    asked = dialog.trip
    press(dialog.mode, Qt.Key.Key_Return)
    assert desk.trip.dialog is None
    assert desk.session.trip == asked
    assert [who.nationality for who in asked.travellers] == [("DE",)]
    assert not page_of(desk).trip_pane.start.isVisible()
    desk.session.undo()
    assert not desk.session.can_undo


def test_the_verdict_is_that_of_the_full_planner(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    keys(dialog.origin.search, "capital")
    keys(dialog.destination.search, "farpost")
    told(dialog, qtbot)
    before = dialog.assessment
    press(dialog.mode, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert desk.verdict.assessment == before


def test_nobody_counted_is_not_taken_for_one(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    count = dialog.who[0].count
    count.selectAll()
    keys(count, "x")
    assert "1 to 99" in dialog.who[0].fault
    assert not dialog.go_on.isEnabled()
    press(dialog, Qt.Key.Key_Return)
    assert desk.trip.dialog is dialog


def test_what_nobody_can_read_holds_it_back(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    for field in (dialog.who[0].nationality.search, dialog.depart.hour):
        keys(field, "99 x")
        press(dialog.mode, Qt.Key.Key_Return)
        assert desk.trip.dialog is dialog
        assert field.text() == "99 x"
        field.clear()
        field.textEdited.emit("")


def test_others_are_added_by_key(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_T, CONTROL)
    assert len(dialog.who) == 2
    qtbot.waitUntil(dialog.who[1].nationality.search.hasFocus)
    press(dialog.who[1].nationality.search, Qt.Key.Key_Tab)
    assert dialog.who[1].staff.hasFocus()
    press(dialog.who[1].staff, Qt.Key.Key_Tab)
    assert dialog.add.hasFocus()
    assert len(dialog.trip.travellers) == 2


def test_a_trip_on_the_desk_is_asked_about_and_stays_where_the_user_wants_that(desk: Desk, qtbot: QtBot) -> None:
    there = Trip(pack="land", travellers=(Traveller(name="Awa"),))
    desk.session.apply(there, "change")
    settle(qtbot, desk)
    answers = desk.dialogs
    assert isinstance(answers, UserAnswers)
    dialog = opened(desk, qtbot)
    keys(dialog.origin.search, "capital")
    press(dialog.origin.search, Qt.Key.Key_Tab)
    answers.unsure = Unsure.CANCEL
    press(dialog.mode, Qt.Key.Key_Return)
    assert desk.trip.dialog is dialog  # the answers are not lost either
    assert desk.session.trip == there
    answers.unsure = Unsure.DISCARD
    press(dialog.mode, Qt.Key.Key_Return)
    assert desk.trip.dialog is None
    assert desk.session.trip == dialog.trip
    assert desk.session.trip.itinerary
