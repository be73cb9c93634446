"""Other days with everything the program knows: which days, and what a doubt does to them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.model.message import Message
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Verdict
from advisor.planning.calendar import Calendar, calendar
from advisor.planning.shift import shifted
from advisor.rulebook.loader import load_pack
from advisor.rulebook.trips import load_trip
from advisor.services import other_days as service
from advisor.services.advice import advise
from advisor.services.incident_library import Known
from advisor.services.other_days import other_days, span
from advisor.services.pack_library import LoadedPack
from tests.packs import DAY_VISIT, small_pack_files

AS_OF = date(2023, 6, 15)


def loaded(caveat: Message | None = None) -> LoadedPack:
    return LoadedPack(Path(), load_pack(small_pack_files()).pack, (), caveat)


def visit() -> Trip:
    trip = load_trip(DAY_VISIT.encode(), "trip.yaml").trip
    assert trip is not None
    return trip


def into_the_north() -> Trip:
    text = DAY_VISIT.replace("to: middleton", "to: gate").replace("from: middleton", "from: gate")
    trip = load_trip(text.encode(), "trip.yaml").trip
    assert trip is not None
    return trip


def test_the_coming_year_and_what_it_says_of_the_day_itself() -> None:
    found = other_days(visit(), loaded(), AS_OF)
    assert (found.runs[0].first, found.runs[-1].last) == (AS_OF, date(2024, 6, 13))
    run = found.on(date(2023, 6, 20))
    assert run is not None
    assert run.range == advise(visit(), loaded(), AS_OF).range


def test_a_doubt_about_the_pack_leaves_no_day_better_than_refer() -> None:
    found = other_days(visit(), loaded(Message("caveat.last-good")), AS_OF)
    assert found.runs
    assert all(run.range.best >= Verdict.REFER for run in found.runs)


@pytest.mark.parametrize(
    ("departs", "historical", "first"),
    [
        (date(2023, 6, 20), False, date(2023, 6, 15)),
        (date(2024, 6, 13), False, date(2023, 6, 15)),
        (date(2024, 6, 14), False, date(2023, 12, 15)),  # a day later than the year: the year around it
        (date(2023, 6, 14), False, date(2022, 12, 14)),
        (date(2023, 6, 20), True, date(2022, 12, 15)),
        (date(2022, 1, 20), True, date(2021, 7, 22)),
    ],
)
def test_which_days_are_looked_at(departs: date, historical: bool, first: date) -> None:
    trip = shifted(visit(), (departs - date(2023, 6, 20)).days)
    found_first, found_last = span(trip, AS_OF, historical=historical)
    assert found_first == first
    assert found_first <= departs <= found_last
    assert (found_last - found_first).days == 364


def test_a_trip_at_the_end_of_time_is_no_error() -> None:
    leg = visit().itinerary[0]
    assert isinstance(leg, Leg)
    trip = replace(visit(), itinerary=(replace(leg, depart=date.max, arrive=None),))
    assert span(trip, AS_OF, historical=False)[1] == date.max
    assert other_days(trip, loaded(), AS_OF).runs == ()
    assert span(Trip(), date.min, historical=True)[0] == date.min


def test_incidents_that_may_be_missing_are_weighed_as_in_the_assessment() -> None:
    doubt = Known(doubt=Message("caveat.incidents-unreadable"))
    trip = into_the_north()
    for known in (Known(), doubt):
        run = other_days(trip, loaded(), AS_OF, known).on(date(2023, 6, 20))
        assert run is not None
        assert run.range == advise(trip, loaded(), AS_OF, known).range


def test_a_store_that_breaks_meanwhile_is_a_doubt_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def breaks_once(*arguments: object, **named: object) -> Calendar:
        calls.append(arguments)
        if len(calls) == 1:
            message = "database disk image is malformed"
            raise sqlite3.DatabaseError(message)
        return calendar(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(service, "calendar", breaks_once)
    found = other_days(visit(), loaded(), AS_OF)
    assert len(calls) == 2
    assert found.runs


def test_it_can_be_stopped() -> None:
    found = other_days(visit(), loaded(), AS_OF, go_on=lambda _done: False)
    assert not found.complete


def test_without_a_pack_nothing_is_permitted() -> None:
    with pytest.raises(ValueError, match="no pack"):
        other_days(visit(), LoadedPack(Path(), None, ()), AS_OF)
