"""Whatever a trip consists of is a moment at a point, and no step of it is better than a proof says of that point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings

from advisor.engine.decide import decide
from advisor.engine.expose import Site
from advisor.engine.index import Index
from advisor.engine.times import Extent
from advisor.model.pack import FactScope, Pack
from advisor.model.rule import TimeTest
from advisor.model.trip import Gender, StaffKind, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.proof.moments import Moment
from advisor.proof.prove import Outcome, Prover, Why
from advisor.proof.reading import SOMEWHERE, At
from advisor.proof.values import DESTINATION, ORIGIN
from tests.engine.world import (
    GO,
    NO_GO,
    REFER,
    allow,
    at,
    day,
    how,
    leg,
    night_in,
    pack,
    prohibit,
    provider,
    trip,
    verdict,
    where,
    window,
)
from tests.proof.asking import a_wider_pack, asked
from tests.proof.points import Clock, Person, Said, any_instant
from tests.property.dice import Dice
from tests.property.strategies import SEEDS
from tests.property.trips import ANYTHING, EXACT, WELL_FORMED, a_trip

TRIPS = 3


class Exposure(NamedTuple):
    """One exposure of a step by one of its ways, for one traveller."""

    site: Site
    way: dict[Site, Site]
    person: Person


class Covering:
    """The moments of a pack, by the exposures that they ask of."""

    def __init__(self, pack: Pack, dice: Dice) -> None:
        self._pack, self._dice = pack, dice
        prover = Prover(pack)
        self._values = prover.values
        self._clock = Clock(pack, self._values)
        self._asking: dict[Site, list[tuple[At, Said]]] = {}
        for moment in prover.moments:
            said = Said(moment, prover.reader())
            for one in moment.sites:
                if one.asked:
                    self._asking.setdefault(_plain(one.site), []).append((one, said))

    def exposures(self, way: Sequence[Site], trip: Trip) -> Iterator[Exposure]:
        there = {_plain(site): site for site in way}
        for person in trip.travellers:
            alike = self._somebody_like(person, trip)
            yield from (Exposure(site, there, alike) for site in way)

    def least(self, one: Exposure) -> Iterator[Verdict]:
        """What a proof says of each moment that has the exposure, at a point at which it has it."""
        for activity in sorted(one.site.activities):
            wanted = _plain(one.site._replace(activities=frozenset((activity,))))
            for asked_at, said in self._asking.get(wanted, ()):
                if self._has(one.way, one.site, said.moment, asked_at):
                    yield said.at_least(self._point(one, said.moment))

    def _has(self, way: dict[Site, Site], site: Site, moment: Moment, asked_at: At) -> bool:
        """Whether a way has all exposures of a moment, and needs a permission wherever that does."""
        others = [one for one in moment.sites if one is not asked_at]
        if not all(_plain(one.site) in way for one in others):
            return False
        both = [(asked_at.site, site), *((one.site, way[_plain(one.site)]) for one in others)]
        return all(there.needs_allow or not here.needs_allow for here, there in both)

    def _point(self, one: Exposure, moment: Moment) -> dict[str, int]:
        masks = one.person.masks(self._values, self._pack)
        instant = self._instant(one.site.extent, moment.sites[0].zone)
        for each in moment.sites:
            when = self._instant(one.way[_plain(each.site)].extent, each.zone) if each.own else instant
            for name, mask in self._clock.masks(each, self._clock.cell(each.site.place, when)):
                assert masks.setdefault(name, mask) == mask
        if one.site.movement is not None:
            for attribute, end in (
                (ORIGIN, one.site.movement.origin),
                (DESTINATION, one.site.movement.destination),
            ):
                known = end if end in self._values.ends else self._dice.one(self._values.ends)
                masks[attribute] = 1 << self._values.ends.index(known)
        return masks

    def _instant(self, extent: Extent | None, zone: str) -> int:
        if extent is None:
            return any_instant(self._dice, self._values, zone)
        return self._dice.number(extent.earliest, extent.latest)

    def _somebody_like(self, person: Traveller, trip: Trip) -> Person:
        """The traveller, with some answer to whatever is not known of him."""
        dice, values = self._dice, self._values
        roles = dice.some(self._pack.roles) if person.roles is None else frozenset(person.roles)
        known = Traveller(
            nationality=(dice.one(person.nationality or values.nationalities),),
            staff=_known(person.staff, tuple(StaffKind), dice),
            gender=_known(person.gender, tuple(Gender), dice),
            roles=tuple(sorted(roles & self._pack.roles.keys())),
        )
        facts = {}
        for fact in self._pack.facts.values():
            told = trip.facts.get(fact.id)
            told = person.facts.get(fact.id, told) if fact.scope is FactScope.TRAVELLER else told
            facts[fact.id] = _known(told, values.facts[fact.id], dice)
        return Person(known, facts)


def _known(word: str | None, words: Sequence[str], dice: Dice) -> str:
    return str(word if word in words else dice.one(words))


def _plain(site: Site) -> Site:
    """What a site is, whenever and wherever from."""
    return site._replace(extent=None, needs_allow=False, movement=None if site.movement is None else SOMEWHERE)


def hold(seed: int, trips: int = TRIPS) -> int:
    """Hold every exposure of trips against the moments that have it; how many said something."""
    dice = Dice(seed)
    pack = a_wider_pack(dice)
    covering, index = Covering(pack, dice), Index(pack)
    telling = 0
    for number in range(trips):
        trip, as_of = a_trip(dice, pack, (EXACT, WELL_FORMED, ANYTHING)[number % 3]), dice.day(3, 5)
        decision = decide(trip, index, as_of)
        for step, exposed in enumerate(decision.exposed.steps):
            worst = decision.step_range(step).worst
            exposures: Iterable[Exposure] = (one for way in exposed.ways for one in covering.exposures(way, trip))
            for one in exposures:
                found = list(covering.least(one))
                assert found, f"{seed}: no moment has {one.site} of {trip}"
                assert max(found) <= worst, f"{seed}: step {step} of {trip} is {worst.word} at {one}"
                telling += max(found) > Verdict.GO
    return telling


@settings(max_examples=25)
@given(SEEDS)
def test_no_step_is_better_than_a_proof_says_of_its_moments(seed: int) -> None:
    hold(seed)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_no_step_is_better_than_a_proof_says_at_length() -> None:
    assert sum(hold(seed, trips=12) for seed in range(2_000)) > 0


def test_an_operator_that_nobody_knows_escapes_no_proof() -> None:
    """Regression: where every service of the pack ran on a link, it was proved that all flights there are NO-GO."""
    banned = pack(allow(), prohibit(how=how(services="unhas")))
    flight = trip(leg("bamako", "airport", "flight", at(20, 9), at(20, 10), operator="nobody"))
    assert verdict(flight, banned) is REFER
    question = asked(NO_GO, where=where(links="air"), how=how(modes="flight"))
    assert Prover(banned, [question]).answer(question).outcome is Outcome.REFUTED


def test_who_goes_on_from_a_misspelt_place_escapes_no_proof() -> None:
    """Regression: he had come from nowhere, so that no rule about where he came from held."""
    banned = pack(allow(), prohibit(how=how(origins=("mali", "outside"))))
    question = asked(REFER, where=where(links="rn16"))
    assert Prover(banned, [question]).answer(question).outcome is Outcome.PROVED
    onward = trip(
        leg("baamko", "sevare", "car", at(20, 7), at(20, 9)), leg("sevare", "gao", "car", at(20, 9), at(20, 12))
    )
    assert decide(onward, Index(banned), at(20, 0).date()).step_range(1).worst is NO_GO


def test_a_ban_that_leans_on_what_may_stop_is_not_counted_on() -> None:
    """No pack can have one yet. Once its provider is due for review, as of a later day, it would be lifted."""
    banned = pack(allow(), prohibit(depends_on=frozenset({"mission"})), providers=(provider(window(review_by=day(1))),))
    question = asked(REFER, where=where(places="gao"), when=TimeTest(until=day(1)))
    answer = Prover(banned, [question]).answer(question)
    assert (answer.outcome, answer.why) == (Outcome.NOT_PROVED, Why.NO_TRIP)
    assert verdict(night_in("gao", at(1, 10), at(1, 12)), banned, day(1)) is NO_GO
    assert verdict(night_in("gao", at(1, 10), at(1, 12)), banned, day(2)) is GO
