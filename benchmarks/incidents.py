"""Events near a road in the last 90 days: our grid, shapely's STRtree and, for scale, measuring every event.

    python -m benchmarks incidents

The grid and the tree must find the very same events; both measure on the ellipsoid what is too near to call.
"""

from __future__ import annotations

import os
import random
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from advisor.incidents.grid import Event, Grid, _chord_square, _limits, _vector, line_distance_km
from advisor.model.place import Point
from benchmarks.timing import medians

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DAY = 739_000
YEARS = 10
WITHIN_KM = 25.0
DAYS = 90
SEED = 20260801
QUERIES = 40


def events(count: int, chance: random.Random) -> list[Event]:
    """Return events around 60 towns of a Sahel-sized area, as imprecise as UCDP's: half exact, some to a region."""
    towns = [(chance.uniform(5, 24), chance.uniform(-15, 15)) for _ in range(60)]
    found = []
    for _ in range(count):
        if chance.random() < 0.5:
            latitude, longitude = chance.uniform(5, 24), chance.uniform(-15, 15)
        else:
            latitude, longitude = chance.choice(towns)
            latitude, longitude = latitude + chance.gauss(0, 0.4), longitude + chance.gauss(0, 0.4)
        km = chance.choices((2.0, 25.0, 75.0, 100.0, 250.0), (80, 15, 3, 1, 1))[0]
        days = chance.choices((0, 6, 31), (90, 9, 1))[0]
        found.append(Event(latitude, longitude, km, DAY - chance.randrange(365 * YEARS), days))
    return found


def lines(chance: random.Random) -> list[tuple[Point, ...]]:
    """Return places and stretches of road of up to some 200 km."""
    found: list[tuple[Point, ...]] = []
    for number in range(QUERIES):
        start = Point(chance.uniform(8, 20), chance.uniform(-12, 12))
        end = Point(start.latitude + chance.uniform(-1.5, 1.5), start.longitude + chance.uniform(-1.5, 1.5))
        found.append((start,) if number % 2 else (start, end))
    return found


def every(known: Sequence[Event], line: tuple[Point, ...]) -> tuple[int, ...]:
    """Measure every event of the period: slow and plainly right."""
    return tuple(
        position
        for position, event in enumerate(known)
        if event.day - event.imprecision_days <= DAY
        and event.day + event.imprecision_days >= DAY - DAYS
        and line_distance_km(event, line) <= WITHIN_KM + event.imprecision_km
    )


def tree_of(known: Sequence[Event]) -> Callable[[tuple[Point, ...]], tuple[int, ...]]:
    """Return the search with one STRtree for each imprecision, decided on the sphere and the ellipsoid like ours."""
    import numpy as np
    import shapely

    table = np.array(known)
    trees: list[tuple[float, Any, Any]] = []
    for km in sorted(set(table[:, 2])):
        chosen = np.flatnonzero(table[:, 2] == km)
        trees.append((km, chosen, shapely.STRtree(shapely.points(table[chosen, 1], table[chosen, 0]))))

    def search(line: tuple[Point, ...]) -> tuple[int, ...]:
        found: list[int] = []
        chord = _chord_square(line)
        shape = shapely.linestrings([(p.longitude, p.latitude) for p in (*line, line[-1])][: max(2, len(line))])
        for km, chosen, tree in trees:
            reach = (WITHIN_KM + km) / 110 * 1.1  # degrees of latitude, and some more for those of longitude below
            west, south, east, north = shapely.bounds(shape)
            box = shapely.box(west - reach * 1.12, south - reach, east + reach * 1.12, north + reach)
            hits = chosen[tree.query(box)]
            days, slack = table[hits, 3], table[hits, 4]
            hits = hits[(days - slack <= DAY) & (days + slack >= DAY - DAYS)]
            surely, hardly = _limits(WITHIN_KM + km)
            for hit in map(int, hits):
                square = chord(*_vector(known[hit]))
                if square < surely or (square <= hardly and line_distance_km(known[hit], line) <= WITHIN_KM + km):
                    found.append(hit)
        return tuple(sorted(found))

    return search


def main() -> None:
    """Measure at three sizes; INCIDENTS=1000000 sets one."""
    sizes = [int(os.environ["INCIDENTS"])] if "INCIDENTS" in os.environ else [10_000, 100_000, 1_000_000]
    print(f"{'events':>9}  {'index s':>8}  {'grid ms':>8}  {'worst ms':>8}  {'STRtree ms':>10}  tree/grid")
    for size in sizes:
        chance = random.Random(SEED)
        known = events(size, chance)
        asked = lines(chance)
        begin = perf_counter()
        grid = Grid(known)
        built = perf_counter() - begin
        search = tree_of(known)
        for line in asked:
            assert grid.near(line, WITHIN_KM, DAY - DAYS, DAY) == search(line), line
        for line in asked[:2]:
            assert grid.near(line, WITHIN_KM, DAY - DAYS, DAY) == every(known, line), line
        ours: list[float] = []
        theirs: list[float] = []
        for line in asked:
            times = medians(
                {
                    "grid": partial(grid.near, line, WITHIN_KM, DAY - DAYS, DAY),
                    "tree": partial(search, line),
                },
                rounds=5,
            )
            ours.append(times["grid"])
            theirs.append(times["tree"])
        ours.sort()
        theirs.sort()
        middle = len(asked) // 2
        print(
            f"{size:>9}  {built:>8.2f}  {ours[middle] * 1000:>8.2f}  {ours[-1] * 1000:>8.2f}  "
            f"{theirs[middle] * 1000:>10.2f}  {theirs[middle] / ours[middle]:>9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
