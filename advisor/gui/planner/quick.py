"""A trip from a few answers: who, from where to where, how, when. No Qt, and nothing is assumed.

What was not answered stays unknown in the trip: the engine refers or asks, as it does with any other trip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from advisor.gui.planner.returning import on_the_network
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Traveller, Trip, When
from advisor.planning.way_back import reversed_leg

MOST_ALIKE = 99
"""How many travellers one answer may stand for."""


class NotACount(Enum):
    """Why a text is not a number of travellers."""

    NOT_A_COUNT = "not-a-count"


def read_count(text: str) -> int | NotACount | None:
    """How many travel, 1 to `MOST_ALIKE`; None for an empty text."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_ALIKE))):
        return NotACount.NOT_A_COUNT
    return int(text) or NotACount.NOT_A_COUNT


@dataclass(frozen=True, slots=True)
class Alike:
    """So many travellers of whom the same is known."""

    count: int = 1
    nationality: tuple[str, ...] | None = None
    staff: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered. A place is an id or what was typed; `back`: when the way back begins, None: not known."""

    who: tuple[Alike, ...] = (Alike(),)
    origin: str = ""
    destination: str = ""
    mode: str | None = None
    depart: When | None = None
    back: When | None = None


def quick_trip(answers: Answers, pack: Pack) -> Trip:
    """The trip that says what was answered and no more. There is a way back where its time was answered."""
    travellers = tuple(
        Traveller(nationality=alike.nationality, staff=alike.staff)
        for alike in answers.who
        for _number in range(alike.count)
    )
    steps: tuple[Leg, ...] = ()
    if answers.origin or answers.destination:
        there = Leg(origin=answers.origin, destination=answers.destination, mode=answers.mode, depart=answers.depart)
        steps = (there,)
        if answers.back is not None:
            (back,) = on_the_network((reversed_leg(there),), pack)
            steps = (there, replace(back, depart=answers.back))
    return Trip(pack=pack.id, travellers=travellers, itinerary=steps)
