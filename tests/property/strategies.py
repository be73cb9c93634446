"""Small packs and trips, made so that their parts meet: few places, few days, few words, many rules about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from advisor.model.incident import Coverage, Incident
from advisor.model.measure import STATES_OF_KIND, Measure, MeasureKind, MeasureState, Scope
from advisor.model.network import Link, Mode, Provider, Route, Service, Window
from advisor.model.pack import Authority, Fact, FactScope, Named, Pack, RiskTable
from advisor.model.place import OUTSIDE, Geography, Place, PlaceKind
from advisor.model.rule import (
    FOREIGN,
    Activity,
    Affects,
    Effect,
    FactTest,
    How,
    HourWindow,
    IncidentTest,
    MovementKind,
    PlaceRole,
    RiskTag,
    Rule,
    Selector,
    TimeTest,
)
from advisor.model.text import Text
from advisor.model.trip import Leg, Measures, Stay, Step, Traveller, Trip, When
from tests.property.telling import tell, tell_pack

T = TypeVar("T")

FIRST_DAY = date(2023, 5, 10)
"""Trips begin on this day or just after; rules and services begin and end around it."""

NOBODY_KNOWS = "nobody-knows"
"""A word no pack declares."""

HOURS = (
    HourWindow(6 * 60, 18 * 60),
    HourWindow(20 * 60, 5 * 60),
    HourWindow(0, 6 * 60),
    HourWindow(12 * 60, 12 * 60),
    HourWindow(23 * 60, 24 * 60),
)

COUNTRIES = ("ML", "DE", "FR")
ROLES = ("driver", "medic", "guest")
PLACE_POOL = (
    ("land", PlaceKind.COUNTRY),
    ("north", PlaceKind.REGION),
    ("south", PlaceKind.REGION),
    ("gao", PlaceKind.TOWN),
    ("camp", PlaceKind.ZONE),
    ("airport", PlaceKind.ZONE),
    ("mopti", PlaceKind.TOWN),
)
MODES = (
    Mode(id="car", title=Text({"en": "Car"})),
    Mode(id="flight", title=Text({"en": "Flight"}), needs_service=True),
    Mode(id="foot", title=Text({"en": "On foot"})),
)


@dataclass(frozen=True)
class Tastes:
    """What a generated trip may contain."""

    unknown_words: bool = True
    broken: bool = True
    loose_times: bool = True
    loose_people: bool = True
    outside: bool = True
    fewest_steps: int = 0


ANYTHING = Tastes()
WELL_FORMED = Tastes(unknown_words=False, broken=False, fewest_steps=1)
EXACT = Tastes(unknown_words=False, broken=False, loose_times=False, outside=False, fewest_steps=1)


class Dice:
    """Choices that follow from one number, with words for what is chosen.

    A case takes some three hundred choices. Drawn one by one through Hypothesis they take longer than the laws
    themselves; so Hypothesis draws the number, and `tests.property.reducing` makes what fails small.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Iterable[T], least: int = 0, most: int = 3) -> frozenset[T]:
        pool = sorted(choices, key=str)
        count = self.number(min(least, len(pool)), min(most, len(pool)))
        chosen: set[T] = set()
        for _ in range(count):
            chosen.add(self.one(pool))
        return frozenset(chosen)

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def chance(self, percent: int) -> bool:
        """True that often."""
        return self.random.random() * 100 < percent

    def day(self, before: int = 2, after: int = 4) -> date:
        return FIRST_DAY + timedelta(days=self.number(-before, after))

    def maybe_day(self, percent: int) -> date | None:
        return self.day() if self.chance(percent) else None


# ---------------------------------------------------------------------------------------------------- packs


def _named(identifier: str) -> Named:
    return Named(id=identifier, title=Text({"en": identifier}))


SCALE = RiskTable(
    likelihood=(_named("unlikely"), _named("likely")),
    impact=(_named("minor"), _named("severe")),
    levels=(_named("low"), _named("medium"), _named("high")),
    matrix=((0, 1), (1, 2)),
)
WHO_SIGNS = Authority(
    by_level=((Text({"en": "manager"}),), (Text({"en": "head"}),), (Text({"en": "director"}),)),
    refer=(Text({"en": "officer"}),),
)


