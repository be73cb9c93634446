"""One point of a moment, as the boxes of a proof have it, and as the engine has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from advisor.engine.cells import Bounds, Cell, Days, cut
from advisor.engine.expose import Site
from advisor.engine.times import Extent, to_instant
from advisor.model.pack import Pack
from advisor.model.trip import Gender, StaffKind, Traveller
from advisor.model.verdict import Verdict
from advisor.proof.moments import Moment
from advisor.proof.prove import obstacles
from advisor.proof.reading import At, Box, Reader
from advisor.proof.values import (
    DARK,
    DAY,
    DESTINATION,
    FACT,
    GENDER,
    LIGHT,
    MINUTE,
    NATIONALITY,
    ORIGIN,
    ROLE,
    STAFF,
    STILL_DARK,
    Masks,
    Values,
)
from tests.property.dice import Dice

LEVELS = (Verdict.NO_GO, Verdict.REFER, Verdict.CONDITIONS)


@dataclass(frozen=True)
class Person:
    """A traveller of whom all is known, and the facts that a trip states."""

    traveller: Traveller
    facts: Mapping[str, str]

    def masks(self, values: Values, pack: Pack) -> dict[str, int]:
        """Where he lies. A nationality that nothing names lies where the last of them does."""
        person = self.traveller
        codes = values.nationalities
        (code,) = person.nationality or ("",)
        found = {
            NATIONALITY: 1 << (codes.index(code) if code in codes else len(codes) - 1),
            STAFF: 1 << [kind.value for kind in StaffKind].index(str(person.staff)),
            GENDER: 1 << [kind.value for kind in Gender].index(str(person.gender)),
        }
        found |= {ROLE + role: 2 if role in (person.roles or ()) else 1 for role in pack.roles}
        found |= {FACT + fact: 1 << values.facts[fact].index(self.facts[fact]) for fact in pack.facts}
        return found


def anybody(dice: Dice, pack: Pack, values: Values) -> Person:
    """Any traveller; facts are stated of the whole trip, where those of a traveller count too."""
    return Person(
        Traveller(
            nationality=(dice.one((*values.nationalities, "ZZ")),),
            staff=dice.one(tuple(StaffKind)).value,
            gender=dice.one(tuple(Gender)).value,
            roles=tuple(sorted(dice.some(pack.roles))),
        ),
        {fact: dice.one(values.facts[fact]) for fact in pack.facts},
    )


class Clock:
    """What the boxes say of an instant at a place."""

    def __init__(self, pack: Pack, values: Values) -> None:
        self._pack, self._values = pack, values
        self._days = Days(Bounds(values.minutes[1:], night=True, margin=pack.night_margin_minutes))

    def cell(self, place: str, instant: int) -> Cell:
        (cell,) = cut(Extent(instant, instant, instant, instant), self._pack.geography.places[place], self._days)
        return cell

    def masks(self, at: At, cell: Cell) -> Iterator[tuple[str, int]]:
        """Day, minute and darkness of an exposure in a cell."""
        values = self._values
        yield DAY + at.zone + at.own, values.between(cell.day, cell.day)
        yield MINUTE + at.zone + at.own, values.hours(*self._stretch(cell.minute))
        if at.night is not None:
            assert cell.night is not None
            dark = DARK if cell.night_day == cell.day else STILL_DARK
            yield at.night, dark if cell.night else LIGHT

    def _stretch(self, minute: int) -> tuple[int, int]:
        begins = max(one for one in self._values.minutes if one <= minute)
        return begins, begins + 1


def any_instant(dice: Dice, values: Values, zone: str) -> int:
    """On a day on which something may turn, or next to it; often at an hour at which something does."""
    day = min(max(dice.one(values.days), date(1990, 1, 1)), date(2190, 1, 1)) + timedelta(days=dice.number(-2, 2))
    minute = (dice.one(values.minutes) - dice.number(0, 1)) % (24 * 60) if dice.chance(50) else dice.number(0, 1439)
    return to_instant(datetime.combine(day, time.min) + timedelta(minutes=minute), zone)


def ends(dice: Dice, values: Values, site: Site) -> tuple[dict[str, int], tuple[str, str]]:
    """Where the whole movement may begin and end."""
    if site.movement is None:
        return {}, ("", "")
    first, last = dice.one(range(len(values.ends))), dice.one(range(len(values.ends)))
    return {ORIGIN: 1 << first, DESTINATION: 1 << last}, (values.ends[first], values.ends[last])


def holds(box: Box, point: Masks) -> bool:
    return all(point[attribute] & mask for attribute, mask in box.masks.items())


class Said:
    """What a proof may say of the points of a moment."""

    def __init__(self, moment: Moment, reader: Reader) -> None:
        self.moment = moment
        self._reader = reader

    @cached_property
    def _obstacles(self) -> dict[Verdict, tuple[list[Box], list[list[Box]]]]:
        return {least: obstacles(self._reader, self.moment, least) for least in LEVELS}

    def at_least(self, point: Masks) -> Verdict:
        """The verdict that a trip with this point comes to at best, if measures are at their best."""
        for least in LEVELS:
            blockers, groups = self._obstacles[least]
            if any(holds(box, point) for box in blockers):
                return least
            if not all(any(holds(box, point) for box in group) for group in groups):
                return least
        return Verdict.GO
