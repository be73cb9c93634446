"""When a trip is over at the latest, by what its itinerary says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advisor.engine.itinerary import PlannedLeg, plan
from advisor.engine.times import to_local
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.planning.zones import zone_of


@dataclass(frozen=True, slots=True)
class Ending:
    """`day`: the last local day that the trip can reach, as the engine lays out its times; None: nothing says.

    `open`: the party may be there for longer, since nobody says when the last step ends or how the party leaves.
    """

    day: date | None
    open: bool

    def passed(self, today: date) -> bool:
        """Whether that last day is behind; the party may still be there where the end is open."""
        return self.day is not None and self.day < today

    def over(self, today: date) -> bool:
        """Whether nobody can still be on that trip."""
        return self.passed(today) and not self.open


def ending(trip: Trip, pack: Pack) -> Ending:
    """How a trip ends. Where only a departure is stated, the leg may last until long after it."""
    zone = zone_of(pack)
    days: list[date] = []
    last, open_end = None, True
    for step in plan(trip, pack).steps:
        if isinstance(step, PlannedLeg):
            last, place, open_end = step.arrive.latest, step.leg.destination, False
        else:
            last, place, open_end = step.end.latest, step.place, step.open_end
        if last is not None:
            days.append(to_local(last, zone(place)).date())
    return Ending(max(days, default=None), open_end or last is None)
