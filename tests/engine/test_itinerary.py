"""From what the planner wrote to an unbroken trip: times, stops, ways, chains and open ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.model.assessment import StepKind
from advisor.model.network import Link
from advisor.model.rule import Activity, HourWindow, MovementKind, PlaceRole, TimeTest
from advisor.model.trip import Trip, When
from advisor.model.verdict import Verdict
from tests.engine.world import (
    GO,
    LINKS,
    NO_GO,
    PLACES,
    REFER,
    TODAY,
    allow,
    asked,
    at,
    bounds,
    day,
    drive,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    reasons,
    route,
    stay,
    trip,
    verdict,
    where,
)

OPEN = pack(allow())


def times(of: Trip, step: int) -> tuple[datetime | None, datetime | None]:
    """The earliest and the latest that a step can take, as reported."""
    found = assess(of, OPEN, TODAY).steps[step]
    return found.earliest, found.latest


# ---------------------------------------------------------------------------------------------------- times


def test_a_time_is_exact_and_a_date_leaves_its_day_open() -> None:
    assert times(trip(leg("bamako", "sevare", "car", at(20, 9), at(20, 17)), stay("sevare", until=at(20, 18))), 0) == (
        at(20, 9),
        at(20, 17),
    )
    assert times(trip(leg("bamako", "sevare", "car", day(20)), stay("sevare", until=at(22, 8))), 0) == (
        at(20, 0),
        at(20, 23, 59),
    )
    assert times(trip(stay("bamako", day(18)), leg("bamako", "sevare", "car", None, day(20))), 1) == (
        at(20, 0),
        at(20, 23, 59),
    )


def test_an_unstated_time_lies_between_its_neighbours() -> None:
    gap = trip(leg("bamako", "sevare", "car", at(20, 9)), leg("sevare", "bamako", "car", at(22, 9), at(22, 17)))
    assert times(gap, 0) == (at(20, 9), at(22, 9))
    assert times(gap, 1) == (at(20, 9), at(22, 9))


def test_a_leg_with_nothing_after_it_arrives_that_day_and_with_nothing_before_it_departs_that_day() -> None:
    assert times(trip(leg("bamako", "sevare", "car", at(20, 9)), stay("sevare")), 0) == (at(20, 9), at(20, 23, 59))
    assert times(trip(leg("bamako", "sevare", "car", None, at(20, 17)), stay("sevare", until=at(21, 8))), 0) == (
        at(20, 0),
        at(20, 17),
    )


def test_nothing_stated_is_nothing_known() -> None:
    assert times(trip(leg("bamako", "sevare"), stay("sevare")), 0) == (None, None)


def test_a_stay_begins_when_the_leg_arrives_and_ends_when_the_next_departs() -> None:
    written = trip(
        leg("bamako", "sevare", "car", at(20, 9), at(20, 17)),
        stay("sevare"),
        leg("sevare", "bamako", "car", at(21, 9), at(21, 17)),
    )
    assert times(written, 1) == (at(20, 17), at(21, 9))


def test_the_ends_of_a_stay_serve_as_arrival_and_departure() -> None:
    """Also where the leg's own day was only guessed from its other end (once, the guess won)."""
    written = trip(
        leg("bamako", "sevare", "car", day(20)),
        stay("sevare", at(21, 6), at(22, 20)),
        leg("sevare", "bamako", "car", None, day(23)),
    )
    assert times(written, 0) == (at(20, 0), at(21, 6))
    assert times(written, 1) == (at(21, 6), at(22, 20))
    assert times(written, 2) == (at(22, 20), at(23, 23, 59))


def test_between_two_stays_no_hour_goes_unassessed() -> None:
    """Regression: the night between a stay that ended on the 20th and one that began on the 21st was nobody's."""
    two = trip(stay("gao", at(20, 10), at(20, 18)), stay("gao", at(21, 8), at(21, 12)))
    nights = prohibit(how=how(activities=Activity.OVERNIGHT))
    assert verdict(two, pack(allow(), nights)) is NO_GO