def _places(dice: Dice) -> list[Place]:
    places: list[Place] = []
    for name, kind in PLACE_POOL:
        if name not in ("land", "gao") and not dice.chance(65):
            continue
        within = None
        if places:
            coarser = [place.id for place in places if _finer(kind, place.kind)]
            within = dice.one(coarser[::-1])
        located = not dice.chance(10)
        places.append(
            Place(
                id=name,
                name=Text({"en": name}),
                kind=kind,
                within=within,
                latitude=14.0 + len(places) / 2 if located else None,
                longitude=-4.0 + len(places) / 2 if located else None,
                time_zone="Africa/Lagos" if dice.chance(10) else "Africa/Bamako",
                imprecision_km=dice.one((0.0, 0.0, 20.0)),
            )
        )
    return places


def _finer(kind: PlaceKind, around: PlaceKind) -> bool:
    kinds = list(PlaceKind)
    return kinds.index(around) < kinds.index(kind) or (kind is around is PlaceKind.ZONE)


def _links(dice: Dice, places: list[Place]) -> dict[str, Link]:
    names = [place.id for place in places]
    settled = [place.id for place in places if place.kind in (PlaceKind.TOWN, PlaceKind.ZONE)]
    links: dict[str, Link] = {}
    for number in range(dice.number(1, 7)):
        start = dice.one(settled if not dice.chance(10) else names)
        end = dice.one(names if dice.chance(20) or len(settled) < 2 else settled)
        if dice.chance(8):
            end = OUTSIDE
        if start == end:
            continue
        links[f"link{number}"] = Link(
            id=f"link{number}",
            start=start,
            end=end,
            modes=frozenset({"car"}) if dice.chance(40) else dice.some(("car", "flight"), 1),
            through=(dice.one(names),) if dice.chance(10) else (),
            one_way=dice.chance(10),
            imprecision_km=dice.one((0.0, 10.0)),
        )
    return links


def _routes(dice: Dice, links: dict[str, Link]) -> dict[str, Route]:
    routes: dict[str, Route] = {}
    for number in range(dice.number(0, 2) if len(links) > 1 else 0):
        first = links[dice.one(sorted(links))]
        chain, passed = [first.id], [first.start, first.end]
        for _ in range(2):
            here = passed[-1]
            onward = [
                (link.id, there)
                for link in links.values()
                if here in (link.start, link.end) and here != OUTSIDE
                for there in [link.end if link.start == here else link.start]
                if there not in passed
            ]
            if onward:
                taken, there = dice.one(onward)
                chain.append(taken)
                passed.append(there)
        routes[f"route{number}"] = Route(id=f"route{number}", title=Text({"en": "route"}), links=tuple(chain))
    return routes


def _windows(dice: Dice) -> tuple[Window, ...]:
    windows = []
    for _ in range(dice.number(1, 2) if not dice.chance(5) else 0):
        start = dice.maybe_day(30)
        until = dice.maybe_day(40)
        review_by = dice.maybe_day(25) if until else dice.day(1, 6) if dice.chance(60) else FIRST_DAY + timedelta(days=60)
        windows.append(Window(start=start, until=until, review_by=review_by))
    return tuple(windows)


def _providers(dice: Dice) -> dict[str, Provider]:
    return {
        name: Provider(id=name, title=Text({"en": name}), windows=_windows(dice))
        for name in ("mission", "insurer")[: dice.number(0, 2)]
    }


def _services(dice: Dice, links: dict[str, Link], providers: dict[str, Provider]) -> dict[str, Service]:
    found = {}
    for name, mode in (("unhas", "flight"), ("airline", "flight"), ("taxi", "car")):
        served = [link.id for link in links.values() if mode in link.modes]
        if served and dice.chance(60 if mode == "flight" else 20):
            found[name] = Service(
                id=name,
                title=Text({"en": name}),
                mode=mode,
                links=frozenset(served) if dice.chance(70) else dice.some(served, 1),
                windows=_windows(dice),
                provider=dice.one(sorted(providers)) if providers and dice.chance(30) else None,
            )
    return found


def _measures(dice: Dice, providers: dict[str, Provider]) -> dict[str, Measure]:
    found = {}
    for name in ("escort", "briefing", "curfew", "medevac")[: dice.number(1, 4)]:
        found[name] = Measure(
            id=name,
            title=Text({"en": name}),
            kind=MeasureKind.CONDUCT if name == "curfew" or dice.chance(10) else MeasureKind.ARRANGEMENT,
            scope=dice.one(tuple(Scope)),
            provider=dice.one(sorted(providers)) if providers and dice.chance(35) else None,
            lowers_likelihood=dice.number(0, 1),
            lowers_impact=dice.number(0, 1),
            threats=frozenset({"kidnapping"}) if dice.chance(30) else frozenset(),
        )
    return found


