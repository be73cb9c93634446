"""How a measure stands: what the planner says of it, where it counts, and whether its provider runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from advisor.engine.running import RunningTable
from advisor.model.measure import Measure, MeasureKind, MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.rule import Option
from advisor.model.trip import Measures, Trip
from advisor.model.verdict import CLEAR, Range, Verdict, certain

_REQUIRED = {
    (MeasureKind.ARRANGEMENT, MeasureState.CONFIRMED): Verdict.GO,
    (MeasureKind.ARRANGEMENT, MeasureState.UNAVAILABLE): Verdict.NO_GO,
    (MeasureKind.CONDUCT, MeasureState.REFUSED): Verdict.NO_GO,
}
_EXEMPTING = {
    (MeasureKind.ARRANGEMENT, MeasureState.CONFIRMED): Verdict.GO,
    (MeasureKind.ARRANGEMENT, MeasureState.PLANNED): Verdict.CONDITIONS,
    (MeasureKind.CONDUCT, MeasureState.ACCEPTED): Verdict.CONDITIONS,
}


class Standing:
    """The measures of one trip, as they count for one step and traveller."""

    def __init__(self, trip: Trip, pack: Pack, running: RunningTable) -> None:
        """For one trip; steps and travellers are given with each question."""
        self._pack = pack
        self._trip = trip
        self._running = running

    def state(self, measure: Measure, step: Measures, traveller: int) -> MeasureState | None:
        """What was said where the measure counts; a word that fits the other kind of measure says nothing."""
        stated = self._stated_in(measure, step, traveller).get(measure.id)
        kinds = {MeasureState.ACCEPTED: MeasureKind.CONDUCT, MeasureState.REFUSED: MeasureKind.CONDUCT}
        if stated is None or kinds.get(stated, MeasureKind.ARRANGEMENT) is not measure.kind:
            return None
        return stated

    def _stated_in(self, measure: Measure, step: Measures, traveller: int) -> Measures:
        if measure.scope is Scope.TRIP:
            return self._trip.measures
        return step if measure.scope is Scope.STEP else self._trip.travellers[traveller].measures

    def required(self, options: tuple[Option, ...], step: Measures, traveller: int, day: date | None) -> Range:
        """What a requirement comes to: the best of its options, each as bad as its worst measure."""
        return _best(self._option(option, step, traveller, day, exempting=None) for option in options)

    def exempted(
        self, options: tuple[Option, ...], stands: Verdict, step: Measures, traveller: int, day: date | None
    ) -> Range:
        """What is left of a restriction under its exemptions; `stands` where none is arranged."""
        offered = _best(self._option(option, step, traveller, day, exempting=stands) for option in options)
        return Range(min(stands, offered.best), min(stands, offered.worst))

    def _option(
        self, option: Option, step: Measures, traveller: int, day: date | None, *, exempting: Verdict | None
    ) -> Range:
        joined = CLEAR
        for identifier in option:
            joined = joined.joined(self._one(self._pack.measures[identifier], step, traveller, day, exempting))
        return joined

    def _one(
        self, measure: Measure, step: Measures, traveller: int, day: date | None, exempting: Verdict | None
    ) -> Range:
        state = self.state(measure, step, traveller)
        if exempting is not None:
            said = certain(_EXEMPTING.get((measure.kind, state), exempting) if state else exempting)
        else:
            said = certain(_REQUIRED.get((measure.kind, state), Verdict.CONDITIONS) if state else Verdict.CONDITIONS)
        if measure.provider is None:
            return said
        runs = self._running.status(measure.provider, day).range
        if exempting is not None:  # what can't be relied on lifts nothing
            best, worst = (one if one is Verdict.GO else exempting for one in (runs.best, runs.worst))
            runs = Range(best, worst)
        return said.joined(runs)


def _best(options: Iterable[Range]) -> Range:
    listed = tuple(options)
    return Range(min(one.best for one in listed), min(one.worst for one in listed))
