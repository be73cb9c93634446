"""Every point of every exposure: the boxes of a proof say what the engine says, no more and no less."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

from advisor.engine.cells import Cell
from advisor.engine.expose import Site, expose
from advisor.engine.index import Index
from advisor.engine.journey import Movement
from advisor.engine.judge import Judge
from advisor.engine.match import timing
from advisor.engine.times import Between
from advisor.engine.times import moment as moment_of
from advisor.engine.truth import Truth, both
from advisor.model.invariant import Invariant
from advisor.model.pack import Pack
from advisor.model.rule import FOREIGN, FactTest
from advisor.model.trip import Gender, StaffKind, Stay, Trip
from advisor.model.verdict import Verdict
from advisor.proof.examples import speaking
from advisor.proof.prove import Prover
from advisor.proof.reading import At, Box, Part
from advisor.proof.values import Masks, Values
from tests.engine.world import allow
from tests.proof.asking import a_question, a_wider_pack
from tests.proof.points import Clock, Person, Said, any_instant, anybody, ends, holds
from tests.property.dice import Dice
from tests.property.packs import pack_of
from tests.property.rules import ROLES
from tests.property.strategies import SEEDS

POINTS = 60
NO_LINKS = frozenset[str]()


class Points:
    """Points of a pack, each held against the engine."""

    def __init__(self, pack: Pack, question: Invariant, dice: Dice) -> None:
        self._pack, self._question, self._dice = pack, question, dice
        prover = Prover(pack, [question])
        self._values, self._reader = prover.values, prover.reader(question.without)
        self._clock, self._index, self._told = Clock(pack, self._values), Index(pack), speaking(question, pack)
        self._exposures = [(at, moment) for moment in prover.moments for at in moment.sites]
        self._as_of = self._values.days[0]

    def agree(self) -> Verdict:
        """At some point; what it comes to there."""
        at, moment = self._dice.one(self._exposures)
        person = anybody(self._dice, self._pack, self._values)
        movement, (origin, destination) = ends(self._dice, self._values, at.site)
        instant = any_instant(self._dice, self._values, at.zone)
        cell = self._clock.cell(at.site.place, instant)
        point = {**person.masks(self._values, self._pack), **movement, **dict(self._clock.masks(at, cell))}
        site = at.site._replace(extent=moment_of(Between(instant, instant)))
        if site.movement is not None:
            site = site._replace(movement=Movement(origin, destination, NO_LINKS, NO_LINKS, NO_LINKS))
        told = f"{person} at {site} in {cell}"
        said = Said(replace(moment, sites=(at,)), self._reader).at_least(point)
        assert said == self._judged(site, person), told
        assert self._asked(at, point) == (self._speaks(site, person, cell) is True), told
        return said

    def _trip(self, site: Site, person: Person) -> Trip:
        """All measures count, wherever they count."""
        measures = self._reader.measures
        traveller = replace(person.traveller, measures=measures)
        stay = Stay(place=site.place, measures=measures)
        return Trip(travellers=(traveller,), itinerary=(stay,), facts=person.facts, measures=measures)

    def _judged(self, site: Site, person: Person) -> Verdict:
        trip = self._trip(site, person)
        exposed = expose(trip, self._pack, self._index.network)
        (found,) = Judge(trip, self._index, self._as_of, exposed, explain=False).site(0, site)
        return found.worst

    def _asked(self, at: At, point: Masks) -> bool:
        return any(holds(box, point) for box in self._reader.spoken(self._question, 0, at))

    def _speaks(self, site: Site, person: Person, cell: Cell) -> Truth:
        (rule,) = self._told.rules
        matcher, trip = self._told.matcher, self._trip(site, person)
        return both(both(matcher.site(rule, site), matcher.who(rule.who, trip, 0)), timing(rule.when, cell).truth)


def agree(seed: int, points: int = POINTS) -> Counter[Verdict]:
    """Hold points of a generated pack against the engine; how many came to what.

    Rules that count incidents are left out: proofs do not rely on them.
    """
    dice = Dice(seed)
    pack = a_wider_pack(dice)
    pack = replace(pack, rules=tuple(rule for rule in pack.rules if rule.incidents is None))
    held = Points(pack, a_question(dice, pack), dice)
    return Counter(held.agree() for _ in range(points))


@settings(max_examples=60)
@given(SEEDS)
def test_the_boxes_say_of_a_point_what_the_engine_says(seed: int) -> None:
    agree(seed)


_WORDS = {
    "nationality": ("ML", "DE", FOREIGN),
    "roles": ROLES,
    "staff": tuple(StaffKind),
    "gender": tuple(Gender),
    "permit": ("yes", "no"),
}


@pytest.mark.parametrize("fact", _WORDS)
def test_a_test_of_a_traveller_holds_for_those_for_whom_it_does(fact: str) -> None:
    tests = [
        FactTest(fact=fact, values=frozenset(words), negated=negated)
        for count in (1, 2)
        for words in combinations(_WORDS[fact], count)
        for negated in (False, True)
    ]
    rules = tuple(replace(allow(str(number)), who=((test,),)) for number, test in enumerate(tests))
    pack = pack_of((), rules=rules)
    values, matcher, dice = Values((pack,)), Index(pack).matcher, Dice(1)
    told = set()
    for test in tests:
        boxes = [Box(masks, "", 0, Part(0, 0, 0, 0)) for masks in values.who((test,), pack)]
        for _ in range(60):
            one = anybody(dice, pack, values)
            judged = matcher.fact(test, Trip(travellers=(one.traveller,), facts=one.facts), 0)
            assert any(holds(box, one.masks(values, pack)) for box in boxes) == (judged is True), f"{test} of {one}"
            told.add(judged)
    assert told == {True, False}


def test_points_of_every_verdict_are_tried() -> None:
    told: Counter[Verdict] = Counter()
    for seed in range(20):
        told += agree(seed)
    assert told.keys() == set(Verdict)


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_the_boxes_say_at_length_what_the_engine_says() -> None:
    for seed in range(1_000):
        agree(seed, points=200)
