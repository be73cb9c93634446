"""Other ways to travel between the same ends: every way, mode and departure the network offers, the best first.

A trip is its movements and the stays between them. What a movement comes to depends on how it is made, when, and where
the one before it ended; what a stay comes to, on when it begins and ends. So each of these is asked once, and thousands
of trips are put together out of the answers. The few that are shown are assessed as a whole, and must come to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from math import prod
from typing import TypeVar

from advisor.engine.assess import DOUBT, assess
from advisor.engine.decide import Decision, decide, of_faults, of_step
from advisor.engine.drafts import Bite, Drafts
from advisor.engine.expose import Exposed, ExposedStep, expose, expose_stay
from advisor.engine.index import Index
from advisor.engine.itinerary import Plan, PlannedLeg, PlannedStay, plan
from advisor.engine.judge import Judge
from advisor.engine.risk import highest, risks
from advisor.engine.times import Between, midnight
from advisor.engine.ways import TooManyWaysError
from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.rule import Rule
from advisor.model.trip import Leg, Stay, Step, Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of
from advisor.planning.hours import Hours, hours_of
from advisor.planning.itineraries import Clock, Stretch, adjusted, stretches, timeless, what_cannot_be_had, with_legs
from advisor.planning.paths import Path, paths_of
from advisor.planning.work import GoOn, always

MOST_SHOWN = 8
"""Alternatives returned unless somebody asks for more."""

MOST_TRIPS = 20_000
"""Trips put together; beyond that the least promising ways of each movement are left out."""

MOST_DECIDED = 300
"""Trips decided one by one, where times are so loose that movements can't be told apart."""

_DAY = 24 * 60
_QUARTER = 15
_Key = tuple[object, ...]


class DisagreementError(Exception):
    """An alternative does not come to what was worked out for it: an internal error, never an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another trip between the same ends, and what it comes to.

    `minutes`: from the first departure to the last arrival, None where that is not known; `moving` and `km` likewise.
    `departures`: other local times at which to depart for the same, first and last included, where only the departure
    of one movement differs. `assessment` is the whole answer; `as_written`: it is the trip as it was.
    """

    trip: Trip
    range: Range
    risk_level: int | None
    minutes: int | None
    moving: int | None
    km: float | None
    departures: tuple[tuple[datetime, datetime], ...]
    as_written: bool
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternatives:
    """The best of them, best first: by verdict, then remaining risk, then time; one for each way to travel.

    `looked_at`: how many trips there were. `complete`: False where some were left out, or the work was stopped.
    """

    ranked: tuple[Alternative, ...]
    looked_at: int
    complete: bool


@dataclass(slots=True)
class _Piece:
    """What some steps come to by themselves; the level of the risk that remains is worked out when it is wanted."""

    range: Range
    find_level: Callable[[], int | None]
    _level: tuple[int | None] | None = None

    @property
    def level(self) -> int:
        """The level; -1 where no rule rates a risk."""
        if self._level is None:
            self._level = (self.find_level(),)
        return -1 if self._level[0] is None else self._level[0]


@dataclass(slots=True, eq=False)
class _Option:
    """One way to make a movement at one time. `key` leaves out the time; `span`: when, where that is exact."""

    legs: tuple[Leg, ...]
    key: _Key
    ends: frozenset[str]
    span: tuple[int, int] | None
    moving: int | None
    km: float | None
    window: tuple[int, int] | None = None
    pieces: dict[frozenset[str], _Piece] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class _Whole:
    """A trip taken apart, with what there is to choose from for each movement, and the stays that were asked about."""

    trip: Trip
    planned: Plan
    parts: tuple[Stretch, ...]
    options: list[list[_Option]]
    stays: dict[tuple[int, int, int], _Piece]

    def stay_before(self, number: int) -> PlannedStay:
        """The stay that a movement ends."""
        steps = self.planned.steps
        at = next(
            at
            for at, one in enumerate(steps)
            if isinstance(one, PlannedLeg) and one.written == self.parts[number].first
        )
        stay = steps[at - 1]
        if not isinstance(stay, PlannedStay):
            raise TypeError("a movement that follows no stay")
        return stay

    def applied(self, chosen: Sequence[_Option]) -> Trip:
        """The trip with these movements."""
        return with_legs(self.trip, [(part, one.legs) for part, one in zip(self.parts, chosen, strict=True)])


