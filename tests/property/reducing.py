"""What fails, made small: everything is left out that the failure does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import Any

from advisor.model.pack import Pack
from advisor.model.place import Geography
from advisor.model.trip import Trip
from tests.property.strategies import Case

_PARTS = ("rules", "incidents", "links", "routes", "services", "providers", "measures")


def reduced(case: Case, fails: Callable[[Case], bool], most: int = 2_000) -> Case:
    """A case that still fails, and does not when anything more is left out (or the search takes too long)."""
    tried, found = 0, True
    while found and tried < most:
        found = False
        for smaller in _smaller(case):
            tried += 1
            if tried > most:
                break
            if _still(fails, smaller):
                case, found = smaller, True
                break
    return case


def _still(fails: Callable[[Case], bool], case: Case) -> bool:
    try:
        return fails(case)
    except KeyError:  # something left out was still named
        return False


def _smaller(case: Case) -> Iterator[Case]:
    for pack in _smaller_packs(case.pack):
        yield replace(case, pack=pack)
    for number in range(len(case.imported)):
        yield replace(case, imported=case.imported[:number] + case.imported[number + 1 :])
    for number in range(len(case.vouched)):
        yield replace(case, vouched=case.vouched[:number] + case.vouched[number + 1 :])
    for trip in _smaller_trips(case.trip):
        yield replace(case, trip=trip)
    for number, rule in enumerate(case.pack.rules):
        for plainer in _plainer(rule, ("id", "effect", "title", "required", "because")):
            rules = (*case.pack.rules[:number], plainer, *case.pack.rules[number + 1 :])
            yield replace(case, pack=replace(case.pack, rules=rules))


def _smaller_packs(pack: Pack) -> Iterator[Pack]:
    for part in _PARTS:
        whole = getattr(pack, part)
        if isinstance(whole, Mapping):
            for left_out in whole:
                rest: Any = {part: {name: whole[name] for name in whole if name != left_out}}
                yield replace(pack, **rest)
        else:
            for number in range(len(whole)):
                yield replace(pack, **{part: whole[:number] + whole[number + 1 :]})
    places = pack.geography.places
    for left_out in places:
        if left_out != pack.area and all(place.within != left_out for place in places.values()):
            yield replace(pack, geography=Geography(place for place in places.values() if place.id != left_out))


def _smaller_trips(trip: Trip) -> Iterator[Trip]:
    for field in ("travellers", "itinerary"):
        whole = getattr(trip, field)
        for number in range(len(whole)):
            yield replace(trip, **{field: whole[:number] + whole[number + 1 :]})
            for plainer in _plainer(whole[number], ("origin", "destination", "mode", "place", "depart", "arrive")):
                changed: Any = {field: (*whole[:number], plainer, *whole[number + 1 :])}
                yield replace(trip, **changed)
    yield from _plainer(trip, ("travellers", "itinerary"))


def _plainer(value: Any, kept: tuple[str, ...]) -> Iterator[Any]:  # noqa: ANN401 - any value of the model
    """The value with one field at its default, or one element of a field less."""
    plain = type(value)(**{name: getattr(value, name) for name in kept if hasattr(value, name)}, **_needed(value, kept))
    for field in fields(value):
        current, default = getattr(value, field.name), getattr(plain, field.name)
        if field.name in kept or current == default:
            continue
        yield replace(value, **{field.name: default})
        if isinstance(current, tuple):
            for number, element in enumerate(current):
                yield replace(value, **{field.name: current[:number] + current[number + 1 :]})
                if is_dataclass(element):
                    for plainer in _plainer(element, ("fact", "values", "kinds", "at_least", "within_km", "days")):
                        yield replace(value, **{field.name: (*current[:number], plainer, *current[number + 1 :])})
        elif is_dataclass(current) and not isinstance(current, type):
            for plainer in _plainer(current, ("kinds", "at_least", "within_km", "days")):
                yield replace(value, **{field.name: plainer})


def _needed(value: Any, kept: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401 - any value of the model
    """Fields that can't be left out and are not kept: a rule's where, the ends of hours."""
    return {
        field.name: getattr(value, field.name)
        for field in fields(value)
        if field.default is MISSING and field.default_factory is MISSING and field.name not in kept
    }
