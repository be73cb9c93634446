"""Where the whole movement begins and ends, apart from where the rule holds."""

from __future__ import annotations

import pytest

from advisor.model.place import OUTSIDE
from advisor.model.rule import Activity, How
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict
from tests.engine.world import (
    GO,
    LINKS,
    NO_GO,
    _link,
    allow,
    at,
    bounds,
    drive,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    stay,
    trip,
    verdict,
    where,
)

Case = tuple[Verdict, Verdict]
YES, NO, UNKNOWN = (NO_GO, NO_GO), (GO, GO), (GO, NO_GO)

ABROAD = (*LINKS, _link("border", "gao", OUTSIDE, "car"), _link("flight-home", "airport", OUTSIDE, "flight"))


def banned(of: Trip, place: str, asked: How) -> Case:
    """What a prohibition of such movements at one place does to a trip that is otherwise allowed."""
    return bounds(of, pack(allow(), prohibit(where=where(places=place), how=asked), links=ABROAD))


def on_to_gao() -> Trip:
    """From Bamako to Gao in one movement, which is over when the trip ends."""
    return trip(leg("bamako", "gao", "car", at(20, 6), at(20, 17), via=("sevare",)), stay("gao", until=at(20, 17)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (how(destinations="gao"), YES),
        (how(destinations="north"), YES),
        (how(destinations=("sevare", "south")), NO),
        (how(destinations="airport"), UNKNOWN),
        (how(origins="bamako"), YES),
        (how(origins="sevare"), NO),
        (how(origins="bamako", destinations="gao"), YES),
        (how(origins="gao", destinations="gao"), NO),
        (how(destinations=OUTSIDE), NO),
        (how(not_destinations="gao"), NO),
        (how(not_destinations="south"), YES),
        (how(not_destinations="airport"), UNKNOWN),
        (how(not_origins="south"), NO),
        (how(not_origins=OUTSIDE), YES),
    ],
)
def test_a_rule_on_the_way_can_ask_where_the_party_is_going(asked: How, found: Case) -> None:
    """Sévaré lies between: the rule holds there or not, depending on the ends of the movement."""
    assert banned(on_to_gao(), "sevare", asked) == found


def test_the_word_for_an_end_may_be_coarser_than_the_place() -> None:
    """A drive inside "the north" may end in the town or elsewhere: nobody can tell, and neither can `not`."""
    around = trip(leg("north", "north", "car", at(20, 9), at(20, 11)), stay("north", until=at(20, 11)))
    assert banned(around, "north", how(destinations="gao")) == UNKNOWN
    assert banned(around, "north", how(not_destinations="gao", activities=Activity.MOVING)) == UNKNOWN
    assert banned(around, "north", how(destinations="mali")) == YES


@pytest.mark.parametrize(("destination", "mode"), [("gao", "car"), ("airport", "flight")])
def test_outside_can_be_where_it_leads(destination: str, mode: str) -> None:
    leaving = trip(leg(destination, OUTSIDE, mode, at(20, 9), at(20, 12)))
    assert banned(leaving, destination, how(destinations=OUTSIDE))[1] is NO_GO
    assert banned(leaving, destination, how(destinations="mali"))[1] is not NO_GO
    assert banned(leaving, destination, how(not_destinations=OUTSIDE))[1] is not NO_GO
    coming = trip(leg(OUTSIDE, destination, mode, at(20, 9), at(20, 12)), stay(destination, until=at(20, 12)))
    assert banned(coming, destination, how(origins=OUTSIDE))[1] is NO_GO
    assert banned(coming, destination, how(destinations=OUTSIDE))[1] is not NO_GO


def test_a_stay_has_no_ends_so_it_is_not_bound_anywhere_either() -> None:
    for asked, found in (
        (how(origins="mali"), NO),
        (how(destinations="mali"), NO),
        (how(not_origins="gao"), YES),
        (how(not_destinations="gao"), YES),
    ):
        assert banned(night_in("gao"), "gao", asked) == found


def test_a_stop_makes_two_movements_with_ends_of_their_own() -> None:
    stopping = trip(
        leg("bamako", "sevare", "car", at(20, 6), at(20, 11)),
        leg("sevare", "gao", "car", at(20, 13), at(20, 20)),
        stay("gao", until=at(20, 20)),
    )
    assert banned(stopping, "bamako", how(destinations="gao")) == NO
    assert banned(stopping, "gao", how(destinations="gao")) == YES


def test_a_permission_for_one_way_is_none_for_the_other() -> None:
    there = allow(where=where(links="rn6"), how=how(destinations="sevare"))
    here = allow("here", where=where(places=("bamako", "sevare")))
    assert verdict(drive(), pack(there, here)) is GO
    back = trip(leg("sevare", "bamako", "car", at(20, 9), at(20, 17)), stay("bamako", until=at(20, 17)))
    assert verdict(back, pack(there, here)) is Verdict.REFER
