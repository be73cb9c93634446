"""Reading the verdict, and acting on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advisor.gui.appearance import Appearance
from advisor.gui.planner.answer_fields import AnswerButton, range_runs, spoken_range
from advisor.gui.planner.questions_section import QuestionCard
from advisor.gui.theme import em
from advisor.model.measure import MeasureState
from advisor.model.place import OUTSIDE
from advisor.model.trip import Leg, Stay, Trip
from advisor.model.verdict import Range, Verdict
from tests.gui.planner_driver import Planner, click, keys, make_planner, press, trip_of
from tests.packs import DAY_VISIT, NORTH_BUS

# popups, on a platform without a window system
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the (keyboard|mouse)")

FLIGHT = """\
title: Flight to Farpost
travellers:
  - {name: Traveller A, nationality: ML, staff: national, roles: []}
  - {name: Traveller B, nationality: DE, staff: visitor, roles: []}
itinerary:
  - leg: {from: capital, to: farpost-airport, mode: flight, depart: 2023-06-20T08:00, arrive: 2023-06-20T10:00}
  - leg: {from: farpost-airport, to: farpost, mode: own-vehicle, depart: 2023-06-20T11:00, arrive: 2023-06-20T11:30}
  - stay: {at: farpost, until: 2023-06-21T08:00}
  - leg: {from: farpost, to: farpost-airport, mode: own-vehicle, depart: 2023-06-21T08:00, arrive: 2023-06-21T08:30}
  - leg: {from: farpost-airport, to: capital, mode: flight, depart: 2023-06-21T10:00, arrive: 2023-06-21T12:00}
