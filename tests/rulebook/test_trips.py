"""Trips in and out of files."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.journey_plan import CheckIn, CheckInEach, Medevac, OverdueStep, Vehicle
from advisor.model.measure import MeasureState
from advisor.model.pack import Expectation
from advisor.model.trip import Leg, Stay, Traveller, Trip, TripContact
from advisor.model.verdict import Verdict
from advisor.rulebook.trips import emit_trip, load_trip
from tests.rulebook.underlined import underlined

TRIP = """\
title: Gao field visit
purpose: Supervise the distribution
travellers:
  - {name: Traveller A, nationality: ML, staff: national, roles: [programme], gender: female}
  - {name: Traveller B, nationality: [NO, DE], staff: visitor, roles: [], facts: {armed: no}}
itinerary:
  - leg: {from: bamako, to: gao-airport, mode: un-flight, depart: 2023-05-20T09:00, via: mopti}
  - leg: {from: gao-airport, to: gao-un-camp, depart: 2023-05-20, measures: {armoured-vehicle: confirmed}}
  - stay: {at: gao-un-camp, until: 2023-05-22T08:00, lodging: un-camp}
measures: {security-briefing: confirmed, medevac-plan: planned}
contacts: []
expect: {as_of: 2023-05-15, verdict: conditions, because: [gao-stay-in-camp]}
"""


def test_a_trip_becomes_values() -> None:
    result = load_trip(TRIP.encode(), "trip.yaml")
    assert result.diagnostics == ()
    assert result.trip == Trip(
        title="Gao field visit",
        purpose="Supervise the distribution",
        travellers=(
            Traveller(name="Traveller A", nationality=("ML",), staff="national", roles=("programme",), gender="female"),
            Traveller(name="Traveller B", nationality=("NO", "DE"), staff="visitor", roles=(), facts={"armed": "no"}),
        ),
        itinerary=(
            Leg(
                origin="bamako",
                destination="gao-airport",
                mode="un-flight",
                depart=datetime(2023, 5, 20, 9, 0),
                via=("mopti",),
            ),
            Leg(
                origin="gao-airport",
                destination="gao-un-camp",
                depart=date(2023, 5, 20),
                measures={"armoured-vehicle": MeasureState.CONFIRMED},
            ),
            Stay(place="gao-un-camp", until=datetime(2023, 5, 22, 8, 0), lodging="un-camp"),
        ),
        measures={"security-briefing": MeasureState.CONFIRMED, "medevac-plan": MeasureState.PLANNED},
    )
    assert result.expect == Expectation(
        as_of=date(2023, 5, 15), verdict=Verdict.CONDITIONS, because=("gao-stay-in-camp",)
    )


def test_what_is_left_open_is_not_known_rather_than_none() -> None:
    result = load_trip(b"travellers: [{name: A, nationality: , roles: , measures: }]\nfacts:\n", "trip.yaml")
    assert result.diagnostics == ()
    assert result.trip == Trip(travellers=(Traveller(name="A"),))


@pytest.mark.parametrize(
    ("written", "code", "at", "suggestion"),
    [
        ("titel: x\n", "unknown-key", "titel", "title"),
        ("title: 3\n", "wrong-type", "3", '"3"'),
        ("title: [a]\n", "wrong-type", "[a]", None),
        ("itinerary: [{leg: {from: a, two: b}}]\n", "unknown-key", "two", "to"),
        ("itinerary: [{leg: {from: a}}]\n", "missing-key", "from", None),
        ("itinerary: [{leg: {from: a, to: b, depart: tomorrow}}]\n", "bad-time", "tomorrow", None),
        ("itinerary: [{leg: {from: a, to: b, depart: 2023-05-20T25:00}}]\n", "bad-time", "2023-05-20T25:00", None),
        ("itinerary:\n - leg: {from: a, to: b}\n   stay: {at: b}\n", "leg-or-stay",
         "leg: {from: a, to: b}\n   stay: {at: b}", None),
        ("itinerary: [{leg: }]\n", "leg-or-stay", "{leg: }", None),
        ("measures: {escort: comfirmed}\n", "unknown-value", "comfirmed", "confirmed"),
        ("facts: {armed: true}\n", "wrong-type", "true", "yes"),
        ("travellers: Traveller A\n", "wrong-type", "Traveller A", None),
        ("- a\n", "wrong-type", "- a", None),
        ("expect: {verdict: maybe}\n", "unknown-value", "maybe", None),
        ("expect:\n", "empty-value", "expect", None),
        ("check_ins: [{daily: 7 pm}]\n", "bad-hour", "7 pm", None),
        ("check_ins: [{at: 2023-05-20}]\n", "bad-time", "2023-05-20", None),
        ("check_ins: [{each: arival}]\n", "unknown-value", "arival", "arrival"),
        ("check_ins: [{every_hours: 0}]\n", "out-of-range", "0", None),
        ("overdue: [{after: -30}]\n", "out-of-range", "-30", None),
        ("vehicles: [{plates: x}]\n", "unknown-key", "plates", "plate"),
        ("itinerary: [{leg: {from: a, to: b, medevac: {agreed: yes}}}]\n", "wrong-type", "yes", None),
        ("", "empty-file", "", None),
        ("title: a\ntitle: b\n", "duplicate-key", "title", None),
    ],
)  # fmt: skip
def test_faults_of_shape(written: str, code: str, at: str, suggestion: str | None) -> None:
    result = load_trip(written.encode(), "trip.yaml")
    assert result.trip is None
    (fault,) = result.diagnostics
    assert (fault.code, fault.suggestion) == (code, suggestion)
    assert fault.span is not None
    assert underlined(written, fault.span) == at


def test_all_faults_come_at_once() -> None:
    written = b"titel: x\ntravellers: [{nmae: A}]\nitinerary: [{leg: {from: a, to: b, depart: soon}}, {}]\n"
    codes = [fault.code for fault in load_trip(written, "trip.yaml").diagnostics]
    assert codes == ["unknown-key", "unknown-key", "bad-time", "leg-or-stay"]


def test_words_nobody_declared_are_no_faults() -> None:
    written = (
        b"travellers: [{nationality: XX, staff: friend, gender: x, roles: y}]\nitinerary: [{stay: {at: Nowhere}}]\n"
    )
    assert load_trip(written, "trip.yaml").diagnostics == ()


def test_a_trip_is_written_as_a_person_would() -> None:
    trip = load_trip(TRIP.encode(), "trip.yaml").trip
    assert trip is not None
    written = emit_trip(trip)
    assert "  - {name: Traveller A, nationality: [ML], staff: national" in written
    assert "  - stay: {at: gao-un-camp, until: 2023-05-22T08:00, lodging: un-camp}" in written
    assert written.startswith("title: Gao field visit\npurpose: Supervise the distribution\n")
    assert "expect" not in written


def test_an_empty_trip_shows_what_to_fill_in() -> None:
    assert emit_trip(Trip()) == "travellers: []\nitinerary: []\n"


def test_a_trip_without_a_journey_plan_is_written_as_it_always_was() -> None:
    written = """\
