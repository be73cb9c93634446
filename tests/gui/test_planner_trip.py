"""Writing a trip: travellers, legs, stays, measures, with real keys and clicks."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui.appearance import Appearance
from advisor.model.measure import MeasureState
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.model.verdict import Verdict
from tests.gui.planner_driver import Planner, click, keys, make_planner, press, trip_of
from tests.packs import DAY_VISIT, NORTH_BUS

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")


@pytest.fixture
def planner(qtbot: QtBot, appearance: Appearance) -> Planner:
    """The day visit on the page."""
    del appearance
    return make_planner(qtbot, trip_of(DAY_VISIT))


@pytest.fixture
def empty(qtbot: QtBot, appearance: Appearance) -> Planner:
    """Nothing on the page."""
    del appearance
    return make_planner(qtbot, Trip())


def test_a_title_is_one_undo_step_and_the_cursor_stays(planner: Planner) -> None:
    title = planner.page.trip_pane.title
    title.setFocus()
    title.setCursorPosition(3)
    keys(title, "time")
    assert planner.trip.title == "Daytime visit to Middleton"
    assert title.cursorPosition() == 7
    assert {edit.key for edit in planner.edits} == {"title"}


def test_an_undo_shows_the_title_of_before(planner: Planner) -> None:
    keys(planner.page.trip_pane.title, "x")
    keys(planner.page.trip_pane.title, "y")
    planner.undo()
    assert planner.page.trip_pane.title.text() == planner.trip.title


def test_an_empty_page_teaches(empty: Planner) -> None:
    pane = empty.page.trip_pane
    assert pane.party.empty.isVisible()
    assert pane.itinerary.empty.isVisible()
    assert "Say who travels" in empty.page.verdict_pane.lead.text()
    assert not pane.itinerary.add_return.isEnabled()


def test_adding_a_traveller_opens_the_fields_with_the_cursor_in_the_name(empty: Planner, qtbot: QtBot) -> None:
    click(empty.page.trip_pane.party.add)
    form = empty.traveller(0)
    qtbot.waitUntil(form.name.hasFocus)
    keys(form.name, "Awa")
    assert empty.trip.travellers == (Traveller(name="Awa"),)


def test_typing_a_nationality_takes_the_country(planner: Planner) -> None:
    form = planner.traveller(0)
    keys(form.nationality.search, "germ")
    assert planner.who(0).nationality == ("ML",)
    assert form.nationality.search.popup.isVisible()
    press(form.nationality.search, Qt.Key.Key_Return)
    assert planner.who(0).nationality == ("ML", "DE")
    assert form.nationality.search.text() == ""
    assert form.nationality.search.hasFocus()


def test_a_nationality_by_code_and_by_the_tab_key(planner: Planner) -> None:
    form = planner.traveller(0)
    keys(form.nationality.search, "FR")
    press(form.nationality.search, Qt.Key.Key_Tab)
    assert planner.who(0).nationality == ("ML", "FR")


def test_a_country_nobody_knows_stays_and_is_marked(planner: Planner) -> None:
    form = planner.traveller(0)
    keys(form.nationality.search, "Atlantis")
    assert form.nationality.message == ""
    form.name.setFocus()
    assert "Atlantis" in form.nationality.message
    assert form.nationality.search.text() == "Atlantis"
    keys(form.name, "x")
    assert form.nationality.search.text() == "Atlantis"


def test_backspace_and_the_cross_take_a_nationality_away(planner: Planner) -> None:
    form = planner.traveller(0)
    form.nationality.take("DE")
    press(form.nationality.search, Qt.Key.Key_Backspace)
    assert planner.who(0).nationality == ("ML",)
    form.nationality.search.setFocus()
    press(form.nationality.search, Qt.Key.Key_Backspace)
    assert planner.who(0).nationality is None


def test_roles_know_none_from_not_stated(planner: Planner) -> None:
    roles = planner.traveller(0).roles
    click(roles.toggle("driver"))
    assert planner.who(0).roles == ("programme", "driver")
    click(roles.none)
    assert planner.who(0).roles == ()
    press(roles.none, Qt.Key.Key_Space)
    assert planner.who(0).roles is None


def test_gender_staff_and_facts(planner: Planner) -> None:
    form = planner.traveller(0)
    click(form.gender.button("female"))
    assert planner.who(0).gender is None
    click(form.gender.button("male"))
    assert planner.who(0).gender == "male"
    form.staff.setFocus()
    press(form.staff, Qt.Key.Key_Down)
    assert planner.who(0).staff == "relocated"
    answer = form.facts.answers["speaks-local"]
    click(answer.button("yes"))  # type: ignore[union-attr]
    assert planner.who(0).facts == {"speaks-local": "yes"}


def test_travellers_move_copy_and_go_by_keyboard(planner: Planner, qtbot: QtBot) -> None:
    party = planner.page.trip_pane.party
    click(party.add)
    keys(planner.traveller(1).name, "Second")
    second = party.cards.rows[1]
    press(planner.traveller(1).name, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [who.name for who in planner.trip.travellers] == ["Second", "Traveller A"]
    assert party.cards.rows[0] is second
    assert planner.traveller(0).name.hasFocus()
    press(second.summary, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert len(planner.trip.travellers) == 2
    next(action for action in second.actions() if action.objectName() == "duplicate").trigger()
    assert [who.name for who in planner.trip.travellers] == ["Second", "", "Traveller A"]
    qtbot.waitUntil(planner.traveller(1).name.hasFocus)
    press(planner.traveller(1).name, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert [who.name for who in planner.trip.travellers] == ["Second", "Traveller A"]


def test_a_leg_from_nothing(empty: Planner, qtbot: QtBot) -> None:
    click(empty.page.trip_pane.itinerary.add_leg)
    form = empty.leg(0)
    qtbot.waitUntil(form.origin.search.hasFocus)
    keys(form.origin.search, "capi")
    press(form.origin.search, Qt.Key.Key_Return)
    keys(form.destination.search, "Middleton")
    assert empty.trip.itinerary == (Leg(origin="capital", destination="middleton"),)
    form.mode.setFocus()
    press(form.mode, Qt.Key.Key_Down)
    keys(form.depart.day, "20 june 2023")
    keys(form.depart.hour, "0900")
    leg = empty.trip.itinerary[0]
    assert leg == Leg(origin="capital", destination="middleton", mode="own-vehicle", depart=datetime(2023, 6, 20, 9, 0))
    form.mode.setFocus()
    assert form.depart.day.text() == "Tue 20 Jun 2023"
    assert form.depart.hour.text() == "09:00"


def test_a_place_nobody_knows_is_kept_and_marked(planner: Planner) -> None:
    form = planner.leg(0)
    form.destination.search.setFocus()
    form.destination.search.selectAll()
    keys(form.destination.search, "Nowhere")
    leg = planner.trip.itinerary[0]
    assert isinstance(leg, Leg)
    assert leg.destination == "Nowhere"
    form.mode.setFocus()
    assert form.destination.message.isVisible()
    assert form.destination.search.faulty
    assert form.destination.search.text() == "Nowhere"


def test_a_place_by_an_alias_and_without_accents(planner: Planner) -> None:
    form = planner.leg(0)
    form.origin.search.selectAll()
    keys(form.origin.search, "capitale")
    press(form.origin.search, Qt.Key.Key_Tab)
    assert not form.origin.search.popup.isVisible()
    assert form.origin.search.text() == "Capital"
    assert planner.leg_written(0).origin == "capital"


def test_a_half_typed_day_stays_through_every_edit(planner: Planner) -> None:
    form = planner.leg(0)
    form.depart.day.setFocus()
    form.depart.day.selectAll()
    keys(form.depart.day, "2 may")
    assert planner.leg_written(0).depart is None
    keys(planner.page.trip_pane.title, "x")
    assert form.depart.day.text() == "2 may"
    assert "year" in form.depart.message
    assert form.depart.day.faulty
    keys(form.depart.day, " 2023")
    assert planner.leg_written(0).depart == datetime(2023, 5, 2, 8, 0)
    assert form.depart.message == ""


def test_another_trip_drops_what_was_half_typed(planner: Planner) -> None:
    form = planner.leg(0)
    form.depart.day.selectAll()
    keys(form.depart.day, "2 may")
    planner.show(trip_of(NORTH_BUS), fresh=True)
    assert planner.leg(0).depart.day.text() == "Tue 20 Jun 2023"


def test_an_hour_alone_asks_for_its_day(planner: Planner) -> None:
    form = planner.leg(0)
    form.depart.day.selectAll()
    press(form.depart.day, Qt.Key.Key_Delete)
    assert planner.leg_written(0).depart is None
    form.mode.setFocus()
    assert "day" in form.depart.message
    assert form.depart.hour.text() == "08:00"


def test_a_day_alone(planner: Planner) -> None:
    form = planner.leg(0)
    form.depart.hour.selectAll()
    press(form.depart.hour, Qt.Key.Key_Delete)
    assert planner.leg_written(0).depart == date(2023, 6, 20)


def test_a_day_from_the_calendar(planner: Planner) -> None:
    form = planner.leg(0)
    form.depart.day.setFocus()
    press(form.depart.day, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Right)
    press(QApplication.focusWidget() or popup, Qt.Key.Key_Return)
    assert planner.leg_written(0).depart == datetime(2023, 6, 21, 8, 0)


def test_the_way_back_and_a_stay(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(NORTH_BUS))
    itinerary = planner.page.trip_pane.itinerary
    click(itinerary.add_return)
    back = planner.trip.itinerary[-1]
    assert back == Leg(origin="farpost", destination="capital", mode="bus")
    assert not itinerary.add_return.isEnabled()
    click(itinerary.add_stay)
    assert planner.trip.itinerary[-1] == Stay(place="capital")
    form = planner.stay(2)
    keys(form.lodging, "Guest house")
    keys(form.until.day, "2023-06-25")
    assert planner.trip.itinerary[-1] == Stay(place="capital", lodging="Guest house", until=date(2023, 6, 25))


def test_a_stay_that_follows_is_shown_and_can_be_written(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(NORTH_BUS))
    following = planner.page.trip_pane.itinerary.cards.rows[1]
    assert "Farpost" in following.accessibleName()
    assert "added because the trip ends here" in following.accessibleName()
    click(following.write)  # type: ignore[union-attr]
    assert planner.trip.itinerary[-1] == Stay(place="farpost")


def test_steps_move_with_their_fields(planner: Planner) -> None:
    itinerary = planner.page.trip_pane.itinerary
    form = planner.leg(0)
    keys(form.depart.day, "x")
    press(form.depart.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert planner.leg(1) is form
    assert form.depart.day.text().startswith("x")
    press(form.depart.day, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert len(planner.trip.itinerary) == 1
    assert itinerary.step_cards[0].summary.hasFocus()


def test_via_takes_places(planner: Planner) -> None:
    form = planner.leg(0)
    click(form.more.line)
    keys(form.via.search, "Gate")
    press(form.via.search, Qt.Key.Key_Return)
    keys(form.via.search, "Unheard")
    press(form.via.search, Qt.Key.Key_Return)
    assert planner.leg_written(0).via == ("gate", "Unheard")


def test_measures_of_trip_step_and_traveller(planner: Planner) -> None:
    pane = planner.page.trip_pane
    click(pane.measures.fold.line)
    plan = pane.measures.row("medevac-plan").segments
    click(plan.button("planned"))
    assert planner.trip.measures == {"medevac-plan": MeasureState.PLANNED}
    plan = pane.measures.row("medevac-plan").segments
    plan.focus()
    press(plan.button("planned"), Qt.Key.Key_Right)
    press(plan.button("confirmed"), Qt.Key.Key_Space)
    assert planner.trip.measures == {"medevac-plan": MeasureState.CONFIRMED}
    click(plan.button("confirmed"))
    assert planner.trip.measures == {}
    form = planner.leg(0)
    click(form.measures.fold.line)
    click(form.measures.row("no-stops").segments.button("accepted"))
    assert planner.trip.itinerary[0].measures == {"no-stops": MeasureState.ACCEPTED}
    who = planner.traveller(0)
    click(who.measures.fold.line)
    click(who.measures.row("briefing").segments.button("unavailable"))
    assert planner.who(0).measures == {"briefing": MeasureState.UNAVAILABLE}


def test_a_measure_nobody_knows_can_be_removed(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, Trip(measures={"magic": MeasureState.CONFIRMED}))
    row = planner.page.trip_pane.measures.row("magic")
    assert "not in this pack" in row.title.text()
    click(row.removal)
    assert planner.trip.measures == {}


def test_the_facts_of_the_trip(planner: Planner) -> None:
    answer = planner.page.trip_pane.facts.answers["cargo"]
    click(answer.button("cash"))  # type: ignore[union-attr]
    assert planner.trip.facts == {"cargo": "cash"}


def test_the_day_and_the_pack(planner: Planner, qtbot: QtBot) -> None:
    pane = planner.page.trip_pane
    pane.as_of.selectAll()
    keys(pane.as_of, "1 June")
    assert planner.as_of == date(2023, 6, 15)
    assert pane.as_of.text() == "1 June"
    keys(pane.as_of, " 2024")
    assert planner.as_of == date(2024, 6, 1)
    assert planner.assessment is not None
    assert planner.assessment.verdict is Verdict.REFER
    planner.page.set_packs([("land", "Land"), ("sea", "Sea")])
    with qtbot.waitSignal(planner.page.packChosen) as chosen:
        pane.pack.setFocus()
        press(pane.pack, Qt.Key.Key_Down)
    assert chosen.args == ["sea"]
