"""From a button on the right side to another trip: conditions met, questions answered. No Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from advisor.engine.questions import with_answer
from advisor.gui.planner import editing
from advisor.model.assessment import Assessment, Condition, FactRef
from advisor.model.measure import MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.trip import Leg, Stay, Step, Trip
from advisor.planning.way_back import end_of, start_of, way_back


def with_condition_met(
    trip: Trip, assessment: Assessment, pack: Pack, condition: Condition, measure: str, state: MeasureState
) -> Trip:
    """The trip with a measure stated where its scope says it counts.

    A stay that only followed from the legs is written down for it. A traveller's measure that a condition asks for
    without naming one is stated of all whom its rules concern there.
    """
    declared = pack.measures.get(measure)
    scope = declared.scope if declared is not None else condition.scope
    if scope is Scope.STEP and condition.step is not None:
        trip, place = _written(trip, assessment, condition.step)
        return editing.with_measure(trip, Scope.STEP, place, measure, state)
    if scope is Scope.TRAVELLER:
        people = [condition.traveller] if condition.traveller is not None else _concerned(assessment, condition)
        for person in people:
            trip = editing.with_measure(trip, Scope.TRAVELLER, person, measure, state)
        return trip
    return editing.with_measure(trip, scope, None, measure, state)


def _written(trip: Trip, assessment: Assessment, step: int) -> tuple[Trip, int | None]:
    """The place of an assessed step in the itinerary, into which it is put where it is not written yet."""
    if not 0 <= step < len(assessment.steps):
        return trip, None
    result = assessment.steps[step]
    if result.written is not None:
        return trip, result.written
    place = 0 if result.after is None else result.after + 1
    steps = editing.inserted_at(trip.itinerary, place, Stay(place=result.origin))
    return replace(trip, itinerary=steps), place


def _concerned(assessment: Assessment, condition: Condition) -> list[int]:
    people = {
        person
        for finding in assessment.findings
        if finding.rule in condition.rules
        for exposure in finding.exposures
        if condition.step is None or exposure.step == condition.step
        for person in exposure.travellers
    }
    return sorted(people) or list(range(len(assessment.trip.travellers)))


def with_question_answered(trip: Trip, about: FactRef, value: str | date) -> Trip:
    """The trip with an unknown fact stated; unchanged where what it was about is gone."""
    if about.traveller is not None and about.traveller >= len(trip.travellers):
        return trip
    if about.step is not None and about.step >= len(trip.itinerary):
        return trip
    if isinstance(value, date):
        return _with_time(trip, about, value)
    return with_answer(trip, about, value)


def _with_time(trip: Trip, about: FactRef, value: date) -> Trip:
    """The trip with a time of a written step stated; a day alone will do."""
    if about.step is None:
        return trip
    step: Step = trip.itinerary[about.step]
    if isinstance(step, Leg):
        step = replace(step, depart=value) if about.fact == "depart" else replace(step, arrive=value)
    else:
        step = replace(step, start=value) if about.fact == "from" else replace(step, until=value)
    return editing.with_step(trip, about.step, step)


def with_end_answered(trip: Trip, how: str) -> Trip:
    """The trip going on from where it ends: `back` the same way, `leaves` the area, or `stays`."""
    end = end_of(trip)
    added: tuple[Step, ...] = (Stay(place=end),)
    if how == "back":
        added = way_back(trip) or (Leg(origin=end, destination=start_of(trip)),)
    elif how == "leaves":
        added = (Leg(origin=end, destination=OUTSIDE),)
    return replace(trip, itinerary=trip.itinerary + added)
