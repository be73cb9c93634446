"""A trip against 100 to 10 000 rules: the whole assessment, and deciding without index and memory.

Targets: well under 1 ms a trip at 10 000 rules, findings included. All ways must find exactly the same.

`first` assesses with nothing remembered of the trip's steps; `typing` after the last leg was moved by a minute, as when
somebody types; `decide` leaves out what only explains the verdict; `loop` tries every rule at every exposure.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from advisor.engine.assess import assess
from advisor.engine.decide import decide
from advisor.engine.expose import Site
from advisor.engine.index import Index, Spoken, index_of
from advisor.model.pack import Pack
from advisor.model.trip import Leg, Trip
from benchmarks import generated
from benchmarks.timing import medians

_Value = TypeVar("_Value")

SIZES = (100, 1_000, 10_000)
TRIPS = 12


class NoMemory(Index):
    """Every step is judged anew."""

    def judged(self, key: Hashable, judge: Callable[[], _Value]) -> _Value:
        """Asked anew each time."""
        return judge()


class NoIndex(NoMemory):
    """Every rule is tried at every site, and nothing is remembered: what a plain loop would do."""

    def candidates(self, site: Site) -> int:
        """All of them."""
        return (1 << len(self.rules)) - 1

    def site(self, site: Site) -> Spoken:
        """Asked anew each time."""
        return self._spoken_of(site)

    def dated(self, cells: object) -> int:
        """All of them."""
        return -1


def main() -> None:
    """Print milliseconds a trip and the ratio of the two."""
    trips = generated.trips(TRIPS)
    heads = ("findings", "first ms", "typing ms", "decide ms", "loop ms", "loop / decide")
    print(f"{'rules':>7} " + " ".join(f"{head:>13}" for head in heads))
    for size in SIZES:
        pack = generated.pack(size)
        index, fresh, plain = index_of(pack), NoMemory(pack), NoIndex(pack)
        found = _compare(trips, pack, index, plain)
        minutes = iter(range(1, 10_000))
        times = medians(
            {
                "first": partial(_assess_all, trips, pack, fresh),
                "typing": lambda: _assess_all(_moved(trips, next(minutes)), pack, index),  # noqa: B023  (called at once)
                "decide": partial(_decide_all, trips, fresh),
            }
        )
        loop = medians({"loop": partial(_decide_all, trips, plain)}, rounds=1)
        each = {name: seconds / TRIPS * 1000 for name, seconds in (times | loop).items()}
        print(
            f"{size:>7} {found / TRIPS:>13.1f} {each['first']:>13.2f} {each['typing']:>13.2f} {each['decide']:>13.2f}"
            f" {each['loop']:>13.1f} {each['loop'] / each['decide']:>13.0f}"
        )


def _moved(trips: tuple[Trip, ...], minutes: int) -> Iterator[Trip]:
    """The trips with their last leg so many minutes later: a trip that nobody has asked about before."""
    for trip in trips:
        *before, last = trip.itinerary
        if isinstance(last, Leg) and isinstance(last.depart, datetime):
            yield replace(trip, itinerary=(*before, replace(last, depart=last.depart + timedelta(minutes=minutes))))


def _assess_all(trips: Iterable[Trip], pack: Pack, index: Index) -> None:
    for trip in trips:
        assess(trip, pack, generated.AS_OF, index=index)


def _decide_all(trips: tuple[Trip, ...], index: Index) -> None:
    for trip in trips:
        decide(trip, index, generated.AS_OF)


def _compare(trips: tuple[Trip, ...], pack: Pack, index: Index, plain: Index) -> int:
    """How many findings; refuses to measure two things that do not agree."""
    total = 0
    for trip in trips:
        quick, slow = decide(trip, index, generated.AS_OF), decide(trip, plain, generated.AS_OF)
        if quick.drafts.findings() != slow.drafts.findings() or quick.range != slow.range:
            message = f"the index changes what is found: {trip}"
            raise AssertionError(message)
        total += len(assess(trip, pack, generated.AS_OF).findings)
    return total
