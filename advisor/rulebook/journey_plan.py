"""The journey plan of a trip in and out of its file: contacts, vehicles, check-ins, overdue steps, medevac."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from advisor.model.journey_plan import CheckIn, Medevac, OverdueStep, Vehicle
from advisor.model.trip import TripContact, When
from advisor.rulebook.authored_trip import (
    AuthoredCheckIn,
    AuthoredMedevac,
    AuthoredOverdueStep,
    AuthoredTripContact,
    AuthoredVehicle,
)
from advisor.rulebook.emit import Emittable


def contact_of(written: AuthoredTripContact) -> TripContact:
    """The contact that was written."""
    return TripContact(name=written.name, role=written.role, phone=written.phone)


def vehicle_of(written: AuthoredVehicle) -> Vehicle:
    """The vehicle that was written."""
    return Vehicle(name=written.name, plate=written.plate, carries=written.carries)


def check_in_of(written: AuthoredCheckIn) -> CheckIn:
    """The check-in that was written."""
    return CheckIn(
        at=written.at,
        daily=written.daily,
        each=tuple(one.value for one in written.each),
        every_hours=written.every_hours,
        place=written.place,
        whom=written.whom,
    )


def overdue_of(written: AuthoredOverdueStep) -> OverdueStep:
    """The overdue step that was written."""
    return OverdueStep(after=written.after, who=written.who, what=written.what)


def medevac_of(written: AuthoredMedevac) -> Medevac:
    """The medevac that was written."""
    return Medevac(
        provider=written.provider,
        phone=written.phone,
        hospital=written.hospital,
        agreed=written.agreed,
    )


def written_contact(contact: TripContact) -> Emittable:
    """The contact for a file."""
    return stated({"name": contact.name, "role": contact.role, "phone": contact.phone}, "name")


def written_vehicle(vehicle: Vehicle) -> Emittable:
    """The vehicle for a file."""
    return stated({"name": vehicle.name, "plate": vehicle.plate, "carries": list(vehicle.carries)}, "name")


def written_check_in(check_in: CheckIn) -> Emittable:
    """The check-in for a file."""
    hours = check_in.every_hours
    return stated(
        {
            "at": written_moment(check_in.at),
            "daily": [f"{hour:%H:%M}" for hour in check_in.daily],
            "each": list(check_in.each),
            "every_hours": int(hours) if hours is not None and hours.is_integer() else hours,
            "place": check_in.place,
            "whom": check_in.whom,
        }
    )


def written_overdue(step: OverdueStep) -> Emittable:
    """The overdue step for a file."""
    return stated({"after": step.after, "who": step.who, "what": step.what})


def written_medevac(medevac: Medevac) -> Emittable:
    """The medevac for a file."""
    return stated(
        {
            "provider": medevac.provider,
            "phone": medevac.phone,
            "hospital": medevac.hospital,
            "agreed": medevac.agreed,
        }
    )


def written_moment(moment: When | None) -> str | None:
    """The moment in ISO form, to the minute where that says it all."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")
    return moment.isoformat() if isinstance(moment, date) else None


def is_stated(value: Emittable) -> bool:
    """Whether it says anything: a number or a truth value always does."""
    return value is not None and value != "" and value not in ([], {})


def stated(parts: Mapping[str, Emittable], *always: str) -> dict[str, Emittable]:
    """The parts that say something, and those named in any case."""
    return {key: value for key, value in parts.items() if key in always or is_stated(value)}