"""


@pytest.fixture
def flight(qtbot: QtBot, appearance: Appearance) -> Planner:
    """A trip with conditions."""
    del appearance
    return make_planner(qtbot, trip_of(FLIGHT))


@pytest.fixture
def bus(qtbot: QtBot, appearance: Appearance) -> Planner:
    """A trip that must not start."""
    del appearance
    return make_planner(qtbot, trip_of(NORTH_BUS))


def question(planner: Planner, fact: str) -> QuestionCard:
    """The question about a fact."""
    for card in planner.page.verdict_pane.questions.cards.rows:
        if card.about is not None and card.about.fact == fact:
            return card
    pytest.fail(f"nobody asks for {fact}")


def test_a_go(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(DAY_VISIT))
    banner, pane = planner.page.banner, planner.page.verdict_pane
    assert banner.verdict is Verdict.GO
    assert banner.word.text() == "GO"
    assert banner.accessibleName().startswith("GO. ")
    assert pane.why.nothing.isVisible()
    assert not pane.why.cautions.isHidden()
    assert pane.conditions.isHidden()
    assert pane.questions.isHidden()


def test_room_to_spare_goes_below_everything(qtbot: QtBot, appearance: Appearance) -> None:
    """On a tall screen what to do about an empty trip stands right beneath the reasons."""
    del appearance
    pane = make_planner(qtbot, Trip(), width=1440, height=1000).page.verdict_pane

    def gap() -> int:
        bottom = max(card.mapTo(pane, card.rect().bottomLeft()).y() for card in pane.why.deciding.cards)
        return pane.todo.y() - bottom

    qtbot.waitUntil(lambda: 0 < gap() < em(3))


def test_a_no_go_says_why(bus: Planner) -> None:
    banner = bus.page.banner
    assert banner.word.text() == "NO-GO"
    assert "The bus carries no foreigners" in banner.reason.text()
    card = bus.page.verdict_pane.why.deciding.cards[0]
    assert card.finding is not None
    assert card.finding.rule == "bus-no-foreigners"


def test_without_whom_the_others_could_go(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    trip = trip_of(NORTH_BUS.replace("roles: []}", "roles: []}\n  - {name: Awa, nationality: ML, roles: []}"))
    planner = make_planner(qtbot, trip)
    assert "Without Traveller B: ◆ REFER." in planner.page.banner.without.text()


def test_a_finding_opens_to_its_rule_by_keyboard(bus: Planner) -> None:
    card = bus.page.verdict_pane.why.deciding.cards[0]
    card.summary.setFocus()
    press(card.summary, Qt.Key.Key_Return)
    assert card.body.isVisible()
    text = card.detail_text()
    assert "bus-no-foreigners" in text
    assert "C2" in text
    assert "rules/north.yaml:" in text
    press(card.copy, Qt.Key.Key_Return)
    assert "bus-no-foreigners" in QGuiApplication.clipboard().text()
    press(card.summary, Qt.Key.Key_Left)
    assert card.body.isHidden()


def test_an_anonymous_source_stays_so(flight: Planner) -> None:
    rows = flight.page.verdict_pane.why
    card = next(card for card in rows.deciding.cards if card.finding and card.finding.rule == "farpost-escort")
    click(card.summary)
    assert "not named" in card.detail_text()
    assert "Mission" not in card.detail_text()


def test_what_is_open_stays_open_while_somebody_types(bus: Planner) -> None:
    card = bus.page.verdict_pane.why.deciding.cards[0]
    click(card.summary)
    keys(bus.page.trip_pane.title, "x")
    assert bus.page.verdict_pane.why.deciding.cards[0] is card
    assert card.body.isVisible()


def test_the_folded_lists_open(flight: Planner) -> None:
    why = flight.page.verdict_pane.why
    assert not why.good.cards
    click(why.settled.line)
    assert why.good.cards
    assert all(card.isVisible() for card in why.good.cards)


def test_conditions_are_met_one_by_one(flight: Planner) -> None:
    section = flight.page.verdict_pane.conditions
    assert flight.page.banner.verdict is Verdict.CONDITIONS
    for _round in range(20):
        rows = [row for card in section.cards for row in card.rows]
        pressable = [
            button for row in rows for button in (row.confirm, row.accept) if not button.isHidden() and row.isVisible()
        ]
        if not pressable:
            break
        press(pressable[0], Qt.Key.Key_Space)
    else:
        pytest.fail("the conditions never end")
    stated = {m for step in flight.trip.itinerary for m in step.measures}
    assert {"escort", "no-stops"} <= stated


def test_planning_a_measure(flight: Planner) -> None:
    row = next(
        row for card in flight.page.verdict_pane.conditions.cards for row in card.rows if row.measure == "medevac-plan"
    )
    click(row.plan)
    assert flight.trip.measures == {"medevac-plan": MeasureState.PLANNED}


def test_a_condition_on_a_stay_that_followed_writes_it_down(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    steps = FLIGHT.split("  - stay", maxsplit=1)[0]
    planner = make_planner(qtbot, trip_of(steps))
    assert planner.assessment is not None
    generated = [step for step in planner.assessment.steps if step.written is None][-1]
    card = next(
        card
        for card in planner.page.verdict_pane.conditions.cards
        if card.condition is not None and card.condition.step == generated.index
    )
    row = next(row for row in card.rows if row.measure == "escort")
    click(row.confirm)
    assert planner.trip.itinerary[-1] == Stay(place="farpost", measures={"escort": MeasureState.CONFIRMED})


def test_a_nationality_answered_by_click(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(NORTH_BUS.replace("nationality: [DE], ", "")))
    assert planner.page.banner.verdict is Verdict.REFER
    assert planner.page.banner.range.text() != ""
    card = question(planner, "nationality")
    button = next(button for button in card.buttons if button.value == "ML")
    click(button)
    assert planner.trip.travellers[0].nationality == ("ML",)


def test_a_nationality_answered_by_keyboard(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(NORTH_BUS.replace("nationality: [DE], ", "")))
    card = question(planner, "nationality")
    other = next(button for button in card.buttons if button.value == "ZZ")
    other.setFocus()
    press(other, Qt.Key.Key_Return)
    assert card.search.hasFocus()
    keys(card.search, "jap")
    press(card.search, Qt.Key.Key_Return)
    assert planner.trip.travellers[0].nationality == ("JP",)


def test_an_hour_counts_once_it_is_set(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(DAY_VISIT.replace("depart: 2023-06-20T08:00", "depart: 2023-06-20")))
    card = question(planner, "depart")
    assert card.time.when.day.text() == "Tue 20 Jun 2023"
    keys(card.time.when.hour, "0")
    assert not planner.edits
    keys(card.time.when.hour, "8:30")
    press(card.time.when.hour, Qt.Key.Key_Return)
    leg = planner.trip.itinerary[0]
    assert isinstance(leg, Leg)
    assert leg.depart == datetime(2023, 6, 20, 8, 30)


def test_an_hour_offered_is_a_click_away(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(DAY_VISIT.replace("depart: 2023-06-20T08:00", "depart: 2023-06-20")))
    card = question(planner, "depart")
    shown = [button for button in card.buttons if button.isVisible()]
    assert shown
    click(shown[-1])
    leg = planner.trip.itinerary[0]
    assert isinstance(leg, Leg)
    assert isinstance(leg.depart, datetime)


def test_a_chip_on_the_step_leads_to_its_field(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, trip_of(DAY_VISIT.replace("depart: 2023-06-20T08:00", "depart: 2023-06-20")))
    card = planner.page.trip_pane.itinerary.step_cards[0]
    click(card.chips["depart"])
    assert card.opened
    assert planner.leg(0).depart.hour.hasFocus()


@pytest.mark.parametrize(
    ("how", "last"),
    [
        ("back", Leg(origin="farpost", destination="capital", mode="bus")),
        ("leaves", Leg(origin="farpost", destination=OUTSIDE)),
        ("stays", Stay(place="farpost")),
    ],
)
def test_how_the_trip_goes_on(bus: Planner, how: str, last: Leg | Stay) -> None:
    card = question(bus, "onward")
    click(next(button for button in card.buttons if button.value == how))
    assert bus.trip.itinerary[-1] == last


def test_no_assessment_is_no_verdict(bus: Planner) -> None:
    bus.page.show_assessment(None)
    assert bus.page.banner.verdict is None
    assert "Not assessed" in bus.page.banner.word.text()
    assert bus.page.verdict_pane.isHidden()
    bus.show(bus.trip)
    assert bus.page.verdict_pane.isVisible()


def test_a_stale_assessment_says_so(bus: Planner) -> None:
    assert bus.assessment is not None
    bus.page.show_assessment(bus.assessment, stale=True)
    assert bus.page.banner.state.isVisible()


def test_who_signs(bus: Planner, flight: Planner) -> None:
    assert flight.page.verdict_pane.signs.who.text() != ""
    assert "15 Jun 2023" in bus.page.verdict_pane.signs.holds.text()


def test_remarks_are_told(qtbot: QtBot, appearance: Appearance) -> None:
    del appearance
    planner = make_planner(qtbot, Trip(measures={"magic": MeasureState.CONFIRMED}))
    assert planner.page.verdict_pane.remarks.isVisible()
    assert "magic" in planner.page.verdict_pane.remarks.list.text()


def test_nothing_flickers_while_typing(flight: Planner) -> None:
    """The widgets on the right stay the same ones while a title is typed."""
    before = flight.page.verdict_pane.why.deciding.cards
    keys(flight.page.trip_pane.title, "abc")
    assert flight.page.verdict_pane.why.deciding.cards == before
    QApplication.processEvents()


OPEN = """\
title: By road to Farpost
travellers:
  - {name: Awa, nationality: ML, staff: national, roles: [programme], gender: female}
