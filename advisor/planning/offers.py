"""What there is to choose from for one movement: every passage, at every hour that rules can tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from advisor.engine.expose import Exposed, ExposedStep, expose
from advisor.engine.index import Index
from advisor.engine.itinerary import Plan, PlannedLeg
from advisor.engine.judge import Judge
from advisor.engine.times import midnight
from advisor.engine.ways import TooManyWaysError
from advisor.model.trip import Leg, Stay, Trip
from advisor.planning.hours import Hours, hours_of, roundest
from advisor.planning.itineraries import Clock, Stretch, carried_over, what_cannot_be_had
from advisor.planning.parts import Key, Option, key_of
from advisor.planning.passages import Passage, passages_of

_DAY = 24 * 60


class Offers:
    """Finds the options for the movements of trips by one party."""

    def __init__(self, trip: Trip, index: Index, as_of: date, told: Callable[[], None]) -> None:
        """For the party, facts and measures of a trip. `told` is called now and then; it may raise to stop the work."""
        self._told = told
        self._trip = trip
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._clock = Clock(self._pack)
        self._asker = Judge(trip, index, as_of, Exposed((), (), None), explain=False)
        self.complete = True

    def of(self, trip: Trip, planned: Plan, part: Stretch, *, written: bool, others: bool) -> list[Option]:
        """The options for one movement: as `written`, if it is, and all `others`."""
        legs = part.of(trip)
        found = [self._as_written(legs)] if written else []
        stops = frozenset(step.place for step in trip.itinerary if isinstance(step, Stay))
        passages = passages_of(self._index, stops).between(legs[0].origin, legs[-1].destination)
        self.complete = self.complete and passages.complete
        for passage in passages.passages if others else ():
            self._told()
            kept = _kept(passage, legs)
            key = key_of(kept.legs)
            if kept.minutes is not None and (day := self._day(planned, part, legs)) is not None:
                found += self._departures(trip, part, kept, key, day)
            elif len(kept.legs) == 1 and (not found or key != found[0].key):
                found.append(self._at_written_times(kept, key, legs))
        return found

    def _as_written(self, legs: tuple[Leg, ...]) -> Option:
        span = self._clock.span(legs)
        ends = frozenset((legs[-1].destination,))
        hours, km = None, None
        last = legs[-1]
        try:
            ways = self._index.network.ways(last.origin, last.destination, last.mode or "", last.via, last.route)
            ends = frozenset(way.nodes[-1] for way in ways) or ends
            if len(legs) == 1 and len(ways) == 1:
                lengths = [self._pack.links[link].km for link in ways[0].links]
                km = sum(one for one in lengths if one is not None) if None not in lengths else None
        except (TooManyWaysError, KeyError):
            pass
        if span is not None:
            hours = span[1] - span[0]
        return Option(legs, key_of(legs), ends, span, hours, km, as_written=True)

    def _at_written_times(self, passage: Passage, key: Key, legs: tuple[Leg, ...]) -> Option:
        leg = replace(passage.legs[0], depart=legs[0].depart, arrive=legs[-1].arrive)
        return Option((leg,), key, passage.ends, self._clock.span((leg,)), passage.minutes, passage.km)

    def _day(self, planned: Plan, part: Stretch, legs: tuple[Leg, ...]) -> date | None:
        """The day of departure, where it is known."""
        step = next(one for one in planned.steps if isinstance(one, PlannedLeg) and one.written == part.first)
        bounds = step.depart
        if bounds.earliest is None or bounds.latest is None:
            return None
        return self._clock.local(bounds.earliest, legs[0].origin).date()

    def _departures(self, trip: Trip, part: Stretch, passage: Passage, key: Key, day: date) -> Iterator[Option]:
        """One option for each stretch of hours of the day that rules can tell apart."""
        origin = passage.legs[0].origin
        zone = self._clock.zone(origin)
        start, until = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        lasts = passage.minutes or 0
        written = part.of(trip)[0].depart
        usual = self._clock.instant(written, origin) - start if isinstance(written, datetime) else _DAY // 2
        remembered = self._asker.alike(passage.legs[0].measures)
        about = (key, start, until, passage.leg_minutes, part.first == 0)
        if about not in remembered:
            legs = self._clock.timed(passage.legs, passage.leg_minutes, start)
            remembered[about] = self._hours(legs, until - start - 1, first=part.first == 0)
        for hours in remembered[about]:
            depart = start + roundest(hours.first, hours.last, usual)
            legs = self._clock.timed(passage.legs, passage.leg_minutes, depart)
            window = (start + hours.first, start + hours.last)
            yield Option(legs, key, passage.ends, (depart, depart + lasts), lasts, passage.km, window)

    def _hours(self, legs: tuple[Leg, ...], most: int, *, first: bool) -> tuple[Hours, ...]:
        """Which hours differ for a movement on its own."""
        alone = replace(self._trip, itinerary=legs)
        exposed = expose(alone, self._pack, self._index.network)
        if not first:
            steps = tuple(_not_first(step) for step in exposed.steps)
            exposed = Exposed(steps, exposed.faults, exposed.onward_after)
        judge = Judge(alone, self._index, self._as_of, exposed, explain=False)
        numbers = [number for number, step in enumerate(exposed.steps) if step.written is not None]
        return tuple(hours_of(exposed, numbers, judge, self._index, most))


def _kept(passage: Passage, written: tuple[Leg, ...]) -> Passage:
    """What was arranged for a leg stays arranged only where the mode stays the same; what can't be had stays so.

    What the journey plan says of it stays where it still applies.
    """
    said = {one: state for leg in written for one, state in leg.measures.items()}
    if len(passage.legs) != 1 or len(written) != 1 or passage.legs[0].mode != written[0].mode:
        said = {one: state for leg in written for one, state in what_cannot_be_had(leg.measures).items()}
    legs = tuple(carried_over(replace(leg, measures=said) if said else leg, written) for leg in passage.legs)
    return replace(passage, legs=legs)


def _not_first(step: ExposedStep) -> ExposedStep:
    """The step without what only the very first place of a trip needs."""
    ways = tuple(
        tuple(site._replace(needs_allow=site.needs_allow and (site.link is not None or not site.exact)) for site in way)
        for way in step.ways
    )
    return replace(step, ways=ways)
