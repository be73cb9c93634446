"""Small packs and trips, made so that their parts meet, as Hypothesis strategies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from hypothesis import strategies as st

from advisor.model.incident import Coverage, Incident
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from tests.property.dice import Dice
from tests.property.packs import a_pack, some_data
from tests.property.telling import tell, tell_pack
from tests.property.trips import ANYTHING, Tastes, a_trip


@dataclass(frozen=True, repr=False)
class Case:
    """A trip, the pack it is held against, and the day on which that is done.

    `imported` incidents, and what somebody vouches that they are complete for.
    """

    trip: Trip
    pack: Pack
    as_of: date
    imported: tuple[Incident, ...] = ()
    vouched: tuple[Coverage, ...] = ()

    def __repr__(self) -> str:
        told = [*map(tell, self.trip.travellers), *map(tell, self.trip.itinerary)]
        stated = f"facts={tell(self.trip.facts)} measures={tell(self.trip.measures)}"
        data = [f"  imported {tell(one)}" for one in (*self.imported, *self.vouched)]
        lines = [f"as of {self.as_of} {stated}", *(f"  {line}" for line in told), tell_pack(self.pack), *data]
        return "\n".join(lines)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 - Hypothesis asks for it
        printer.text(repr(self))


def a_case(seed: int, tastes: Tastes = ANYTHING, most_rules: int = 8) -> Case:
    dice = Dice(seed)
    pack = a_pack(dice, most_rules)
    trip, as_of = a_trip(dice, pack, tastes), dice.day(3, 5)
    return Case(trip, pack, as_of, *some_data(dice, pack))


SEEDS = st.integers(0, 2**40)


def cases(tastes: Tastes = ANYTHING, most_rules: int = 8) -> st.SearchStrategy[Case]:
    return SEEDS.map(partial(a_case, tastes=tastes, most_rules=most_rules))