@pytest.mark.parametrize(
    "contradiction",
    [
        (leg("bamako", "sevare", "car", at(20, 9), at(20, 8)), stay("sevare", until=at(21, 8))),
        (leg("bamako", "sevare", "car", at(20, 9), at(20, 17)), leg("sevare", "bamako", "car", at(20, 16))),
        (stay("gao", at(20, 9), at(20, 8)),),
        (stay("sevare", at(20, 8), at(20, 18)), leg("sevare", "bamako", "car", at(20, 16), at(20, 23))),
        (leg("bamako", "sevare", "car", at(20, 9), at(20, 17)), stay("sevare", at(20, 16), at(21, 8))),
        (stay("gao", at(20, 8), at(20, 18)), stay("gao", at(20, 16), at(20, 23))),
    ],
    ids=["arrives before it departs", "leaves before it arrives", "stay", "stays on", "is there already", "two stays"],
)
def test_times_that_contradict_one_another_are_referred(contradiction: tuple[Any, ...]) -> None:
    found = assess(trip(*contradiction), OPEN, TODAY)
    assert found.verdict is REFER
    assert "structure.times-out-of-order" in reasons(found)


@pytest.mark.parametrize("when", [datetime(1900, 1, 1), datetime(9999, 12, 31)])
def test_a_year_off_the_calendar_is_referred(when: When) -> None:
    found = assess(trip(stay("gao", when, when)), OPEN, TODAY)
    assert found.verdict is REFER
    assert "structure.date-out-of-range" in reasons(found)


def test_a_trip_of_many_years_is_referred() -> None:
    found = assess(trip(stay("gao", at(20, 8), datetime(2033, 1, 1))), OPEN, TODAY)
    assert found.verdict is REFER
    assert "structure.too-long" in reasons(found)


def test_local_times_are_local_to_their_place() -> None:
    east = tuple(replace(place, time_zone="Africa/Lagos") if place.id == "gao" else place for place in PLACES)
    early = prohibit(where=where(places="gao"), when=TimeTest(hours=(HourWindow(0, 6 * 60),)))
    arriving = trip(leg("sevare", "gao", "car", at(20, 1), at(20, 6)), stay("gao", until=at(20, 9)))
    assert verdict(arriving, pack(allow(), early, places=east)) is GO
    arriving = trip(leg("sevare", "gao", "car", at(20, 1), at(20, 5, 59)), stay("gao", until=at(20, 9)))
    assert verdict(arriving, pack(allow(), early, places=east)) is NO_GO
    found = assess(arriving, pack(allow(), places=east), TODAY).steps[0]
    assert (found.earliest, found.latest) == (at(20, 1), at(20, 5, 59))


# ---------------------------------------------------------------------------------------------------- stops


def test_a_gap_becomes_a_stay() -> None:
    gap = trip(
        leg("bamako", "sevare", "car", at(20, 8), at(20, 16)), leg("sevare", "bamako", "car", at(20, 18), at(21, 2))
    )
    stop = assess(gap, OPEN, TODAY).steps[1]
    assert (stop.kind, stop.written, stop.after, stop.origin) == (StepKind.STAY, None, 0, "sevare")
    visits = prohibit(where=where(places="sevare"), how=how(activities=Activity.DAY_VISIT))
    nights = prohibit(where=where(places="sevare"), how=how(activities=Activity.OVERNIGHT))
    assert (verdict(gap, pack(allow(), visits)), verdict(gap, pack(allow(), nights))) == (NO_GO, GO)


def test_passing_on_at_the_very_minute_is_no_stop() -> None:
    through = trip(
        leg("bamako", "sevare", "car", at(20, 8), at(20, 16)), leg("sevare", "bamako", "car", at(20, 16), at(21, 2))
    )
    assert len(assess(through, OPEN, TODAY).steps) == 2
    stops = prohibit(where=where(places="sevare", roles=PlaceRole.STAY))
    assert verdict(through, pack(allow(), stops)) is GO


def test_an_open_end_gets_one_night_and_the_question_how_it_goes_on() -> None:
    away = trip(leg("bamako", "sevare", "car", at(20, 8), at(20, 16)))
    found = assess(away, OPEN, TODAY)
    night = found.steps[1]
    assert (night.written, night.overnight, night.latest) == (None, True, at(21, 12))
    assert asked(found) == ["onward"]
    assert verdict(away, pack(allow(), prohibit(how=how(activities=Activity.OVERNIGHT)))) is NO_GO


