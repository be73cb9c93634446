"""Other ways to travel between the same ends: every way, mode and departure the network offers, the best first.

A trip is its movements and the stays between them. What a movement comes to depends on how it is made, when, and where
the one before it ended; what a stay comes to, on when it begins and ends. So each of these is asked once, and thousands
of trips are put together out of the answers. The few that are shown are assessed as a whole, and must come to the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from advisor.engine.assess import DOUBT, assess
from advisor.engine.index import Index
from advisor.engine.itinerary import plan
from advisor.model.assessment import Assessment
from advisor.model.message import Message
from advisor.model.trip import Leg, Trip
from advisor.model.verdict import Range
from advisor.planning.assembly import Assembly
from advisor.planning.itineraries import Clock, Stretch, carried_over, stretches, with_legs
from advisor.planning.offers import Offers
from advisor.planning.parts import Candidate, Key, Whole, best
from advisor.planning.work import GoOn, StoppedError, always

MOST_SHOWN = 8
"""Alternatives returned unless somebody asks for more."""


class DisagreementError(Exception):
    """An alternative does not come to what was worked out for it: an internal error, never an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another trip between the same ends, and what it comes to.

    `minutes`: from the first departure to the last arrival, None where that is not known; `moving` and `km` likewise;
    of one movement where only that was to be changed. `departures`: other local times at which to depart for the same,
    first and last included, where only the departure of one movement differs. `assessment` is the whole answer;
    `as_written`: it is the trip as it was.
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
    search = Search(trip, index, as_of, only, go_on)
    candidates = search.candidates()
    found = best(candidates, most)
    written = next((one for one in candidates if one.as_written), None)
    if written is not None and written not in found:  # another departure by the same way is better
        found = sorted((*found, written), key=Candidate.rank)
    same_way: dict[Key, list[Candidate]] = {one.key: [] for one in found}
    for one in candidates:
        same_way.get(one.key, []).append(one)
    alike = [[other for other in same_way[one.key] if other.range == one.range] for one in found]
    return Alternatives(
        ranked=tuple(search.shown(one, caveat, others) for one, others in zip(found, alike, strict=True)),
        looked_at=len(candidates),
        complete=search.complete,
    )


class Search:
    """Everything there is to choose from for one trip."""

    def __init__(self, trip: Trip, index: Index, as_of: date, only: int | None = None, go_on: GoOn = always) -> None:
        """As for `alternatives`."""
        self._trip = trip
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._only = only
        self._go_on = go_on
        self._offers = Offers(trip, index, as_of, self._told)
        self._assembly = Assembly(index, as_of, self._told)
        self._done = 0.0
        self._stopped = False

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return self._offers.complete and self._assembly.complete and not self._stopped

    def candidates(self) -> list[Candidate]:
        """Every trip looked at."""
        found: list[Candidate] = []
        try:
            found.extend(self._candidates(self._trip, straight=False))
            for whole in self._straightened():
                found.extend(self._candidates(whole, straight=True))
        except StoppedError:
            self._stopped = True
        return found

    def _told(self) -> None:
        if not self._go_on(self._done):
            raise StoppedError

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
        straight = carried_over(straight, [leg for part in parts for leg in part.of(self._trip)])
        yield with_legs(self._trip, ((Stretch(parts[0].first, parts[-1].last), (straight,)),))

    def _candidates(self, trip: Trip, *, straight: bool) -> Iterator[Candidate]:
        planned = plan(trip, self._pack)
        parts = stretches(planned)
        if not parts:
            return
        options = []
        for number, part in enumerate(parts):
            self._done = number / len(parts)
            self._told()
            chosen = self._only is None or part.first <= self._only <= part.last
            options.append(self._offers.of(trip, planned, part, written=not straight, others=chosen))
        yield from self._assembly.candidates(Whole(trip, planned, parts, options, {}))

    def shown(self, one: Candidate, caveat: Message | None, alike: Sequence[Candidate]) -> Alternative:
        """A candidate, assessed as a whole. DisagreementError where that is not what was worked out."""
        trip = one.whole.applied(one.options)
        answer = assess(trip, self._pack, self._as_of, caveat=caveat, index=self._index)
        expected = one.range.joined(DOUBT) if caveat else one.range
        level = -1 if answer.risk_level is None else answer.risk_level
        if answer.range != expected or level != one.level:
            raise DisagreementError(
                f"{expected} and risk {one.level}, but {answer.range} and {answer.risk_level}: {trip}"
            )
        parts = one.whole.parts
        chosen = next((at for at, part in enumerate(parts) if part.first <= (self._only or 0) <= part.last), 0)
        alone = self._only is not None or len(one.options) == 1
        told = one.options[chosen : chosen + 1] if self._only is not None else one.options
        span = told[0].span
        minutes = one.minutes if self._only is None else None if span is None else span[1] - span[0]
        clock = Clock(self._pack)
        windows = [other.options[chosen].window for other in alike if alone]
        place = told[0].legs[0].origin
        return Alternative(
            trip=trip,
            range=answer.range,
            risk_level=answer.risk_level,
            minutes=minutes,
            moving=_sum([option.moving for option in told]),
            km=_sum([option.km for option in told]),
            departures=tuple(
                (clock.local(window[0], place), clock.local(window[1], place))
                for window in sorted(window for window in windows if window is not None)
            ),
            as_written=one.as_written,
            assessment=answer,
        )


_Number = TypeVar("_Number", int, float)


def _sum(numbers: Sequence[_Number | None]) -> _Number | None:
    """Of all; None where one is not known."""
    known = [one for one in numbers if one is not None]
    return sum(known[1:], known[0]) if known and len(known) == len(numbers) else None
