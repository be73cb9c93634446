"""What a journey plan still lacks. A list to work through: it says nothing about whether the trip may take place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advisor.model.assessment import Assessment, StepKind, StepResult
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.trip import Leg, Stay, Trip
from advisor.planning.duty import leg_of


class Lack(StrEnum):
    """What is lacking."""

    CONTACT = "contact"
    PHONE = "phone"
    EMERGENCY = "emergency"
    DRIVER = "driver"
    LODGING = "lodging"
    MEDEVAC = "medevac"
    CHECK_IN = "check-in"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is lacking, at which steps (indexes into the assessment's) or for which travellers."""

    lack: Lack
    steps: tuple[int, ...] = ()
    travellers: tuple[int, ...] = ()


def begun(trip: Trip) -> bool:
    """Whether anybody has started on the journey plan of a trip; a contact alone is none."""
    return (
        bool(trip.vehicles or trip.check_ins or trip.overdue)
        or any(one.phone or one.radio or one.emergency is not None for one in trip.travellers)
        or any(
            bool(step.drivers or step.vehicle) or step.medevac is not None
            if isinstance(step, Leg)
            else bool(step.lodging_phone or step.lodging_address)
            for step in trip.itinerary
        )
    )


def missing(assessment: Assessment, pack: Pack) -> tuple[Missing, ...]:
    """What is lacking, in the order in which the plan is read. Nothing for a trip without travellers or legs."""
    trip = assessment.trip
    legs = [(step, leg) for step in assessment.steps if (leg := leg_of(assessment, step)) is not None]
    if not legs or not trip.travellers:
        return ()
    found = [
        Missing(Lack.PHONE) if not any(one.phone.strip() or one.radio.strip() for one in trip.travellers) else None,
        _of_travellers(trip),
        Missing(Lack.CONTACT) if not any(one.phone.strip() for one in trip.contacts) else None,
        _at(Lack.DRIVER, [step for step, leg in legs if _lacks_driver(leg, pack)]),
        _at(Lack.LODGING, [step for step in assessment.steps if _lacks_lodging(step, trip)]),
        Missing(Lack.CHECK_IN) if not trip.check_ins else None,
        Missing(Lack.OVERDUE) if trip.check_ins and not any(one.who or one.what for one in trip.overdue) else None,
        _at(Lack.MEDEVAC, [step for step, leg in legs if _lacks_medevac(step, leg)]),
    ]
    return tuple(one for one in found if one is not None)


def _at(lack: Lack, steps: list[StepResult]) -> Missing | None:
    return Missing(lack, steps=tuple(step.index for step in steps)) if steps else None


def _of_travellers(trip: Trip) -> Missing | None:
    without = [
        number for number, one in enumerate(trip.travellers) if one.emergency is None or not one.emergency.phone.strip()
    ]
    return Missing(Lack.EMERGENCY, travellers=tuple(without)) if without else None


def _lacks_driver(leg: Leg, pack: Pack) -> bool:
    """Whether nobody is named to drive, on a leg that the party drives itself, by the pack or by its vehicle."""
    drives = bool(leg.vehicle.strip()) or (pack.driving is not None and leg.mode in pack.driving.modes)
    return drives and not any(name.strip() for name in leg.drivers)


def _lacks_lodging(step: StepResult, trip: Trip) -> bool:
    if step.kind is not StepKind.STAY or not step.overnight or step.origin == OUTSIDE:
        return False
    written = trip.itinerary[step.written] if step.written is not None else None
    return not (isinstance(written, Stay) and written.lodging.strip())


def _lacks_medevac(step: StepResult, leg: Leg) -> bool:
    return step.assessed and (leg.medevac is None or not leg.medevac.agreed)
