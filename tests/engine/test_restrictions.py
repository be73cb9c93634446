"""Restrictions bite: where, how and when they do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.engine.assess import assess
from advisor.engine.sun import night_of
from advisor.model.rule import Activity, Effect, HourWindow, MovementKind, PlaceRole, Selector, TimeTest
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from tests.engine.world import (
    CONFIRMED,
    GO,
    NO_GO,
    PLACES,
    REFER,
    TODAY,
    allow,
    at,
    bounds,
    caution,
    day,
    drive,
    finding,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    provider,
    refer,
    rule,
    service,
    stay,
    trip,
    verdict,
    visit,
    where,
    window,
    without_coordinates,
)

TO_GAO = trip(leg("sevare", "gao", depart=at(20, 6), arrive=at(20, 18)), stay("gao", until=at(20, 19)))


def test_the_worst_of_what_bites_counts_and_no_rule_outranks_another() -> None:
    both = pack(allow(), prohibit(where=where(places="gao")), refer())
    assert verdict(visit(), both) is NO_GO
    assert verdict(visit("sevare"), both) is REFER
    assert verdict(visit(), pack(allow(), refer())) is REFER


def test_caution_and_inform_are_listed_and_change_nothing() -> None:
    found = assess(visit(), pack(allow(), caution(), rule(Effect.INFORM)), TODAY)
    assert found.verdict is GO
    assert {finding(found, "caution").certain, finding(found, "inform").certain} == {True}


def test_inform_may_depend_on_what_runs() -> None:
    while_there = rule(Effect.INFORM, depends_on=frozenset({"mission"}))
    assert finding(assess(visit(), pack(while_there), TODAY), "inform").certain
    gone = assess(visit(), pack(while_there, providers=[provider(window(until=day(19)))]), TODAY)
    assert "inform" not in [found.rule for found in gone.findings]


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (where(places="sevare"), NO_GO),
        (where(places="gao"), NO_GO),
        (where(places="north"), NO_GO),
        (where(places="south"), NO_GO),
        (where(places="bamako"), GO),
        (where(regions="north"), NO_GO),
        (where(links="rn16"), NO_GO),
        (where(links="rn6"), GO),
        (where(near_places=(), near_links="rn16"), NO_GO),
        (where(near_places="gao", near_links=()), NO_GO),
        (where(near_places="bamako", near_links="rn6"), GO),
        (where(links="rn16", except_links="rn16"), GO),
        (where(links="rn16", except_places="north"), NO_GO),
        (where(links="rn16", except_places=("north", "south")), GO),
        (where(regions="north", links="rn6"), GO),
    ],
)
def test_where_a_rule_bites_on_the_road_to_gao(selector: Selector, expected: Verdict) -> None:
    assert verdict(TO_GAO, pack(allow(), prohibit(where=selector))) is expected


def test_a_link_through_a_region_lies_in_it() -> None:
    from dataclasses import replace

    from tests.engine.world import LINKS

    detour = [replace(link, through=("north",)) if link.id == "rn6" else link for link in LINKS]
    banned = prohibit(where=where(regions="north"))
    assert verdict(drive(), pack(allow(), banned)) is GO
    assert verdict(drive(), pack(allow(), banned, links=detour)) is NO_GO
    only_south = allow(where=where(places="south"))
    assert verdict(drive(), pack(only_south)) is GO
    assert verdict(drive(), pack(only_south, links=detour)) is REFER


@pytest.mark.parametrize(
    ("place", "expected"), [("camp", (NO_GO, NO_GO)), ("gao", (GO, NO_GO)), ("airport", (GO, GO)), ("sevare", (GO, GO))]
)
def test_a_stop_named_more_coarsely_than_the_rule_cannot_be_told(place: str, expected: tuple[Verdict, Verdict]) -> None:
    assert bounds(visit(place), pack(allow(), prohibit(where=where(places="camp")))) == expected


def test_a_coarse_stop_is_reported_as_refer_and_asked_about() -> None:
    found = assess(visit("gao"), pack(allow(), prohibit(where=where(places="camp"))), TODAY)
    assert found.verdict is REFER
    (question,) = found.questions
    assert question.about.fact == "place"
    assert {answer.value: answer.range.reported for answer in question.answers} == {"airport": GO, "camp": NO_GO}


def test_an_exception_inside_a_coarse_stop_cannot_be_told_either() -> None:
    but_the_camp = prohibit(where=where(places="gao", except_places="camp"))
    assert bounds(visit("gao"), pack(allow(), but_the_camp)) == (GO, NO_GO)
    assert bounds(visit("camp"), pack(allow(), but_the_camp)) == (GO, GO)
    assert bounds(visit("airport"), pack(allow(), but_the_camp)) == (NO_GO, NO_GO)


# ---------------------------------------------------------------------------------------------------- roles, movements


THROUGH = trip(
    leg("bamako", "sevare", depart=at(20, 4), arrive=at(20, 12)),
    leg("sevare", "gao", depart=at(20, 12), arrive=at(20, 23)),
    stay("gao", until=at(21, 8)),
)
"""One movement from Bamako to Gao, with no stop in Sévaré."""


@pytest.mark.parametrize(
    ("role", "bites"),
    [
        (PlaceRole.ORIGIN, {"bamako"}),
        (PlaceRole.DESTINATION, {"gao"}),
        (PlaceRole.TRANSIT, {"sevare"}),
        (PlaceRole.STAY, {"gao"}),
    ],
)
def test_a_role_belongs_to_the_whole_movement(role: PlaceRole, bites: set[str]) -> None:
    for place in ("bamako", "sevare", "gao"):
        banned = prohibit(where=Selector(places=frozenset({place}), roles=frozenset({role})))
        assert verdict(THROUGH, pack(allow(), banned)) is (NO_GO if place in bites else GO), place


@pytest.mark.parametrize(
    ("kind", "bites"),
    [(MovementKind.ENTERING, {"north"}), (MovementKind.LEAVING, {"south"}), (MovementKind.WITHIN, {"mali"})],
)
def test_entering_and_leaving_belong_to_the_whole_movement(kind: MovementKind, bites: set[str]) -> None:
    for area in ("north", "south", "mali"):
        banned = prohibit(where=where(regions=area), how=how(movements=kind))
        assert verdict(THROUGH, pack(allow(), banned)) is (NO_GO if area in bites else GO), area


def test_a_stop_makes_two_movements() -> None:
    stopping = trip(
        leg("bamako", "sevare", depart=at(20, 4), arrive=at(20, 12)),
        leg("sevare", "gao", depart=at(20, 13), arrive=at(20, 23)),
        stay("gao", until=at(21, 8)),
    )
    to_sevare = prohibit(where=where(places="sevare", roles=PlaceRole.DESTINATION))
    assert verdict(stopping, pack(allow(), to_sevare)) is NO_GO
    assert verdict(THROUGH, pack(allow(), to_sevare)) is GO


def test_a_flight_to_a_town_lands_in_its_airport_zone() -> None:
    flight = trip(leg("bamako", "gao", "flight", at(20, 9), at(20, 12)), stay("gao", until=at(20, 13)))
    landing = prohibit(where=where(places="airport", roles=PlaceRole.DESTINATION), how=how(modes="flight"))
    assert verdict(flight, pack(allow(), landing)) is NO_GO


# ---------------------------------------------------------------------------------------------------- how


def test_a_mode_and_an_activity() -> None:
    driving = prohibit(how=how(modes="car"))
    assert (verdict(drive(), pack(allow(), driving)), verdict(visit(), pack(allow(), driving))) == (NO_GO, GO)
    nights = prohibit(how=how(activities=Activity.OVERNIGHT))
    assert (verdict(night_in(), pack(allow(), nights)), verdict(visit(), pack(allow(), nights))) == (NO_GO, GO)
    visits = prohibit(how=how(activities=Activity.DAY_VISIT))
    assert (verdict(night_in(), pack(allow(), visits)), verdict(visit(), pack(allow(), visits))) == (GO, NO_GO)


def test_a_stay_that_may_or_may_not_hold_a_midnight_cannot_be_told() -> None:
    open_end = trip(
        stay("gao", at(20, 18)), leg("gao", "sevare", "car", None, at(21, 12)), stay("sevare", until=at(21, 13))
    )
    assert bounds(
        open_end, pack(allow(), prohibit(where=where(places="gao"), how=how(activities=Activity.OVERNIGHT)))
    ) == (
        GO,
        NO_GO,
    )


def test_a_service_by_name_is_one_of_those_that_may_fly() -> None:
    flight = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 12)), stay("airport", until=at(20, 13)))
    not_them = prohibit(how=how(services="unhas"))
    other = service(id="other")
    assert bounds(flight, pack(allow(), not_them)) == (NO_GO, NO_GO)
    assert bounds(flight, pack(allow(), not_them, services=[service(), other])) == (GO, NO_GO)
    named = trip(
        leg("bamako", "airport", "flight", at(20, 9), at(20, 12), operator="other"), stay("airport", until=at(20, 13))
    )
    assert bounds(named, pack(allow(), not_them, services=[service(), other])) == (GO, GO)


def test_a_service_by_name_is_matched_where_its_mode_needs_none() -> None:
    """Regression: a rule on a bus company never bit, because buses need no service."""
    company = service(id="company", mode="bus", links=frozenset({"rn6"}))
    not_them = prohibit(how=how(services="company"))
    ride: dict[str, Any] = {"depart": at(20, 9), "arrive": at(20, 17)}
    by_them = trip(leg("bamako", "sevare", "bus", operator="company", **ride), stay("sevare", until=at(20, 18)))
    by_somebody = trip(leg("bamako", "sevare", "bus", **ride), stay("sevare", until=at(20, 18)))
    assert bounds(by_them, pack(allow(), not_them, services=[company])) == (NO_GO, NO_GO)
    assert bounds(by_somebody, pack(allow(), not_them, services=[company])) == (GO, NO_GO)


# ---------------------------------------------------------------------------------------------------- when


def test_dates_are_inclusive() -> None:
    in_may = prohibit(when=TimeTest(start=day(20), until=day(20)))
    assert verdict(visit(), pack(allow(), in_may)) is NO_GO
    assert verdict(visit(start=at(19, 10), until=at(19, 14)), pack(allow(), in_may)) is GO
    assert verdict(visit(start=at(21, 10), until=at(21, 14)), pack(allow(), in_may)) is GO
    assert verdict(night_in(start=at(19, 18), until=at(20, 0)), pack(allow(), in_may)) is NO_GO


LATE = (HourWindow(20 * 60, 5 * 60),)


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        (at(20, 19), at(20, 19, 59), GO),
        (at(20, 19), at(20, 20), NO_GO),
        (at(21, 4, 59), at(21, 9), NO_GO),
        (at(21, 5), at(21, 9), GO),
    ],
)
def test_a_window_past_midnight_ends_before_its_end(start: Any, until: Any, expected: Verdict) -> None:  # noqa: ANN401
    assert verdict(visit(start=start, until=until), pack(allow(), prohibit(when=TimeTest(hours=LATE)))) is expected


def test_hours_past_midnight_belong_to_the_day_they_start_on() -> None:
    last_night_is_the_20th = prohibit(when=TimeTest(hours=LATE, until=day(20)))
    assert verdict(visit(start=at(21, 1), until=at(21, 2)), pack(allow(), last_night_is_the_20th)) is NO_GO
    assert verdict(visit(start=at(21, 21), until=at(21, 22)), pack(allow(), last_night_is_the_20th)) is GO
    first_night_is_the_20th = prohibit(when=TimeTest(hours=LATE, start=day(20)))
    assert verdict(visit(start=at(20, 1), until=at(20, 2)), pack(allow(), first_night_is_the_20th)) is GO


BY_NIGHT = prohibit(when=TimeTest(night=True))


def test_night_is_from_sunset_to_sunrise_at_that_place() -> None:
    """On 20 May the sun sets in Gao at 18:24 and in Bamako at 18:50."""
    at_dusk = (at(20, 18), at(20, 18, 40))
    assert verdict(visit("gao", *at_dusk), pack(allow(), BY_NIGHT)) is NO_GO
    assert verdict(visit("bamako", *at_dusk), pack(allow(), BY_NIGHT)) is GO
    assert verdict(visit("bamako", *at_dusk), pack(allow(), BY_NIGHT, night_margin_minutes=30)) is NO_GO
    assert verdict(visit("gao", at(21, 5), at(21, 9)), pack(allow(), BY_NIGHT)) is NO_GO
    assert verdict(visit("gao", at(21, 6), at(21, 9)), pack(allow(), BY_NIGHT)) is GO


def test_the_night_belongs_to_its_evening() -> None:
    last = prohibit(when=TimeTest(night=True, until=day(20)))
    assert verdict(visit(start=at(21, 1), until=at(21, 2)), pack(allow(), last)) is NO_GO
    assert verdict(visit(start=at(21, 22), until=at(21, 23)), pack(allow(), last)) is GO


def test_without_coordinates_nobody_knows_when_it_is_night() -> None:
    nowhere = pack(allow(), BY_NIGHT, places=without_coordinates("gao"))
    assert bounds(visit("gao"), nowhere) == (GO, NO_GO)
    after_the_last_evening = prohibit(when=TimeTest(night=True, until=day(19)))
    unknown = pack(allow(), after_the_last_evening, places=without_coordinates("gao"))
    assert bounds(visit("gao"), unknown) == (GO, NO_GO)
    assert bounds(visit("gao", at(21, 1), at(21, 2)), unknown) == (GO, GO)


def test_beyond_the_polar_circle_the_night_may_last_all_day_or_not_come() -> None:
    june, december = date(2023, 6, 21), date(2023, 12, 21)
    assert night_of(june, 80.0, 15.0, "UTC", 0) is None
    polar = night_of(december, 80.0, 15.0, "UTC", 0)
    assert polar is not None
    assert polar[1] - polar[0] == 24 * 60


def test_an_uncertain_time_may_or_may_not_touch_a_restriction() -> None:
    that_morning = prohibit(when=TimeTest(hours=(HourWindow(6 * 60, 8 * 60),)))
    by_date = trip(leg("bamako", "sevare", "car", day(20)), stay("sevare", until=at(21, 0)))
    assert bounds(by_date, pack(allow(), that_morning))[1] is NO_GO
    assert bounds(by_date, pack(allow(), that_morning))[0] is not NO_GO
    assert verdict(by_date, pack(allow(), that_morning)) is REFER
    all_day = prohibit(when=TimeTest(start=day(20), until=day(20)))
    assert bounds(by_date, pack(allow(), all_day)) == (NO_GO, NO_GO)


def test_what_surely_happens_begins_at_the_latest_start_and_not_before() -> None:
    """A stop that begins some time from nine to eight and surely ends at eight: at eight the party is there."""
    stop = trip(leg("bamako", "sevare", "car", at(20, 9)), leg("sevare", "bamako", "car", at(20, 20), at(21, 4)))

    def closed(start: int, end: int) -> tuple[Verdict, Verdict]:
        hours = TimeTest(hours=(HourWindow(start * 60, end * 60),))
        at_the_stop = where(places="sevare", roles=PlaceRole.STAY)
        return bounds(stop, pack(allow(), prohibit(where=at_the_stop, when=hours)))

    assert closed(19, 20) == (GO, NO_GO)
    assert closed(20, 21) == (NO_GO, NO_GO)
    assert closed(21, 22) == (GO, GO)
    assert closed(8, 9) == (GO, GO)


def test_an_unknown_time_leaves_every_dated_rule_open() -> None:
    someday = trip(leg("bamako", "sevare"), leg("sevare", "bamako"))
    forever = allow(review_by=None)
    assert bounds(someday, pack(forever, prohibit(when=TimeTest(until=day(20))))) == (GO, NO_GO)
    assert bounds(someday, pack(forever, prohibit())) == (NO_GO, NO_GO)


# ---------------------------------------------------------------------------------------------------- reviews


def test_a_restriction_keeps_biting_after_its_review_and_is_marked_overdue() -> None:
    found = assess(visit(), pack(allow(), prohibit(review_by=day(1))), TODAY)
    assert found.verdict is NO_GO
    assert finding(found, "prohibit").overdue
    assert not finding(assess(visit(), pack(allow(), prohibit(review_by=day(20))), TODAY), "prohibit").overdue


def test_only_a_written_until_ends_a_restriction() -> None:
    assert verdict(visit(), pack(allow(), prohibit(when=TimeTest(until=day(19))))) is GO


@pytest.mark.parametrize("review_by", [day(14), day(19)], ids=["before today", "before the stay"])
def test_an_exemption_lapses_with_the_review(review_by: date) -> None:
    escorted = visit(measures={"escort": CONFIRMED})
    assert verdict(escorted, pack(allow(), prohibit(unless=(("escort",),), review_by=day(20)))) is GO
    assert verdict(escorted, pack(allow(), prohibit(unless=(("escort",),), review_by=review_by))) is NO_GO


def test_words_that_mean_the_same_place_are_the_same() -> None:
    assert {place.id for place in PLACES} >= {"gao", "camp"}
    nested: Trip = visit("camp")
    assert verdict(nested, pack(allow(), prohibit(where=where(places="mali")))) is NO_GO
