"""Laws about what is learnt: answers to questions, and times at places passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from advisor.engine.questions import NO_ROLE, OTHER_COUNTRY, with_answer
from advisor.model.assessment import Assessment, FactRef, FindingKind
from advisor.model.network import Service
from advisor.model.pack import FactScope, Pack
from advisor.model.rule import Near
from advisor.model.trip import Gender, Leg, StaffKind, Traveller
from tests.engine.reference_expose import possible_ways
from tests.engine.reference_network import Way
from tests.engine.reference_time import Clock, describe, to_clock, zone_of
from tests.property.asserting import assessed, inside, with_pack
from tests.property.dice import Dice
from tests.property.packs import a_claim
from tests.property.rules import COUNTRIES, ROLES
from tests.property.strategies import Case


def answers_land_in_the_range_shown(case: Case, dice: Dice) -> bool:
    """Each answer brings what stands beside it; one about a fact, within the range shown before."""
    found = assessed(case)
    for question in found.questions:
        for answer in question.answers:
            assert answer.value is not None
            told = assessed(replace(case, trip=with_answer(case.trip, question.about, answer.value)))
            assert told.range == answer.range, f"{question.about} {answer.value}"
            if _must_narrow(question.about, case) and not _breaks(told, found):
                assert inside(told.range, found.range), f"{question.about} {answer.value}: {told.range}"
    return bool(found.questions)


def _breaks(told: Assessment, found: Assessment) -> bool:
    """Whether an answer contradicts the rest of the trip, or lets be assessed what could not be.

    A way may end where the next leg does not begin; and of too many ways it may be the one that is named.
    """

    def faults(assessment: Assessment) -> int:
        return sum(finding.kind is FindingKind.STRUCTURE for finding in assessment.findings)

    return faults(told) != faults(found)


def _must_narrow(ref: FactRef, case: Case) -> bool:
    """A fact; or which of several ways, or which mode, unless the answer mends a word that the pack does not know."""
    if ref.fact in ("nationality", "roles", "staff", "gender", "mode") or ref.fact in case.pack.facts:
        return True
    leg = case.trip.itinerary[ref.step] if ref.step is not None else None
    if ref.fact == "route":
        return isinstance(leg, Leg) and leg.route is None
    return ref.fact == "operator" and isinstance(leg, Leg) and leg.operator is None and _one_operator(ref, case)


def _one_operator(ref: FactRef, case: Case) -> bool:
    """Whether each service that can be meant runs on all links the leg may use; else some answers fit half of it."""
    return all(set(service.links) >= _links(ref, case) for service in _operators(ref, case))


def _links(ref: FactRef, case: Case) -> set[str]:
    assert ref.step is not None
    return {link for way in possible_ways(ref.step, case.trip, case.pack) for link in way.links}


def _operators(ref: FactRef, case: Case) -> list[Service]:
    assert ref.step is not None
    mode = getattr(case.trip.itinerary[ref.step], "mode", None)
    services = case.pack.services.values()
    return [one for one in services if one.mode == mode and one.links & _links(ref, case)]


def a_claim_only_narrows(case: Case, dice: Dice) -> bool:
    """That somebody vouches for more data is knowledge, not more incidents."""
    told = assessed(replace(case, vouched=(*case.vouched, a_claim(dice))))
    assert inside(told.range, assessed(case).range)
    return any(rule.incidents for rule in case.pack.rules)


def what_matters_is_asked(case: Case, dice: Dice) -> bool:
    """If some answer to an unknown fact (or about the way or operator) changes what is reported, it is asked for."""
    unknown = list(_unknown_facts(case))
    if not unknown:
        return False
    ref, values = dice.one(unknown)
    found = assessed(case)
    asked = {question.about for question in found.questions}
    for value in values:
        told = assessed(replace(case, trip=with_answer(case.trip, ref, value)))
        if _breaks(told, found):
            continue
        assert inside(told.range, found.range), f"{ref} {value}"
        assert told.verdict is found.verdict or ref in asked, f"not asked: {ref} ({value} makes it {told.verdict.word})"
    return True


def _unknown_facts(case: Case) -> Iterator[tuple[FactRef, Sequence[str]]]:
    trip, pack = case.trip, case.pack
    yield from _unknown_of_legs(case)
    of_trip = [fact for fact in pack.facts.values() if fact.id not in trip.facts]
    for number, person in enumerate(trip.travellers):
        for fact, values in _unknown_of(person):
            yield FactRef(fact=fact, traveller=number), values
        for declared in of_trip:
            if declared.scope is FactScope.TRAVELLER and declared.id not in person.facts:
                yield FactRef(fact=declared.id, traveller=number), [value.id for value in declared.values]
    for declared in of_trip:
        if declared.scope is FactScope.TRIP:
            yield FactRef(fact=declared.id), [value.id for value in declared.values]


def _unknown_of_legs(case: Case) -> Iterator[tuple[FactRef, Sequence[str]]]:
    for number, leg in enumerate(case.trip.itinerary):
        if not isinstance(leg, Leg):
            continue
        operator, route = FactRef(fact="operator", step=number), FactRef(fact="route", step=number)
        if leg.operator is None and _one_operator(operator, case):
            yield operator, [service.id for service in _operators(operator, case)]
        ways = possible_ways(number, case.trip, case.pack)
        if leg.route is None and len(ways) > 1:
            named = [name for name in (*case.pack.links, *case.pack.routes) if _is_one_of(name, ways, route, case)]
            yield route, named


def _is_one_of(name: str, ways: Sequence[Way], ref: FactRef, case: Case) -> bool:
    """Whether the route leaves just one of the ways, instead of opening another."""
    assert ref.step is not None
    left = possible_ways(ref.step, with_answer(case.trip, ref, name), case.pack)
    return len(left) == 1 and left[0] in ways


def _unknown_of(person: Traveller) -> Iterator[tuple[str, Sequence[str]]]:
    if not person.nationality:
        yield "nationality", (*COUNTRIES, OTHER_COUNTRY)
    elif len(person.nationality) > 1:
        yield "nationality", person.nationality
    if person.roles is None:
        yield "roles", (*ROLES, NO_ROLE)
    if person.staff is None:
        yield "staff", tuple(StaffKind)
    if person.gender is None:
        yield "gender", tuple(Gender)


def cutting_a_leg_changes_nothing(case: Case, dice: Dice) -> bool:
    """At a place it passes without stopping. What the cut tells about the time there can only narrow the range.

    Rules that count incidents near the leg alone are left out: what a leg is, the planner says.
    """
    by_leg = [rule for rule in case.pack.rules if rule.incidents is not None and rule.incidents.near is Near.LEG]
    case = with_pack(case, rules=tuple(rule for rule in case.pack.rules if rule not in by_leg))
    cuts = list(_cuts(case, dice))
    if not cuts:
        return False
    number, first, second, one_cell = dice.one(cuts)
    steps = (*case.trip.itinerary[:number], first, second, *case.trip.itinerary[number + 1 :])
    whole, cut = assessed(case), assessed(replace(case, trip=replace(case.trip, itinerary=steps)))
    if one_cell:
        assert cut.range == whole.range
    assert inside(cut.range, whole.range)
    return True


def _cuts(case: Case, dice: Dice) -> Iterator[tuple[int, Leg, Leg, bool]]:
    clock = Clock(case.trip.itinerary, case.pack)
    for number, leg in enumerate(case.trip.itinerary):
        if not isinstance(leg, Leg) or leg.mode is None or clock.contradictory:
            continue
        ways = possible_ways(number, case.trip, case.pack)
        (depart, departed), (arrive, arrived) = clock.bounds(number, "depart"), clock.bounds(number, "arrive")
        if len(ways) != 1 or depart is None or arrive is None or depart != departed or arrive != arrived:
            continue
        way = ways[0]
        for inner in range(1, len(way.nodes) - 1):
            here = way.nodes[inner]
            if here not in case.pack.geography.places or not set(leg.via) <= set(way.nodes):
                continue
            at = _local(dice.number(depart, arrive), here, case.pack)
            passed = [index for index, place in enumerate(leg.via) if way.nodes.index(place) <= inner]
            split = len(passed)
            first = replace(leg, destination=here, arrive=at, via=tuple(p for p in leg.via[:split] if p != here))
            second = replace(leg, origin=here, depart=at, via=tuple(p for p in leg.via[split:] if p != here))
            steps = (*case.trip.itinerary[:number], first, second, *case.trip.itinerary[number + 1 :])
            told = replace(case.trip, itinerary=steps)
            before, after = possible_ways(number, told, case.pack), possible_ways(number + 1, told, case.pack)
            if [found.links for found in before] == [way.links[:inner]] and [found.links for found in after] == [
                way.links[inner:]
            ]:
                yield number, first, second, _one_cell(depart, arrive, way.links, case.pack)


def _local(minute: int, place: str, pack: Pack) -> datetime:
    return to_clock(minute, zone_of(place, pack))


def _one_cell(depart: int, arrive: int, links: tuple[str, ...], pack: Pack) -> bool:
    """Whether no rule can tell any two minutes of the leg apart, wherever it is."""
    touched = {
        place for link in links for place in (pack.links[link].start, pack.links[link].end, *pack.links[link].through)
    } & set(pack.geography.places)
    moments = range(depart, arrive + 1)
    return all(len({describe(minute, place, pack) for minute in moments}) == 1 for place in sorted(touched))
