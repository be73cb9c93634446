"""What other ways there are, in a small country and in the shipped packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.engine.index import index_of
from advisor.engine.itinerary import plan
from advisor.model.assessment import Assessment
from advisor.model.journey_plan import Medevac
from advisor.model.rule import HourWindow, TimeTest
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import certain
from advisor.planning.alternatives import Alternative, Alternatives, DisagreementError, alternatives
from advisor.planning.parts import Candidate, Option, Whole, best, key_of
from tests.engine.world import (
    CONDITIONS,
    CONFIRMED,
    GO,
    LINKS,
    NO_GO,
    TODAY,
    allow,
    at,
    how,
    leg,
    pack,
    prohibit,
    require,
    service,
    stay,
    trip,
    where,
    window,
)
from tests.rules.shipped import pack_of

HOURS = {"rn6": 8.0, "rn16": 8.0, "air": 1.0, "base-road": 0.5}
TIMED = tuple(replace(link, hours=dict.fromkeys(link.modes, HOURS[link.id]), km=100.0) for link in LINKS)
BY_WAYS = pack(allow(), links=TIMED)
BY_ROAD = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22)), stay("gao", until=at(23, 8)))


def modes(one: Alternative) -> list[str | None]:
    return [step.mode for step in one.trip.itinerary if isinstance(step, Leg)]


def told(found: Alternatives) -> list[tuple[list[str | None], str, int | None]]:
    return [(modes(one), one.range.reported.word, one.minutes) for one in found.ranked]


def test_an_hour_by_air_or_sixteen_by_road() -> None:
    by = pack(allow(), prohibit(where=where(links="rn16")), links=TIMED)
    found = alternatives(BY_ROAD, index_of(by), TODAY)
    assert told(found)[0] == (["flight"], "go", 60)
    assert (["car"], "no-go", 960) in told(found)
    assert [one.as_written for one in found.ranked].count(True) == 1
    assert found.complete
    flight = found.ranked[0]
    assert flight.trip.itinerary[1] == stay("gao", until=at(23, 8))
    assert (flight.moving, flight.km) == (60, 100.0)
    assert any(finding.rule == "prohibit" for finding in found.ranked[-1].assessment.findings)


def test_what_the_journey_plan_says_stays_where_it_still_applies() -> None:
    fetched = Medevac(provider="UN", phone="7", agreed=True)
    crew = {"drivers": ("Ibrahim",), "vehicle": "LC1", "medevac": fetched}
    planned = leg("bamako", "gao", "car", at(20, 6), at(20, 22), **crew)
    found = alternatives(replace(BY_ROAD, itinerary=(planned, *BY_ROAD.itinerary[1:])), index_of(BY_WAYS), TODAY)
    legs = {tuple(modes(one)): [leg for leg in one.trip.itinerary if isinstance(leg, Leg)] for one in found.ranked}
    (flight,), (car,) = legs["flight",], legs["car",]
    assert (car.drivers, car.vehicle, car.medevac) == (("Ibrahim",), "LC1", fetched)
    assert (flight.drivers, flight.vehicle, flight.medevac) == ((), "", replace(fetched, agreed=None))
    plain = alternatives(BY_ROAD, index_of(BY_WAYS), TODAY)
    assert told(found) == told(plain)
    assert found.looked_at == plain.looked_at


def test_a_car_that_waits_at_the_other_end_is_none() -> None:
    """The leg that goes on by car after a flight begins where the car is not."""
    planned = leg("bamako", "camp", "car", at(20, 6), at(20, 22), drivers=("Ibrahim",), vehicle="LC1")
    to_camp = trip(planned, stay("camp", until=at(23, 8)))
    first = alternatives(to_camp, index_of(BY_WAYS), TODAY).ranked[0]
    flight, car = (step for step in first.trip.itinerary if isinstance(step, Leg))
    assert (flight.mode, car.mode) == ("flight", "car")
    assert (car.drivers, car.vehicle) == ((), "")


def test_the_best_by_every_mode_is_among_a_few() -> None:
    def way(mode: str, minutes: int, last: str) -> Candidate:
        """Most of the way by one mode, and a last kilometre."""
        arrives = at(20, 6) + timedelta(minutes=minutes)
        legs = (leg("bamako", "gao", mode, at(20, 6), arrives), leg("gao", "camp", last, arrives, arrives))
        whole = Whole(BY_ROAD, plan(BY_ROAD, pack()), (), [], {})
        option = Option(legs, key_of(legs), frozenset({"camp"}), None, minutes, None)
        return Candidate(whole, (option,), certain(GO), -1, minutes)

    flights = [way("flight", 60 + more, last) for more, last in enumerate(("car", "bus", "flight"))]
    drives = [way("bus", 900, "car"), way("car", 960, "car")]
    assert best([*drives, *flights], 4) == [*flights[:2], *drives]
    assert best([*drives, *flights], 9) == [*flights, *drives]
    assert best([*drives, *flights], 1) == flights[:1]


def test_one_movement_is_told_by_its_own_time_and_distance() -> None:
    way_back = (*BY_ROAD.itinerary, leg("gao", "bamako", "car", at(23, 8), at(24, 0)))
    there_and_back = replace(BY_ROAD, itinerary=way_back)
    found = alternatives(there_and_back, index_of(pack(allow(), links=TIMED)), TODAY, only=2)
    flight = next(one for one in found.ranked if modes(one) == ["car", "flight"])
    assert (flight.minutes, flight.moving, flight.km) == (60, 60, 100.0)
    assert flight.departures
    as_it_is = next(one for one in found.ranked if one.as_written)
    assert (as_it_is.minutes, as_it_is.km) == (960, 200.0)


def test_a_change_of_mode_on_the_way() -> None:
    to_camp = trip(leg("bamako", "camp", "car", at(20, 6), at(20, 22)), stay("camp", until=at(23, 8)))
    found = alternatives(to_camp, index_of(pack(allow(), links=TIMED)), TODAY)
    first = found.ranked[0]
    assert modes(first) == ["flight", "car"]
    assert first.minutes == 90
    legs = [step for step in first.trip.itinerary if isinstance(step, Leg)]
    assert [(one.depart, one.arrive) for one in legs] == [(at(20, 6), at(20, 7)), (at(20, 7), at(20, 7, 30))]


def test_hours_are_looked_for_too() -> None:
    by = pack(allow(), prohibit(when=TimeTest(hours=(HourWindow(6 * 60, 12 * 60),)), how=how(modes="car")), links=TIMED)
    there = trip(leg("bamako", "sevare", "car", at(20, 9), at(20, 17)), stay("sevare", until=at(23, 8)))
    found = alternatives(there, index_of(by), TODAY)
    by_car = next(one for one in found.ranked if modes(one) == ["car"] and not one.as_written)
    assert by_car.range.reported is GO
    assert by_car.trip.itinerary[0] == leg("bamako", "sevare", "car", at(20, 12), at(20, 20))
    assert by_car.departures == ((at(20, 12), at(20, 21, 59)),)  # later, the morning hours would be touched


def test_what_is_confirmed_for_a_leg_is_not_confirmed_for_another_mode() -> None:
    confirmed = trip(
        leg("bamako", "gao", "car", at(20, 6), at(20, 22), measures={"escort": CONFIRMED}), stay("gao", until=at(23, 8))
    )
    by = pack(allow(), require("escort", where=where(links=["rn6", "rn16", "air"])), links=TIMED)
    verdicts = {tuple(modes(one)): one.range.reported for one in alternatives(confirmed, index_of(by), TODAY).ranked}
    assert verdicts["car",] is GO
    assert verdicts["flight",] is CONDITIONS


def test_each_operator_is_an_alternative() -> None:
    other = service(window(until=date(2023, 5, 1), review_by=None), id="gone")
    by = pack(allow(), services=(service(), other), links=TIMED)
    flying = [one for one in alternatives(BY_ROAD, index_of(by), TODAY).ranked if modes(one) == ["flight"]]
    legs = [one.trip.itinerary[0] for one in flying]
    assert [
        (step.operator, one.range.reported) for step, one in zip(legs, flying, strict=True) if isinstance(step, Leg)
    ] == [
        ("unhas", GO),
        ("gone", NO_GO),
    ]


def test_where_no_duration_is_known_none_is_invented() -> None:
    found = alternatives(BY_ROAD, index_of(pack(allow())), TODAY)
    flight = next(one for one in found.ranked if modes(one) == ["flight"])
    assert flight.trip.itinerary[0] == leg("bamako", "gao", "flight", at(20, 6), at(20, 22))
    assert (flight.moving, flight.km) == (None, None)


def test_only_one_movement_is_changed_where_that_is_asked() -> None:
    there_and_back = Trip(
        travellers=BY_ROAD.travellers,
        itinerary=(*BY_ROAD.itinerary, leg("gao", "bamako", "car", at(23, 8), at(23, 23))),
    )
    found = alternatives(there_and_back, index_of(pack(allow(), links=TIMED)), TODAY, only=2)
    assert {modes(one)[0] for one in found.ranked} == {"car"}
    assert {modes(one)[1] for one in found.ranked} == {"car", "bus", "flight"}


def test_stops_on_the_way_can_be_left_out() -> None:
    by_sevare = trip(
        leg("bamako", "sevare", "car", at(20, 6), at(20, 14)),
        leg("sevare", "gao", "car", at(21, 6), at(21, 14)),
        stay("gao", until=at(23, 8)),
    )
    found = alternatives(by_sevare, index_of(pack(allow(), links=TIMED)), TODAY)
    assert modes(found.ranked[0]) == ["flight"]
    assert ["car", "car"] in [modes(one) for one in found.ranked]


def test_it_stops_when_told_to() -> None:
    found = alternatives(BY_ROAD, index_of(pack(allow(), links=TIMED)), TODAY, go_on=lambda _done: False)
    assert (found.ranked, found.complete) == ((), False)


def test_a_disagreement_is_an_internal_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(*args: Any, **named: Any) -> Assessment:  # noqa: ANN401 - whatever assess takes
        return replace(assess(*args, **named), worst=NO_GO)

    monkeypatch.setattr("advisor.planning.alternatives.assess", other)
    with pytest.raises(DisagreementError):
        alternatives(BY_ROAD, index_of(pack(allow(), links=TIMED)), TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mali", "mali-2023"])
def test_every_shipped_trip_has_its_alternatives(name: str) -> None:
    by = pack_of(name)
    for one in by.trips[::16]:
        as_of = one.expect.as_of or by.as_of or date(2026, 8, 25)
        alternatives(one.trip, index_of(by), as_of, most=3)  # raises where what is shown is not what was worked out


def test_gao_is_reached_by_air_rather_than_by_bus() -> None:
    by = pack_of("mali-2023")
    one = next(one for one in by.trips if one.file == "trips/gao-commercial-flight.yaml")
    found = alternatives(one.trip, index_of(by), by.as_of or TODAY)
    assert modes(found.ranked[0]) == ["un-flight", "un-flight"]
    assert found.ranked[0].range.reported is CONDITIONS
