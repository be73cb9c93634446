"""What a journey needs beyond the verdict: vehicles, check-ins, what happens when one is overdue, medevac.

Nothing here is ever a reason for or against a trip: the engine does not read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A vehicle of the journey; legs refer to it by its `name`. `carries`: words of `Carried`, or any other."""

    name: str = ""
    plate: str = ""
    carries: tuple[str, ...] = ()


class Carried(StrEnum):
    """What a vehicle usually should carry; a file may name anything else."""

    SATPHONE = "satphone"
    RADIO = "radio"
    FIRST_AID = "first-aid"
    WATER = "water"
    FUEL = "fuel"


class CheckInEach(StrEnum):
    """An event of every leg at which the party reports."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """When the party reports to whom; whatever is stated of when counts, each by itself.

    `at` is one moment, `daily` are hours of every day of the trip, both local to where the party is then. `each` means
    at every leg, `every_hours` from every departure until the arrival. `place`, where stated, keeps `each` and
    `every_hours` to legs that leave from there or arrive there; for `at` and `daily` it says where the party is.
    """

    at: datetime | None = None
    daily: tuple[time, ...] = ()
    each: tuple[str, ...] = ()
    every_hours: float | None = None
    place: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueStep:
    """What is done so many minutes `after` a check-in that did not come. None: not known yet."""

    after: int | None = None
    who: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Medevac:
    """Who would fetch the wounded or sick from a leg, and where to. `agreed` None: not known."""

    provider: str = ""
    phone: str = ""
    hospital: str = ""
    agreed: bool | None = None