@dataclass(slots=True, eq=False)
class _Candidate:
    """One trip put together."""

    whole: _Whole
    options: tuple[_Option, ...]
    range: Range
    pieces: tuple[_Piece, ...]
    minutes: int | None

    @property
    def key(self) -> _Key:
        return tuple(option.key for option in self.options)

    @property
    def level(self) -> int:
        return max((piece.level for piece in self.pieces), default=-1)

    def rank(self) -> tuple[Verdict, Verdict, Verdict, int, bool, int]:
        return (*_grade(self.range), self.level, self.minutes is None, self.minutes or 0)


def _grade(found: Range) -> tuple[Verdict, Verdict, Verdict]:
    return found.reported, found.worst, found.best


def alternatives(  # noqa: PLR0913 - what may be left out
    trip: Trip,
    index: Index,
    as_of: date,
    *,
    most: int = MOST_SHOWN,
    only: int | None = None,
    caveat: Message | None = None,
    go_on: GoOn = always,
) -> Alternatives:
    """The best other ways to make the trip, the trip as written among them.

    `only`: change only the movement that the written step of this number belongs to. `caveat`: as for `assess`.
    DisagreementError where what was worked out is not what `assess` says.
    """
    search = _Search(trip, index, as_of, only, go_on)
    candidates = search.candidates()
    found = best(candidates, most)
    alike = {one: [other for other in candidates if other.key == one.key and other.range == one.range] for one in found}
    return Alternatives(
        ranked=tuple(search.shown(one, caveat, alike[one]) for one in found),
        looked_at=len(candidates),
        complete=search.complete,
    )


def best(candidates: Iterable[_Candidate], most: int) -> list[_Candidate]:
    """The best candidate of each way to travel, in order. Levels of risk are worked out only where they decide."""
    by_grade: dict[tuple[Verdict, Verdict, Verdict], list[_Candidate]] = {}
    for one in candidates:
        by_grade.setdefault(_grade(one.range), []).append(one)
    found: dict[_Key, _Candidate] = {}
    for grade in sorted(by_grade):
        for one in sorted(by_grade[grade], key=_Candidate.rank):
            if one.key not in found and len(found) < most:
                found[one.key] = one
        if len(found) >= most:
            break
    return list(found.values())