FACTS = {
    "permit": Fact(
        id="permit",
        title=Text({"en": "permit"}),
        question=Text({"en": "Is there a permit?"}),
        scope=FactScope.TRIP,
        values=(_named("yes"), _named("no")),
    ),
    "blood": Fact(
        id="blood",
        title=Text({"en": "blood"}),
        question=Text({"en": "Which?"}),
        scope=FactScope.TRAVELLER,
        values=(_named("a"), _named("b"), _named("o")),
    ),
}


@dataclass(frozen=True)
class _Ground:
    """What rules can name."""

    places: list[Place]
    links: dict[str, Link]
    services: dict[str, Service]
    providers: dict[str, Provider]
    measures: dict[str, Measure]

    @property
    def names(self) -> list[str]:
        return [place.id for place in self.places]


def _selector(dice: Dice, ground: _Ground, effect: Effect) -> Selector:
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


def _how(dice: Dice, ground: _Ground) -> How:
    return How(
        modes=dice.some([mode.id for mode in MODES], 1, 2) if dice.chance(35) else None,
        services=dice.some(ground.services, 1, 1) if ground.services and dice.chance(15) else None,
        activities=dice.some(Activity, 1, 2) if dice.chance(25) else None,
        movements=dice.some(MovementKind, 1, 2) if dice.chance(20) else None,
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


def _options(dice: Dice, ground: _Ground) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(dice.some(ground.measures, 1, 2))) for _ in range(dice.number(1, 2)))


