"""What else could be done: the year's calendar, alternatives, the smallest changes that help.

Targets: a year's calendar at least 50 times faster than assessing each of its days; 6 000 alternatives in well under
100 ms where the index is warm; for the changes no more than some seconds. `each day` and `each trip` are measured on
some and counted up; both must find the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from advisor.engine.assess import assess
from advisor.engine.index import Index, index_of
from advisor.model.pack import Pack
from advisor.model.trip import Trip
from advisor.planning.alternatives import Search
from advisor.planning.calendar import calendar
from advisor.planning.changes import changes
from advisor.planning.parts import best
from advisor.planning.shift import departure_day, shifted
from advisor.rulebook.loader import load_pack
from benchmarks import generated

RULES = Path(__file__).parents[1] / "rules"
TODAY = date(2026, 8, 25)
YEAR = 365
SHIPPED = (
    ("mali-2023", "bamako-gao"),
    ("mali-2023", "gao-field-visit-and-back"),
    ("mali-2023", "bus-national-alone"),
    ("mali", "kayes-by-road-day"),
    ("mali", "british-departure-by-air"),
)


def main() -> None:
    """Print milliseconds and ratios."""
    cases = [*_shipped(), *_generated()]
    print(f"{'calendar of a year':<38} {'cold ms':>9} {'warm ms':>9} {'each day ms':>12} {'ratio':>7} {'runs':>5}")
    for name, trip, pack, as_of in cases:
        _calendar(name, trip, pack, as_of)
    print(f"\n{'alternatives':<38} {'cold ms':>9} {'warm ms':>9} {'each trip ms':>12} {'ratio':>7} {'trips':>6}")
    for name, trip, pack, as_of in cases:
        _alternatives(name, trip, pack, as_of)
    print(f"\n{'smallest changes':<38} {'ms':>9} {'decided':>9} {'before':>12} {'after':>12}  complete")
    for name, trip, pack, as_of in cases:
        took, found = _timed(lambda: changes(trip, index_of(pack), as_of))  # noqa: B023  (called at once)
        print(
            f"{name:<38} {took:>9.0f} {found.decided:>9} {found.before.reported.word:>12} {found.best.word:>12}"
            f"  {found.complete}"
        )


def _shipped() -> list[tuple[str, Trip, Pack, date]]:
    packs: dict[str, Pack] = {}
    found = []
    for folder, name in SHIPPED:
        if folder not in packs:
            paths = (path for path in (RULES / folder).rglob("*") if path.is_file())
            loaded = load_pack({path.relative_to(RULES / folder).as_posix(): path.read_bytes() for path in paths})
            assert loaded.pack is not None
            packs[folder] = loaded.pack
        pack = packs[folder]
        one = next(trip for trip in pack.trips if trip.file == f"trips/{name}.yaml")
        found.append((f"{folder}: {name}", one.trip, pack, one.expect.as_of or pack.as_of or TODAY))
    return found


def _generated() -> list[tuple[str, Trip, Pack, date]]:
    plain = generated.pack(10_000)
    links = {link.id: replace(link, hours=dict.fromkeys(link.modes, 2.0), km=100.0) for link in plain.links.values()}
    pack = replace(plain, links=links)
    trips = generated.trips(3)
    return [(f"10 000 rules: {len(trip.itinerary)} legs", trip, pack, generated.AS_OF) for trip in trips]


_Found = TypeVar("_Found")


def _timed(task: Callable[[], _Found]) -> tuple[float, _Found]:
    start = perf_counter()
    found = task()
    return (perf_counter() - start) * 1000, found


def _calendar(name: str, trip: Trip, pack: Pack, as_of: date) -> None:
    departs = departure_day(trip)
    assert departs is not None
    last = as_of + timedelta(days=YEAR - 1)
    cold, found = _timed(lambda: calendar(trip, Index(pack), as_of, as_of, last))
    index = index_of(pack)
    warm = min(_timed(lambda: calendar(trip, index, as_of, as_of, last))[0] for _ in range(3))
    days = [as_of + timedelta(days=offset) for offset in range(0, YEAR, 7)]
    spent = 0.0
    for day in days:
        moved = shifted(trip, (day - departs).days)
        took, answer = _timed(lambda: assess(moved, pack, as_of))  # noqa: B023  (called at once)
        spent += took
        run = found.on(day)
        assert run is not None
        assert run.range == answer.range
    each = spent * YEAR / len(days)
    print(f"{name:<38} {cold:>9.1f} {warm:>9.1f} {each:>12.0f} {each / warm:>7.0f} {len(found.runs):>5}")


def _alternatives(name: str, trip: Trip, pack: Pack, as_of: date) -> None:
    def ranked(index: Index) -> int:
        candidates = Search(trip, index, as_of).candidates()
        best(candidates, 8)
        return len(candidates)

    cold, count = _timed(lambda: ranked(Index(pack)))
    index = index_of(pack)
    ranked(index)
    warm = min(_timed(lambda: ranked(index))[0] for _ in range(3))
    candidates = Search(trip, index, as_of).candidates()
    some = candidates[:: max(1, len(candidates) // 40)]
    spent = 0.0
    for one in some:
        other = one.whole.applied(one.options)
        took, answer = _timed(lambda: assess(other, pack, as_of))  # noqa: B023  (called at once)
        spent += took
        assert answer.range == one.range
    each = spent * count / max(1, len(some))
    print(f"{name:<38} {cold:>9.0f} {warm:>9.1f} {each:>12.0f} {each / warm:>7.0f} {count:>6}")
