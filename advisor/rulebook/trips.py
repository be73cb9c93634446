"""Trips in and out of files. Words in a trip need not be known to any pack; only its shape can be faulty."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.pack import Expectation
from advisor.model.trip import Leg, Measures, Stay, Step, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.rulebook.authored_trip import AuthoredLeg, AuthoredStay, AuthoredStep, AuthoredTraveller, AuthoredTrip
from advisor.rulebook.emit import Emittable, emit
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.journey_plan import (
    check_in_of,
    contact_of,
    is_stated,
    medevac_of,
    overdue_of,
    stated,
    vehicle_of,
    written_check_in,
    written_contact,
    written_medevac,
    written_moment,
    written_overdue,
    written_vehicle,
)
from advisor.rulebook.shape import Entry, read_one
from advisor.rulebook.source import plain, read


@dataclass(frozen=True, slots=True)
class TripResult:
    """What a trip file says. Without errors `trip` is there; `expect` only if the file says what is expected."""

    trip: Trip | None
    expect: Expectation | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def load_trip(data: bytes, file: str) -> TripResult:
    """Read the bytes of a trip; `file` is what spans will call it. Never raises."""
    faults = Faults()
    entry = read_trip(data, file, faults)
    found = faults.in_order()
    if entry is None or not entry.whole:
        return TripResult(None, None, found)
    return TripResult(trip_of(entry.value), expectation_of(entry.value), found)


def read_trip(data: bytes, file: str, faults: Faults) -> Entry[AuthoredTrip] | None:
    """The authored trip of a file, reporting what is wrong with it."""
    document = read(data, file)
    faults.extend(document.diagnostics)
    if document.value is None:
        if not document.diagnostics:
            faults.add("empty-file", At(file, None).span(), file=file)
        return None
    value = plain(document.value)
    if value is None:
        faults.add("empty-file", At(file, None).span(), file=file)
        return None
    at = At(file, document.value)
    entry = read_one(AuthoredTrip, value, at, faults)
    sound = _check_steps(value, at, faults)
    if entry is None:
        return None
    return Entry(entry.value, at, whole=entry.whole and sound and not document.diagnostics)


def _check_steps(value: object, at: At, faults: Faults) -> bool:
    """Whether every step of the itinerary, as it stands in the file, is either a leg or a stay."""
    steps = value.get("itinerary") if isinstance(value, dict) else None
    sound = True
    for index, step in enumerate(steps if isinstance(steps, list) else [steps]):
        # A step with a key that does not exist has that fault already.
        if isinstance(step, dict) and step.keys() <= {"leg", "stay"}:
            stated = [key for key in step if step[key] is not None]
            if len(stated) != 1:
                sound = False
                faults.add("leg-or-stay", at.span("itinerary", index), expected=message("expected.leg-or-stay"))
    return sound


def trip_of(written: AuthoredTrip) -> Trip:
    """The trip that was written."""
    return Trip(
        title=written.title,
        purpose=written.purpose,
        pack=written.pack,
        travellers=tuple(_traveller(traveller) for traveller in written.travellers),
        itinerary=tuple(step for entry in written.itinerary for step in _steps(entry)),
        facts=written.facts,
        measures=written.measures,
        contacts=tuple(contact_of(contact) for contact in written.contacts),
        vehicles=tuple(vehicle_of(vehicle) for vehicle in written.vehicles),
        check_ins=tuple(check_in_of(check_in) for check_in in written.check_ins),
        overdue=tuple(overdue_of(step) for step in written.overdue),
        notes=written.notes,
    )


def expectation_of(written: AuthoredTrip) -> Expectation | None:
    """What the file expects of its trip, if it says."""
    expect = written.expect
    if expect is None:
        return None
    return Expectation(
        as_of=expect.as_of,
        verdict=Verdict.from_word(expect.verdict),
        because=expect.because,
        absent=expect.absent,
    )


def _traveller(written: AuthoredTraveller) -> Traveller:
    return Traveller(
        name=written.name,
        nationality=written.nationality,
        staff=written.staff,
        roles=written.roles,
        gender=written.gender,
        facts=written.facts,
        measures=written.measures,
        phone=written.phone,
        radio=written.radio,
        emergency=contact_of(written.emergency) if written.emergency is not None else None,
    )


def _steps(written: AuthoredStep) -> list[Step]:
    steps: list[Step] = []
    if written.leg is not None:
        steps.append(_leg(written.leg))
    if written.stay is not None:
        steps.append(_stay(written.stay))
    return steps


def _leg(written: AuthoredLeg) -> Leg:
    return Leg(
        origin=written.origin,
        destination=written.destination,
        mode=written.mode,
        depart=written.depart,
        arrive=written.arrive,
        via=written.via,
        route=written.route,
        operator=written.operator,
        measures=written.measures,
        drivers=written.drivers,
        vehicle=written.vehicle,
        medevac=medevac_of(written.medevac) if written.medevac is not None else None,
    )


def _stay(written: AuthoredStay) -> Stay:
    return Stay(
        place=written.place,
        start=written.start,
        until=written.until,
        lodging=written.lodging,
        measures=written.measures,
        lodging_phone=written.lodging_phone,
        lodging_address=written.lodging_address,
    )


def emit_trip(trip: Trip) -> str:
    """The trip as the text of a file that `load_trip` reads back equal. What is not known is left out.

    Raises ValueError for texts that no file can hold (lone surrogates).
    """
    parts: list[tuple[str, Emittable]] = [
        ("title", trip.title),
        ("purpose", trip.purpose),
        ("pack", trip.pack),
        ("travellers", [_written_traveller(traveller) for traveller in trip.travellers]),
        ("itinerary", [_written_step(step) for step in trip.itinerary]),
        ("facts", dict(trip.facts)),
        ("measures", _written_measures(trip.measures)),
        ("contacts", [written_contact(contact) for contact in trip.contacts]),
        ("vehicles", [written_vehicle(vehicle) for vehicle in trip.vehicles]),
        ("check_ins", [written_check_in(check_in) for check_in in trip.check_ins]),
        ("overdue", [written_overdue(step) for step in trip.overdue]),
        ("notes", trip.notes),
    ]
    # An empty trip still says what a trip consists of.
    shown = {key: value for key, value in parts if is_stated(value) or key in {"travellers", "itinerary"}}
    return emit({key: _plain_or_empty(value) for key, value in shown.items()})


def _plain_or_empty(value: Emittable) -> Emittable:
    return [] if value is None else value


def _written_traveller(traveller: Traveller) -> Emittable:
    parts: dict[str, Emittable] = {
        "name": traveller.name,
        "nationality": _optional_list(traveller.nationality),
        "staff": traveller.staff,
        "roles": _optional_list(traveller.roles),
        "gender": traveller.gender,
        "facts": dict(traveller.facts),
        "measures": _written_measures(traveller.measures),
        "phone": traveller.phone,
        "radio": traveller.radio,
        "emergency": written_contact(traveller.emergency) if traveller.emergency is not None else None,
    }
    # An empty list says something: known to have none.
    known = (key for key in ("nationality", "staff", "roles", "gender") if parts[key] is not None)
    return stated(parts, *known)


def _optional_list(values: tuple[str, ...] | None) -> Emittable:
    return None if values is None else list(values)


def _written_step(step: Step) -> Emittable:
    if isinstance(step, Leg):
        leg: dict[str, Emittable] = {
            "from": step.origin,
            "to": step.destination,
            "mode": step.mode,
            "depart": written_moment(step.depart),
            "arrive": written_moment(step.arrive),
            "via": list(step.via),
            "route": step.route,
            "operator": step.operator,
            "measures": _written_measures(step.measures),
            "drivers": list(step.drivers),
            "vehicle": step.vehicle,
            "medevac": written_medevac(step.medevac) if step.medevac is not None else None,
        }
        optional = (key for key in ("mode", "route", "operator", "medevac") if leg[key] is not None)
        return {"leg": stated(leg, "from", "to", *optional)}
    stay: dict[str, Emittable] = {
        "at": step.place,
        "from": written_moment(step.start),
        "until": written_moment(step.until),
        "lodging": step.lodging,
        "measures": _written_measures(step.measures),
        "lodging_phone": step.lodging_phone,
        "lodging_address": step.lodging_address,
    }
    return {"stay": stated(stay, "at")}


def _written_measures(measures: Measures) -> dict[str, Emittable]:
    return {name: state.value for name, state in measures.items()}
