"""The hours of departure that no rule can tell apart.

Everything that moves with the departure moves by the same minutes, so what an exposure comes to changes only where one
of its ends passes a midnight, an hour some rule names, sunset or sunrise. Exposure by exposure, as for the calendar.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from advisor.engine.decide import of_step
from advisor.engine.expose import Exposed, Site
from advisor.engine.index import Index
from advisor.engine.judge import Judge, of_ways
from advisor.engine.sun import night_of
from advisor.engine.times import Extent, midnight, to_local
from advisor.model.verdict import Range, all_of


@dataclass(frozen=True, slots=True)
class Hours:
    """Departures, in minutes after the first one looked at, both included, which all come to the same."""

    first: int
    last: int
    range: Range


def roundest(first: int, last: int, usual: int) -> int:
    """A minute of the day between two, as people say them: the usual one, else a quarter of an hour, five minutes.

    Among equally round ones that which is nearest to the usual one.
    """
    if first <= usual <= last:
        return usual
    for unit in (15, 5, 1):
        round_ones = [minute for minute in (first + -first % unit, last - last % unit) if first <= minute <= last]
        if round_ones:
            return min(round_ones, key=lambda minute: abs(minute - usual))
    return first


def moved(extent: Extent, minutes: int) -> Extent:
    """The same stretch so many minutes later."""
    return Extent(
        extent.earliest + minutes,
        extent.latest + minutes,
        None if extent.sure_from is None else extent.sure_from + minutes,
        None if extent.sure_until is None else extent.sure_until + minutes,
    )


class _View:
    """One exposure, wherever in time: what the rules there can tell apart, and what was answered about it."""

    def __init__(self, site: Site, judge: Judge, index: Index) -> None:
        self._index = index
        self._place = index.pack.geography.places.get(site.place)
        self._site = site
        self.zone = (self._place.time_zone if self._place else None) or "UTC"
        rules = tuple(judge.deciding(site))
        self._minutes = sorted(
            {bound for rule in rules for window in rule.when.hours for bound in (window.start, window.end)} | {0}
        )
        self._dark = any(rule.when.night for rule in rules)
        self._known: dict[frozenset[Hashable], Sequence[Range]] = {}

    def at(self, extent: Extent, number: int, judge: Judge) -> Sequence[Range]:
        """What the exposure comes to then: the same wherever no rule can tell the cells of time apart."""
        key = frozenset(
            (
                cell.day,
                bisect_right(self._minutes, cell.minute),
                (cell.night, cell.night_day) if self._dark else None,
                cell.sure,
            )
            for cell in self._index.cells(extent, self._site.place)
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = judge.site(number, self._site._replace(extent=extent))
        return found

    def course(
        self, extent: Extent | None, number: int, judge: Judge, most: int
    ) -> Iterator[tuple[int, Sequence[Range]]]:
        """What the exposure comes to now, and then whenever that changes as it moves by up to `most` minutes."""
        if extent is None:
            yield 0, judge.site(number, self._site._replace(extent=None))
            return
        now = self.at(extent, number, judge)
        yield 0, now
        for minute in sorted(self.minutes(extent, most)):
            after = self.at(moved(extent, minute), number, judge)
            if after != now:
                yield minute, after
                now = after

    def minutes(self, extent: Extent, most: int) -> set[int]:
        """By how many minutes, up to `most`, the exposure must move for something about it to change."""
        ends = [end for end in extent if end is not None]
        cuts = self._cuts(extent.earliest, extent.latest + most)
        return {cut - end for cut in cuts for end in ends if 0 < cut - end <= most}

    def _cuts(self, earliest: int, latest: int) -> Iterator[int]:
        """Midnights, the hours that rules name there, and the ends of nights, as instants."""
        place = self._place
        first, last = to_local(earliest, self.zone).date(), to_local(latest, self.zone).date()
        for offset in range(-1, (last - first).days + 1):
            day = first + timedelta(days=offset)
            start = midnight(day, self.zone)
            yield from (start + minute for minute in self._minutes)
            if self._dark and place is not None and place.latitude is not None and place.longitude is not None:
                margin = self._index.pack.night_margin_minutes
                yield from night_of(day, place.latitude, place.longitude, self.zone, margin) or ()


def hours_of(exposed: Exposed, steps: Iterable[int], judge: Judge, index: Index, most: int) -> Iterator[Hours]:
    """What some steps, all moved together by 0 to `most` minutes, come to; `judge` is that of the trip laid out."""
    changes: dict[int, list[tuple[list[Sequence[Range]], int, Sequence[Range]]]] = {}
    found: dict[int, list[list[Sequence[Range]]]] = {}
    for number in steps:
        step = exposed.steps[number]
        views = judge.alike(step.measures)
        found[number] = [[] for _ in step.ways]
        for way, site in ((way, site) for way, sites in zip(found[number], step.ways, strict=True) for site in sites):
            anytime = site._replace(extent=None)
            view = views.get(anytime) or views.setdefault(anytime, _View(site, judge, index))
            for minute, ranges in view.course(site.extent, number, judge, most):
                if minute == 0:
                    way.append(ranges)
                else:
                    changes.setdefault(minute, []).append((way, len(way) - 1, ranges))

    def total() -> Range:
        return all_of(of_step(exposed.steps[number], of_ways(ways, judge.people)) for number, ways in found.items())

    start, current = 0, total()
    for minute in sorted(changes):
        for way, at, ranges in changes[minute]:
            way[at] = ranges
        after = total()
        if after != current:
            yield Hours(start, minute - 1, current)
            start, current = minute, after
    yield Hours(start, most, current)