itinerary:
  - leg: {from: middleton, to: farpost, mode: own-vehicle, depart: 2023-06-21T07:00, arrive: 2023-06-21T17:00}
"""


def test_the_range_is_seen_to_narrow_with_every_answer(qtbot: QtBot, appearance: Appearance) -> None:
    planner = make_planner(qtbot, trip_of(OPEN))
    section = planner.page.verdict_pane.questions
    assert planner.assessment is not None
    before = planner.assessment.range
    assert not before.settled
    assert section.range.text() == f"Until this is answered: {spelled(before)}"
    click(next(button for button in question(planner, "speaks-local").buttons if button.value == "yes"))
    after = planner.assessment.range
    assert after != before
    assert section.isVisible()
    assert section.range.text().startswith(f"Before the answer: {spelled(before)} → now")
    assert section.range.text().endswith(f": {spelled(after)}")
    planner.show(replace(planner.trip, title="Something else"))
    assert "Before the answer" not in section.range.text()


def test_an_answer_shows_what_is_left_between_best_and_worst(qtbot: QtBot, appearance: Appearance) -> None:
    planner = make_planner(qtbot, trip_of(OPEN))
    assert planner.assessment is not None
    asked = next(one for one in planner.assessment.questions if one.about.fact == "speaks-local")
    buttons = {button.value: button for button in question(planner, "speaks-local").buttons if button.isVisible()}
    for answer in asked.answers:
        if answer.value is not None:
            told = buttons[answer.value].accessibleName()
            assert told.endswith(f"→ {spoken_range(answer.range)}")
    assert spoken_range(Range(Verdict.GO, Verdict.NO_GO)) == "between GO and NO-GO"
    assert spoken_range(Range(Verdict.REFER, Verdict.REFER)) == "REFER"


def test_an_answer_that_is_still_open_is_wider_by_a_shape(qtbot: QtBot, appearance: Appearance) -> None:
    button = AnswerButton()
    qtbot.addWidget(button)
    widths = []
    for left in (None, Range(Verdict.GO, Verdict.GO), Range(Verdict.GO, Verdict.NO_GO)):
        button.show_answer("x", "Yes", left, "Does it?")
        button.resize(button.sizeHint())
        assert not button.grab().isNull()
        widths.append(button.sizeHint().width())
    assert widths == sorted(set(widths))


def spelled(found: Range) -> str:
    """As the line above the questions has it."""
    return "".join(run if isinstance(run, str) else run.text for run in range_runs(found))
