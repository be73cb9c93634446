"""The desk as a whole: a first start, the live verdict, undo, and what happens when the engine fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advisor.gui.actions import Act
from advisor.gui.desk import Desk
from advisor.model.assessment import Assessment
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from advisor.services.advice import advise
from advisor.services.pack_library import LoadedPack
from tests.gui.conftest import settle
from tests.gui.doubles import PageDouble


def page_of(desk: Desk) -> PageDouble:
    page = desk.window.page
    assert isinstance(page, PageDouble)
    return page


def assessed(desk: Desk) -> Assessment:
    assessment = page_of(desk).assessment
    assert assessment is not None
    return assessment


def test_a_first_start_shows_the_example_trip_assessed(desk: Desk) -> None:
    assert desk.session.trip.title == "Day visit to Middleton"
    assert page_of(desk).assessment is not None
    assert page_of(desk).verdict.text() == "go"
    assert desk.window.pages.currentWidget() is page_of(desk)
    assert not desk.session.dirty


def test_every_keystroke_reaches_the_session_and_the_verdict(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk)
    page.title.setFocus()
    page.title.selectAll()
    QTest.keyClicks(page.title, "Other")
    assert desk.session.trip.title == "Other"
    settle(qtbot, desk)
    assert page.assessment is not None
    assert page.assessment.trip.title == "Other"
    assert desk.window.isWindowModified()
    assert desk.window.windowTitle().startswith("Other")


def test_a_typed_word_is_one_step_to_undo(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk)
    page.title.setFocus()
    page.title.selectAll()
    QTest.keyClicks(page.title, "Other")
    assert desk.window.actions_[Act.UNDO].text() == "&Undo: change of title"
    QTest.keyClick(page.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.trip.title == "Day visit to Middleton"
    assert page.title.text() == "Day visit to Middleton"
    QTest.keyClick(page.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.trip.title == "Other"
    QTest.keyClick(page.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.title, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.trip.title == "Other"
    assert not desk.window.actions_[Act.REDO].isEnabled()


def test_leaving_the_field_ends_the_step(desk: Desk) -> None:
    page = page_of(desk)
    page.title.setFocus()
    page.title.end(False)
    QTest.keyClicks(page.title, "1")
    desk.window.setFocus()
    page.title.setFocus()
    QTest.keyClicks(page.title, "2")
    desk.session.undo()
    assert desk.session.trip.title == "Day visit to Middleton1"


def test_another_as_of_day_is_assessed_and_shown(desk: Desk, qtbot: QtBot) -> None:
    page_of(desk).asOfEdited.emit(date(2023, 12, 24))
    settle(qtbot, desk)
    assert page_of(desk).as_of == date(2023, 12, 24)
    assert "24 December 2023" in desk.window.status.as_of.words()
    page_of(desk).asOfEdited.emit(None)
    settle(qtbot, desk)
    assert "15 June 2023" in desk.window.status.as_of.words()


def test_an_error_in_the_engine_is_never_a_verdict(make_desk: Callable[..., Desk]) -> None:
    def broken(*_arguments: object) -> Assessment:
        raise ZeroDivisionError("in the middle of it")

    desk = make_desk(advise=broken)
    assert desk.verdict.assessment is None
    assert page_of(desk).verdict.text() == "not assessed"
    assert desk.window.error.isVisible()
    assert "not assessed" in desk.window.error.text()
    assert not desk.window.actions_[Act.PRINT].isEnabled()
    desk.plan.see_details.click()
    asked = desk.dialogs.asked[-1]  # type: ignore[attr-defined]
    assert asked[0] == "internal"
    assert "ZeroDivisionError: in the middle of it" in asked[1]


def test_an_error_that_goes_away_leaves_no_trace(make_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    def fails_on_odd_titles(trip: Trip, rules: LoadedPack, as_of: date) -> Assessment:
        if trip.title == "odd":
            raise ValueError(trip.title)
        return advise(trip, rules, as_of)

    desk = make_desk(advise=fails_on_odd_titles)
    desk.session.apply(replace(desk.session.trip, title="odd"), "x")
    assert desk.window.error.isVisible()
    desk.session.undo()
    settle(qtbot, desk)
    assert not desk.window.error.isVisible()
    assert page_of(desk).verdict.text() == "go"


def test_a_slow_engine_answers_beside_the_window_and_only_the_last_answer_counts(
    make_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = make_desk(advise=advise)
    desk.verdict._slow = desk.verdict._was_slow = True
    for title in ("one", "two", "three"):
        desk.session.apply(replace(desk.session.trip, title=title), title)
        assert page_of(desk).stale
        assert not desk.window.actions_[Act.PRINT].isEnabled()
    settle(qtbot, desk)
    assert not page_of(desk).stale
    assert assessed(desk).trip.title == "three"
    assert desk.window.actions_[Act.PRINT].isEnabled()


def test_a_new_trip_is_empty_and_names_the_rules(desk: Desk, qtbot: QtBot) -> None:
    desk.window.actions_[Act.NEW].trigger()
    settle(qtbot, desk)
    assert desk.session.trip == Trip(pack="land")
    assert assessed(desk).verdict is Verdict.REFER


def test_rules_the_computer_does_not_have_are_replaced_with_a_warning(desk: Desk, qtbot: QtBot) -> None:
    page_of(desk).packChosen.emit("atlantis")
    settle(qtbot, desk)
    assert desk.session.trip.pack == "atlantis"
    assert desk.window.notice.isVisible()
    assert "atlantis" in desk.window.notice.text()
    assert assessed(desk).verdict >= Verdict.REFER
