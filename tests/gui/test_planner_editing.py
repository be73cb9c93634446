"""From a trip to another: no window needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from advisor.engine.assess import assess
from advisor.gui.planner import editing
from advisor.gui.planner.answering import with_condition_met, with_end_answered, with_question_answered
from advisor.model.assessment import Condition, FactRef, NeededMeasure
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.trip import Leg, Stay, Traveller, Trip
from advisor.planning.way_back import end_of, start_of, way_back
from tests.gui.planner_driver import AS_OF, small_pack, trip_of
from tests.packs import NORTH_BUS

OUT = Leg(origin="a", destination="b", mode="bus", via=("x", "y"), depart=date(2023, 6, 1), route="r")
ON = Leg(origin="b", destination="c", measures={"escort": MeasureState.CONFIRMED})


def test_items_move_within_their_bounds() -> None:
    assert editing.moved((1, 2, 3), 0, 1) == (2, 1, 3)
    assert editing.moved((1, 2, 3), 2, -2) == (3, 1, 2)
    assert editing.moved((1, 2, 3), 0, -1) == (1, 2, 3)
    assert editing.moved((1, 2, 3), 2, 1) == (1, 2, 3)


def test_the_way_back_reverses_the_legs_without_times_and_measures() -> None:
    trip = Trip(itinerary=(OUT, Stay(place="b"), ON))
    assert way_back(trip) == (
        Leg(origin="c", destination="b"),
        Leg(origin="b", destination="a", mode="bus", via=("y", "x"), route="r"),
    )
    assert way_back(editing.with_steps_added(trip, way_back(trip))) == ()


def test_there_is_no_way_back_from_a_broken_way() -> None:
    assert way_back(Trip()) == ()
    assert way_back(Trip(itinerary=(OUT, replace(ON, origin="z")))) == ()
    assert way_back(Trip(itinerary=(Leg(origin="", destination="b"),))) == ()
    assert way_back(Trip(itinerary=(Stay(place="a"),))) == ()


def test_steps_are_added_where_the_trip_ends() -> None:
    trip = Trip(itinerary=(OUT,))
    assert editing.with_leg_added(trip).itinerary[-1] == Leg(origin="b", destination="")
    assert editing.with_stay_added(trip).itinerary[-1] == Stay(place="b")
    assert end_of(editing.with_stay_added(trip)) == "b"
    assert start_of(Trip(itinerary=(Stay(place="s"),))) == "s"
    assert start_of(Trip()) == end_of(Trip()) == ""


def test_a_measure_is_stated_where_it_counts_and_taken_back() -> None:
    trip = Trip(travellers=(Traveller(),), itinerary=(OUT, Stay(place="b")))
    for scope, index in ((Scope.TRIP, None), (Scope.TRAVELLER, 0), (Scope.STEP, 0), (Scope.STEP, 1)):
        stated = editing.with_measure(trip, scope, index, "m", MeasureState.PLANNED)
        assert editing.measures_at(stated, scope, index) == {"m": MeasureState.PLANNED}
        assert editing.with_measure(stated, scope, index, "m", None) == trip
    for scope, nowhere in ((Scope.STEP, None), (Scope.STEP, 7), (Scope.TRAVELLER, 7)):
        assert editing.with_measure(trip, scope, nowhere, "m", MeasureState.PLANNED) == trip
        assert editing.measures_at(trip, scope, nowhere) == {}


def _condition(measure: str, scope: Scope, step: int | None = None, traveller: int | None = None) -> Condition:
    needed = NeededMeasure(measure=measure, kind=MeasureKind.ARRANGEMENT, state=None)
    return Condition(options=((needed,),), scope=scope, step=step, traveller=traveller, rules=("north-medevac",))


def test_a_measure_of_a_mixed_condition_goes_where_its_own_scope_says() -> None:
    trip = trip_of(NORTH_BUS)
    pack = small_pack()
    found = assess(trip, pack, AS_OF)
    confirmed = MeasureState.CONFIRMED
    for measure, scope in (("medevac-plan", Scope.TRAVELLER), ("briefing", Scope.STEP)):
        condition = _condition(measure, scope, step=0 if scope is Scope.STEP else None, traveller=None)
        changed = with_condition_met(trip, found, pack, condition, measure, confirmed)
        own = pack.measures[measure].scope
        assert editing.measures_at(changed, own, 0 if own is Scope.TRAVELLER else None) == {measure: confirmed}


def test_a_condition_on_no_step_of_the_assessment_changes_nothing() -> None:
    trip = trip_of(NORTH_BUS)
    pack = small_pack()
    condition = _condition("escort", Scope.STEP, step=99)
    confirmed = MeasureState.CONFIRMED
    assert with_condition_met(trip, assess(trip, pack, AS_OF), pack, condition, "escort", confirmed) == trip


def test_a_question_about_what_is_gone_changes_nothing() -> None:
    trip = trip_of(NORTH_BUS)
    assert with_question_answered(trip, FactRef(fact="gender", traveller=5), "male") == trip
    assert with_question_answered(trip, FactRef(fact="depart", step=5), date(2023, 1, 1)) == trip
    assert with_question_answered(trip, FactRef(fact="depart"), date(2023, 1, 1)) == trip


def test_times_are_answered_with_or_without_an_hour() -> None:
    day, moment = date(2023, 6, 20), datetime(2023, 6, 20, 9, 0)
    trip = Trip(itinerary=(OUT, Stay(place="b")))
    asked = ((0, "depart", "depart"), (0, "arrive", "arrive"), (1, "from", "start"), (1, "until", "until"))
    for step, fact, field in asked:
        for value in (day, moment):
            changed = with_question_answered(trip, FactRef(fact=fact, step=step), value)
            assert getattr(changed.itinerary[step], field) == value


def test_a_trip_without_a_way_back_is_led_to_its_start() -> None:
    trip = Trip(itinerary=(Stay(place="s"), replace(ON, origin="z")))
    assert with_end_answered(trip, "back").itinerary[-1] == Leg(origin="c", destination="s")
