"""The pack `rules/mali-2023`: whole, bilingual, in the right place, and never a permission for a trip of today."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from advisor.engine.assess import assess
from advisor.model.measure import MeasureState
from advisor.model.pack import Pack, TestTrip
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.rule import Effect
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Leg, Step, Trip, When
from advisor.model.verdict import Verdict
from advisor.rulebook.loader import load_pack

FOLDER: Final = Path(__file__).parents[2] / "rules" / "mali-2023"
TODAY: Final = date(2026, 11, 23)
"""Any day long after the reviews; fixed, so that the test says the same tomorrow."""

ROWS: Final = {"C": 12, "B": 5, "S": 4, "K": 4, "M": 3, "T": 7, "G": 17, "N": 7, "D": 10}
"""How many rows the table of the article has under each letter: 69."""
FACTS: Final = 38

# South, north, west and east bounds of the regions, from published boundaries, in degrees; a little room at the edges.
BOUNDS: Final = {
    "bamako-district": (12.45, 12.75, -8.15, -7.85),
    "kayes-region": (11.85, 15.75, -12.30, -8.10),
    "koulikoro-region": (11.40, 15.55, -9.20, -5.90),
    "sikasso-region": (10.10, 12.95, -8.75, -4.30),
    "segou-region": (12.50, 15.60, -7.10, -3.90),
    "mopti-region": (13.10, 15.95, -5.75, -0.70),
    "tombouctou-region": (14.95, 25.05, -6.65, 0.05),
    "gao-region": (14.90, 19.10, -1.65, 1.85),
    "menaka-region": (15.20, 18.15, 1.25, 4.30),
    "kidal-region": (17.65, 21.95, -2.10, 4.30),
}

_NAMED: Final = re.compile(r"`([a-z0-9][a-z0-9-]*)`")


@cache
def _files() -> Mapping[str, bytes]:
    return {
        path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.is_file()
    }


@cache
def _pack() -> Pack:
    result = load_pack(_files())
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def _trips() -> tuple[TestTrip, ...]:
    return _pack().trips


def _name(each: TestTrip) -> str:
    return each.file


# its trips


@pytest.mark.parametrize("each", _trips(), ids=_name)
def test_a_trip_comes_out_as_expected(each: TestTrip) -> None:
    pack = _pack()
    assessment = assess(each.trip, pack, each.expect.as_of or pack.as_of or TODAY)
    named = {finding.rule for finding in assessment.findings}
    assert assessment.verdict is each.expect.verdict
    assert set(each.expect.because) <= named
    assert not set(each.expect.absent) & named


def test_the_trips_cover_all_verdicts() -> None:
    assert len(_trips()) >= 25
    assert {each.expect.verdict for each in _trips()} == set(Verdict)
    assert _pack().example_trip in {Path(each.file).name for each in _trips()}


def test_every_rule_is_named_by_some_trip() -> None:
    pack = _pack()
    named = {
        finding.rule
        for each in _trips()
        for finding in assess(each.trip, pack, each.expect.as_of or pack.as_of or TODAY).findings
    }
    assert {rule.id for rule in pack.rules} <= named


# the past permits nothing today


def _later(when: When | None, by: timedelta) -> When | None:
    if isinstance(when, datetime):
        return when + by
    return None if when is None else when + by


def _days(trip: Trip) -> Iterator[date]:
    for step in trip.itinerary:
        times = (step.depart, step.arrive) if isinstance(step, Leg) else (step.start, step.until)
        yield from (when.date() if isinstance(when, datetime) else when for when in times if when is not None)


def _moved(step: Step, by: timedelta) -> Step:
    if isinstance(step, Leg):
        return dataclasses.replace(step, depart=_later(step.depart, by), arrive=_later(step.arrive, by))
    return dataclasses.replace(step, start=_later(step.start, by), until=_later(step.until, by))


def _dated(trip: Trip, day: date) -> Trip:
    by = day - min(_days(trip))
    return dataclasses.replace(trip, itinerary=tuple(_moved(step, by) for step in trip.itinerary))


@pytest.mark.parametrize("each", _trips(), ids=_name)
def test_nothing_is_permitted_today(each: TestTrip) -> None:
    pack = _pack()
    assert assess(each.trip, pack, TODAY).verdict >= Verdict.REFER
    today = _dated(each.trip, TODAY)
    assert assess(today, pack, TODAY).verdict >= Verdict.REFER
    assert assess(today, pack, pack.as_of or TODAY).verdict >= Verdict.REFER


@pytest.mark.parametrize("day", [date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 1)])
def test_the_un_flight_ends_with_the_mandate(day: date) -> None:
    (visit,) = (each.trip for each in _trips() if each.file.endswith("/gao-field-visit-and-back.yaml"))
    pack = _pack()
    assert assess(_dated(visit, date(2023, 6, 27)), pack, date(2023, 6, 15)).verdict is Verdict.CONDITIONS
    assert assess(_dated(visit, day), pack, date(2023, 6, 15)).verdict is Verdict.NO_GO


def test_a_confirmed_escort_counts_only_with_an_armoured_vehicle() -> None:
    (visit,) = (each.trip for each in _trips() if each.file.endswith("/sosso-koira-escort-confirmed.yaml"))
    pack = _pack()
    for missing in ("escort", "armoured-vehicle"):
        without = dataclasses.replace(
            visit,
            itinerary=tuple(
                dataclasses.replace(
                    step, measures={key: state for key, state in step.measures.items() if key != missing}
                )
                for step in visit.itinerary
            ),
        )
        assert assess(without, pack, date(2023, 6, 15)).verdict is Verdict.NO_GO
    assert all(state is not MeasureState.REFUSED for step in visit.itinerary for state in step.measures.values())


# texts and sources


def _texts(value: object, where: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from _texts(getattr(value, each.name), f"{where}.{each.name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{where}.{key}")
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value):
            yield from _texts(item, f"{where}[{number}]")


def test_every_text_is_in_both_languages() -> None:
    pack = _pack()
    names = [(f"place {place.id}", text) for place in pack.geography.places.values() for _, text in _texts(place, "")]
    found = [*_texts(pack, "pack"), *names]
    assert len(found) > 500
    one_sided = [where for where, text in found if text and set(text.by_language) != {"en", "fr"}]
    assert one_sided == []


def test_rules_are_short_enough_to_be_read_aloud() -> None:
    long = [
        (rule.id, language)
        for rule in _pack().rules
        for text in (rule.title, rule.because, rule.advice)
        for language, words in text.by_language.items()
        if len(words.split()) > 35
    ]
    assert long == []


def test_every_rule_and_incident_names_its_source_and_grade() -> None:
    pack = _pack()
    sources: list[Source | None] = [rule.source for rule in pack.rules]
    sources += [incident.source for incident in pack.incidents]
    for source in sources:
        assert source is not None
        assert source.title
        assert source.url.startswith(("http://", "https://"))
        assert source.date <= "2023-06"


def test_what_is_only_said_or_pledged_restricts_nobody() -> None:
    weak = {rule.id: rule.effect for rule in _pack().rules if rule.source and not rule.source.at_least("C", 3)}
    assert {"gao-barracks", "medevac-pledges"} <= weak.keys()
    assert set(weak.values()) <= {Effect.INFORM, Effect.CAUTION, Effect.REFER}


def test_every_permission_was_due_for_review_by_the_end_of_june() -> None:
    for rule in _pack().rules:
        if rule.effect is Effect.ALLOW:
            ends = [day for day in (rule.review_by, rule.when.until) if day is not None]
            assert min(ends) <= date(2023, 6, 30), rule.id


# places


def _region(pack: Pack, place: str) -> str:
    return next(area for area in pack.geography.chain(place) if pack.geography.places[area].kind is PlaceKind.REGION)


@pytest.mark.parametrize(
    "place",
    [place.id for place in _pack().geography.places.values() if place.kind in (PlaceKind.TOWN, PlaceKind.ZONE)],
)
def test_a_place_lies_in_its_region(place: str) -> None:
    pack = _pack()
    south, north, west, east = BOUNDS[_region(pack, place)]
    found = pack.geography.places[place]
    assert found.latitude is not None
    assert found.longitude is not None
    assert south <= found.latitude <= north
    assert west <= found.longitude <= east


def test_links_are_no_shorter_than_the_way_the_crow_flies() -> None:
    pack = _pack()
    places = pack.geography.places
    for link in pack.links.values():
        if OUTSIDE in (link.start, link.end) or link.km is None:
            continue
        start, end = places[link.start], places[link.end]
        room = start.imprecision_km + end.imprecision_km + link.imprecision_km + 2
        assert link.km + room >= _flat_km(start.latitude, start.longitude, end.latitude, end.longitude), link.id


def _flat_km(south: float | None, west: float | None, north: float | None, east: float | None) -> float:
    """Distance on a flat map, taken 3 % short: enough for what the flat map gets wrong at these latitudes."""
    assert south is not None
    assert west is not None
    assert north is not None
    assert east is not None
    return float((((north - south) * 110.6) ** 2 + ((east - west) * 106.5) ** 2) ** 0.5) * 0.97


def test_credit_is_given() -> None:
    for name in ("places.yaml", "README.md"):
        text = _files()[name].decode()
        assert "GeoNames (geonames.org), CC BY 4.0" in text
        assert "OurAirports" in text


# nothing left out


def _accounted() -> Mapping[str, str]:
    rows = {}
    for line in _files()["README.md"].decode().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2:
            rows[cells[0]] = cells[1]
    return rows


def test_every_row_and_fact_is_accounted_for() -> None:
    wanted = {f"{letter}{number}" for letter, count in ROWS.items() for number in range(1, count + 1)}
    assert len(wanted) == 69
    wanted |= {f"S{number:02}" for number in range(1, FACTS + 1)}
    accounted = _accounted()
    assert wanted - accounted.keys() == set()
    assert all(_NAMED.search(accounted[row]) or accounted[row].startswith("no rule:") for row in wanted)


def test_what_the_readme_names_exists() -> None:
    pack = _pack()
    known = {
        *(rule.id for rule in pack.rules),
        *pack.measures,
        *pack.services,
        *pack.providers,
        *pack.facts,
        *pack.modes,
        *pack.geography.places,
        *(incident.id for incident in pack.incidents),
        *(contact.id for contact in pack.contacts),
        "allow",
    }
    named = {name for cell in _accounted().values() for name in _NAMED.findall(cell)}
    assert named - known == set()
    assert {rule.id for rule in pack.rules} - named == set()
    rows = csv.DictReader(io.StringIO(_files()["incidents.csv"].decode()))
    assert {row["id"] for row in rows} - named == set()
