"""Words of a trip that the pack does not know, and measures stated where they do not count."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.measure import STATES_OF_KIND, Measure, Scope
from advisor.model.message import Message, message
from advisor.model.pack import FactScope, Pack
from advisor.model.trip import Facts, Measures, Trip


def remarks(trip: Trip, pack: Pack) -> tuple[Message, ...]:
    """Nothing here changes the verdict: an unknown word counts as not said."""
    return tuple(_distinct(_all(trip, pack)))


def _distinct(messages: Iterator[Message]) -> Iterator[Message]:
    seen: list[Message] = []
    for one in messages:
        if one not in seen:
            seen.append(one)
            yield one


def _all(trip: Trip, pack: Pack) -> Iterator[Message]:
    yield from _measures(trip.measures, Scope.TRIP, pack)
    yield from _facts(trip.facts, FactScope.TRIP, pack)
    for step in trip.itinerary:
        yield from _measures(step.measures, Scope.STEP, pack)
    for person in trip.travellers:
        yield from _measures(person.measures, Scope.TRAVELLER, pack)
        yield from _facts(person.facts, FactScope.TRAVELLER, pack)
        for role in person.roles or ():
            if role not in pack.roles:
                yield message("remark.unknown-role", role=role)


def _measures(stated: Measures, scope: Scope, pack: Pack) -> Iterator[Message]:
    for identifier, state in stated.items():
        measure: Measure | None = pack.measures.get(identifier)
        if measure is None:
            yield message("remark.unknown-measure", measure=identifier)
        elif measure.scope is not scope:
            yield message(f"remark.measure-counts-for-{measure.scope.value}", measure=measure.title)
        elif state not in STATES_OF_KIND[measure.kind]:
            yield message("remark.wrong-state", measure=measure.title, state=state.value)


def _facts(stated: Facts, scope: FactScope, pack: Pack) -> Iterator[Message]:
    for identifier, value in stated.items():
        fact = pack.facts.get(identifier)
        if fact is None:
            yield message("remark.unknown-fact", fact=identifier)
        elif fact.scope is not scope and scope is FactScope.TRAVELLER:
            yield message("remark.fact-of-trip", fact=fact.title)
        elif all(value != known.id for known in fact.values):
            yield message("remark.unknown-value", fact=fact.title, value=value)
