"""The verdict for every departure day of a span, without assessing every day.

The whole trip is moved by whole days. What a judgement reads changes only on certain days: rules begin and end, reviews
fall due, services stop, the night comes to lie otherwise to an hour that matters. Exposure by exposure those days are
gathered, and the engine judges one day between each two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from advisor.engine.decide import of_faults, of_step
from advisor.engine.expose import BY_ITSELF, Exposed, Site, expose
from advisor.engine.index import Index
from advisor.engine.judge import Judge, of_ways
from advisor.engine.times import DAY, Extent, midnight, to_local
from advisor.model.rule import Effect, Rule
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of
from advisor.planning.eras import eras
from advisor.planning.hours import moved
from advisor.planning.nights import Nights
from advisor.planning.shift import departure_day, room, shifted
from advisor.planning.turns import Turn, TurnKind, of_rule, of_runners
from advisor.planning.work import GoOn, StoppedError, always

_ONE_DAY = timedelta(days=1)
_CLOCK = Turn(kind=TurnKind.CLOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Departure days, both included, on which the trip comes to the same; why it did not the day before."""

    first: date
    last: date
    range: Range
    because: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The runs of a span, in order, without gaps. `departs`: the trip as written; None: it names no day, so no runs.

    `complete` is False where the work was stopped: the runs then end early.
    """

    departs: date | None
    runs: tuple[Run, ...]
    complete: bool = True

    def on(self, day: date) -> Run | None:
        """The run a departure day falls in."""
        return next((run for run in self.runs if run.first <= day <= run.last), None)


def calendar(  # noqa: PLR0913 - a span is two days
    trip: Trip,
    index: Index,
    as_of: date,
    first: date,
    last: date,
    *,
    floor: Range = CLEAR,
    go_on: GoOn = always,
) -> Calendar:
    """The verdict for every departure day from `first` to `last`, as of one and the same day.

    `floor`: a doubt about the pack that leaves no day better. Days on which the trip would leave the years that are
    assessed are left out.
    """
    departs = departure_day(trip)
    if departs is None:
        return Calendar(departs=None, runs=())
    earliest, latest = room(trip)
    first = max(first, departs + timedelta(days=earliest))
    last = min(last, departs + timedelta(days=latest))
    days = (last - first).days + 1
    runs: list[Run] = []

    def told(day: date, done: float) -> None:
        if not go_on(((day - first).days + done) / days):
            raise StoppedError

    sweep = _Sweep(trip, index, as_of, departs, told)
    try:
        for era_first, era_last in eras(sweep.as_written(), index.pack, departs, first, last):
            for run in sweep.runs(era_first, era_last, floor):
                _append(runs, run)
    except StoppedError:
        return Calendar(departs=departs, runs=tuple(runs), complete=False)
    return Calendar(departs=departs, runs=tuple(runs))


def _append(runs: list[Run], run: Run) -> None:
    """Add a run, or let the last one go on where nothing changes."""
    before = runs[-1] if runs else None
    if before is not None and before.range == run.range:
        runs[-1] = Run(first=before.first, last=run.last, range=before.range, because=before.because)
    elif before is not None and not run.because:
        runs.append(Run(first=run.first, last=run.last, range=run.range, because=(_CLOCK,)))
    else:
        runs.append(run)


@dataclass(slots=True)
class _Change:
    """What one exposure comes to from a day on."""

    step: int
    way: int
    site: int
    ranges: Sequence[Range]
    turns: tuple[Turn, ...]
    before: Sequence[Range] = ()


def _badness(one: Range) -> tuple[Verdict, Verdict]:
    return one.worst, one.best


@dataclass(slots=True)
class _Era:
    """Days between which only whole days move: the trip on the first of them, laid out."""

    first: date
    last: date
    exposed: Exposed
    judge: Judge
    changes: dict[date, list[_Change]] = field(default_factory=dict)


class _Sweep:
    def __init__(
        self, trip: Trip, index: Index, as_of: date, departs: date, told: Callable[[date, float], None]
    ) -> None:
        self._trip = trip
        self._index = index
        self._pack = index.pack
        self._as_of = as_of
        self._departs = departs
        self._told = told
        self._nights: dict[str, Nights] = {}

    def as_written(self) -> Exposed:
        """The trip on its own day of departure, laid out."""
        return self._laid_out(self._departs)[1]

    def _laid_out(self, day: date) -> tuple[Trip, Exposed]:
        trip = shifted(self._trip, (day - self._departs).days)
        return trip, expose(trip, self._pack, self._index.network)

    def runs(self, first: date, last: date, floor: Range) -> Iterator[Run]:
        """The runs of an era."""
        trip, exposed = self._laid_out(first)
        era = _Era(first, last, exposed, Judge(trip, self._index, self._as_of, exposed, explain=False))
        found = [
            [
                [self._site(era, number, way, at, site) for at, site in enumerate(sites)]
                for way, sites in enumerate(step.ways)
            ]
            for number, step in enumerate(exposed.steps)
        ]
        people = len(trip.travellers)
        totals = [self._step_range(era, number, ways, people) for number, ways in enumerate(found)]
        floor = floor.joined(of_faults(exposed))
        start = first
        because: tuple[Turn, ...] = ()
        current = all_of(totals).joined(floor)
        for day in sorted(era.changes):
            for change in era.changes[day]:
                change.before, found[change.step][change.way][change.site] = (
                    found[change.step][change.way][change.site],
                    change.ranges,
                )
            for number in sorted({change.step for change in era.changes[day]}):
                totals[number] = self._step_range(era, number, found[number], people)
            after = all_of(totals).joined(floor)
            if after != current:
                yield Run(first=start, last=day - _ONE_DAY, range=current, because=because)
                because = self._reasons(era.changes[day], current, after)
                start, current = day, after
        yield Run(first=start, last=last, range=current, because=because)

    @staticmethod
    def _step_range(era: _Era, number: int, ways: list[list[Sequence[Range]]], people: int) -> Range:
        return of_step(era.exposed.steps[number], of_ways(ways, people))

    def _reasons(self, changes: Iterable[_Change], before: Range, after: Range) -> tuple[Turn, ...]:
        """Of all that turns on a day what takes part in the trip's change.

        That is what turns at exposures as bad as the trip was or becomes, and of it what can be as bad, if anything.
        """
        whole = max(before, after, key=_badness)
        turns: list[Turn] = []
        for change in changes:
            one = max(all_of(change.before), all_of(change.ranges), key=_badness)
            if one.worst is whole.worst or (one.best is whole.best and before.worst is after.worst):
                turns += [turn for turn in change.turns if turn not in turns]
        wanted = whole.worst if before.worst is not after.worst else whole.best
        return tuple(turn for turn in turns if self._most(turn) >= wanted) or tuple(turns)

    def _most(self, turn: Turn) -> Verdict:
        """The worst that something of a kind can bring."""
        rule = self._index.by_id.get(turn.rule or "")
        if turn.kind is TurnKind.DOUBTFUL or (rule is not None and rule.effect in (Effect.ALLOW, Effect.REFER)):
            return Verdict.REFER
        return Verdict.NO_GO

    def _site(self, era: _Era, number: int, way: int, at: int, site: Site) -> Sequence[Range]:
        """What an exposure comes to on the first day; how it changes later is noted in the era."""
        self._told(era.first, (era.last - era.first).days * number / len(era.exposed.steps))
        begin = found = era.judge.site(number, site)
        if site.extent is None:
            return begin
        turns = self._turns(era, site, site.extent)
        for day in sorted(turns):
            later = site._replace(extent=moved(site.extent, (day - era.first).days * DAY))
            after = era.judge.site(number, later)
            if after != found:
                era.changes.setdefault(day, []).append(_Change(number, way, at, after, tuple(turns[day])))
                found = after
        return begin

    def _turns(self, era: _Era, site: Site, extent: Extent) -> dict[date, list[Turn]]:
        """The departure days, after the first, from which on something at the exposure may be otherwise."""
        turns: dict[date, list[Turn]] = {}
        rules = list(era.judge.deciding(site))
        place = self._pack.geography.places.get(site.place)
        zone = (place.time_zone if place else None) or "UTC"
        low = (to_local(extent.earliest, zone).date() - era.first).days
        high = (to_local(extent.latest, zone).date() - era.first).days

        def note(day: date, turn: Turn, lowest: int = low) -> None:
            for offset in range(max(lowest, (day - era.last).days), min(high, (day - era.first).days - 1) + 1):
                turns.setdefault(day - timedelta(days=offset), []).append(turn)

        for rule in rules:
            for day, turn, of_window in of_rule(rule, self._pack):
                note(day, turn, low - 1 if of_window and not rule.when.all_day else low)
            if rule.incidents is not None:  # before the as-of day, they count back from the day itself
                for offset in range(1, min((era.last - era.first).days, (self._as_of - era.first).days - low) + 1):
                    turn = Turn(kind=TurnKind.INCIDENTS, rule=rule.id)
                    turns.setdefault(era.first + timedelta(days=offset), []).append(turn)
        if site.needs_service:
            for day, turn in of_runners(site.services - {BY_ITSELF}, self._pack):
                note(day, turn)
        self._note_nights(era, site, extent, rules, turns)
        return turns

    def _note_nights(
        self, era: _Era, site: Site, extent: Extent, rules: Sequence[Rule], turns: dict[date, list[Turn]]
    ) -> None:
        dark = [rule for rule in rules if rule.when.night]
        place = self._pack.geography.places.get(site.place)
        if not dark or place is None or place.latitude is None or place.longitude is None:
            return
        if site.place not in self._nights:
            self._nights[site.place] = Nights(place, self._pack.night_margin_minutes)
        start = midnight(era.first, place.time_zone or "UTC")
        ends = [bound - start for bound in extent if bound is not None]
        low, high = ends[0] // DAY, ends[1] // DAY
        minutes = {bound for rule in rules for window in rule.when.hours for bound in (window.start, window.end)} | {0}
        hours = (offset * DAY + minute for offset in range(low, high + 1) for minute in minutes)
        points = [*ends, *(hour for hour in hours if ends[0] <= hour <= ends[1])]
        turn = Turn(kind=TurnKind.NIGHT, rule=dark[0].id, place=site.place)
        for offset in range(low - 2, high + 1):
            first, last = era.first + timedelta(days=offset), era.last + timedelta(days=offset)
            for day in self._nights[site.place].turns(first, last, [point - offset * DAY for point in points]):
                noted = turns.setdefault(day - timedelta(days=offset), [])
                if turn not in noted:
                    noted.append(turn)
