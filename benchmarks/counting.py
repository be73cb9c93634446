"""Rules that count incidents: the engine's question about a movement, and whole assessments, among very many events.

    python -m benchmarks counting

`ask`: how many events near a road of up to some 200 km, or a place, in 90 days; from the store, events fetched, nothing
remembered.
`STRtree`: the same by shapely's trees in the same run, which only give positions; both must find the very same events.
`first`, `again`: assessing a trip at 10 000 rules of which some hundred count incidents in a region; nothing remembered
of its steps, or after the last leg was moved by a minute. `without`: at 10 000 rules that count nothing.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from advisor.engine.assess import assess
from advisor.engine.expose import Site
from advisor.engine.index import Index
from advisor.engine.journey import Movement
from advisor.engine.nearby import Nearby
from advisor.incidents.feeds import MAPPED
from advisor.incidents.grid import Event
from advisor.incidents.imported import Imported
from advisor.incidents.snapshot import StoredData
from advisor.incidents.store import IncidentStore
from advisor.model.incident import Coverage, Incident
from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import Geography, Place, PlaceKind, Point
from advisor.model.rule import Effect, IncidentTest, Near, Rule, Selector, TimeTest
from advisor.model.trip import Trip
from benchmarks import generated
from benchmarks.assess import NoMemory, _moved
from benchmarks.incidents import DAY, DAYS, SEED, WITHIN_KM, events, lines, tree_of

RULES = 10_000
COUNTING = 300
TRIPS = 12
KINDS = ("ambush", "attack", "clash", "explosive", "kidnapping")
AS_OF = date.fromordinal(DAY)
EVERYTHING = Coverage(start=date(1990, 1, 1), until=date(2100, 1, 1))
QUESTION = IncidentTest(kinds=frozenset(), at_least=1, within_km=WITHIN_KM, days=DAYS)


def main() -> None:
    """Measure at two sizes; INCIDENTS=1000000 sets one."""
    sizes = [int(os.environ["INCIDENTS"])] if "INCIDENTS" in os.environ else [300_000, 1_000_000]
    plain = generated.pack(RULES)
    pack = replace(plain, rules=some_counting(plain.rules))
    heads = ("import s", "index s", "ask ms", "worst ms", "STRtree ms", "first ms", "again ms", "without ms", "counted")
    print(f"{'events':>9} " + " ".join(f"{head:>10}" for head in heads))
    for size in sizes:
        known = events(size, random.Random(SEED))
        with tempfile.TemporaryDirectory() as folder, IncidentStore(Path(folder) / "incidents.sqlite") as store:
            begin = perf_counter()
            store.add(Imported(feed=MAPPED, incidents=tuple(map(incident, range(size), known))), claim=EVERYTHING)
            imported = perf_counter() - begin
            data = store.data()
            begin = perf_counter()
            data.warm()
            read = perf_counter() - begin
            trips = generated.trips(TRIPS)
            ours, theirs = _questions(data, known)
            first, again, met = _assessed(trips, pack, data)
            without = _assessed(trips, plain, data)[0]
            data.close()
        medians = (median(times) for times in (theirs, first, again, without))
        figures = (imported, read, median(ours), max(ours), *medians)
        print(f"{size:>9} " + " ".join(f"{figure:>10.2f}" for figure in figures) + f" {met:>10.1f}", flush=True)


def incident(number: int, event: Event) -> Incident:
    """A stored one for an event of the grid."""
    return Incident(
        id=f"mapped:{number}",
        day=date.fromordinal(event.day),
        kind=KINDS[number % len(KINDS)],
        latitude=event.latitude,
        longitude=event.longitude,
        imprecision_km=event.imprecision_km,
        imprecision_days=event.imprecision_days,
        fatalities=number % 3,
    )


def some_counting(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Some restrictions hold always, for everybody and in a whole region, but count incidents, in many ways."""
    chance = random.Random(SEED)
    able = [number for number, rule in enumerate(rules) if rule.effect is not Effect.ALLOW]
    chosen = set(chance.sample(able, COUNTING))
    tests = [
        IncidentTest(
            kinds=frozenset(chance.sample(KINDS, chance.randrange(3))),
            at_least=chance.choice((1, 2, 5)),
            within_km=chance.choice((10.0, 25.0, 50.0)),
            days=chance.choice((30, 90)),
            fatal=chance.random() < 0.3,
            near=chance.choice(tuple(Near)),
        )
        for _ in range(40)
    ]
    return tuple(
        replace(rule, incidents=chance.choice(tests), where=(_region(chance),), who=((),), when=TimeTest())
        if number in chosen
        else rule
        for number, rule in enumerate(rules)
    )


