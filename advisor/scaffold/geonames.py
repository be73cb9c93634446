"""A GeoNames dump (`NE.txt`, `cities500.txt`): tab-separated lines of places, of which one country's are taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from advisor.scaffold.gazetteer import Gazetteer, Seat, Town
from advisor.scaffold.names import folded

_COLUMNS: Final = 19
_NUMBER, _NAME, _ALTERNATES, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY = 0, 1, 3, 4, 5, 6, 7, 8
_REGION, _POPULATION, _TIME_ZONE = 10, 14, 17
_SETTLEMENT: Final = "P"
_NOT_LIVED_IN: Final = frozenset({"PPLCH", "PPLH", "PPLQ", "PPLW", "PPLX"})
"""Former capitals, historical, abandoned and destroyed places, and sections of a town."""
_SEATS: Final = {"PPLC": Seat.COUNTRY, "PPLA": Seat.REGION}
_FIRST_ORDER: Final = "ADM1"
_NO_REGION: Final = frozenset({"", "00"})
_CODE_WORD: Final = re.compile(r"[A-Z]{3,4}")
_MOST_ALIASES: Final = 8


class NotGeoNamesError(ValueError):
    """A line that is none of a GeoNames dump. `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_dump(lines: Iterable[str], country: str, named: Mapping[str, str]) -> Gazetteer:
    """The places of one country. `named` says what regions are called if the dump itself names none.

    A line whose numbers can't be read is left out. NotGeoNamesError for what is no dump at all.
    """
    regions: dict[str, str] = {}
    towns: list[Town] = []
    for count, line in enumerate(lines, 1):
        fields = line.rstrip("\r\n").split("\t")
        if fields == [""]:
            continue
        if len(fields) != _COLUMNS:
            raise NotGeoNamesError(count)
        if fields[_COUNTRY] != country:
            continue
        if fields[_CODE] == _FIRST_ORDER and fields[_REGION] not in _NO_REGION:
            regions[fields[_REGION]] = fields[_NAME]
        elif fields[_CLASS] == _SETTLEMENT and fields[_CODE] not in _NOT_LIVED_IN:
            try:
                towns.append(_town(fields))
            except ValueError:
                continue
    return Gazetteer(country, regions or named, tuple(towns))


def _town(fields: list[str]) -> Town:
    return Town(
        number=int(fields[_NUMBER]),
        name=fields[_NAME],
        latitude=float(fields[_LATITUDE]),
        longitude=float(fields[_LONGITUDE]),
        time_zone=fields[_TIME_ZONE],
        region=known_region(fields[_REGION]),
        population=int(fields[_POPULATION] or 0),
        seat=_SEATS.get(fields[_CODE], Seat.NOTHING),
        aliases=spellings(fields[_NAME], fields[_ALTERNATES].split(",")),
    )


def known_region(code: str) -> str | None:
    """The code of a region, None where GeoNames leaves it open."""
    return None if code in _NO_REGION else code


def spellings(name: str, alternates: Iterable[str]) -> tuple[str, ...]:
    """The alternates that a planner may type: Latin letters, no airport codes, each once whatever its accents."""
    seen = {folded(name)}
    kept: list[str] = []
    for other in alternates:
        form = folded(other)
        if form in seen or not other[:1].isupper() or _CODE_WORD.fullmatch(other) or not _is_latin(other):
            continue
        seen.add(form)
        kept.append(other)
    return tuple(kept[:_MOST_ALIASES])


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(one, "").startswith("LATIN ") for one in text if one.isalpha())
