"""Rules made so that they meet: few places, few days, few words, every effect and field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from advisor.model.measure import Measure
from advisor.model.network import Link, Mode, Provider, Service
from advisor.model.pack import Fact, FactScope, Named, Pack
from advisor.model.place import OUTSIDE, Place
from advisor.model.rule import (
    FOREIGN,
    Activity,
    Affects,
    Effect,
    FactTest,
    HourWindow,
    How,
    IncidentTest,
    MovementKind,
    Near,
    PlaceRole,
    RiskTag,
    Rule,
    Selector,
    TimeTest,
)
from advisor.model.text import Text
from tests.property.dice import FIRST_DAY, Dice

HOURS = (
    HourWindow(6 * 60, 18 * 60),
    HourWindow(20 * 60, 5 * 60),
    HourWindow(0, 6 * 60),
    HourWindow(12 * 60, 12 * 60),
    HourWindow(23 * 60, 24 * 60),
)

COUNTRIES = ("ML", "DE", "FR")
ROLES = ("driver", "medic", "guest")


MODES = (
    Mode(id="car", title=Text({"en": "Car"})),
    Mode(id="flight", title=Text({"en": "Flight"}), needs_service=True),
    Mode(id="foot", title=Text({"en": "On foot"})),
)


def named(identifier: str) -> Named:
    """Something that is no more than its id."""
    return Named(id=identifier, title=Text({"en": identifier}))


FACTS = {
    "permit": Fact(
        id="permit",
        title=Text({"en": "permit"}),
        question=Text({"en": "Is there a permit?"}),
        scope=FactScope.TRIP,
        values=(named("yes"), named("no")),
    ),
    "blood": Fact(
        id="blood",
        title=Text({"en": "blood"}),
        question=Text({"en": "Which?"}),
        scope=FactScope.TRAVELLER,
        values=(named("a"), named("b"), named("o")),
    ),
}


@dataclass(frozen=True)
class Ground:
    """What rules can name."""

    places: list[Place]
    links: dict[str, Link]
    services: dict[str, Service]
    providers: dict[str, Provider]
    measures: dict[str, Measure]

    @property
    def names(self) -> list[str]:
        return [place.id for place in self.places]


def _selector(dice: Dice, ground: Ground, effect: Effect) -> Selector:
    fields: dict[str, Any] = {}
    kind = dice.number(0, 9)
    if kind in (3, 4, 9):
        fields["places"] = dice.some(ground.names, 1, 2)
    if kind in (5, 6):
        fields["regions"] = dice.some(ground.names, 1, 2)
    if kind in (7, 9) and ground.links:
        fields["links"] = dice.some(ground.links, 1, 2)
    if kind == 8 and effect is not Effect.ALLOW:
        fields["near_places"] = dice.some(ground.names, 0, 2)
        fields["near_links"] = dice.some(ground.links, 0, 2)
    if dice.chance(12):
        fields["except_places"] = dice.some(ground.names, 1, 1)
    if dice.chance(8):
        fields["except_links"] = dice.some(ground.links, 0, 1)
    if dice.chance(15):
        fields["roles"] = dice.some(PlaceRole, 1, 2)
    return Selector(**fields)


_ENDS = ("origins", "destinations", "not_origins", "not_destinations")


def _how(dice: Dice, ground: Ground) -> How:
    return How(
        modes=dice.some([mode.id for mode in MODES], 1, 2) if dice.chance(35) else None,
        services=dice.some(ground.services, 1, 1) if ground.services and dice.chance(15) else None,
        activities=dice.some(Activity, 1, 2) if dice.chance(25) else None,
        movements=dice.some(MovementKind, 1, 2) if dice.chance(20) else None,
        **{key: dice.some([*ground.names, OUTSIDE], 1, 2) for key in _ENDS if dice.chance(7)},
    )


def _test(dice: Dice) -> FactTest:
    fact = dice.one(("nationality", "roles", "staff", "gender", "permit", "blood"))
    values: frozenset[str] = {
        "nationality": lambda: frozenset({FOREIGN}) if dice.chance(40) else dice.some(COUNTRIES, 1, 2),
        "roles": lambda: dice.some(ROLES, 1, 2),
        "staff": lambda: dice.some(("national", "international", "visitor"), 1, 2),
        "gender": lambda: dice.some(("female", "male"), 1, 1),
        "permit": lambda: dice.some(("yes", "no"), 1, 1),
        "blood": lambda: dice.some(("a", "b"), 1, 2),
    }[fact]()
    return FactTest(fact=fact, values=values, negated=dice.chance(25))


def _when(dice: Dice) -> TimeTest:
    if dice.chance(45):
        return TimeTest()
    start = dice.maybe_day(30)
    until = dice.maybe_day(35)
    if start is not None and until is not None and until < start:
        start, until = until, start
    hours = tuple(sorted(dice.some(HOURS, 1, 2))) if dice.chance(35) else ()
    return TimeTest(start=start, until=until, hours=hours, night=dice.chance(20))


def _options(dice: Dice, ground: Ground) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(dice.some(ground.measures, 1, 2))) for _ in range(dice.number(1, 2)))


def _rule(dice: Dice, number: int, ground: Ground, effect: Effect) -> Rule:
    fields: dict[str, Any] = {}
    permits = effect is Effect.ALLOW
    if not permits:
        fields["affects"] = Affects.PARTY if dice.chance(20) else Affects.TRAVELLER
        if dice.chance(10):
            fields["incidents"] = IncidentTest(
                kinds=dice.some(("ambush", "theft", "robbery"), 0, 2),
                at_least=dice.number(1, 2),
                within_km=dice.one((10.0, 60.0, 400.0)),
                days=dice.one((1, 3, 30)),
                fatal=dice.chance(20),
                near=dice.one((Near.MOVEMENT, Near.MOVEMENT, Near.LEG, Near.PLACE)),
            )
    if effect in (Effect.REQUIRE, Effect.REFER, Effect.PROHIBIT) and dice.chance(45):
        fields["unless"] = _options(dice, ground)
    if effect is Effect.REQUIRE:
        fields["required"] = _options(dice, ground)
    runners = [*ground.providers, *ground.services]
    if effect in (Effect.ALLOW, Effect.INFORM) and runners and dice.chance(20):
        fields["depends_on"] = dice.some(runners, 1, 2)
    if dice.chance(35):
        fields["who"] = tuple(
            tuple(_test(dice) for _ in range(dice.number(1, 2))) for _ in range(2 if dice.chance(20) else 1)
        )
    if dice.chance(45):
        fields["how"] = tuple(_how(dice, ground) for _ in range(2 if dice.chance(20) else 1))
    if effect in (Effect.CAUTION, Effect.PROHIBIT) and dice.chance(30):
        fields["risk"] = RiskTag(threat="kidnapping", likelihood=dice.number(0, 1), impact=dice.number(0, 1))
    when, review_by = _when(dice), dice.maybe_day(35)
    if permits and when.until is None and review_by is None:  # the loader asks for an end
        review_by = FIRST_DAY + timedelta(days=60)
    return Rule(
        id=f"rule{number}-{effect.value}",
        title=Text({"en": f"Rule {number}"}),
        because=Text({"en": "because"}),
        effect=effect,
        where=tuple(_selector(dice, ground, effect) for _ in range(2 if dice.chance(20) else 1)),
        when=when,
        review_by=review_by,
        **fields,
    )


def some_rules(dice: Dice, ground: Ground, most: int) -> tuple[Rule, ...]:
    """Up to so many rules, and mostly one that allows everything."""
    rules: list[Rule] = []
    if not dice.chance(15):  # Most packs allow something broadly: otherwise every trip is a REFER.
        everything = Rule(
            id="rule-base",
            title=Text({"en": "Allowed"}),
            effect=Effect.ALLOW,
            where=(Selector(),),
            review_by=dice.day(0, 6) if dice.chance(30) else FIRST_DAY + timedelta(days=60),
        )
        rules.append(everything)
    effects = (
        Effect.ALLOW, Effect.ALLOW, Effect.PROHIBIT, Effect.PROHIBIT, Effect.REQUIRE, Effect.REQUIRE, Effect.REFER,
        Effect.CAUTION, Effect.INFORM,
    )  # fmt: skip
    return (*rules, *(_rule(dice, number, ground, dice.one(effects)) for number in range(dice.number(0, most))))


def a_restriction(dice: Dice, pack: Pack, number: int = 99) -> Rule:
    """One more rule that can only make things worse."""
    effect = dice.one((Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.CAUTION))
    return _rule(dice, number, _ground(pack), effect)


def _ground(pack: Pack) -> Ground:
    places = list(pack.geography.places.values())
    return Ground(places, dict(pack.links), dict(pack.services), dict(pack.providers), dict(pack.measures))