@pytest.mark.parametrize(
    ("steps", "nights", "questions"),
    [
        ((leg("gao", "camp", "car", at(20, 8), at(20, 9)),), 0, 0),
        ((leg("camp", "camp", "car", at(20, 8), at(20, 9)),), 0, 0),
        ((leg("bamako", "outside", "car", at(20, 8), at(20, 9)),), 0, 0),
        ((stay("bamako", at(20, 8), at(20, 9)),), 0, 0),
        ((leg("bamako", "sevare", "car", at(20, 8), at(20, 16)), stay("sevare", until=at(21, 8))), 0, 1),
        ((leg("outside", "bamako", "car", at(20, 8), at(20, 16)),), 1, 1),
    ],
    ids=["into its town", "round", "out of the area", "stays", "written stay", "into the area"],
)
def test_which_ends_are_open(steps: tuple[Any, ...], nights: int, questions: int) -> None:
    found = assess(trip(*steps), OPEN, TODAY)
    assert sum(step.written is None for step in found.steps) == nights
    assert asked(found).count("onward") == questions


# ---------------------------------------------------------------------------------------------------- chains


def test_a_leg_that_starts_where_the_last_did_not_end_is_referred() -> None:
    jump = trip(
        leg("bamako", "sevare", "car", at(20, 8), at(20, 16)),
        leg("bamako", "sevare", "car", at(21, 8), at(21, 16)),
        stay("sevare", until=at(22, 8)),
    )
    found = assess(jump, OPEN, TODAY)
    assert (found.verdict, reasons(found)) == (REFER, ["structure.broken-chain"])
    assert all(one.reported is REFER for one in found.steps[2].by_traveller)


def test_a_town_and_a_zone_in_it_are_no_break_but_two_zones_are() -> None:
    landing = leg("bamako", "airport", "flight", at(20, 8), at(20, 11))
    on_from: dict[str, Any] = {"destination": "camp", "mode": "car", "depart": at(20, 12), "arrive": at(20, 13)}
    end = stay("camp", until=at(21, 8))
    bases = pack(allow(), links=LINKS[2:])
    assert verdict(trip(landing, leg("gao", **on_from), end), bases) is GO
    assert verdict(trip(landing, leg("airport", **on_from), end), bases) is GO
    back = leg("camp", "airport", "car", at(20, 12), at(20, 13))
    assert "structure.broken-chain" in reasons(
        assess(trip(landing, back, stay("airport", until=at(21, 8))), OPEN, TODAY)
    )


def test_two_zones_are_a_break_even_where_roads_end_at_their_town() -> None:
    """Regression: between two zones without roads of their own nothing seemed broken, both being the town's."""
    to_camp = leg("sevare", "camp", "bus", at(20, 6), at(20, 18))
    from_airport = leg("airport", "sevare", "bus", at(21, 6), at(21, 18))
    found = assess(trip(to_camp, from_airport), OPEN, TODAY)
    assert (found.verdict, "structure.broken-chain" in reasons(found)) == (REFER, True)


# ---------------------------------------------------------------------------------------------------- ways


SHORT_CUT = (*LINKS, replace(LINKS[1], id="track"))
"""Two links from Sévaré to Gao."""


def to_gao(**fields: Any) -> Trip:  # noqa: ANN401 - the fields of Leg
    return trip(leg("sevare", "gao", "car", at(20, 6), at(20, 18), **fields), stay("gao", until=at(20, 19)))


def test_of_several_ways_one_is_taken_and_nobody_knows_which() -> None:
    no_track = prohibit(where=where(links="track"))
    two_ways = pack(allow(), no_track, links=SHORT_CUT)
    assert bounds(to_gao(), two_ways) == (GO, NO_GO)
    assert (verdict(to_gao(route="rn16"), two_ways), verdict(to_gao(route="track"), two_ways)) == (GO, NO_GO)
    found = assess(to_gao(), two_ways, TODAY)
    assert not next(one for one in found.findings if one.rule == "prohibit").certain
    (question,) = [one for one in found.questions if one.about.fact == "route"]
    assert {answer.value: answer.range.reported for answer in question.answers} == {"rn16": GO, "track": NO_GO}


def test_direct_links_and_declared_routes_come_before_free_search() -> None:
    far = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22)), stay("gao", until=at(20, 23)))
    searched = assess(far, pack(allow(), links=SHORT_CUT), TODAY)
    assert "route" in {finding.about.fact for finding in searched.questions} or searched.steps[0].links == ()
    declared = assess(far, pack(allow(), links=SHORT_CUT, routes=[route("main", "rn6", "rn16")]), TODAY)
    assert declared.steps[0].links == ("rn6", "rn16")


