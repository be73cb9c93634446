"""Generated packs and trips of any size: the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from advisor.model.measure import Measure, MeasureKind, Scope
from advisor.model.network import Link, Mode
from advisor.model.pack import Authority, Pack, RiskTable
from advisor.model.place import Geography, Place, PlaceKind
from advisor.model.rule import Effect, FactTest, How, Rule, Selector, TimeTest, Who
from advisor.model.text import Text
from advisor.model.trip import Leg, Traveller, Trip

TOWNS = 400
REGIONS = 20
ZONE = "Africa/Bamako"
START = datetime(2026, 3, 2, 8)
AS_OF = date(2026, 3, 1)
_COUNTRIES = ("DE", "FR", "ML", "US", "NE", "SN", "BF", "GB")
_EFFECTS = (Effect.PROHIBIT, Effect.REFER, Effect.CAUTION, Effect.INFORM, Effect.REQUIRE)


def text(words: str) -> Text:
    """A text in one language."""
    return Text({"en": words})


def pack(rules: int, seed: int = 1, *, nights: bool = True) -> Pack:
    """A country of towns in regions along a chain of roads, with flights from the first town, and that many rules.

    `nights`: a tenth of the rules hold at night only.
    """
    chance = random.Random(seed)
    places = [Place(id="land", name=text("Land"), kind=PlaceKind.COUNTRY, time_zone=ZONE)]
    regions = [f"region-{number}" for number in range(REGIONS)]
    places += [
        Place(id=name, name=text(name), kind=PlaceKind.REGION, within="land", time_zone=ZONE) for name in regions
    ]
    towns = [f"town-{number}" for number in range(TOWNS)]
    places += [
        Place(
            id=name,
            name=text(name),
            kind=PlaceKind.TOWN,
            within=regions[number * REGIONS // TOWNS],
            time_zone=ZONE,
            latitude=12 + chance.random() * 5,
            longitude=-8 + chance.random() * 8,
        )
        for number, name in enumerate(towns)
    ]
    links = [
        Link(id=f"road-{number}", start=towns[number], end=towns[number + 1], modes=frozenset({"car", "bus"}))
        for number in range(TOWNS - 1)
    ]
    links += [
        Link(id=f"flight-{number}", start=towns[0], end=towns[number], modes=frozenset({"plane"}))
        for number in range(1, TOWNS, 7)
    ]
    names = [link.id for link in links]
    return Pack(
        id="generated",
        title=text("Generated"),
        edition="1",
        country="ML",
        area="land",
        languages=("en",),
        fingerprint=f"{rules}-{seed}",
        as_of=None,
        note=Text(),
        geography=Geography(places),
        modes={mode: Mode(id=mode, title=text(mode)) for mode in ("car", "bus", "plane")},
        mode_groups={},
        links={link.id: link for link in links},
        routes={},
        services={},
        providers={},
        measures={
            "briefing": Measure(id="briefing", title=text("Briefing"), kind=MeasureKind.ARRANGEMENT, scope=Scope.STEP)
        },
        roles={},
        facts={},
        threats={},
        risk=RiskTable(likelihood=(), impact=(), levels=(), matrix=()),
        authority=Authority(by_level=(), refer=()),
        night_margin_minutes=30,
        rules=(_allow(), *(_rule(number, chance, towns, regions, names, nights=nights) for number in range(rules - 1))),
    )


def _allow() -> Rule:
    return Rule(
        id="allow-everything",
        title=text("Allowed"),
        effect=Effect.ALLOW,
        where=(Selector(),),
        review_by=date(2026, 12, 31),
    )


def _rule(
    number: int, chance: random.Random, towns: list[str], regions: list[str], links: list[str], *, nights: bool
) -> Rule:
    """Where, mode, who and date drawn at random: half at towns, most of the rest on links, a few wider."""
    draw = chance.random()
    if draw < 0.5:
        where = Selector(places=frozenset(chance.sample(towns, chance.randint(1, 2))))
    elif draw < 0.98:
        where = Selector(links=frozenset(chance.sample(links, chance.randint(1, 2))))
    elif draw < 0.999:
        where = Selector(regions=frozenset({chance.choice(regions)}))
    else:
        where = Selector()
    effect = chance.choice(_EFFECTS)
    modes = frozenset(chance.sample(("car", "bus", "plane"), chance.randint(1, 2))) if chance.random() < 0.6 else None
    nations = frozenset(chance.sample(_COUNTRIES, 2))
    who: Who = (FactTest(fact="nationality", values=nations),) if chance.random() < 0.5 else ()
    start = date(2025, 6, 1) + timedelta(days=chance.randint(0, 500))
    until = start + timedelta(days=chance.randint(10, 120))
    return Rule(
        id=f"rule-{number:06}",
        title=text(f"Rule {number}"),
        effect=effect,
        where=(where,),
        how=(How(modes=modes),),
        who=(who,),
        when=TimeTest(start=start, until=until, night=chance.random() < 0.1 and nights),
        review_by=date(2026, 12, 31),
        required=(("briefing",),) if effect is Effect.REQUIRE else (),
    )


def trips(count: int, seed: int = 2) -> tuple[Trip, ...]:
    """Trips of three to six legs by two travellers, with all facts known, so that no question is asked."""
    chance = random.Random(seed)
    return tuple(_trip(chance) for _ in range(count))


def _trip(chance: random.Random) -> Trip:
    here = 1 + 7 * chance.randint(0, 55)
    legs = [_leg("town-0", f"town-{here}", "plane", 0)]
    for day in range(1, chance.randint(2, 5)):
        there = here + chance.choice((1, -1, 2)) if here > 1 else here + 1
        legs.append(_leg(f"town-{here}", f"town-{there}", chance.choice(("car", "bus")), day))
        here = there
    people = tuple(
        Traveller(name=name, nationality=(chance.choice(_COUNTRIES),), roles=(), staff="national", gender="female")
        for name in ("A", "B")
    )
    return Trip(title="Generated", travellers=people, itinerary=tuple(legs))


def _leg(origin: str, destination: str, mode: str, day: int) -> Leg:
    depart = START + timedelta(days=day)
    return Leg(origin=origin, destination=destination, mode=mode, depart=depart, arrive=depart + timedelta(hours=3))