class _Search:
    def __init__(self, trip: Trip, index: Index, as_of: date, only: int | None, go_on: GoOn) -> None:
        self._trip = trip
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._only = only
        self._go_on = go_on
        self._clock = Clock(self._pack)
        self._asker = Judge(trip, index, as_of, Exposed((), (), None), explain=False)
        self.complete = True

    def candidates(self) -> list[_Candidate]:
        """Every trip looked at."""
        found = list(self._candidates(self._trip, straight=False))
        for whole in self._straightened():
            found += self._candidates(whole, straight=True)
        return found

    # what there is to choose from

    def _straightened(self) -> Iterator[Trip]:
        """The trip without its stops on the way, where it leads from one place to another; for its ends alone."""
        parts = stretches(plan(self._trip, self._pack))
        if len(parts) < 2 or self._only is not None:  # noqa: PLR2004 - one movement has no stops
            return
        first, last = parts[0].of(self._trip)[0], parts[-1].of(self._trip)[-1]
        geography = self._pack.geography
        if geography.lies_in(first.origin, last.destination) or geography.lies_in(last.destination, first.origin):
            return
        straight = Leg(origin=first.origin, destination=last.destination, depart=first.depart, arrive=last.arrive)
        yield with_legs(self._trip, ((Stretch(parts[0].first, parts[-1].last), (straight,)),))

    def _candidates(self, trip: Trip, *, straight: bool) -> Iterator[_Candidate]:
        planned = plan(trip, self._pack)
        parts = stretches(planned)
        if not parts:
            return
        options = []
        for number, part in enumerate(parts):
            if not self._go_on(number / len(parts)):
                self.complete = False
                return
            chosen = self._only is None or part.first <= self._only <= part.last
            options.append(self._options(trip, planned, part, written=not straight, others=chosen))
        factor = not planned.faults and not straight and _one_stay_between(parts)
        whole = _Whole(trip, planned, parts, options, {})
        yield from (self._put_together(whole) if factor or len(parts) == 1 else self._one_by_one(whole))

    def _options(self, trip: Trip, planned: Plan, part: Stretch, *, written: bool, others: bool) -> list[_Option]:
        legs = part.of(trip)
        found = [self._as_written(legs)] if written else []
        stops = frozenset(step.place for step in trip.itinerary if isinstance(step, Stay))
        paths = paths_of(self._index, stops).between(legs[0].origin, legs[-1].destination)
        self.complete = self.complete and paths.complete
        for path in paths.paths if others else ():
            kept = _kept(path, legs)
            key = _key(kept.legs)
            if kept.minutes is not None and (day := self._day(planned, part, legs)) is not None:
                found += self._departures(trip, part, kept, key, day)
            elif len(kept.legs) == 1 and (not found or key != found[0].key):
                found.append(self._at_written_times(kept, key, legs))
        return found

    def _as_written(self, legs: tuple[Leg, ...]) -> _Option:
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
        return _Option(legs, _key(legs), ends, span, hours, km)

    def _at_written_times(self, path: Path, key: _Key, legs: tuple[Leg, ...]) -> _Option:
        leg = replace(path.legs[0], depart=legs[0].depart, arrive=legs[-1].arrive)
        return _Option((leg,), key, path.ends, self._clock.span((leg,)), path.minutes, path.km)

    def _day(self, planned: Plan, part: Stretch, legs: tuple[Leg, ...]) -> date | None:
        """The day of departure, where it is known."""
        step = next(one for one in planned.steps if isinstance(one, PlannedLeg) and one.written == part.first)
        bounds = step.depart
        if bounds.earliest is None or bounds.latest is None:
            return None
        return self._clock.local(bounds.earliest, legs[0].origin).date()

    def _departures(self, trip: Trip, part: Stretch, path: Path, key: _Key, day: date) -> Iterator[_Option]:
        """One option for each stretch of hours of the day that rules can tell apart."""
        origin = path.legs[0].origin
        zone = self._clock.zone(origin)
        start, until = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        lasts = path.minutes or 0
        written = part.of(trip)[0].depart
        usual = self._clock.instant(written, origin) - start if isinstance(written, datetime) else _DAY // 2
        remembered = self._asker.alike(path.legs[0].measures)
        about = (key, start, until, path.leg_minutes, part.first == 0)
        if about not in remembered:
            legs = self._clock.timed(path.legs, path.leg_minutes, start)
            remembered[about] = self._hours(legs, until - start - 1, first=part.first == 0)
        for hours in remembered[about]:
            depart = start + _roundest(hours.first, hours.last, usual)
            legs = self._clock.timed(path.legs, path.leg_minutes, depart)
            window = (start + hours.first, start + hours.last)
            yield _Option(legs, key, path.ends, (depart, depart + lasts), lasts, path.km, window)

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

    # trips put together out of their parts

    def _put_together(self, whole: _Whole) -> Iterator[_Candidate]:
        """Every combination of options, from what each part comes to by itself; loose times are decided as a whole."""
        self._trim(whole)
        loose = 0
        for chosen in product(*whole.options):
            if any(option.span is None for option in chosen):
                loose += 1
                if loose > MOST_DECIDED:
                    self.complete = False
                    continue
                yield self._decided(whole, chosen)
                continue
            candidate = self._joined(whole, chosen)
            if candidate is not None:
                yield candidate

    def _trim(self, whole: _Whole) -> None:
        while prod(len(options) for options in whole.options) > MOST_TRIPS:
            self.complete = False
            longest = max(whole.options, key=len)
            del longest[-max(1, len(longest) // 10) :]

    def _joined(self, whole: _Whole, chosen: tuple[_Option, ...]) -> _Candidate | None:
        """None where the times do not follow one another."""
        pieces: list[_Piece] = []
        total = CLEAR
        here: frozenset[str] = frozenset()
        before: _Option | None = None
        for number, option in enumerate(chosen):
            if option.span is None:
                return None
            if before is not None and before.span is not None:
                if before.span[1] >= option.span[0]:
                    return None
                stay = self._stay_piece(whole, number, before.span[1], option.span[0])
                pieces.append(stay)
                total = total.joined(stay.range)
            piece = option.pieces.get(here)
            if piece is None:
                piece = option.pieces[here] = self._piece(whole, number, option, before)
            pieces.append(piece)
            total = total.joined(piece.range)
            here, before = option.ends, option
        first, last = chosen[0].span, chosen[-1].span
        minutes = last[1] - first[0] if first is not None and last is not None else None
        return _Candidate(whole, chosen, total, tuple(pieces), minutes)

    def _piece(self, whole: _Whole, number: int, option: _Option, before: _Option | None) -> _Piece:
        """A movement after another, with what comes before the first and after the last."""
        first, last = number == 0, number == len(whole.parts) - 1
        part, itinerary = whole.parts[number], whole.trip.itinerary
        changes = option.legs != part.of(whole.trip)
        ahead: tuple[Step, ...] = itinerary[: part.first]
        if before is None:
            ahead = adjusted(ahead, onward=option.legs[0] if changes else None, arrived=False)
        else:
            earlier = whole.parts[number - 1]
            ahead = (*itinerary[: earlier.first], *before.legs, *itinerary[earlier.last + 1 : part.first])
            ahead = tuple(timeless(step) for step in ahead)
        behind = adjusted(itinerary[part.last + 1 :], onward=None, arrived=changes) if last else ()
        trip = replace(whole.trip, itinerary=(*ahead, *option.legs, *behind))
        exposed = expose(trip, self._pack, self._index.network)
        mine = range(0 if first else len(ahead), len(trip.itinerary) if last else len(ahead) + len(option.legs))
        numbers = [
            at
            for at, step in enumerate(exposed.steps)
            if (step.written if step.written is not None else step.after) in mine and (last or step.written is not None)
        ]
        stay = exposed.steps[numbers[0] - 1] if not first else None
        floors = [stay.floor] if stay is not None and stay.faults else []
        return self._judged(trip, exposed, numbers, all_of((*floors, of_faults(exposed))))

    def _stay_piece(self, whole: _Whole, number: int, start: int, end: int) -> _Piece:
        """The stay before a movement."""
        key = (number, start, end)
        found = whole.stays.get(key)
        if found is None:
            planned = whole.stay_before(number)
            step = expose_stay(replace(planned, start=Between(start, start), end=Between(end, end)), self._pack)
            exposed = Exposed((step,), (), None)
            found = whole.stays[key] = self._judged(whole.trip, exposed, [0], CLEAR)
        return found

    def _judged(self, trip: Trip, exposed: Exposed, numbers: Sequence[int], floor: Range) -> _Piece:
        judge = Judge(trip, self._index, self._as_of, exposed, explain=True)
        judged = {number: judge.step(number) for number in numbers}
        ranges = (of_step(exposed.steps[number], one.by_traveller) for number, one in judged.items())

        def level() -> int | None:
            bites = [pair for one in judged.values() for pair in one.bites]
            return self._level(trip, exposed, bites)

        return _Piece(all_of(ranges).joined(floor), level)

    def _level(self, trip: Trip, exposed: Exposed, bites: Sequence[tuple[Rule, Bite]]) -> int | None:
        drafts = Drafts(self._index, exposed)
        drafts.take([pair for pair in bites if pair[0].risk is not None], (), ())
        return highest(risks(drafts.findings(), trip, self._index, exposed, self._as_of))

    # trips decided as a whole

    def _one_by_one(self, whole: _Whole) -> Iterator[_Candidate]:
        """One movement changed at a time, the others as they are."""
        written = tuple(options[0] for options in whole.options)
        yield self._decided(whole, written)
        tried = 0
        for number, options in enumerate(whole.options):
            for option in options[1:]:
                tried += 1
                if tried > MOST_DECIDED:
                    self.complete = False
                    return
                yield self._decided(whole, (*written[:number], option, *written[number + 1 :]))

    def _decided(self, whole: _Whole, chosen: tuple[_Option, ...]) -> _Candidate:
        trip = whole.applied(chosen)
        decision = decide(trip, self._index, self._as_of, explain=True)

        def level() -> int | None:
            return self._level_of(trip, decision)

        spans = [option.span for option in chosen]
        first, last = spans[0], spans[-1]
        minutes = last[1] - first[0] if first is not None and last is not None else None
        return _Candidate(whole, chosen, decision.range, (_Piece(decision.range, level),), minutes)

    def _level_of(self, trip: Trip, decision: Decision) -> int | None:
        return highest(risks(decision.drafts.findings(), trip, self._index, decision.exposed, self._as_of))

    # what is shown

    def shown(self, one: _Candidate, caveat: Message | None, alike: Sequence[_Candidate]) -> Alternative:
        """A candidate, assessed as a whole. DisagreementError where that is not what was worked out."""
        trip = one.whole.applied(one.options)
        answer = assess(trip, self._pack, self._as_of, caveat=caveat, index=self._index)
        expected = one.range.joined(DOUBT) if caveat else one.range
        level = -1 if answer.risk_level is None else answer.risk_level
        if answer.range != expected or level != one.level:
            raise DisagreementError(
                f"{expected} and risk {one.level}, but {answer.range} and {answer.risk_level}: {trip}"
            )
        moving = [option.moving for option in one.options]
        km = [option.km for option in one.options]
        windows = [other.options[0].window for other in alike if len(other.options) == 1]
        place = one.options[0].legs[0].origin
        return Alternative(
            trip=trip,
            range=answer.range,
            risk_level=answer.risk_level,
            minutes=one.minutes,
            moving=_sum(moving),
            km=_sum(km),
            departures=tuple(
                (self._clock.local(window[0], place), self._clock.local(window[1], place))
                for window in sorted(window for window in windows if window is not None)
            ),
            as_written=trip == self._trip,
            assessment=answer,
        )


_Number = TypeVar("_Number", int, float)


def _sum(numbers: Sequence[_Number | None]) -> _Number | None:
    """Of all; None where one is not known."""
    known = [one for one in numbers if one is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(numbers) else None


def _key(legs: Sequence[Leg]) -> _Key:
    """What tells ways to travel apart, whenever they are travelled."""
    return tuple((leg.origin, leg.destination, leg.mode, leg.via, leg.route, leg.operator) for leg in legs)


def _kept(path: Path, written: tuple[Leg, ...]) -> Path:
    """What was arranged for a leg stays arranged only where the mode stays the same; what can't be had stays so."""
    said = {one: state for leg in written for one, state in leg.measures.items()}
    if len(path.legs) != 1 or len(written) != 1 or path.legs[0].mode != written[0].mode:
        said = {one: state for leg in written for one, state in what_cannot_be_had(leg.measures).items()}
    return replace(path, legs=tuple(replace(leg, measures=said) for leg in path.legs)) if said else path


def _roundest(first: int, last: int, usual: int) -> int:
    """A time between two: the usual one, else the nearest quarter of an hour, else the nearest minute."""
    if first <= usual <= last:
        return usual
    quarters = [minute for minute in (first + -first % _QUARTER, last - last % _QUARTER) if first <= minute <= last]
    return min(quarters or (first, last), key=lambda minute: abs(minute - usual))


def _one_stay_between(parts: Sequence[Stretch]) -> bool:
    return all(after.first - before.last <= 2 for before, after in pairwise(parts))  # noqa: PLR2004 - a stay or a gap


def _not_first(step: ExposedStep) -> ExposedStep:
    """The step without what only the very first place of a trip needs."""
    ways = tuple(
        tuple(site._replace(needs_allow=site.needs_allow and (site.link is not None or not site.exact)) for site in way)
        for way in step.ways
    )
    return replace(step, ways=ways)
