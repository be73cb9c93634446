"""What a rule comes to on a day: whether an allow is in force, what a restriction does under measures."""

from __future__ import annotations

from datetime import date

from advisor.engine.cells import Cell
from advisor.engine.match import timing
from advisor.engine.running import Running, RunningTable
from advisor.engine.standing import Standing
from advisor.engine.truth import Truth, both
from advisor.model.assessment import FindingState
from advisor.model.rule import Effect, Rule
from advisor.model.trip import Measures
from advisor.model.verdict import Range, Verdict, certain

_BASE = {Effect.PROHIBIT: Verdict.NO_GO, Effect.REFER: Verdict.REFER}
_STANDS = {effect: (certain(verdict), Range(Verdict.GO, verdict)) for effect, verdict in _BASE.items()}


class Scales:
    """Weighs rules for one trip and one as-of day."""

    def __init__(self, as_of: date, running: RunningTable, standing: Standing) -> None:
        """With what runs and how the trip's measures stand."""
        self._as_of = as_of
        self._running = running
        self._standing = standing

    def in_force(self, rule: Rule, cell: Cell | None) -> tuple[Truth, bool]:
        """Whether an allow counts at a cell, and whether it would but for an end or review that has passed."""
        time = timing(rule.when, cell)
        if time.truth is False:
            return False, time.ended
        if rule.when.until is not None and self._as_of > rule.when.until:
            return False, True
        if self.overdue(rule, time.day):
            return False, True
        truth: Truth = time.truth
        if time.day is None and rule.review_by is not None:
            truth = both(truth, None)
        depends, doubtful = self.depends(rule, time.day)
        return both(truth, depends), doubtful

    def overdue(self, rule: Rule, day: date | None) -> bool:
        """Whether a rule's review date has passed, by the as-of day or by the day itself."""
        review = rule.review_by
        return review is not None and (self._as_of > review or (day is not None and day > review))

    def depends(self, rule: Rule, day: date | None) -> tuple[Truth, bool]:
        """Whether all that a rule leans on runs that day, and whether it surely does not."""
        unknown = False
        for identifier in rule.depends_on:
            status = self._running.status(identifier, day)
            if status.worst is Running.YES:
                continue
            if status.best is not Running.YES:
                return False, True
            unknown = True
        return (None if unknown else True), False

    def value(self, rule: Rule, stated: Measures, person: int, day: date | None) -> Range:
        """What a restriction that matches does, given the measures stated at the step and for the person."""
        if rule.effect is Effect.REQUIRE:
            found = self._standing.required(rule.required, stated, person, day)
            if not rule.unless:
                return found
            stands = found
        else:
            stands = certain(_BASE[rule.effect])
        if not rule.unless or self.overdue(rule, day):
            return stands
        low = self._standing.exempted(rule.unless, stands.best, stated, person, day)
        high = self._standing.exempted(rule.unless, stands.worst, stated, person, day)
        if rule.review_by is not None and day is None:
            return Range(low.best, stands.worst)
        return Range(low.best, high.worst)

    def fixed(self, rule: Rule) -> tuple[Range, Range] | None:
        """What a restriction does whatever the measures and the day, where it matches and where it may match."""
        return None if rule.unless else _STANDS.get(rule.effect)

    def state(self, rule: Rule, worst: Verdict) -> FindingState:
        """What became of a restriction whose worst case is known."""
        if rule.effect is Effect.REQUIRE:
            if worst is Verdict.GO:
                return FindingState.MET if not rule.unless else FindingState.LIFTED
            return FindingState.OPEN if worst is Verdict.CONDITIONS else FindingState.UNAVAILABLE
        if rule.effect not in _BASE or worst >= _BASE[rule.effect]:
            return FindingState.STANDS
        return FindingState.OPEN if worst is Verdict.CONDITIONS else FindingState.LIFTED