def _region(chance: random.Random) -> Selector:
    return Selector(regions=frozenset({f"region-{chance.randrange(generated.REGIONS)}"}))


def _questions(data: StoredData, known: Sequence[Event]) -> tuple[list[float], list[float]]:
    """Milliseconds of each way for roads and places."""
    asked, search = lines(random.Random(SEED + 1)), tree_of(known)
    ground = _ground(asked)
    ours: list[float] = []
    theirs: list[float] = []
    for number, line in enumerate(asked):
        site = _site(number, line)
        for _ in range(5):
            _forget(data)
            nearby = Nearby(ground, AS_OF, data)
            begin = perf_counter()
            found = nearby.count(QUESTION, site, AS_OF)
            ours.append((perf_counter() - begin) * 1000)
            begin = perf_counter()
            positions = search(line)
            theirs.append((perf_counter() - begin) * 1000)
            assert {incident.id for incident in found.incidents} == {f"mapped:{position}" for position in positions}
    return ours, theirs


def _ground(asked: Sequence[tuple[Point, ...]]) -> Pack:
    """A pack in which each of the lines is a road between two towns, or a town."""
    towns = {
        f"town-{number}-{end}": Place(
            id=f"town-{number}-{end}",
            name=generated.text("Town"),
            kind=PlaceKind.TOWN,
            latitude=point.latitude,
            longitude=point.longitude,
        )
        for number, line in enumerate(asked)
        for end, point in enumerate(line)
    }
    roads = {
        f"road-{number}": Link(
            id=f"road-{number}", start=f"town-{number}-0", end=f"town-{number}-1", modes=frozenset({"car"})
        )
        for number, line in enumerate(asked)
        if len(line) > 1
    }
    return replace(generated.pack(1), geography=Geography(towns.values()), links=roads)


def _site(number: int, line: tuple[Point, ...]) -> Site:
    """On the road, or in the town."""
    road = frozenset({f"road-{number}"})
    here = f"town-{number}-0"
    return Site(
        place=here,
        link=None,
        mode=None,
        activities=frozenset(),
        needs_allow=True,
        exact=True,
        extent=None,
        movement=Movement(here, here, road, road, road) if len(line) > 1 else None,
    )


def _assessed(trips: tuple[Trip, ...], pack: Pack, data: StoredData) -> tuple[list[float], list[float], float]:
    """Milliseconds for each trip: first, and with its last leg moved; how many rules were found to count."""
    first: list[float] = []
    again: list[float] = []
    met = 0
    fresh, index = NoMemory(pack), Index(pack)
    for trip in trips:
        assess(trip, pack, AS_OF, index=fresh)
        assess(trip, pack, AS_OF, incidents=data, index=index)
    for trip in trips:
        _forget(data)
        begin = perf_counter()
        found = assess(trip, pack, AS_OF, incidents=data, index=fresh)
        first.append((perf_counter() - begin) * 1000)
        met += sum(one.count is not None for one in found.findings)
        for moved in _moved((trip,), 1):
            begin = perf_counter()
            assess(moved, pack, AS_OF, incidents=data, index=index)
            again.append((perf_counter() - begin) * 1000)
    return first, again, met / len(trips)


def _forget(data: StoredData) -> None:
    """What searches and rows the data have remembered."""
    data.warm().finder._search.cache_clear()
    data._kept.clear()


if __name__ == "__main__":
    main()
