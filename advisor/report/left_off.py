"""What is left off together with names: people of the journey plan who do not travel, numbers, plates."""

from __future__ import annotations

from collections.abc import Container

from advisor.model.message import message
from advisor.model.trip import Leg, Trip
from advisor.report.tree import Words


def stand_ins(trip: Trip, people: Container[str]) -> dict[str, Words]:
    """What stands for each: a number for a driver, else an ellipsis. `people`: the travellers, who have letters."""
    legs = [step for step in trip.itinerary if isinstance(step, Leg)]
    drivers = dict.fromkeys(name.strip() for leg in legs for name in leg.drivers)
    others: dict[str, Words] = {
        name: message("journey.other-driver", number=number)
        for number, name in enumerate((one for one in drivers if one and one not in people), 1)
    }
    private = [part for one in trip.contacts for part in (one.name, one.phone)]
    private += [one.plate for one in trip.vehicles]
    for one in trip.travellers:
        told = one.emergency
        private += [one.phone, one.radio, *((told.name, told.phone) if told is not None else ())]
    for part in private:
        if part.strip() and part.strip() not in people:
            others.setdefault(part.strip(), "…")
    return others