def test_a_route_restricts_and_runs_backwards_too() -> None:
    main = [route("main", "rn6", "rn16")]
    back = trip(leg("gao", "bamako", "car", at(20, 6), at(20, 22), route="main"), stay("bamako", until=at(20, 23)))
    assert assess(back, pack(allow(), links=SHORT_CUT, routes=main), TODAY).steps[0].links == ("rn16", "rn6")
    one_way = tuple(replace(link, one_way=True) if link.id == "rn16" else link for link in SHORT_CUT)
    found = assess(back, pack(allow(), links=one_way, routes=main), TODAY)
    assert (found.verdict, reasons(found)) == (REFER, ["structure.no-way"])


def test_via_joins_ways_from_place_to_place() -> None:
    past = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22), via=("sevare",)), stay("gao", until=at(20, 23)))
    assert assess(past, OPEN, TODAY).steps[0].links == ("rn6", "rn16")
    assert reasons(assess(trip(leg("bamako", "sevare", "car", day(20), via=("gao",)), stay("sevare")), OPEN, TODAY))


def test_more_ways_than_can_be_told_apart_are_referred() -> None:
    many = tuple(replace(LINKS[1], id=f"track{number}") for number in range(17))
    found = assess(to_gao(), pack(allow(), links=many), TODAY)
    assert (found.verdict, "structure.too-many-ways" in reasons(found)) == (REFER, True)


def test_a_wide_destination_may_lie_behind_its_first_node() -> None:
    """Regression: free search stopped at the camp, though "Gao" may as well be the airport behind it."""
    links = (LINKS[0], replace(LINKS[1], end="camp"), LINKS[3])
    far = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22)), stay("gao", until=at(20, 23)))
    assert bounds(far, pack(allow(), prohibit(where=where(links="base-road")), links=links)) == (GO, NO_GO)


def test_from_a_place_known_more_finely_other_ways_fall_away() -> None:
    links = (
        *LINKS[:3],
        replace(LINKS[1], id="camp-road", end="camp"),
        replace(LINKS[1], id="airport-road", end="airport"),
    )
    roads = tuple(link for link in links if link.id != "rn16")
    home = leg("gao", "sevare", "car", at(21, 6), at(21, 18))
    from_the_camp = trip(stay("camp", at(20, 18), at(21, 6)), home, stay("sevare", until=at(21, 19)))
    assert assess(from_the_camp, pack(allow(), links=roads), TODAY).steps[1].links == ("camp-road",)
    assert assess(trip(home, stay("sevare")), pack(allow(), links=roads), TODAY).steps[0].links == ()


def test_a_leg_inside_one_place_needs_no_link() -> None:
    around = trip(leg("gao", "gao", "car", at(20, 8), at(20, 12)))
    assert verdict(around, OPEN) is GO
    assert bounds(around, pack(allow(), prohibit(where=where(places="camp")))) == (GO, NO_GO)
    assert verdict(around, pack(allow(), prohibit(how=how(activities=Activity.MOVING)))) is NO_GO


def test_a_stop_written_more_finely_than_the_network_is_exposed_too() -> None:
    market = (*PLACES, replace(PLACES[4], id="market", within="sevare"))
    closed = prohibit(where=where(places="market"))
    for shopping in (
        trip(
            leg("bamako", "market", "car", at(20, 6), at(20, 14)),
            leg("market", "bamako", "car", at(20, 14), at(20, 22)),
        ),
        trip(leg("market", "bamako", "car", at(20, 6), at(20, 14)), stay("bamako", until=at(20, 15))),
    ):
        assert verdict(shopping, pack(allow(), closed, places=market)) is NO_GO


# ---------------------------------------------------------------------------------------------------- unknown words


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"origin": "atlantis"}, "structure.unknown-place"),
        ({"destination": "atlantis"}, "structure.unknown-place"),
        ({"via": ("atlantis",)}, "structure.unknown-place"),
        ({"mode": "camel"}, "structure.unknown-mode"),
        ({"route": "silk-road"}, "structure.unknown-route"),
        ({"operator": "nobody"}, "structure.unknown-operator"),
        ({"mode": "flight"}, "structure.no-way"),
    ],
)
def test_an_undeclared_word_is_not_assessed(fields: dict[str, Any], reason: str) -> None:
    whole: dict[str, Any] = {
        "origin": "sevare",
        "destination": "gao",
        "depart": at(20, 6),
        "arrive": at(20, 18),
        **fields,
    }
    found = assess(trip(leg(**whole)), OPEN, TODAY)
    assert found.verdict is REFER
    assert reason in reasons(found)
    assert found.steps[0].by_traveller[0].worst >= REFER


