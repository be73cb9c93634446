"""Which towns a new pack begins with, what they are called in it, and places.yaml's lines for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from advisor.model.place import OUTSIDE
from advisor.rulebook.emit import Emittable, emit_inline
from advisor.scaffold.gazetteer import Gazetteer, Seat, Town
from advisor.scaffold.names import folded, slug

_REGION_WORDS: Final = frozenset(
    {"region", "province", "state", "district", "department", "oblast", "governorate", "prefecture", "county", "parish"}
)
_WORD_FOR_REGION: Final = {"en": "region", "fr": "région"}
_DEGREE_DIGITS: Final = 5


@dataclass(frozen=True, slots=True)
class Limit:
    """How many towns to take: so many, or all with so many people. Seats of government count in any case.

    `also` names towns to take besides, however small: every town of that name or spelling.
    """

    places: int | None = None
    population: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A town with its id in the pack."""

    id: str
    town: Town


@dataclass(frozen=True, slots=True)
class Area:
    """The places of a new pack. `regions` maps the code of each region that has a name to its id.

    `time_zone` is that of the capital, or else of the largest town.
    """

    id: str
    time_zone: str
    towns: tuple[Named, ...]
    regions: dict[str, str]


def choose(gazetteer: Gazetteer, limit: Limit) -> tuple[Town, ...]:
    """The towns to begin with: seats of government, then the largest, at most `limit.places`; then those asked for."""
    ranked = sorted(gazetteer.towns, key=lambda town: (town.seat, -town.population, town.name, town.number))
    wanted = {folded(name) for name in limit.also}
    if limit.population is not None:
        large = [town for town in ranked if town.seat < Seat.NOTHING or town.population >= limit.population]
    else:
        large = ranked[: limit.places]
    known = set(large)
    return (*large, *(town for town in ranked if town not in known and wanted & spelt(town)))


def spelt(town: Town) -> set[str]:
    """Every way to write the town's name, without accents, case and signs."""
    return {folded(name) for name in (town.name, *town.aliases)}


def lay_out(area: str, gazetteer: Gazetteer, towns: Sequence[Town]) -> Area:
    """Give every chosen town and every region an id. At least one town is needed."""
    taken = {area, OUTSIDE}
    named = tuple(Named(_town_id(town, gazetteer, taken), town) for town in towns)
    regions = {code: _region_id(gazetteer.regions[code], code, taken) for code in sorted(gazetteer.regions)}
    return Area(area, capital_first(named)[0].town.time_zone, named, regions)


def capital_first(towns: Iterable[Named]) -> tuple[Named, ...]:
    """The towns, the seat of the country first, then by size."""
    return tuple(
        sorted(towns, key=lambda one: (one.town.seat is not Seat.COUNTRY, -one.town.population, one.town.number))
    )


def placed_lines(area: Area, gazetteer: Gazetteer, names: dict[str, Emittable]) -> str:
    """The country, then each region with its towns."""
    country: dict[str, Emittable] = {"id": area.id, "name": names, "kind": "country", "tz": area.time_zone}
    lines = [_line(country)]
    for code, identifier in sorted(area.regions.items(), key=lambda item: item[1]):
        inside = [one for one in area.towns if one.town.region == code]
        zone = _shared_zone(inside)
        region: dict[str, Emittable] = {"id": identifier, "name": region_name(gazetteer.regions[code], [*names])}
        region |= {"kind": "region", "within": area.id}
        if zone not in {None, area.time_zone}:
            region["tz"] = zone
        lines += ["", _line(region), *_towns(inside, identifier, zone or area.time_zone)]
    return "\n".join(lines) + "\n"


def unplaced_lines(area: Area) -> str:
    """The towns of which nobody knows the region, or its name: they lie in the country itself."""
    left = [one for one in area.towns if one.town.region not in area.regions]
    return "".join(f"{line}\n" for line in _towns(left, area.id, area.time_zone))


def _towns(towns: Iterable[Named], around: str, zone: str) -> list[str]:
    lines = []
    for one in towns:
        town = one.town
        entry: dict[str, Emittable] = {
            "id": one.id,
            "name": town.name,
            "kind": "town",
            "within": around,
            "lat": round(town.latitude, _DEGREE_DIGITS),
            "lon": round(town.longitude, _DEGREE_DIGITS),
        }
        if town.time_zone != zone:
            entry["tz"] = town.time_zone
        if town.aliases:
            entry["aliases"] = list(town.aliases)
        lines.append(_line(entry))
    return lines


def _line(entry: dict[str, Emittable]) -> str:
    return f"- {emit_inline(entry)}"


def _shared_zone(towns: Sequence[Named]) -> str | None:
    zones = {one.town.time_zone for one in towns}
    return zones.pop() if len(zones) == 1 else None


def _town_id(town: Town, gazetteer: Gazetteer, taken: set[str]) -> str:
    plain = as_id(town.name) or f"place-{town.number}"
    region = slug(gazetteer.regions.get(town.region or "", ""))
    return _untaken((plain, f"{plain}-{region}" if region else f"{plain}-town", f"{plain}-{town.number}"), taken)


def _region_id(name: str, code: str, taken: set[str]) -> str:
    plain = as_id(name) or f"region-{slug(code)}"
    first = plain if _REGION_WORDS & {plain.split("-")[0], plain.split("-")[-1]} else f"{plain}-region"
    return _untaken((first, f"{first}-{slug(code)}"), taken)


def region_name(name: str, languages: Sequence[str]) -> Emittable:
    """The name so that nobody takes it for a town's: regions are often called as their chief town."""
    bare = name.removesuffix(" Region")
    if bare == name and slug(name).rpartition("-")[2] in _REGION_WORDS:
        return name
    return {language: f"{bare} ({_WORD_FOR_REGION[language]})" for language in languages}


def _untaken(wishes: Sequence[str], taken: set[str]) -> str:
    """The first wish that is free; the last one is, or gets a number."""
    number = 2
    found = next((wish for wish in wishes if wish not in taken), wishes[-1])
    while found in taken:
        found = f"{wishes[-1]}-{number}"
        number += 1
    taken.add(found)
    return found


def as_id(name: str) -> str:
    """The name as an id that needs no quotes in YAML; empty if it has no Latin letter or digit."""
    plain = slug(name)
    return plain if not plain or emit_inline(plain) == plain else f"place-{plain}"
