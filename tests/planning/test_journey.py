"""Hours driven, check-ins, what is missing, and the way back, in a small country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import cache

import pytest
from hypothesis import given, settings

from advisor.engine.assess import assess
from advisor.model.assessment import Assessment
from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.pack import Driving, Pack
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Leg, Stay, Traveller, Trip, TripContact
from advisor.model.verdict import Verdict
from advisor.planning.check_ins import MOST_DAYS, Occasion, schedule
from advisor.planning.duty import Driven, driven, too_long
from advisor.planning.missing import Lack, begun, missing
from advisor.planning.way_back import is_open, return_trip, told
from advisor.rulebook.loader import load_pack
from advisor.services.catalogue import templates
from tests.packs import small_pack_files
from tests.property.dice import Dice
from tests.property.strategies import SEEDS, a_case
from tests.property.trips import with_a_plan

AS_OF = date(2023, 6, 15)
WHO = (Traveller(name="Awa", nationality=("ML",), staff="national", roles=(), gender="female"),)


@cache
def pack() -> Pack:
    found = load_pack(small_pack_files()).pack
    assert found is not None
    source = Source(title=Text({"en": "Handbook"}), url="", date="2023", reliability="B", credibility=2)
    return replace(found, driving=Driving(modes=frozenset({"own-vehicle"}), hours_a_day=8, source=source))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 6, day, hour, minute)


def out(**more: object) -> Leg:
    fields = {"mode": "own-vehicle", "depart": at(20, 8), "arrive": at(20, 12), **more}
    return Leg(origin="capital", destination="middleton", **fields)  # type: ignore[arg-type]


def assessed(trip: Trip) -> Assessment:
    return assess(trip, pack(), AS_OF)


def a_trip(*steps: Leg | Stay, **more: object) -> Trip:
    return Trip(travellers=WHO, itinerary=steps, **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ hours driven


def test_drivers_share_the_hours_of_a_leg() -> None:
    found = driven(assessed(a_trip(out(drivers=("Awa", "Ali ", "Awa")))), pack())
    assert found == (
        Driven(driver="Awa", day=date(2023, 6, 20), hours=2),
        Driven(driver="Ali", day=date(2023, 6, 20), hours=2),
    )


def test_hours_are_counted_on_the_day_on_which_they_are_driven() -> None:
    found = driven(assessed(a_trip(out(depart=at(20, 21), arrive=at(21, 3), drivers=("Awa",)))), pack())
    assert [(one.day, one.hours) for one in found] == [(date(2023, 6, 20), 3), (date(2023, 6, 21), 3)]


def test_a_duration_that_nobody_stated_is_the_usual_one_of_the_way() -> None:
    (one,) = driven(assessed(a_trip(out(arrive=None, drivers=("Awa",)))), pack())
    assert (one.hours, one.about, one.incomplete) == (4, True, False)


def test_a_duration_that_nobody_knows_leaves_the_sum_open() -> None:
    border = Leg(origin="capital", destination="outside", mode="own-vehicle", depart=at(20, 14), drivers=("Awa",))
    found = driven(assessed(a_trip(out(drivers=("Awa",)), border)), pack())
    assert [(one.hours, one.incomplete) for one in found] == [(4, True)]


def test_nobody_drives_where_no_driver_is_named() -> None:
    assert driven(assessed(a_trip(out(), out(drivers=(" ",)))), pack()) == ()


def test_passing_the_limit_is_told_and_reaching_it_is_not() -> None:
    day = a_trip(out(arrive=at(20, 16), drivers=("Awa",)))
    assert too_long(assessed(day), pack()) == ()
    longer = assessed(a_trip(out(arrive=at(20, 16, 30), drivers=("Awa",))))
    (remark,) = too_long(longer, pack())
    assert remark.id == "remark.driving-hours"
    assert (remark.args["driver"], remark.args["day"]) == ("Awa", date(2023, 6, 20))
    assert too_long(longer, replace(pack(), driving=None)) == ()


# --------------------------------------------------------------------------------------------------- check-ins


def test_check_ins_become_local_times_in_order_with_deadlines() -> None:
    trip = a_trip(
        out(),
        Stay(place="middleton", until=at(21, 10)),
        check_ins=(
            CheckIn(daily=(time(18),), whom="Desk"),
            CheckIn(each=("departure", "arrival"), whom="Radio"),
            CheckIn(every_hours=1.5),
            CheckIn(at=at(21, 9), place="middleton"),
        ),
        overdue=(OverdueStep(after=30), OverdueStep(), OverdueStep(after=1440)),
    )
    found = schedule(assessed(trip), pack())
    assert [(one.at, one.occasion, one.place, one.towards) for one in found[:6]] == [
        (at(20, 8), Occasion.DEPARTURE, "capital", ""),
        (at(20, 9, 30), Occasion.UNDERWAY, "capital", "middleton"),
        (at(20, 11), Occasion.UNDERWAY, "capital", "middleton"),
        (at(20, 12), Occasion.ARRIVAL, "middleton", ""),
        (at(20, 18), Occasion.DAILY, "middleton", ""),
        (at(21, 9), Occasion.MOMENT, "middleton", ""),
    ]
    assert found[0].overdue == (at(20, 8, 30), None, at(21, 8))
    assert found[4].whom == "Desk"


def test_what_has_no_time_yet_is_listed_all_the_same() -> None:
    trip = a_trip(
        out(depart=None, arrive=None),
        check_ins=(CheckIn(each=("departure",), every_hours=2), CheckIn(daily=(time(7),))),
        overdue=(OverdueStep(after=30),),
    )
    found = schedule(assessed(trip), pack())
    assert {(one.occasion, one.at, one.overdue) for one in found} == {
        (Occasion.DEPARTURE, None, (None,)),
        (Occasion.UNDERWAY, None, (None,)),
        (Occasion.DAILY, None, (None,)),
    }


def test_a_place_keeps_a_check_in_to_the_legs_that_touch_it() -> None:
    back = Leg(origin="middleton", destination="capital", mode="own-vehicle", depart=at(20, 14), arrive=at(20, 18))
    check_in = CheckIn(each=("departure", "arrival"), place="middleton")
    found = schedule(assessed(a_trip(out(), back, check_ins=(check_in,))), pack())
    assert [(one.at, one.occasion) for one in found] == [
        (at(20, 12), Occasion.ARRIVAL),
        (at(20, 14), Occasion.DEPARTURE),
    ]


def test_a_very_long_trip_is_not_listed_day_by_day_for_ever() -> None:
    long = a_trip(out(), Stay(place="middleton", until=datetime(2024, 6, 1, 8)), check_ins=(CheckIn(daily=(time(7),)),))
    found = schedule(assessed(long), pack())
    assert len(found) == MOST_DAYS
    assert found[-1].at is None
    assert found[-1].hour == time(7)


def test_an_empty_check_in_asks_nothing() -> None:
    assert schedule(assessed(a_trip(out(), check_ins=(CheckIn(whom="Radio"),))), pack()) == ()


# ------------------------------------------------------------------------------------------------ what is missing


def test_what_is_missing_is_listed_and_goes_as_it_is_filled_in() -> None:
    trip = a_trip(out(), Stay(place="middleton", until=at(21, 8)))
    assert not begun(trip)
    found = missing(assessed(trip), pack())
    assert [one.lack for one in found] == [
        Lack.PHONE, Lack.EMERGENCY, Lack.CONTACT, Lack.DRIVER, Lack.LODGING, Lack.CHECK_IN, Lack.MEDEVAC,
    ]  # fmt: skip
    assert [one.steps for one in found if one.lack is Lack.DRIVER] == [(0,)]
    contact = TripContact(name="C", phone="1")
    leg = out(drivers=("Awa",), vehicle="Pick-up", medevac=Medevac(agreed=True))
    whole = replace(
        a_trip(leg, replace(leg, origin="middleton", destination="capital", depart=at(20, 13), arrive=at(20, 17))),
        travellers=(replace(WHO[0], phone="1", emergency=contact),),
        contacts=(contact,),
        vehicles=(Vehicle(name="Pick-up"),),
        check_ins=(CheckIn(each=("arrival",)),),
    )
    assert [one.lack for one in missing(assessed(whole), pack())] == [Lack.OVERDUE]
    assert missing(assessed(replace(whole, overdue=(OverdueStep(after=5, who="C"),))), pack()) == ()
    assert begun(whole)


def test_without_a_word_of_the_pack_only_a_vehicle_asks_for_a_driver() -> None:
    silent = replace(pack(), driving=None)
    lacks = {one.lack for one in missing(assessed(a_trip(out())), silent)}
    assert Lack.DRIVER not in lacks
    lacks = {one.lack for one in missing(assessed(a_trip(out(vehicle="Pick-up"))), silent)}
    assert Lack.DRIVER in lacks


# ---------------------------------------------------------------------------------------------------- the way back


def test_the_way_back_takes_the_hours_of_the_way_out_on_the_next_day() -> None:
    on = Leg(origin="middleton", destination="gate", mode="own-vehicle", depart=at(20, 13), arrive=at(20, 18))
    back = return_trip(a_trip(out(), on), pack())
    assert back is not None
    assert [(leg.origin, leg.depart, leg.arrive) for leg in back.itinerary if isinstance(leg, Leg)] == [
        ("gate", at(21, 8), at(21, 13)),
        ("middleton", at(21, 14), at(21, 18)),
    ]


def test_after_a_stay_the_party_leaves_when_it_ends_or_the_day_after() -> None:
    for until, departs in ((at(22, 7), at(22, 8)), (at(22, 9), at(23, 8)), (date(2023, 6, 22), at(22, 8))):
        back = return_trip(a_trip(out(), Stay(place="middleton", until=until)), pack())
        assert back is not None
        assert isinstance(back.itinerary[0], Leg)
        assert back.itinerary[0].depart == departs


def test_a_night_on_the_way_out_is_a_night_on_the_way_back() -> None:
    on = Leg(origin="middleton", destination="gate", mode="own-vehicle", depart=date(2023, 6, 21))
    back = return_trip(a_trip(out(), on), pack())
    assert back is not None
    assert [leg.depart for leg in back.itinerary if isinstance(leg, Leg)] == [date(2023, 6, 22), at(23, 8)]


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (Stay(place="capital", until=at(20, 8)),),
        (out(depart=None, arrive=None),),
        (out(depart=None, arrive=None), Stay(place="middleton", until=at(20, 8))),
    ],
    ids=["nothing", "no leg", "no day", "no day of the way out"],
)
def test_there_is_no_way_back_to_look_at(steps: tuple[Leg | Stay, ...]) -> None:
    assert return_trip(a_trip(*steps), pack()) is None


def test_a_trip_that_returns_is_not_open() -> None:
    assert is_open(assessed(a_trip(out())))
    back = Leg(origin="middleton", destination="capital", mode="own-vehicle", depart=at(20, 14), arrive=at(20, 18))
    assert not is_open(assessed(a_trip(out(), back)))


@settings(max_examples=40)
@given(seed=SEEDS)
def test_nothing_here_fails_whatever_the_trip(seed: int) -> None:
    case = a_case(seed)
    trip = with_a_plan(case.trip, Dice(seed))
    found = assess(trip, case.pack, case.as_of)
    dues = schedule(found, case.pack)
    assert all(len(one.overdue) == len(trip.overdue) for one in dues)
    assert all(one.hours >= 0 for one in driven(found, case.pack))
    missing(found, case.pack)
    back = return_trip(trip, case.pack)
    if back is not None:
        remark = told(assess(back, case.pack, case.as_of))
        assert remark.id in templates()
        assert isinstance(remark.args["day"], date)
        assert back.itinerary
    assert found.verdict in set(Verdict)
