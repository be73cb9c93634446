"""What is known of a country's places, wherever it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum


class Seat(IntEnum):
    """What is governed from a town; the smaller, the more."""

    COUNTRY = 0
    REGION = 1
    NOTHING = 2


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement. `region` is the code of the region it lies in, None where nobody says.

    `population` is 0 where it is not known. `latitude` and `longitude` are WGS 84 degrees.
    """

    number: int
    """Of GeoNames."""
    name: str
    latitude: float
    longitude: float
    time_zone: str
    region: str | None = None
    population: int = 0
    seat: Seat = Seat.NOTHING
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A country's towns, and the names of its regions by code. A region without a name is one that nobody can name."""

    country: str
    """ISO 3166-1 alpha-2."""
    regions: Mapping[str, str]
    towns: tuple[Town, ...]
