"""What the calendar says of small packs and of the shipped ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.model.pack import Pack, TestTrip
from advisor.model.rule import TimeTest
from advisor.model.trip import Trip
from advisor.model.verdict import Verdict, certain
from advisor.planning.calendar import Calendar, calendar
from advisor.planning.shift import departure_day, shifted
from advisor.planning.turns import TurnKind
from tests.engine.world import (
    GO,
    LATER,
    NO_GO,
    REFER,
    TODAY,
    allow,
    at,
    day,
    drive,
    how,
    leg,
    pack,
    prohibit,
    provider,
    service,
    trip,
    window,
)
from tests.rules.shipped import pack_of

MALI_TODAY = date(2026, 8, 25)


def year(of: Trip, by: Pack, as_of: date = TODAY) -> Calendar:
    return calendar(of, index_of(by), as_of, as_of, as_of + timedelta(days=364))


def told(found: Calendar) -> list[tuple[date, Verdict, list[tuple[TurnKind, str | None]]]]:
    return [
        (run.first, run.range.reported, [(turn.kind, turn.rule or turn.runner) for turn in run.because])
        for run in found.runs
    ]


def test_a_permission_ends_with_its_review() -> None:
    found = year(drive(), pack(allow(review_by=day(30))))
    assert told(found) == [(TODAY, GO, []), (day(31), REFER, [(TurnKind.REVIEW, "allow")])]
    assert found.departs == day(20)
    assert found.complete


def test_a_prohibition_begins_and_ends() -> None:
    found = year(drive(), pack(allow(), prohibit(when=TimeTest(start=day(22), until=day(24)))))
    assert told(found)[:3] == [
        (TODAY, GO, []),
        (day(22), NO_GO, [(TurnKind.BEGINS, "prohibit")]),
        (day(25), GO, [(TurnKind.ENDS, "prohibit")]),
    ]


def test_a_review_that_changes_nothing_is_no_turn() -> None:
    found = year(drive(), pack(allow(), prohibit(when=TimeTest(start=day(22)), review_by=day(25))))
    assert [run.first for run in found.runs] == [TODAY, day(22)]


def test_the_mandate_ends() -> None:
    flying = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 11)))
    by = pack(
        allow(), providers=(provider(window(until=day(26), review_by=None)),), services=(service(provider="mission"),)
    )
    assert told(year(flying, by))[1] == (day(27), NO_GO, [(TurnKind.STOPS, "mission")])


def test_a_trip_of_several_days_touches_what_ends_while_it_lasts() -> None:
    long = trip(
        leg("bamako", "sevare", "car", at(20, 9), at(20, 17)), leg("sevare", "bamako", "car", at(23, 9), at(23, 17))
    )
    assert told(year(long, pack(allow(review_by=day(30)))))[1][0] == day(28)


def test_the_night_falls_earlier_in_winter() -> None:
    by = pack(allow(review_by=date(2025, 1, 1)), prohibit(when=TimeTest(night=True), how=how(modes="car")))
    found = year(drive(hour=10, hours=8), by)
    first, winter, spring = found.runs
    assert (first.range.reported, winter.range.reported, spring.range.reported) == (GO, NO_GO, GO)
    assert winter.first.month == 10
    assert {turn.kind for turn in winter.because} == {TurnKind.NIGHT}
    assert {turn.place for turn in winter.because} <= {"bamako", "sevare"}


def test_a_trip_without_a_day_has_no_calendar() -> None:
    assert year(trip(leg("bamako", "sevare")), pack(allow())) == Calendar(departs=None, runs=())


def test_a_day_alone_is_moved_too() -> None:
    found = year(trip(leg("bamako", "sevare", depart=day(20))), pack(allow(), prohibit(when=TimeTest(start=day(22)))))
    assert [run.first for run in found.runs][1] == day(21)  # the night after it counts too


def test_a_doubt_about_the_pack_leaves_no_day_better() -> None:
    found = calendar(drive(), index_of(pack(allow())), TODAY, TODAY, LATER, floor=certain(REFER))
    assert {run.range.reported for run in found.runs} == {REFER}


def test_it_stops_when_told_to() -> None:
    found = calendar(drive(), index_of(pack(allow())), TODAY, TODAY, LATER, go_on=lambda _done: False)
    assert (found.runs, found.complete) == ((), False)


def test_days_outside_the_years_assessed_are_left_out() -> None:
    found = calendar(drive(), index_of(pack(allow())), TODAY, date(2199, 12, 1), date(2200, 2, 1))
    assert found.runs[-1].last == date(2199, 12, 30)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mali", "mali-2023"])
def test_every_shipped_trip_comes_to_what_its_days_come_to(name: str) -> None:
    by = pack_of(name)
    for one in by.trips[::4]:
        _equals_every_tenth_day(one, name)


def _equals_every_tenth_day(one: TestTrip, name: str) -> None:
    by = pack_of(name)
    index, as_of = index_of(by), one.expect.as_of or by.as_of or MALI_TODAY
    departs = departure_day(one.trip)
    if departs is None:
        return
    found = calendar(one.trip, index, as_of, as_of, as_of + timedelta(days=364))
    looked = {run.first for run in found.runs} | {run.last for run in found.runs}
    looked |= {as_of + timedelta(days=offset) for offset in range(0, 365, 30)}
    for when in sorted(looked):
        run = found.on(when)
        assert run is not None
        moved = shifted(one.trip, (when - departs).days)
        assert decide(moved, index, as_of, explain=False).range == run.range, (one.file, when)


def test_the_field_visit_to_gao_stands_until_the_mandate_ends() -> None:
    by = pack_of("mali-2023")
    one = next(one for one in by.trips if one.file == "trips/gao-flight-last-day.yaml")
    found = calendar(one.trip, index_of(by), date(2023, 6, 15), date(2023, 6, 15), date(2023, 8, 1))
    first, second = found.runs
    assert (first.range.reported, first.last) == (Verdict.CONDITIONS, date(2023, 6, 30))
    assert second.range.reported is NO_GO
    assert ("stops", "minusma") in {(turn.kind.value, turn.runner) for turn in second.because}


def test_moving_a_trip_moves_every_time() -> None:
    moved = shifted(drive(), 3)
    assert departure_day(moved) == day(23)
    assert shifted(moved, -3) == drive()
    assert shifted(drive(), 0) == drive()