travellers:
  - {name: A, staff: national}
itinerary:
  - leg: {from: a, to: b, mode: bus}
  - stay: {at: b, lodging: Guest house}
contacts:
  - {name: C, role: host, phone: "1"}
notes: |-
  one
  two
"""
    trip = load_trip(written.encode(), "trip.yaml").trip
    assert trip is not None
    assert emit_trip(trip) == written


def test_a_journey_plan_is_written_as_a_person_would() -> None:
    trip = Trip(
        travellers=(Traveller(name="A", phone="+223 1", emergency=TripContact(name="B", role="sister")),),
        itinerary=(Leg(origin="a", destination="b", drivers=("A",), medevac=Medevac(agreed=False)),),
        vehicles=(Vehicle(name="Pick-up", carries=("radio",)),),
        check_ins=(CheckIn(daily=(time(7),), every_hours=2.0), CheckIn()),
        overdue=(OverdueStep(after=0, what="call"),),
    )
    assert (
        emit_trip(trip)
        == """\
travellers:
  - name: A
    phone: "+223 1"
    emergency: {name: B, role: sister}
itinerary:
  - leg:
      from: a
      to: b
      drivers: [A]
      medevac: {agreed: false}
vehicles:
  - {name: Pick-up, carries: [radio]}
check_ins:
  - {daily: ["07:00"], every_hours: 2}
  - {}