@pytest.mark.parametrize("fields", [{"route": "silk-road"}, {"operator": "nobody"}])
def test_a_misspelt_route_or_operator_hides_no_prohibition(fields: dict[str, Any]) -> None:
    """Regression: a word nobody knows made a NO-GO a REFER."""
    assert verdict(to_gao(**fields), pack(allow(), prohibit(where=where(links="rn16")))) is NO_GO


def test_who_goes_on_from_a_misspelt_place_may_have_come_from_any() -> None:
    """Regression: he came from nowhere, so that a rule about where he came from did not hold, and its opposite did."""
    onward = trip(
        leg("baamko", "sevare", "car", at(20, 6), at(20, 9)),
        leg("sevare", "gao", "car", at(20, 9), at(20, 18)),
        stay("gao", until=at(20, 19)),
    )
    for asking in (
        how(origins="bamako"), how(not_origins="bamako"), how(origins="outside"), how(movements=MovementKind.ENTERING),
        how(movements=MovementKind.LEAVING), how(movements=MovementKind.WITHIN),
    ):  # fmt: skip
        found = assess(onward, pack(allow(), prohibit(where=where(regions="mali"), how=asking)), TODAY)
        expected = (GO, GO) if asking == how(movements=MovementKind.LEAVING) else (GO, NO_GO)
        assert (found.steps[1].range.best, found.steps[1].range.worst) == expected


def test_a_leg_without_a_mode_may_be_anything() -> None:
    found = assess(trip(leg("sevare", "gao", None, at(20, 6), at(20, 18)), stay("gao", until=at(20, 19))), OPEN, TODAY)
    assert (found.best, found.worst, found.verdict) == (GO, NO_GO, REFER)
    (question,) = [one for one in found.questions if one.about.fact == "mode"]
    assert [answer.value for answer in question.answers] == ["bus", "car"]


def test_a_stay_at_an_unknown_place_is_not_assessed() -> None:
    found = assess(night_in("atlantis"), OPEN, TODAY)
    assert (found.verdict, reasons(found)) == (REFER, ["structure.unknown-place"])


def test_cutting_a_leg_where_it_does_not_stop_changes_nothing() -> None:
    whole = trip(leg("bamako", "gao", "car", at(20, 6), at(20, 22)), stay("gao", until=at(20, 23)))
    cut = trip(
        leg("bamako", "sevare", "car", at(20, 6), at(20, 12)),
        leg("sevare", "gao", "car", at(20, 12), at(20, 22)),
        stay("gao", until=at(20, 23)),
    )
    for banned in (
        prohibit(where=where(places="gao", roles=PlaceRole.DESTINATION)),
        prohibit(where=where(places="sevare", roles=PlaceRole.TRANSIT)),
        prohibit(where=where(places="sevare", roles=(PlaceRole.STAY, PlaceRole.ORIGIN, PlaceRole.DESTINATION))),
    ):
        assert bounds(cut, pack(allow(), banned)) == bounds(whole, pack(allow(), banned))


def test_the_example_drive_ends_where_it_says() -> None:
    expected: Verdict = GO
    assert verdict(drive(), OPEN) is expected


def test_a_leg_starts_from_where_the_party_is_however_often_the_trip_is_changed() -> None:
    """A wide word for its start leaves two roads; which is taken hangs on the leg before, and on nothing remembered."""
    west = Link(id="west", start="bamako", end="gao", modes=frozenset({"car"}))
    rules = pack(allow(), prohibit(where=(where(links="west"),)), links=(*LINKS, west))

    def after(origin: str, destination: str) -> Verdict:
        before = leg(origin, destination, "car", at(20, 8), at(20, 16))
        return verdict(trip(before, leg("south", "gao", "car", at(21, 8), at(21, 16))), rules)

    answers = [after("sevare", "bamako"), after("bamako", "sevare"), after("sevare", "bamako")]
    assert answers == [NO_GO, GO, NO_GO]
