"""Other days of departure: worked out beside the window, read and chosen by mouse and keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.engine.index import index_of
from advisor.gui import controller_days
from advisor.gui.appearance import Appearance
from advisor.gui.desk import Desk
from advisor.gui.other_days import OtherDays, Phase
from advisor.gui.planner.calendar_section import CalendarSection
from advisor.gui.planner.day_strip import HEIGHTS, DayStrip
from advisor.gui.theme import em
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Verdict
from advisor.planning.calendar import Calendar, calendar
from advisor.services import other_days as service
from advisor.services.incident_library import Known
from advisor.services.pack_library import LoadedPack
from advisor.services.settings import ColourScheme
from tests.gui.conftest import settle
from tests.gui.planner_driver import AS_OF, Planner, make_planner, press, small_pack, trip_of
from tests.gui.test_shell_rules import spoil
from tests.packs import DAY_VISIT

LEAVES = date(2023, 6, 20)
REVIEW_OVER = date(2024, 1, 1)


def year_of(trip: Trip) -> Calendar:
    return calendar(trip, index_of(small_pack()), AS_OF, AS_OF, AS_OF + timedelta(days=364))


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """The day visit, with a year of other days: GO until the reviews are due, REFER after that."""
    del appearance
    planner = make_planner(qtbot, trip_of(DAY_VISIT))
    planner.page.resize(em(95), em(80))
    planner.page.show_other_days(OtherDays(Phase.DONE, year_of(planner.trip), planner.assessment))
    QApplication.processEvents()
    return planner


def section_of(planner: Planner) -> CalendarSection:
    return planner.page.overview.days


def strip_of(planner: Planner) -> DayStrip:
    return section_of(planner).strip


def click_day(strip: DayStrip, day: date) -> None:
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect_of(day).center())


# -- the strip


def test_it_tells_the_day_as_planned_and_the_next_change_with_its_reason(planner: Planner) -> None:
    told = section_of(planner).told.text()
    assert "20 Jun 2023" in told
    assert "as planned" in told
    assert "from 1 Jan 2024" in told
    assert "review overdue: The south by road" in told
    assert strip_of(planner).accessibleName().endswith(told)
    assert {verdict for verdict, mark in section_of(planner).marks.items() if mark.verdict is not None} == {
        Verdict.GO,
        Verdict.REFER,
    }


def test_every_day_of_the_year_has_a_place_of_its_own(planner: Planner) -> None:
    strip = strip_of(planner)
    layout = strip.layout_for(strip.width())
    assert layout is not None
    day, places = AS_OF, set()
    while day <= AS_OF + timedelta(days=364):
        middle = layout.rect(day, day).center().toPoint()
        assert layout.at(middle) == day
        assert strip.rect().contains(middle)
        places.add((middle.x(), middle.y()))
        day += timedelta(days=1)
    assert len(places) == 365
    assert layout.at(QPoint(-5, -5)) is None
    assert layout.day >= em() * 0.2


def test_the_worse_a_day_the_higher_it_stands() -> None:
    heights = [HEIGHTS[verdict] for verdict in sorted(Verdict)]
    assert heights == sorted(set(heights))


@pytest.mark.parametrize("scheme", [ColourScheme.LIGHT, ColourScheme.DARK])
def test_colours_change_where_the_verdict_does(planner: Planner, appearance: Appearance, scheme: ColourScheme) -> None:
    appearance.apply(scheme, 1.0)
    QApplication.processEvents()
    strip = strip_of(planner)
    picture = strip.grab().toImage()
    low = [strip.rect_of(day).center() + QPoint(0, em(0.4)) for day in (REVIEW_OVER - timedelta(1), REVIEW_OVER)]
    high = [point - QPoint(0, em(0.6)) for point in low]
    assert picture.pixelColor(low[0]) != picture.pixelColor(low[1])
    assert picture.pixelColor(low[0]) != picture.pixelColor(high[0])  # GO is low
    assert picture.pixelColor(low[1]) == picture.pixelColor(high[1])  # REFER is high


def test_keys_go_by_day_week_month_and_change(planner: Planner) -> None:
    strip = strip_of(planner)
    strip.setFocus()
    assert strip.current == LEAVES
    for key, day in (
        (Qt.Key.Key_Right, date(2023, 6, 21)),
        (Qt.Key.Key_Left, date(2023, 6, 20)),
        (Qt.Key.Key_Down, date(2023, 6, 27)),
        (Qt.Key.Key_Up, date(2023, 6, 20)),
        (Qt.Key.Key_PageDown, date(2023, 7, 20)),
        (Qt.Key.Key_PageUp, date(2023, 6, 20)),
        (Qt.Key.Key_Home, AS_OF),
        (Qt.Key.Key_Left, AS_OF),
        (Qt.Key.Key_PageUp, AS_OF),
        (Qt.Key.Key_End, date(2024, 6, 13)),
        (Qt.Key.Key_Right, date(2024, 6, 13)),
    ):
        press(strip, key)
        assert strip.current == day
    press(strip, Qt.Key.Key_Home)
    press(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert strip.current == REVIEW_OVER
    assert "since 1 Jan 2024" in section_of(planner).told.text()
    press(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert strip.current == AS_OF
    assert not planner.edits  # looking moves nothing


def test_a_month_later_than_the_31st_is_the_last_of_a_shorter_month(planner: Planner) -> None:
    strip = strip_of(planner)
    strip.setFocus()
    press(strip, Qt.Key.Key_Home)
    for _month in range(7):
        press(strip, Qt.Key.Key_PageDown)
    for _day in range(16):
        press(strip, Qt.Key.Key_Right)
    assert strip.current == date(2024, 1, 31)
    press(strip, Qt.Key.Key_PageDown)
    assert strip.current == date(2024, 2, 29)


def test_the_mouse_looks_at_a_day_without_moving_the_trip(planner: Planner) -> None:
    strip = strip_of(planner)
    QTest.mouseMove(strip, strip.rect_of(date(2024, 3, 5)).center())
    assert "5 Mar 2024" in section_of(planner).told.text()
    assert not planner.edits


def test_what_is_told_is_what_enter_chooses_also_where_the_mouse_rests(planner: Planner) -> None:
    strip = strip_of(planner)
    strip.setFocus()
    QTest.mouseMove(strip, strip.rect_of(date(2024, 3, 5)).center())
    press(strip, Qt.Key.Key_Right)
    assert "21 Jun 2023" in section_of(planner).told.text()
    press(strip, Qt.Key.Key_Return)
    assert planner.leg_written(0).depart == datetime(2023, 6, 21, 8, 0)


def test_a_verdict_that_is_not_up_to_date_leaves_no_day_in_colour(planner: Planner) -> None:
    strip = strip_of(planner)
    at = strip.rect_of(REVIEW_OVER).center()
    planner.page.show_assessment(planner.assessment, stale=True)
    assert strip.grab().toImage().pixelColor(at).saturation() < 40
    planner.page.show_assessment(planner.assessment)
    assert strip.grab().toImage().pixelColor(at).saturation() > 60


def test_the_day_with_the_keyboard_is_scrolled_into_view(planner: Planner) -> None:
    strip, area = strip_of(planner), planner.page.overview.area
    planner.page.resize(em(76), em(33))
    QApplication.processEvents()
    strip.setFocus()
    area.verticalScrollBar().setValue(0)
    last = strip.rect_of(date(2024, 6, 13)).center()
    assert not strip.visibleRegion().contains(last)
    press(strip, Qt.Key.Key_End)
    assert strip.visibleRegion().contains(last)


# -- moving the trip


def test_a_click_moves_everything_dated_in_one_step(planner: Planner) -> None:
    before = planner.trip
    click_day(strip_of(planner), date(2023, 7, 4))
    assert len(planner.edits) == 1
    assert planner.edits[0].label == "move of the trip to Tue 4 Jul 2023"
    assert planner.leg_written(0).depart == datetime(2023, 7, 4, 8, 0)
    assert planner.leg_written(1).arrive == datetime(2023, 7, 4, 17, 0)
    assert replace(planner.trip, itinerary=before.itinerary) == before
    assert strip_of(planner).current == date(2023, 7, 4)


def test_enter_moves_the_trip_and_the_same_day_moves_nothing(planner: Planner) -> None:
    strip = strip_of(planner)
    strip.setFocus()
    press(strip, Qt.Key.Key_Return)
    assert not planner.edits
    press(strip, Qt.Key.Key_Left)
    press(strip, Qt.Key.Key_Enter)
    assert planner.leg_written(0).depart == datetime(2023, 6, 19, 8, 0)
    assert strip.hasFocus()


# -- states


def test_a_trip_without_a_day_is_told_what_to_do(planner: Planner) -> None:
    leg = planner.leg_written(0)
    planner.show(replace(planner.trip, itinerary=(replace(leg, depart=None, arrive=None),)))
    section = section_of(planner)
    assert not section.strip.isVisible()
    assert "Say on which day" in section.state.text()


def test_while_worked_on_the_last_strip_is_grey_and_says_how_far(planner: Planner) -> None:
    section, strip = section_of(planner), strip_of(planner)
    at = strip.rect_of(REVIEW_OVER).center()
    before = strip.grab().toImage().pixelColor(at)
    planner.page.show_other_days(OtherDays(Phase.WORKING, year_of(planner.trip), planner.assessment, 0.4))
    assert strip.isVisible()
    assert "40" in section.state.text()
    grey = strip.grab().toImage().pixelColor(at)
    assert grey != before
    assert grey.saturation() < 40


def test_an_error_shows_no_day_at_all(planner: Planner) -> None:
    told: list[str] = []
    planner.page.detailsAsked.connect(told.append)
    planner.page.show_other_days(OtherDays(Phase.FAILED, year_of(planner.trip), planner.assessment, 1.0, "Traceback"))
    section = section_of(planner)
    assert not section.strip.isVisible()
    assert not section.told.isVisible()
    assert section.failed.isVisible()
    QTest.mouseClick(section.why_failed, Qt.MouseButton.LeftButton)
    assert told == ["Traceback"]


def test_the_strip_survives_another_font(planner: Planner, appearance: Appearance, qtbot: QtBot) -> None:
    before = strip_of(planner)
    appearance.apply(ColourScheme.LIGHT, 1.5)
    qtbot.waitUntil(lambda: strip_of(planner) is not before)
    QApplication.processEvents()
    assert strip_of(planner).run_at(LEAVES) is not None


# -- the work beside the window


@pytest.fixture
def desk(make_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(controller_days, "REST_MS", 1)
    return make_desk(real_page=True)


def done(qtbot: QtBot, desk: Desk, phase: Phase = Phase.DONE) -> OtherDays:
    qtbot.waitUntil(lambda: desk.days.shown.phase is phase, timeout=20_000)
    return desk.days.shown


def strip_on(desk: Desk) -> DayStrip:
    assert desk.plan.page is not None
    return desk.plan.page.overview.days.strip


def depart(desk: Desk) -> object:
    leg = desk.session.trip.itinerary[0]
    assert isinstance(leg, Leg)
    return leg.depart


def test_the_desk_works_out_a_year_and_a_move_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    shown = done(qtbot, desk)
    assert shown.calendar is not None
    assert [run.range.reported for run in shown.calendar.runs] == [Verdict.GO, Verdict.REFER]
    before = depart(desk)
    desk.window.resize(1500, 1100)
    QApplication.processEvents()
    click_day(strip_on(desk), date(2024, 1, 5))
    assert depart(desk) == datetime(2024, 1, 5, 8, 0)
    assert desk.session.undo_label == "move of the trip to Fri 5 Jan 2024"
    desk.session.undo()
    assert depart(desk) == before


def test_a_title_changes_no_day_but_a_traveller_does(desk: Desk, qtbot: QtBot) -> None:
    shown = done(qtbot, desk)
    desk.session.apply(replace(desk.session.trip, title="Another title"), "change")
    assert desk.days.shown is shown
    desk.session.apply(replace(desk.session.trip, travellers=()), "change")
    assert desk.days.shown.phase is Phase.WORKING
    assert done(qtbot, desk) is not shown


def test_work_on_an_earlier_trip_is_withdrawn(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    done(qtbot, desk)
    begun, stopped = threading.Event(), threading.Event()
    real = service.other_days

    def slow(trip: Trip, rules: LoadedPack, as_of: date, known: Known, *, go_on: Callable[[float], bool]) -> Calendar:
        if trip.purpose == "slow":
            begun.set()
            while go_on(0.5):
                stopped.wait(0.002)
            stopped.set()
        return real(trip, rules, as_of, known, go_on=go_on)

    monkeypatch.setattr(service, "other_days", slow)
    desk.session.apply(replace(desk.session.trip, purpose="slow"), "change")
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: desk.days.shown.done == 0.5)
    assert desk.days.shown.phase is Phase.WORKING
    desk.session.apply(replace(desk.session.trip, purpose="quick"), "change")
    qtbot.waitUntil(stopped.is_set)
    shown = done(qtbot, desk)
    assert shown.assessment is not None
    assert shown.assessment.trip.purpose == "quick"


def test_what_goes_wrong_is_said_and_never_a_colour(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    done(qtbot, desk)

    def broken(*_arguments: object, **_named: object) -> Calendar:
        message = "a day too many"
        raise RuntimeError(message)

    monkeypatch.setattr(service, "other_days", broken)
    desk.session.apply(replace(desk.session.trip, purpose="other"), "change")
    shown = done(qtbot, desk, Phase.FAILED)
    assert "a day too many" in shown.trouble
    assert shown.calendar is None
    assert not strip_on(desk).isVisible()


def test_faulty_rules_leave_no_day_better_than_refer(desk: Desk, shelf: Path, qtbot: QtBot) -> None:
    done(qtbot, desk)
    spoil(shelf)
    qtbot.waitUntil(desk.window.notice.isVisible, timeout=10_000)
    settle(qtbot, desk)
    shown = done(qtbot, desk)
    assert shown.calendar is not None
    assert {run.range.reported for run in shown.calendar.runs} == {Verdict.REFER}


def test_a_trip_that_names_no_day_needs_no_work(desk: Desk, qtbot: QtBot) -> None:
    done(qtbot, desk)
    desk.session.apply(replace(desk.session.trip, itinerary=()), "change")
    shown = done(qtbot, desk)
    assert shown.calendar is not None
    assert shown.calendar.runs == ()