overdue:
  - {after: 0, what: call}
"""
    )


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["NO", "yes", "18:30", "0123", "null", "~", "1.5", "2023-05-20", "- a", "a: b", "#", "'", '"', " x ", "a\nb\n"]
)
MOMENTS = st.none() | st.dates() | st.datetimes()
STATES = st.dictionaries(WORDS, st.sampled_from(MeasureState), max_size=2)
FACTS = st.dictionaries(WORDS, WORDS, max_size=2)
MANY = st.lists(WORDS, max_size=3).map(tuple)
CONTACTS = st.builds(TripContact, name=WORDS, role=WORDS, phone=WORDS)
MEDEVACS = st.builds(Medevac, provider=WORDS, phone=WORDS, hospital=WORDS, agreed=st.none() | st.booleans())
CHECK_INS = st.builds(
    CheckIn,
    at=st.none() | st.datetimes(),
    daily=st.lists(st.times().map(lambda hour: hour.replace(second=0, microsecond=0)), max_size=2).map(tuple),
    each=st.lists(st.sampled_from(CheckInEach).map(str), max_size=2).map(tuple),
    every_hours=st.none() | st.floats(0.25, 100),
    place=WORDS,
    whom=WORDS,
)
TRAVELLERS = st.builds(
    Traveller,
    name=WORDS,
    nationality=st.none() | MANY,
    staff=st.none() | WORDS,
    roles=st.none() | MANY,
    gender=st.none() | WORDS,
    facts=FACTS,
    measures=STATES,
    phone=WORDS,
    radio=WORDS,
    emergency=st.none() | CONTACTS,
)
LEGS = st.builds(
    Leg,
    origin=WORDS,
    destination=WORDS,
    mode=st.none() | WORDS,
    depart=MOMENTS,
    arrive=MOMENTS,
    via=MANY,
    route=st.none() | WORDS,
    operator=st.none() | WORDS,
    measures=STATES,
    drivers=MANY,
    vehicle=WORDS,
    medevac=st.none() | MEDEVACS,
)
STAYS = st.builds(
    Stay,
    place=WORDS,
    start=MOMENTS,
    until=MOMENTS,
    lodging=WORDS,
    measures=STATES,
    lodging_phone=WORDS,
    lodging_address=WORDS,
)
TRIPS = st.builds(
    Trip,
    title=WORDS,
    purpose=WORDS,
    pack=st.none() | WORDS.filter(bool),  # no pack has an empty name
    travellers=st.lists(TRAVELLERS, max_size=3).map(tuple),
    itinerary=st.lists(LEGS | STAYS, max_size=3).map(tuple),
    facts=FACTS,
    measures=STATES,
    contacts=st.lists(CONTACTS, max_size=2).map(tuple),
    vehicles=st.lists(st.builds(Vehicle, name=WORDS, plate=WORDS, carries=MANY), max_size=2).map(tuple),
    check_ins=st.lists(CHECK_INS, max_size=2).map(tuple),
    overdue=st.lists(
        st.builds(OverdueStep, after=st.none() | st.integers(0, 10_080), who=WORDS, what=WORDS), max_size=2
    ).map(tuple),
    notes=WORDS,
)


@given(TRIPS)
def test_a_written_trip_reads_back_equal(trip: Trip) -> None:
    result = load_trip(emit_trip(trip).encode(), "trip.yaml")
    assert result.diagnostics == ()
    assert result.trip == trip
