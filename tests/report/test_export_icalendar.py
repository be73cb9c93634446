"""iCalendar, read back by a library that is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from advisor.model.place import Geography
from advisor.services.exports import CannotExportError, ExportForm
from tests.report.exported import BUS, DAY, HEAD, TRIPS, VAGUE, assessed, exported, small_pack


def events(text: str, *, identity: str = "trip", names: bool = True) -> list[Event]:
    calendar = Calendar.from_ical(exported(ExportForm.ICS, text, identity=identity, names=names))
    return list(calendar.events)


def one_leg(times: str) -> str:
    return f"{HEAD}itinerary:\n  - leg: {{from: capital, to: middleton, mode: own-vehicle{times}}}\n"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("verdict", TRIPS)
def test_it_is_icalendar(verdict: str, language: str) -> None:
    data = exported(ExportForm.ICS, TRIPS[verdict], language=language)
    calendar = Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert [component.errors for component in calendar.walk() if component.errors] == []
    uids = [str(event["UID"]) for event in calendar.events]
    assert len(uids) == len(set(uids)) > 0
    for event in calendar.events:
        assert event.decoded("DTSTAMP") == datetime(2023, 6, 15, 1, 30, 5, tzinfo=UTC), "when it was exported"
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_times_are_instants() -> None:
    there, _back = events(DAY)
    assert there.decoded("DTSTART") == datetime(2023, 6, 20, 8, tzinfo=UTC)
    assert there.decoded("DTEND") == datetime(2023, 6, 20, 11, 30, tzinfo=UTC)
    assert str(there["SUMMARY"]) == "Capital → Middleton"
    assert str(there["LOCATION"]) == "Capital"
    assert there.decoded("GEO") == (12.65, -8.0)
    assert "STATUS" not in there


def test_each_end_of_a_leg_has_the_time_of_its_own_place() -> None:
    pack = small_pack()
    zones = {"capital": "Africa/Bamako", "middleton": "Africa/Nairobi"}
    places = [
        replace(place, time_zone=zones.get(place.id, place.time_zone)) for place in pack.geography.places.values()
    ]
    elsewhere = replace(pack, geography=Geography(places))
    there = Calendar.from_ical(exported(ExportForm.ICS, DAY, pack=elsewhere)).events[0]
    assert there.decoded("DTSTART") == datetime(2023, 6, 20, 8, tzinfo=UTC)
    assert there.decoded("DTEND") == datetime(2023, 6, 20, 8, 30, tzinfo=UTC)
    assert "11:30 (Africa/Nairobi)" in str(there["DESCRIPTION"])


def test_a_day_without_hours_is_a_whole_day() -> None:
    event = events(VAGUE)[2]
    assert event.decoded("DTSTART") == date(2023, 6, 22)
    assert not isinstance(event.decoded("DTSTART"), datetime)
    assert event.decoded("DTEND") == date(2023, 6, 23), "the first day after it"
    (over_night,) = events(one_leg(", depart: 2023-06-20, arrive: 2023-06-22T07:00"))
    assert (over_night.decoded("DTSTART"), over_night.decoded("DTEND")) == (date(2023, 6, 20), date(2023, 6, 23))


@pytest.mark.parametrize(
    "times",
    [", depart: 2023-06-20T08:00", ", depart: 2023-06-20T08:00, arrive: 2023-06-20",
     ", depart: 2023-06-20T08:00, arrive: 2023-06-20T07:00", ", depart: 2023-06-20T08:00, arrive: 2023-06-20T08:00"],
)  # fmt: skip
def test_an_end_that_is_not_known_is_not_invented(times: str) -> None:
    (event,) = events(one_leg(times))
    assert event.decoded("DTSTART") == datetime(2023, 6, 20, 8, tzinfo=UTC)
    assert "DTEND" not in event
    assert "DURATION" not in event


def test_where_only_the_arrival_is_known_the_event_says_so() -> None:
    (event,) = events(one_leg(", arrive: 2023-06-20T11:00"))
    assert event.decoded("DTSTART") == datetime(2023, 6, 20, 11, tzinfo=UTC)
    assert "DTEND" not in event
    assert str(event["SUMMARY"]).endswith("Capital → Middleton (arrival)")
    assert str(event["LOCATION"]) == "Middleton"


def test_a_time_in_an_unknown_zone_stays_local() -> None:
    (event,) = events(one_leg(", depart: 2023-06-20T08:00, arrive: 2023-06-20T11:00").replace("capital", "atlantis"))
    assert event.decoded("DTSTART") == datetime(2023, 6, 20, 8)
    assert "DTEND" not in event, "nobody knows which of the two is later"
    assert "GEO" not in event


def test_a_leg_without_a_day_is_named_in_the_others() -> None:
    text = DAY.replace(", depart: 2023-06-20T13:30, arrive: 2023-06-20T17:00", "")
    (event,) = events(text)
    assert "Not in the calendar, for no day is given: Middleton → Capital" in str(event["DESCRIPTION"])


def test_a_trip_without_any_day_is_no_calendar() -> None:
    with pytest.raises(CannotExportError) as told:
        events(one_leg(""))
    assert told.value.why.id == "export.nothing-dated"


@pytest.mark.parametrize("last_day", ["2199-12-31", "1970-01-01"])
def test_the_first_and_the_last_day_there_is(last_day: str) -> None:
    (event,) = events(one_leg(f", depart: {last_day}"))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1)


def test_importing_again_changes_events_instead_of_doubling_them() -> None:
    first = [str(event["UID"]) for event in events(VAGUE)]
    later = VAGUE.replace("2023-06-20T09:00", "2023-06-20T10:00").replace("2023-06-22", "2023-06-23")
    assert [str(event["UID"]) for event in events(later)] == first
    before = VAGUE.replace(
        "itinerary:\n", "itinerary:\n  - leg: {from: middleton, to: capital, mode: own-vehicle, depart: 2023-06-19}\n"
    )
    assert [str(event["UID"]) for event in events(before)][1:] == first
    assert [str(event["UID"]) for event in events(VAGUE, names=False)] == first
    assert not {str(event["UID"]) for event in events(VAGUE, identity="other")} & set(first)


def test_a_moment_without_a_zone_is_none() -> None:
    with pytest.raises(ValueError, match="no zone"):
        exported(ExportForm.ICS, DAY, made=datetime(2023, 6, 15, 1, 30))


def test_there_and_back_twice_are_four_events() -> None:
    legs = DAY.partition("itinerary:\n")[2]
    twice = DAY + legs.replace("06-20", "06-21")
    assert len({str(event["UID"]) for event in events(twice)}) == 4


def test_words_come_back_as_they_were_written() -> None:
    said = r"Visit; see A, B \ C \n and “so on”…" + " é" * 90
    assessment = assessed(BUS)
    data = exported(ExportForm.ICS, replace(assessment, trip=replace(assessment.trip, title=said)))
    calendar = Calendar.from_ical(data)
    assert str(calendar["DESCRIPTION"]).startswith(f"NO-GO: {said}\n")
    assert str(calendar.events[0]["DESCRIPTION"]).startswith(f"NO-GO: {said}\n")


def test_what_is_not_go_is_no_promise() -> None:
    (event,) = events(BUS)
    assert str(event["SUMMARY"]) == "NO-GO: Capital → Farpost"
    assert str(event["STATUS"]) == "TENTATIVE"
    assert "This trip must not take place as it is planned." in str(event["DESCRIPTION"])
    assert "The bus carries no foreigners" in str(event["DESCRIPTION"])
