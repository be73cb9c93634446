"""Everything a planner could change about a trip, as far as the pack lets it be suggested.

Nothing here tells anybody to say less: what is not known is a question, and no change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from advisor.engine.expose import expose
from advisor.engine.index import Index
from advisor.engine.judge import Judge
from advisor.engine.times import DAY, midnight
from advisor.model.assessment import StepKind
from advisor.model.change import ChangeKind
from advisor.model.measure import Measure, MeasureKind, MeasureState, Scope
from advisor.model.place import LOCAL
from advisor.model.trip import Leg, Measures, Trip
from advisor.model.verdict import Verdict
from advisor.planning.calendar import calendar
from advisor.planning.change import Change
from advisor.planning.hours import hours_of, roundest
from advisor.planning.itineraries import Clock
from advisor.planning.passages import Passage, passages_of
from advisor.planning.shift import departure_day
from advisor.planning.work import StoppedError

AROUND = 28
"""Days by which a trip is moved at the most: four weeks."""

MOST_HOURS = 6
"""Other departures of one leg."""

MOST_PLACES = 6
"""Other places for one night."""


def options(trip: Trip, index: Index, as_of: date, target: Verdict) -> tuple[Change, ...]:
    """The changes that could be suggested to reach a verdict."""
    return Options(trip, index, as_of).towards(target)


def _always() -> bool:
    return True


class Options:
    """What could be changed about one trip."""

    def __init__(self, trip: Trip, index: Index, as_of: date) -> None:
        """Nothing is worked out before it is asked for."""
        self._trip = trip
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._clock = Clock(self._pack)
        self._exposed = expose(trip, self._pack, index.network)
        self._legs = [(number, step) for number, step in enumerate(trip.itinerary) if isinstance(step, Leg)]
        self._go_on: Callable[[], bool] = _always
        self._others: tuple[Change, ...] | None = None

    def towards(self, target: Verdict, go_on: Callable[[], bool] = _always) -> tuple[Change, ...]:
        """The changes that could be suggested to reach a verdict.

        For a GO arrangements must be confirmed; for anything less it is enough that they are planned. `go_on` is asked
        now and then; StoppedError where it says no.
        """
        self._go_on = go_on
        if self._others is None:
            self._others = tuple(self._all())
        never = self._pack.never_suggest
        people = [one for one in self._others if one.kind is ChangeKind.TRAVELLER]
        others = [one for one in self._others if one.kind is not ChangeKind.TRAVELLER]
        return tuple(one for one in (*others, *self._measures(target), *people) if one.kind not in never)

    def _all(self) -> Iterator[Change]:
        """Whatever hangs on no verdict."""
        for number, leg in self._legs:
            self._ask()
            yield from self._ways(number, leg)
            self._ask()
            yield from self._hours(number, leg)
        self._ask()
        yield from self._places()
        yield from self._dates()
        if len(self._trip.travellers) > 1:
            yield from (
                Change(kind=ChangeKind.TRAVELLER, traveller=number) for number in range(len(self._trip.travellers))
            )

    def _ask(self) -> None:
        if not self._go_on():
            raise StoppedError

    # another way

    def _passages(self, leg: Leg) -> Iterator[Passage]:
        for passage in passages_of(self._index, frozenset()).between(leg.origin, leg.destination).passages:
            if len(passage.legs) == 1:
                yield passage

    def _ways(self, number: int, leg: Leg) -> Iterator[Change]:
        if leg.mode is None:  # that is a question
            return
        for passage in self._passages(leg):
            other = passage.legs[0]
            if (other.mode, other.via, other.route, other.operator) == (leg.mode, leg.via, leg.route, leg.operator):
                continue
            kind = ChangeKind.MODE
            if other.mode == leg.mode:
                same = (other.via, other.route) == (leg.via, leg.route)
                kind = ChangeKind.OPERATOR if same else ChangeKind.ROUTE
            yield Change(
                kind=kind,
                step=number,
                mode=other.mode,
                via=other.via,
                route=other.route,
                operator=other.operator,
                minutes=passage.minutes,
            )

    # other hours

    def _hours(self, number: int, leg: Leg) -> Iterator[Change]:
        """A departure in each stretch of hours of the same day that rules can tell apart, the nearest first."""
        minutes = self._lasts(leg)
        if minutes is None or leg.depart is None:
            return
        zone = self._clock.zone(leg.origin)
        day = leg.depart.date() if isinstance(leg.depart, datetime) else leg.depart
        start, until = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        alone = Trip(
            travellers=self._trip.travellers,
            facts=self._trip.facts,
            measures=self._trip.measures,
            itinerary=self._clock.timed((leg,), (minutes,), start),
        )
        exposed = expose(alone, self._pack, self._index.network)
        judge = Judge(alone, self._index, self._as_of, exposed, explain=False)
        mine = [at for at, step in enumerate(exposed.steps) if step.written is not None]
        now = self._clock.instant(leg.depart, leg.origin) - start if isinstance(leg.depart, datetime) else None
        usual = DAY // 2 if now is None else now
        found = [
            roundest(hours.first, hours.last, usual)
            for hours in hours_of(exposed, mine, judge, self._index, until - start - 1)
            if now is None or not hours.first <= now <= hours.last
        ]
        near = sorted(found, key=lambda minute: abs(minute - usual))[:MOST_HOURS]
        for minute in near:
            depart = self._clock.local(start + minute, leg.origin)
            yield Change(kind=ChangeKind.HOURS, step=number, depart=depart, minutes=minutes)

    def _lasts(self, leg: Leg) -> int | None:
        """How long a leg takes: as stated, or as the pack says of the only way it can mean. None: not known."""
        span = self._clock.span((leg,))
        if span is not None:
            return span[1] - span[0]
        if leg.arrive is not None:
            return None
        same = [passage.minutes for passage in self._passages(leg) if _same_way(passage.legs[0], leg)]
        return same[0] if same else None

    # another place for the night

    def _places(self) -> Iterator[Change]:
        geography = self._pack.geography
        for number, step in enumerate(self._exposed.steps):
            ahead, behind = self._exposed.steps[max(0, number - 1)], self._exposed.steps[number + 1 : number + 2]
            legs = ahead.kind is StepKind.LEG and any(one.kind is StepKind.LEG for one in behind)
            if not (step.overnight and legs and step.origin in geography.places):
                continue
            written = step.written if step.written is not None else step.after
            if written is None:
                continue
            around = self._town(step.origin)
            near = sorted(geography.subtree(around)) if around is not None else []
            passed = self._passed(number)
            ours = {*geography.chain(step.origin)}
            found = [place for place in dict.fromkeys((*near, *passed)) if place not in ours]
            for place in found[:MOST_PLACES]:
                yield Change(kind=ChangeKind.OVERNIGHT, step=written, place=place)

    def _town(self, place: str) -> str | None:
        """The widest town or zone around a place."""
        local = [one for one in self._pack.geography.chain(place) if self._pack.geography.places[one].kind in LOCAL]
        return local[-1] if local else None

    def _passed(self, number: int) -> Iterator[str]:
        """Towns that the legs before and after a stay pass, the nearest to it first."""
        steps = self._exposed.steps
        for other in (steps[number - 1], steps[number + 1]):
            ways = other.ways if len(other.ways) == 1 else ()
            nodes = [site.place for way in ways for site in way if site.link is None and site.exact]
            inner = nodes[1:-1]
            yield from reversed(inner) if other is steps[number - 1] else inner

    # another day

    def _dates(self) -> Iterator[Change]:
        departs = departure_day(self._trip)
        if departs is None:
            return
        first, last = max(self._as_of, departs - timedelta(days=AROUND)), departs + timedelta(days=AROUND)
        found = calendar(self._trip, self._index, self._as_of, first, last, go_on=lambda _done: self._go_on())
        if not found.complete:
            raise StoppedError
        for run in found.runs:
            if run.first <= departs <= run.last:
                continue
            day = run.last if run.last < departs else run.first
            yield Change(kind=ChangeKind.DATE, days=(day - departs).days)

    # something arranged

    def _measures(self, target: Verdict) -> Iterator[Change]:
        for identifier in sorted(self._wanted()):
            measure = self._pack.measures[identifier]
            if not measure.suggest:
                continue
            if measure.scope is Scope.TRIP:
                yield from self._stated(measure, self._trip.measures, target)
            elif measure.scope is Scope.STEP:
                for number, step in enumerate(self._trip.itinerary):
                    yield from self._stated(measure, step.measures, target, step=number)
            else:
                for number, person in enumerate(self._trip.travellers):
                    yield from self._stated(measure, person.measures, target, traveller=number)

    def _wanted(self) -> set[str]:
        return {one for rule in self._pack.rules for option in (*rule.required, *rule.unless) for one in option}

    @staticmethod
    def _stated(
        measure: Measure, said: Measures, target: Verdict, *, step: int | None = None, traveller: int | None = None
    ) -> Iterator[Change]:
        """What could be said of it there, where that is more than is said. What can't be had stays so."""
        now = said.get(measure.id)
        if measure.kind is MeasureKind.CONDUCT:
            wanted, enough = MeasureState.ACCEPTED, {MeasureState.ACCEPTED}
        elif target is Verdict.GO:
            wanted, enough = MeasureState.CONFIRMED, {MeasureState.CONFIRMED, MeasureState.UNAVAILABLE}
        else:
            wanted = MeasureState.PLANNED
            enough = {MeasureState.PLANNED, MeasureState.CONFIRMED, MeasureState.UNAVAILABLE}
        if now not in enough:
            yield Change(kind=ChangeKind.MEASURE, step=step, traveller=traveller, measure=measure.id, state=wanted)


def _same_way(one: Leg, other: Leg) -> bool:
    return (one.mode, one.via, one.route) == (other.mode, other.via, other.route)
