"""The journey plan in the window, with real keys and clicks."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui.appearance import Appearance
from advisor.gui.planner.check_in_row import CheckInRow, Manner, read_clock, read_hours
from advisor.gui.planner.editing import with_traveller, with_vehicles
from advisor.gui.planner.keeping import keep, restore
from advisor.gui.planner.plan_rows import ContactRow, OverdueRow, Unreadable, VehicleRow, read_minutes
from advisor.gui.planner.plan_section import PlanSection
from advisor.gui.widgets.combo import Combo
from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.trip import Leg, Stay, Traveller, Trip, TripContact
from tests.gui.planner_driver import Planner, click, keys, make_planner, press, trip_of
from tests.packs import DAY_VISIT

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """The day visit on the page."""
    del appearance
    return make_planner(qtbot, trip_of(DAY_VISIT))


def opened(planner: Planner) -> PlanSection:
    """The journey plan, opened as a user does."""
    plan = planner.page.trip_pane.plan
    if not plan.opened:
        click(plan.fold.line)
    return plan


def choose(combo: Combo, row: int) -> None:
    """A choice by keyboard, from the top."""
    combo.setFocus()
    press(combo, Qt.Key.Key_Home)
    for _number in range(row):
        press(combo, Qt.Key.Key_Down)


def test_the_plan_is_out_of_the_way_until_it_is_wanted(planner: Planner) -> None:
    plan = planner.page.trip_pane.plan
    assert not plan.contacts.isVisible()
    assert "No rule reads them" in plan.state.text()
    assert not planner.leg(0).journey.provider.isVisible()
    plan.fold.line.setFocus()
    press(plan.fold.line, Qt.Key.Key_Space)
    assert plan.contacts.isVisible()


def test_a_contact_is_added_typed_and_removed(planner: Planner, qtbot: QtBot) -> None:
    before = planner.trip.contacts
    plan = opened(planner)
    click(plan.contacts.add)
    row = plan.contacts.rows.rows[-1]
    assert isinstance(row, ContactRow)
    qtbot.waitUntil(row.name.hasFocus)
    keys(row.name, "Fatou")
    keys(row.phone, "+223 1")
    assert planner.trip.contacts == (*before, TripContact(name="Fatou", phone="+223 1"))
    place = len(before)
    assert {edit.key for edit in planner.edits[1:]} == {f"plan-contact-{place}-name", f"plan-contact-{place}-phone"}
    click(row.remove)
    assert planner.trip.contacts == before
    planner.undo()
    assert planner.trip.contacts[-1].phone == "+223 1"


def test_a_vehicle_with_what_it_carries_can_be_chosen_for_a_leg(planner: Planner) -> None:
    plan = opened(planner)
    click(plan.vehicles.add)
    (row,) = plan.vehicles.rows.rows
    assert isinstance(row, VehicleRow)
    keys(row.name, "Pick-up")
    keys(row.plate, "CD 1")
    click(row.carries.marks.toggle("satphone"))
    keys(row.carries.others, "rope, tent")
    assert planner.trip.vehicles == (Vehicle(name="Pick-up", plate="CD 1", carries=("satphone", "rope", "tent")),)
    leg = planner.leg(0)
    click(leg.journey.line)
    choose(leg.journey.vehicle, 1)
    assert planner.leg_written(0).vehicle == "Pick-up"
    keys(row.name, "2")
    assert planner.leg_written(0).vehicle == planner.trip.vehicles[0].name == "Pick-up2"


def test_a_driver_is_a_traveller_or_somebody_else(planner: Planner) -> None:
    name = planner.who(0).name
    journey = planner.leg(0).journey
    click(journey.line)
    click(journey.drivers.marks.toggle(name))
    keys(journey.drivers.others, "Ali, Bo")
    assert planner.leg_written(0).drivers == (name, "Ali", "Bo")
    assert journey.drivers.others.text() == "Ali, Bo"
    assert {edit.key for edit in planner.edits} == {"step-0-drivers"}
    click(journey.drivers.marks.toggle(name))
    assert planner.leg_written(0).drivers == ("Ali", "Bo")


def test_typing_past_a_traveller_s_name_loses_no_letter(planner: Planner) -> None:
    name = planner.who(0).name
    journey = planner.leg(0).journey
    click(journey.line)
    keys(journey.drivers.others, f"{name}son")
    assert planner.leg_written(0).drivers == (f"{name}son",)
    assert journey.drivers.others.text() == f"{name}son"


def test_medevac_of_a_leg(planner: Planner) -> None:
    journey = planner.leg(0).journey
    click(journey.line)
    keys(journey.provider, "UN")
    click(journey.agreed.button("no"))
    assert planner.leg_written(0).medevac == Medevac(provider="UN", agreed=False)
    click(journey.agreed.button("no"))
    for _letter in "UN":
        press(journey.provider, Qt.Key.Key_Backspace)
    assert planner.leg_written(0).medevac is None


def test_phone_and_emergency_contact_of_a_traveller(planner: Planner) -> None:
    journey = planner.traveller(0).journey
    click(journey.line)
    keys(journey.phone, "1")
    keys(journey.contact, "M")
    keys(journey.contact_phone, "2")
    who = planner.who(0)
    assert (who.phone, who.emergency) == ("1", TripContact(name="M", phone="2"))
    assert [edit.key for edit in planner.edits] == [
        "traveller-0-phone", "traveller-0-emergency-name", "traveller-0-emergency-phone",
    ]  # fmt: skip


def test_another_like_a_traveller_is_reached_otherwise(planner: Planner) -> None:
    journey = planner.traveller(0).journey
    click(journey.line)
    keys(journey.phone, "1")
    planner.page.trip_pane.party.cards.rows[0].asked.emit("duplicate")
    assert (planner.who(0).phone, planner.who(1).phone) == ("1", "")
    assert planner.who(1).nationality == planner.who(0).nationality


def test_a_stay_has_a_lodging_to_reach(planner: Planner) -> None:
    planner.show(Trip(itinerary=(Stay(place="middleton", lodging="Inn", lodging_phone="1"),)))
    journey = planner.stay(0).journey
    assert journey.address.isVisible()  # opened by itself: something is stated
    keys(journey.address, "Road")
    stay = planner.trip.itinerary[0]
    assert isinstance(stay, Stay)
    assert (stay.lodging, stay.lodging_phone, stay.lodging_address) == ("Inn", "1", "Road")


def test_a_check_in_for_every_manner(planner: Planner) -> None:
    plan = opened(planner)
    click(plan.check_ins.add)
    (row,) = plan.check_ins.rows.rows
    assert isinstance(row, CheckInRow)
    assert not row.hours.isVisible()
    choose(row.manner, 3)
    assert planner.trip.check_ins == (CheckIn(each=("departure", "arrival")),)
    choose(row.manner, 4)
    assert planner.trip.check_ins == (CheckIn(every_hours=2.0),)
    assert row.hours.isVisible()
    row.hours.selectAll()
    keys(row.hours, "1.5")
    assert planner.trip.check_ins[0].every_hours == 1.5
    choose(row.manner, 5)
    row.daily.selectAll()
    keys(row.daily, "7:00, 19:30")
    assert planner.trip.check_ins[0].daily == (time(7), time(19, 30))
    choose(row.manner, 6)
    assert planner.trip.check_ins == (CheckIn(),)
    keys(row.at.day, "2023-06-20")
    assert planner.trip.check_ins == (CheckIn(),)
    assert row.at.day.text()  # a day alone is no moment yet, and stays to be finished
    keys(row.at.hour, "18:00")
    keys(row.whom, "Desk")
    assert planner.trip.check_ins == (CheckIn(at=datetime(2023, 6, 20, 18), whom="Desk"),)


def test_a_check_in_that_says_more_than_a_row_shows_is_kept(planner: Planner) -> None:
    rich = CheckIn(each=("arrival",), daily=(time(7),))
    planner.show(Trip(itinerary=planner.trip.itinerary, check_ins=(rich,)))
    (row,) = opened(planner).check_ins.rows.rows
    assert isinstance(row, CheckInRow)
    assert row.manner.value == Manner.SEVERAL.value
    keys(row.whom, "D")
    assert planner.trip.check_ins == (CheckIn(each=("arrival",), daily=(time(7),), whom="D"),)


def test_a_number_that_is_none_is_told_and_changes_nothing(planner: Planner) -> None:
    plan = opened(planner)
    click(plan.overdue.add)
    (row,) = plan.overdue.rows.rows
    assert isinstance(row, OverdueRow)
    keys(row.after, "3x")
    assert planner.trip.overdue == (OverdueStep(),)
    assert row.after.text() == "3x"
    row.who.setFocus()
    assert row.after.faulty
    row.after.selectAll()
    keys(row.after, "30")
    assert planner.trip.overdue == (OverdueStep(after=30),)
    assert not row.after.faulty


def test_what_is_still_open_is_said_and_goes(planner: Planner) -> None:
    plan = opened(planner)
    click(plan.overdue.add)
    assert plan.state.text().startswith("Still open:")
    assert "no check-ins" in plan.state.text()
    click(plan.check_ins.add)
    assert "no check-ins" not in plan.state.text()


def test_rows_that_go_leave_nothing_half_typed_behind(planner: Planner) -> None:
    plan = opened(planner)
    click(plan.overdue.add)
    (row,) = plan.overdue.rows.rows
    assert isinstance(row, OverdueRow)
    keys(row.after, "x")
    click(row.remove)
    click(plan.overdue.add)
    (row,) = plan.overdue.rows.rows
    assert isinstance(row, OverdueRow)
    assert row.after.text() == ""


def test_a_page_built_anew_keeps_the_plan_open_and_the_cursor(planner: Planner) -> None:
    plan = opened(planner)
    keys(plan.notes, "ab")
    kept = keep(planner.page.trip_pane, ())
    plan.fold.line.setChecked(False)
    restore(planner.page.trip_pane, (), kept)
    QApplication.processEvents()
    assert plan.opened
    assert plan.notes.hasFocus()
    QTest.keyClicks(plan.notes, "c")
    assert planner.trip.notes.endswith("abc")


def test_whoever_gets_another_name_drives_on() -> None:
    leg = Leg(origin="a", destination="b", drivers=("Al", "Bo"), vehicle="V")
    party = (Traveller(name="Al"), Traveller(name="Cy"))
    trip = Trip(travellers=party, itinerary=(leg,), vehicles=(Vehicle(name="V"),))

    def drivers(changed: Trip) -> tuple[str, ...]:
        step = changed.itinerary[0]
        assert isinstance(step, Leg)
        return step.drivers

    assert drivers(with_traveller(trip, 0, Traveller(name="Ali"))) == ("Ali", "Bo")
    assert drivers(with_traveller(trip, 0, Traveller(name=""))) == ("Al", "Bo")
    twins = Trip(travellers=(Traveller(name="Al"), Traveller(name="Al")), itinerary=(leg,))
    assert drivers(with_traveller(twins, 1, Traveller(name="Alb"))) == ("Al", "Bo")
    renamed = with_vehicles(trip, (Vehicle(name="W"),)).itinerary[0]
    assert isinstance(renamed, Leg)
    assert renamed.vehicle == "W"
    assert with_vehicles(trip, ()).itinerary == trip.itinerary


def test_numbers_and_hours_are_read_as_people_type_them() -> None:
    assert (read_minutes(""), read_minutes(" 30 "), read_minutes("10081")) == (None, 30, Unreadable.NUMBER)
    assert (read_hours("1,5"), read_hours("0"), read_hours("nan")) == (1.5, Unreadable.NUMBER, Unreadable.NUMBER)
    assert read_clock("7, 18h30, 7:00") == (time(7), time(18, 30))
    assert (read_clock(" , "), read_clock("25:00")) == (None, Unreadable.CLOCK)
