"""Reference evaluator: every rule, every site, every traveller, every minute that differs. Slow and plain.

Written from the design's section 3 and docs/semantics.md alone: it shares only the values of `advisor.model` and the
distance between two points with the program. `judge` is what `advisor.engine.assess.assess` is held to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from advisor.model.incident import Coverage, Incident
from advisor.model.measure import STATES_OF_KIND, Measure, MeasureKind, MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.rule import Effect, Option, Rule
from advisor.model.trip import Trip
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of
from tests.engine.reference_expose import ExposedStep, Site, expose
from tests.engine.reference_match import DOUBTFUL, NOT, YES, Matching, Truth, kleene_or
from tests.engine.reference_time import Minute, Stretch, describe, telling_minutes

WHETHER_IT_RUNS = {YES: Verdict.GO, DOUBTFUL: Verdict.REFER, NOT: Verdict.NO_GO}


@dataclass(frozen=True)
class JudgedStep:
    written: int | None
    after: int | None
    by_traveller: tuple[Range, ...]


@dataclass(frozen=True)
class Judged:
    """`certain` and `possible`: the rules that match whatever the unknown facts are, and those that only may."""

    range: Range
    steps: tuple[JudgedStep, ...]
    certain: frozenset[str]
    possible: frozenset[str]


def judge(
    trip: Trip,
    pack: Pack,
    as_of: date,
    minutes: Callable[..., list[int]] = telling_minutes,
    data: tuple[Iterable[Incident], Iterable[Coverage]] = ((), ()),
) -> Judged:
    """`data`: imported incidents, and what somebody vouches that they are complete for."""
    exposed = expose(trip, pack)
    judge_ = _Judge(trip, pack, as_of, minutes, data)
    steps = []
    for step in exposed.steps:
        by_traveller = tuple(
            all_of([judge_.step(step, person), exposed.faults]) for person in range(len(trip.travellers))
        )
        steps.append(JudgedStep(step.written, step.after, by_traveller))
    faults = all_of([exposed.faults, *(step.faults for step in exposed.steps)])
    whole = all_of([faults, *(each for step in steps for each in step.by_traveller)])
    people = range(len(trip.travellers))
    sure, maybe = set(), set()
    for rule in pack.rules:
        found = [judge_.matches_on_step(rule, step, person) for step in exposed.steps for person in people]
        if any(truth is True for truth in found):
            sure.add(rule.id)
        elif any(truth is None for truth in found):
            maybe.add(rule.id)
    return Judged(whole, tuple(steps), frozenset(sure), frozenset(maybe))


def _between(truth: Truth, if_true: Range, if_false: Range) -> Range:
    """What a thing that may or may not be so does."""
    if truth is True:
        return if_true
    if truth is False:
        return if_false
    return one_of([if_true, if_false])


class _Judge(Matching):
    def __init__(
        self,
        trip: Trip,
        pack: Pack,
        as_of: date,
        minutes: Callable[..., list[int]],
        data: tuple[Iterable[Incident], Iterable[Coverage]],
    ) -> None:
        super().__init__(trip, pack, as_of, *data)
        self.minutes = minutes
        self.moments: dict[tuple[str, Stretch], list[tuple[Minute, bool]]] = {}

    # ------------------------------------------------------------------------------------------------ the whole

    def step(self, step: ExposedStep, person: int) -> Range:
        """A step goes one of its ways, and every site of that way counts."""
        ways = one_of(all_of(self.site(site, step, person) for site in way) for way in step.ways)
        return ways.joined(step.faults)

    def site(self, site: Site, step: ExposedStep, person: int) -> Range:
        """The worst minute it may touch, the best it surely touches; if none is sure, the best of all."""
        judged = [(self.minute(site, minute, step, person), sure) for minute, sure in self.minutes_of(site)]
        worst = max(found.worst for found, _ in judged)
        surely = [found.best for found, sure in judged if sure]
        best = max(surely) if surely else min(found.best for found, _ in judged)
        return Range(best, worst)

    def minutes_of(self, site: Site) -> list[tuple[Minute | None, bool]]:
        """The minutes to look at, and whether the site surely holds them; one unknown minute where no time is known."""
        if site.when is None:
            return [(None, True)]
        key = site.place, site.when
        if key not in self.moments:
            sure = site.when.sure or (1, 0)
            self.moments[key] = [
                (describe(minute, site.place, self.pack), sure[0] <= minute <= sure[1])
                for minute in self.minutes(site.when, site.place, self.pack)
            ]
        return list(self.moments[key])

    def minute(self, site: Site, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        found = [self.restriction(rule, site, minute, step, person) for rule in self.pack.rules]
        if site.needs_allow:
            found.append(self.permission(site, minute, person))
        if site.served:
            found.append(self.service(site, minute))
        return all_of(found)

    def matches_on_step(self, rule: Rule, step: ExposedStep, person: int) -> Truth:
        """Whether the rule matches on a step: somewhere, on whichever way is taken."""
        ways = [kleene_or(self._matches_site(rule, site, person) for site in way) for way in step.ways]
        if ways and all(truth is True for truth in ways):
            return True
        return False if all(truth is False for truth in ways) else None

    def _matches_site(self, rule: Rule, site: Site, person: int) -> Truth:
        judged = [(self.matches(rule, site, minute, person), sure) for minute, sure in self.minutes_of(site)]
        surely = [truth for truth, sure in judged if sure]
        if any(truth is True for truth in surely) or all(truth is True for truth, _ in judged):
            return True
        return False if all(truth is False for truth, _ in judged) else None

    # ------------------------------------------------------------------------------------------------ permissions

    def permission(self, site: Site, minute: Minute | None, person: int) -> Range:
        allowed = kleene_or(
            self.matches(rule, site, minute, person) for rule in self.pack.rules if rule.effect is Effect.ALLOW
        )
        return _between(allowed, CLEAR, certain(Verdict.REFER))

    def service(self, site: Site, minute: Minute | None) -> Range:
        if not site.services:
            return certain(Verdict.REFER)
        running = [self.running(service, minute) for service in site.services]
        return one_of(Range(WHETHER_IT_RUNS[high], WHETHER_IT_RUNS[low]) for low, high in running)

    # ------------------------------------------------------------------------------------------------ restrictions

    def restriction(self, rule: Rule, site: Site, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        if rule.effect in (Effect.ALLOW, Effect.INFORM, Effect.CAUTION):
            return CLEAR
        truth = self.matches(rule, site, minute, person)
        if truth is False:
            return CLEAR
        return _between(truth, self.value(rule, minute, step, person), CLEAR)

    def value(self, rule: Rule, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        if rule.effect is Effect.REQUIRE:
            options = [
                all_of(self.required(measure, minute, step, person) for measure in option) for option in rule.required
            ]
            stands = Range(min(found.best for found in options), min(found.worst for found in options))
        else:
            stands = certain(Verdict.NO_GO if rule.effect is Effect.PROHIBIT else Verdict.REFER)
        overdue = self.overdue(rule, minute)
        if overdue is True or not rule.unless:
            return stands
        lifting = [self.exempt(option, minute, step, person) for option in rule.unless]
        best = min([stands.best, *(found.best for found in lifting)])
        worst = min([stands.worst, *(found.worst for found in lifting)])
        return Range(best, stands.worst if overdue is None else worst)

    def state(self, measure: Measure, step: ExposedStep, person: int) -> MeasureState | None:
        stated = {
            Scope.TRIP: self.trip.measures,
            Scope.STEP: step.measures,
            Scope.TRAVELLER: self.trip.travellers[person].measures,
        }[measure.scope]
        state = stated.get(measure.id)
        return state if state in STATES_OF_KIND[measure.kind] else None

    def required(self, identifier: str, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        measure = self.pack.measures[identifier]
        state = self.state(measure, step, person)
        if state in (MeasureState.UNAVAILABLE, MeasureState.REFUSED):
            found = certain(Verdict.NO_GO)
        elif measure.kind is MeasureKind.ARRANGEMENT and state is MeasureState.CONFIRMED:
            found = CLEAR
        else:
            found = certain(Verdict.CONDITIONS)
        if measure.provider is None:
            return found
        low, high = self.running(measure.provider, minute)
        return found.joined(Range(WHETHER_IT_RUNS[high], WHETHER_IT_RUNS[low]))

    def exempt(self, option: Option, minute: Minute | None, step: ExposedStep, person: int) -> Range:
        """What is left of a rule through one exemption; NO_GO: it does not help."""
        found = []
        for identifier in option:
            measure = self.pack.measures[identifier]
            state = self.state(measure, step, person)
            low, high = (YES, YES) if measure.provider is None else self.running(measure.provider, minute)
            helps = {
                MeasureState.CONFIRMED: Verdict.GO,
                MeasureState.PLANNED: Verdict.CONDITIONS,
                MeasureState.ACCEPTED: Verdict.CONDITIONS,
            }.get(state or MeasureState.REFUSED, Verdict.NO_GO)
            found.append(Range(helps if high == YES else Verdict.NO_GO, helps if low == YES else Verdict.NO_GO))
        return all_of(found)