def _rule(dice: Dice, number: int, ground: _Ground, effect: Effect) -> Rule:
    fields: dict[str, Any] = {}
    permits = effect is Effect.ALLOW
    if not permits:
        fields["affects"] = Affects.PARTY if dice.chance(20) else Affects.TRAVELLER
        if dice.chance(10):
            fields["incidents"] = IncidentTest(
                kinds=dice.some(("ambush", "theft"), 0, 1),
                at_least=dice.number(1, 2),
                within_km=dice.one((10.0, 60.0, 400.0)),
                days=dice.one((1, 3, 30)),
                fatal=dice.chance(20),
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


def _rules(dice: Dice, ground: _Ground, most: int) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    if not dice.chance(25):  # Most packs allow something broadly: otherwise every trip is a REFER.
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
    for number in range(dice.number(0, most)):
        rules.append(_rule(dice, number, ground, dice.one(effects)))
    return tuple(rules)


def incident(dice: Dice, number: int) -> Incident:
    """Something that happened in or near the days and places of trips."""
    return Incident(
        id=f"incident{number}",
        day=FIRST_DAY + timedelta(days=dice.number(-6, 4)),
        kind=dice.one(("ambush", "theft")),
        latitude=dice.one((14.0, 14.6, 15.5, 16.9)),
        longitude=dice.one((-4.0, -3.4, -2.5, -1.1)),
        imprecision_km=dice.one((0.0, 30.0)),
        imprecision_days=dice.one((0, 0, 2)),
        fatalities=dice.one((None, 0, 2)),
    )


def a_pack(dice: Dice, most_rules: int = 8) -> Pack:
    """A pack that the loader could have made: an allow or a window without an end has a review date."""
    places = _places(dice)
    links = _links(dice, places)
    providers = _providers(dice)
    services = _services(dice, links, providers)
    measures = _measures(dice, providers)
    ground = _Ground(places, links, services, providers, measures)
    rules = _rules(dice, ground, most_rules)
    counting = any(rule.incidents for rule in rules)
    incidents = tuple(incident(dice, number) for number in range(dice.number(0, 5))) if counting else ()
    coverage = None
    if counting and dice.chance(60):
        coverage = Coverage(start=FIRST_DAY - timedelta(days=dice.one((4, 40))), until=dice.day(1, 6))
    return pack_of(
        places=places,
        links=links,
        routes=_routes(dice, links),
        providers=providers,
        services=services,
        measures=measures,
        rules=rules,
        night_margin_minutes=dice.one((0, 30)) if any(rule.when.night for rule in rules) else 0,
        incidents=incidents,
        incident_coverage=coverage,
    )


def pack_of(places: Iterable[Place], **fields: Any) -> Pack:  # noqa: ANN401 - the fields of Pack
    """A pack with these parts and plain ones for the rest."""
    whole: dict[str, Any] = {
        "id": "pack",
        "title": Text({"en": "Pack"}),
        "edition": "2023-05",
        "country": "ML",
        "area": "land",
        "languages": ("en",),
        "fingerprint": "0" * 64,
        "as_of": None,
        "note": Text(),
        "geography": Geography(places),
        "modes": {mode.id: mode for mode in MODES},
        "mode_groups": {},
        "links": {},
        "routes": {},
        "services": {},
        "providers": {},
        "measures": {},
        "roles": {role: _named(role) for role in ROLES},
        "facts": FACTS,
        "threats": {"kidnapping": _named("kidnapping")},
        "risk": SCALE,
        "authority": WHO_SIGNS,
        "night_margin_minutes": 0,
        "rules": (),
    }
    return Pack(**{**whole, **fields})


# ---------------------------------------------------------------------------------------------------- trips


def _states(dice: Dice, pack: Pack, scope: Scope, tastes: Tastes) -> Measures:
    """Mostly where they count and in words that fit; sometimes elsewhere."""
    stated: dict[str, MeasureState] = {}
    for measure in pack.measures.values():
        fits = measure.scope is scope
        if dice.chance(70 if fits else 5):
            stated[measure.id] = dice.one(
                STATES_OF_KIND[measure.kind] if not dice.chance(5) else tuple(MeasureState)
            )
    return stated


def a_traveller(dice: Dice, pack: Pack, tastes: Tastes = ANYTHING) -> Traveller:
    """Somebody of whom not everything is known."""
    known = 75 if tastes.loose_people else 100
    unknown = NOBODY_KNOWS if tastes.unknown_words and dice.chance(3) else None
    nationality: tuple[str, ...] | None = None
    if dice.chance(known):
        nationality = tuple(sorted(dice.some(COUNTRIES, 1, 2 if tastes.loose_people else 1)))
    elif dice.chance(10):
        nationality = ()
    roles: tuple[str, ...] | None = None
    if dice.chance(known):
        roles = tuple(sorted(dice.some(ROLES, 0, 2))) + ((unknown,) if unknown else ())
    return Traveller(
        name="somebody",
        nationality=nationality,
        staff=unknown or dice.one(("national", "international", "visitor", "partner")) if dice.chance(known) else None,
        roles=roles,
        gender=dice.one(("female", "male", "other")) if dice.chance(known) else None,
        facts={"blood": unknown or dice.one(("a", "b", "o"))} if dice.chance(known) else {},
        measures=_states(dice, pack, Scope.TRAVELLER, tastes),
    )


class _Walk:
    """Writes an itinerary step by step, knowing where the party is and what time it is."""

    def __init__(self, dice: Dice, pack: Pack, tastes: Tastes) -> None:
        self.dice = dice
        self.pack = pack
        self.tastes = tastes
        self.places = [*pack.geography.places, *([OUTSIDE] if tastes.outside else [])]
        self.here: str | None = None
        self.clock = datetime(2023, 5, 10) + timedelta(hours=dice.number(0, 40), minutes=dice.one((0, 30)))
        self.pass_on = False

    def moment(self, percent_exact: int, percent_day: int) -> When | None:
        """The time by the clock, exactly, by its day alone, or not at all."""
        if not self.tastes.loose_times:
            return self.clock
        rolled = self.dice.number(0, 99)
        if rolled < percent_exact:
            return self.clock
        return self.clock.date() if rolled < percent_exact + percent_day else None

    def later(self, shortest: int = 0) -> None:
        hours = self.dice.one((0, 1, 2, 5, 9, 20) if not shortest else (1, 2, 5, 9, 20, 30))
        self.clock += timedelta(hours=hours)

    def start(self) -> str:
        """Where the step begins: where the last ended, or a place around or inside it; rarely somewhere else."""
        if self.here is None or (self.tastes.broken and self.dice.chance(4)):
            return self.dice.one(self.places)
        if self.here in self.pack.geography.places and self.dice.chance(12):
            near = set(self.pack.geography.chain(self.here)[:2]) | self.pack.geography.subtree(self.here)
            return self.dice.one(sorted(near))
        return self.here

    def leg(self) -> Leg:
        dice, pack = self.dice, self.pack
        origin = self.start()
        usable = [
            (link, mode, link.start if link.end == place else link.end)
            for link in pack.links.values()
            for place in {origin, *pack.geography.subtree(origin)}
            for mode in sorted(link.modes)
            if place in (link.start, link.end)
        ]
        if usable and not dice.chance(30):
            _, mode, destination = dice.one(sorted(usable, key=lambda found: (found[0].id, found[1], found[2])))
        else:
            mode, destination = dice.one([mode.id for mode in MODES]), dice.one(self.places)
        if destination in pack.geography.places and dice.chance(12):
            destination = pack.geography.chain(destination)[-1 if dice.chance(20) else min(1, len(pack.geography.chain(destination)) - 1)]
        if destination == OUTSIDE and not self.tastes.outside:
            destination = origin
        depart = self.clock if self.pass_on else self.moment(60, 25)
        self.later()
        arrive = self.moment(50, 15)
        self.here = destination
        fields: dict[str, Any] = {}
        if dice.chance(8):
            fields["via"] = (dice.one(self.places),)
        if dice.chance(10):
            fields["route"] = dice.one([*pack.routes, *pack.links] or [NOBODY_KNOWS])
        if pack.services and dice.chance(15):
            fields["operator"] = dice.one(sorted(pack.services))
        leg = Leg(
            origin=origin,
            destination=destination,
            mode=mode if not (self.tastes.unknown_words and dice.chance(4)) else None,
            depart=depart,
            arrive=arrive,
            measures=_states(dice, pack, Scope.STEP, self.tastes),
            **fields,
        )
        self.pass_on = isinstance(arrive, datetime) and dice.chance(35)
        if not self.pass_on:
            self.later()
        return leg

    def stay(self) -> Stay:
        place = self.start()
        start = self.moment(70, 10) if self.here is None or self.dice.chance(5) else None
        self.later(shortest=1)
        self.here = place
        self.pass_on = False
        until = self.moment(60, 25)
        return Stay(place=place, start=start, until=until, measures=_states(self.dice, self.pack, Scope.STEP, self.tastes))

    def steps(self) -> tuple[Step, ...]:
        found: list[Step] = []
        for _ in range(self.dice.number(max(1, self.tastes.fewest_steps), 4) if not self._empty() else 0):
            found.append(self.stay() if self.dice.chance(25) else self.leg())
        if found and self.tastes.unknown_words and self.dice.chance(4):
            found[-1] = _spoilt(found[-1], self.dice)
        return tuple(found)

    def _empty(self) -> bool:
        return self.tastes.fewest_steps == 0 and self.dice.chance(3)


def _spoilt(step: Step, dice: Dice) -> Step:
    from dataclasses import replace

    if isinstance(step, Stay):
        return replace(step, place=NOBODY_KNOWS)
    field = dice.one(("origin", "destination", "mode", "route", "operator"))
    return replace(step, **{field: NOBODY_KNOWS})


def a_trip(dice: Dice, pack: Pack, tastes: Tastes = ANYTHING) -> Trip:
    """A trip in or around a pack's area."""
    fewest = 0 if tastes.unknown_words and dice.chance(3) else 1
    people = dice.number(fewest, 3) if fewest else 0
    walk = _Walk(dice, pack, tastes)
    known = 60 if tastes.loose_people else 100
    return Trip(
        itinerary=walk.steps(),
        travellers=tuple(a_traveller(dice, pack, tastes) for _ in range(people)),
        facts={"permit": dice.one(("yes", "no"))} if dice.chance(known) else {},
        measures=_states(dice, pack, Scope.TRIP, tastes),
    )


@dataclass(frozen=True, repr=False)
class Case:
    """A trip, the pack it is held against, and the day on which that is done."""

    trip: Trip
    pack: Pack
    as_of: date

    def __repr__(self) -> str:
        told = [*map(tell, self.trip.travellers), *map(tell, self.trip.itinerary)]
        stated = f"facts={tell(self.trip.facts)} measures={tell(self.trip.measures)}"
        return "\n".join([f"as of {self.as_of} {stated}", *(f"  {line}" for line in told), tell_pack(self.pack)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401 - Hypothesis asks for it
        printer.text(repr(self))


def a_case(seed: int, tastes: Tastes = ANYTHING, most_rules: int = 8) -> Case:
    dice = Dice(seed)
    pack = a_pack(dice, most_rules)
    return Case(a_trip(dice, pack, tastes), pack, dice.day(3, 5))


SEEDS = st.integers(0, 2**40)


def cases(tastes: Tastes = ANYTHING, most_rules: int = 8) -> st.SearchStrategy[Case]:
    return SEEDS.map(partial(a_case, tastes=tastes, most_rules=most_rules))


def a_restriction(dice: Dice, pack: Pack, number: int = 99) -> Rule:
    """One more rule that can only make things worse."""
    effect = dice.one((Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.CAUTION))
    return _rule(dice, number, _ground(pack), effect)


def _ground(pack: Pack) -> _Ground:
    places = list(pack.geography.places.values())
    return _Ground(places, dict(pack.links), dict(pack.services), dict(pack.providers), dict(pack.measures))


def another_leg(dice: Dice, pack: Pack, trip: Trip, when: datetime) -> Leg:
    """A leg that goes on from where a trip ends, departing then."""
    last = trip.itinerary[-1]
    walk = _Walk(dice, pack, EXACT)
    walk.here = last.destination if isinstance(last, Leg) else last.place
    walk.clock = when
    return walk.leg()
