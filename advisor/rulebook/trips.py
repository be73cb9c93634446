"""Trips in and out of files. Words in a trip need not be known to any pack; only its shape can be faulty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from advisor.model.diagnostic import Diagnostic
from advisor.model.message import message
from advisor.model.pack import Expectation
from advisor.model.trip import Leg, Measures, Stay, Step, Traveller, Trip, TripContact, When
from advisor.model.verdict import Verdict
from advisor.rulebook.authored_trip import AuthoredLeg, AuthoredStay, AuthoredStep, AuthoredTraveller, AuthoredTrip
from advisor.rulebook.emit import Emittable, emit
from advisor.rulebook.faults import At, Faults
from advisor.rulebook.shape import Entry, read_one
from advisor.rulebook.source import plain, read

if TYPE_CHECKING:
    from collections.abc import Mapping


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
        contacts=tuple(
            TripContact(name=contact.name, role=contact.role, phone=contact.phone) for contact in written.contacts
        ),
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
    )


def _stay(written: AuthoredStay) -> Stay:
    return Stay(
        place=written.place,
        start=written.start,
        until=written.until,
        lodging=written.lodging,
        measures=written.measures,
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
        ("contacts", [_written_contact(contact) for contact in trip.contacts]),
        ("notes", trip.notes),
    ]
    # An empty trip still says what a trip consists of.
    shown = {key: value for key, value in parts if _is_stated(value) or key in {"travellers", "itinerary"}}
    return emit({key: _plain_or_empty(value) for key, value in shown.items()})


def _plain_or_empty(value: Emittable) -> Emittable:
    return [] if value is None else value


def _is_stated(value: Emittable) -> bool:
    return value is not None and value != "" and value not in ([], {})


def _stated(parts: Mapping[str, Emittable], *always: str) -> dict[str, Emittable]:
    return {key: value for key, value in parts.items() if key in always or _is_stated(value)}


def _written_traveller(traveller: Traveller) -> Emittable:
    parts: dict[str, Emittable] = {
        "name": traveller.name,
        "nationality": _optional_list(traveller.nationality),
        "staff": traveller.staff,
        "roles": _optional_list(traveller.roles),
        "gender": traveller.gender,
        "facts": dict(traveller.facts),
        "measures": _written_measures(traveller.measures),
    }
    # An empty list says something: known to have none.
    known = (key for key in ("nationality", "staff", "roles", "gender") if parts[key] is not None)
    return _stated(parts, *known)


def _optional_list(values: tuple[str, ...] | None) -> Emittable:
    return None if values is None else list(values)


def _written_step(step: Step) -> Emittable:
    if isinstance(step, Leg):
        leg: dict[str, Emittable] = {
            "from": step.origin,
            "to": step.destination,
            "mode": step.mode,
            "depart": _written_moment(step.depart),
            "arrive": _written_moment(step.arrive),
            "via": list(step.via),
            "route": step.route,
            "operator": step.operator,
            "measures": _written_measures(step.measures),
        }
        optional = (key for key in ("mode", "route", "operator") if leg[key] is not None)
        return {"leg": _stated(leg, "from", "to", *optional)}
    stay: dict[str, Emittable] = {
        "at": step.place,
        "from": _written_moment(step.start),
        "until": _written_moment(step.until),
        "lodging": step.lodging,
        "measures": _written_measures(step.measures),
    }
    return {"stay": _stated(stay, "at")}


def _written_moment(moment: When | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="auto" if moment.second or moment.microsecond else "minutes")
    return moment.isoformat() if isinstance(moment, date) else None


def _written_measures(measures: Measures) -> dict[str, Emittable]:
    return {name: state.value for name, state in measures.items()}


def _written_contact(contact: TripContact) -> Emittable:
    return _stated({"name": contact.name, "role": contact.role, "phone": contact.phone}, "name")
