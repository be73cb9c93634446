"""What a rule weighs on each day, and what runs, by the engine's own `Scales`: as days, one by one or as a set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from advisor.engine.running import RunningTable
from advisor.engine.scales import Scales
from advisor.engine.standing import Standing
from advisor.model.pack import Pack
from advisor.model.rule import Rule
from advisor.model.trip import Measures, Traveller, Trip
from advisor.model.verdict import Verdict
from advisor.proof.values import FIRST, LAST, Values, turning_days, turning_days_of


class Weights:
    """The weights of the rules of one pack, given what is said of measures."""

    def __init__(self, pack: Pack, values: Values, measures: Measures, like: Weights | None = None) -> None:
        """`measures` count everywhere: for the trip, each step and each traveller.

        `like`: others of the same pack and values, of which what hangs on no measure is shared.
        """
        self._pack = pack
        self._values = values
        self._measures = measures
        self._running = RunningTable(pack, FIRST)
        trip = Trip(travellers=(Traveller(measures=measures),), measures=measures)
        self._scales = Scales(FIRST, self._running, Standing(trip, pack, self._running))
        self._stopping: dict[tuple[str, Verdict], int] = {}
        self._permitting: dict[str, int] = {}
        self._unserved: dict[tuple[frozenset[str], Verdict], int] = {}
        if like is not None:
            self._permitting, self._unserved = like._permitting, like._unserved  # noqa: SLF001

    def worst(self, rule: Rule, day: date) -> Verdict:
        """What a restriction that holds comes to on a day at worst."""
        return self._scales.value(rule, self._measures, 0, day).worst

    def in_force(self, rule: Rule, day: date) -> bool:
        """Whether a permission counts on a day on which its `when` holds."""
        return not self._scales.overdue(rule, day) and self._scales.depends(rule, day)[0] is True

    def service(self, services: frozenset[str], day: date) -> Verdict:
        """What comes of going by one of the services on a day, at worst."""
        return self._running.going_by(services, day).worst

    def stopping_days(self, rule: Rule, least: Verdict) -> int:
        """The days on which a restriction that holds leaves nothing better than `least`."""
        found = self._stopping.get((rule.id, least))
        if found is None:
            found = self._on(turning_days(self._pack, rule), lambda day: self.worst(rule, day) >= least)
            self._stopping[rule.id, least] = found
        return found

    def permitting_days(self, rule: Rule) -> int:
        """The days on which a permission counts."""
        found = self._permitting.get(rule.id)
        if found is None:
            found = self._on(turning_days(self._pack, rule), lambda day: self.in_force(rule, day))
            self._permitting[rule.id] = found
        return found

    def unserved_days(self, services: frozenset[str], least: Verdict) -> int:
        """The days on which going by one of the services leaves nothing better than `least`."""
        found = self._unserved.get((services, least))
        if found is None:
            turns = {day for service in services for day in turning_days_of(self._pack, service)}
            found = self._on(turns, lambda day: self.service(services, day) >= least)
            self._unserved[services, least] = found
        return found

    def _on(self, turns: set[date], holds: Callable[[date], bool]) -> int:
        """The days on which something holds that can only turn on some."""
        starts = sorted({FIRST, *(day for day in turns if FIRST <= day <= LAST)})
        ends = [*(day - timedelta(days=1) for day in starts[1:]), LAST]
        return sum(self._values.between(start, end) for start, end in zip(starts, ends, strict=True) if holds(start))
