"""What the tests of the shipped packs share: reading a pack, moving its trips in time, and what holds for any pack."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from advisor.engine.assess import assess
from advisor.model.pack import Pack, TestTrip
from advisor.model.place import OUTSIDE, PlaceKind
from advisor.model.text import Text
from advisor.model.trip import Leg, Step, Trip, When
from advisor.rulebook.loader import load_pack

RULES: Final = Path(__file__).parents[2] / "rules"

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
def files(name: str) -> Mapping[str, bytes]:
    """The files of a shipped pack, by their names inside its folder."""
    folder = RULES / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@cache
def pack_of(name: str) -> Pack:
    """A shipped pack, which must be without faults."""
    result = load_pack(files(name))
    assert result.diagnostics == ()
    assert result.pack is not None
    return result.pack


def named(each: TestTrip) -> str:
    """The name under which a test of a trip is listed."""
    return each.file


def check_as_expected(each: TestTrip, pack: Pack, as_of: date) -> None:
    """Assess a trip of a pack and compare with what it expects."""
    assessment = assess(each.trip, pack, each.expect.as_of or as_of)
    found = {finding.rule for finding in assessment.findings}
    assert assessment.verdict is each.expect.verdict
    assert set(each.expect.because) <= found
    assert not set(each.expect.absent) & found


def rules_found(pack: Pack, as_of: date) -> set[str | None]:
    """The rules among the findings of any trip of the pack."""
    return {
        finding.rule for each in pack.trips for finding in assess(each.trip, pack, each.expect.as_of or as_of).findings
    }


# trips on another day


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


def dated(trip: Trip, day: date) -> Trip:
    """The trip moved so that it begins on the day; one without any date stays as it is."""
    by = day - min(_days(trip), default=day)
    return dataclasses.replace(trip, itinerary=tuple(_moved(step, by) for step in trip.itinerary))


# texts


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


def one_sided_texts(pack: Pack) -> list[str]:
    """Where a text of the pack is missing in one of the two languages."""
    names = [(f"place {place.id}", text) for place in pack.geography.places.values() for _, text in _texts(place, "")]
    found = [*_texts(pack, "pack"), *names]
    assert len(found) > 500
    return [where for where, text in found if text and set(text.by_language) != {"en", "fr"}]


def long_texts(pack: Pack, words: int) -> list[tuple[str, str]]:
    """Rules with a text of more words than can be read aloud, and the language."""
    return [
        (rule.id, language)
        for rule in pack.rules
        for text in (rule.title, rule.because, rule.advice)
        for language, sentence in text.by_language.items()
        if len(sentence.split()) > words
    ]


# places


def points(pack: Pack) -> list[str]:
    """The towns and zones of a pack."""
    return [place.id for place in pack.geography.places.values() if place.kind in (PlaceKind.TOWN, PlaceKind.ZONE)]


def _region(pack: Pack, place: str) -> str:
    return next(area for area in pack.geography.chain(place) if pack.geography.places[area].kind is PlaceKind.REGION)


def check_in_its_region(pack: Pack, place: str) -> None:
    """A town or zone must lie inside the bounds of its region."""
    south, north, west, east = BOUNDS[_region(pack, place)]
    found = pack.geography.places[place]
    assert found.latitude is not None
    assert found.longitude is not None
    assert south <= found.latitude <= north
    assert west <= found.longitude <= east


def check_lengths(pack: Pack) -> None:
    """No link may be shorter than the way the crow flies."""
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


# what a README accounts for


def accounted(name: str) -> Mapping[str, str]:
    """The rows of the two-column tables in a pack's README."""
    rows = {}
    for line in files(name)["README.md"].decode().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 2:
            rows[cells[0]] = cells[1]
    return rows


def names_in(cell: str) -> list[str]:
    """The ids that a cell of such a table names."""
    return _NAMED.findall(cell)


def ids_of(pack: Pack) -> set[str]:
    """Everything of a pack that a README may name by its id."""
    return {
        *(rule.id for rule in pack.rules),
        *pack.measures,
        *pack.services,
        *pack.providers,
        *pack.facts,
        *pack.modes,
        *pack.geography.places,
        *(incident.id for incident in pack.incidents),
        *(contact.id for contact in pack.contacts),
    }
