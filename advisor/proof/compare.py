"""What one edition permits that another does not: for each rule that is responsible, one trip.

A restriction that was dropped or changed is looked for where it held and the new edition is milder; a permission that
is new or changed where the old edition was silent. Of measures is said whatever lets changed rules differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.model.measure import MeasureKind, MeasureState
from advisor.model.pack import Pack
from advisor.model.rule import WEIGHING, Option
from advisor.model.trip import Measures, Trip
from advisor.model.verdict import Verdict
from advisor.proof.editions import Editions
from advisor.proof.examples import Example, Examples
from advisor.proof.moments import Moment, in_edition, moments
from advisor.proof.prove import obstacles
from advisor.proof.reading import SERVICE, At, Box, Part, Reader, best_measures
from advisor.proof.trips import Accepts, Wanted
from advisor.proof.values import Values
from advisor.proof.witness import MOST_NODES, Budget, GoOn, Point, SpentError, always, witness

_LEVELS = (Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO)
"""The widest difference is looked for first."""
_MISSING = (None, MeasureState.PLANNED, MeasureState.UNAVAILABLE)
_MOST_TOGETHER = 3
"""Measures of one rule of which everything that may be said is looked at."""
_MOST_SCENARIOS = 400
"""Ways to speak of measures that are looked at; of more the comparison is not complete."""


class Cause(StrEnum):
    """What about a rule is responsible."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule, and a trip whose step comes to `found` in the example's edition and to `other` in the other.

    `edition` is the example's. `rule` is the place or link instead where that is what the other edition does not know.
    """

    rule: str
    cause: Cause
    other: Verdict
    example: Example
    edition: Pack = field(repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """In which ways the new edition is looser and stricter; `complete` unless the search was cut short.

    `unshown`: rules, places and links that may make a difference of which no trip was found.
    """

    looser: tuple[Difference, ...]
    stricter: tuple[Difference, ...]
    complete: bool
    unshown: tuple[str, ...] = ()


def compare(old: Pack, new: Pack, near: date, *, budget: int = 10 * MOST_NODES, go_on: GoOn = always) -> Comparison:
    """Every rule by which the editions differ in what they permit, each with one trip dated close to `near`."""
    values = Values((old, new))
    left = Budget(budget, go_on)
    looser, stricter = _Looking(old, new, values, left, near), _Looking(new, old, values, left, near)
    complete = looser.look(0.0) and stricter.look(0.5)
    unshown = tuple(sorted(looser.not_shown() | stricter.not_shown()))
    return Comparison(tuple(looser.found.values()), tuple(stricter.found.values()), complete, unshown)


class _Scenario(NamedTuple):
    """What is said of measures; `rule`: the one that weighs differently by it, None: any."""

    measures: Measures
    rule: str | None


class _Place(NamedTuple):
    """A moment as it is and as it `was`, at a level; `rule`: the only one that is looked at, None: all."""

    moment: Moment
    was: Moment
    least: Verdict
    rule: str | None

    @property
    def sites(self) -> Iterator[tuple[At, At]]:
        """Each exposure as it is and as it was; they are as many unless the link itself has changed."""
        return zip(self.moment.sites, self.was.sites, strict=False)


class _Looking:
    """Looks for what `after` permits and `before` does not."""

    def __init__(self, before: Pack, after: Pack, values: Values, budget: Budget, near: date) -> None:
        self._before, self._after = before, after
        self._values, self._budget, self._near = values, budget, near
        self._first_before, self._first_after = Reader(before, values, {}), Reader(after, values, {})
        self._editions = Editions(before, after)
        same = self._editions.same_ground
        self._moments = [(moment, moment if same else in_edition(moment, before)) for moment in moments(after)]
        self._speaking: dict[str, list[tuple[Moment, Moment | None]]] = {}
        self.found: dict[str, Difference] = {}
        self.unshown: set[str] = set()

    def look(self, done: float) -> bool:
        """Whether the search came to its end; `done` is what was done before, and this is half of the work."""
        self.unshown.update(self._editions.beyond())
        scenarios = self._scenarios()
        looked_at = scenarios[:_MOST_SCENARIOS]
        try:
            for number, measures in enumerate(looked_at):
                self._with(measures, done + number / len(looked_at) / 2, 0.5 / len(looked_at))
        except SpentError:
            return False
        return len(scenarios) <= _MOST_SCENARIOS

    def not_shown(self) -> set[str]:
        """What may make a difference and stands in none that was found."""
        return self.unshown - self.found.keys() - self._taken()

    def _taken(self) -> set[str]:
        """The services by which the trip goes that shows what comes of services."""
        if SERVICE not in self.found:
            return set()
        shown = self.found[SERVICE].example
        exposed = decide(shown.trip, index_of(self._after), shown.as_of, explain=False).exposed
        return {service for way in exposed.steps[shown.step].ways for site in way for service in site.services}

    def _scenarios(self) -> list[_Scenario]:
        """What may be said of measures: all of the best; and for each rule whatever makes it weigh differently."""
        best = {**best_measures(self._before, frozenset()), **best_measures(self._after, frozenset())}
        found = [_Scenario(best, None)]
        for name, rule in sorted(self._editions.here.items()):
            other = self._editions.there.get(name)
            named = {measure for option in (*rule.required, *rule.unless) for measure in option}
            if not named or rule.effect not in WEIGHING or self._editions.weighs_alike(name):
                continue
            if len(named) > _MOST_TOGETHER:  # every way to speak of them would be too many
                self.unshown.add(name)
            options = (*other.required, *other.unless) if other is not None else ()
            told: list[Measures] = []
            for said in self._ways(sorted(named), options):
                scenario = dict(best)
                for measure, state in said.items():
                    self._say(scenario, measure, state)
                if scenario != best and scenario not in told:
                    told.append(scenario)
            found += [_Scenario(measures, name) for measures in told]
        return found

    def _ways(self, named: list[str], options: Iterable[Option]) -> Iterator[dict[str, MeasureState | None]]:
        """All ways to speak of a rule's measures; of very many those in which all that another rule asks is there."""
        if len(named) <= _MOST_TOGETHER:
            for states in product((MeasureState.CONFIRMED, *_MISSING), repeat=len(named)):
                yield dict(zip(named, states, strict=True))
            return
        for option in ((), *options):
            for state in _MISSING:
                yield {measure: state for measure in named if measure not in option}

    def _say(self, scenario: dict[str, MeasureState], name: str, state: MeasureState | None) -> None:
        measure = self._before.measures[name]
        if state is MeasureState.CONFIRMED:
            return
        if state is None or (measure.kind is MeasureKind.CONDUCT and state is MeasureState.PLANNED):
            scenario.pop(name, None)
        elif measure.kind is MeasureKind.CONDUCT:
            scenario[name] = MeasureState.REFUSED
        else:
            scenario[name] = state

    def _with(self, scenario: _Scenario, done: float, share: float) -> None:
        """Look at all moments: a share of all the work, of which so much is done."""
        before = Reader(self._before, self._values, scenario.measures, self._first_before)
        after = Reader(self._after, self._values, scenario.measures, self._first_after)
        examples = Examples(self._after, self._values)
        for level, least in enumerate(_LEVELS):
            looked_at = self._speaking_of(scenario.rule)
            for number, (moment, was) in enumerate(looked_at):
                if scenario.rule in self.found:  # one trip is enough
                    return
                self._budget.reached(done + share * (level + number / len(looked_at)) / len(_LEVELS))
                if was is not None:
                    self._at(_Place(moment, was, least, scenario.rule), before, after, examples)
                elif least is not Verdict.NO_GO:
                    self._new(moment, least, after, examples)

    def _speaking_of(self, rule: str | None) -> list[tuple[Moment, Moment | None]]:
        """The moments, as they are and as they were, of which a rule may speak in the earlier edition; None: all."""
        if rule is None:
            return self._moments
        found = self._speaking.get(rule)
        if found is None:
            reader, spoken = self._first_before, self._editions.here[rule]
            found = self._speaking[rule] = [
                (moment, was)
                for moment, was in self._moments
                if was is not None and any(any(True for _ in reader.sites.parts(spoken, at.site)) for at in was.sites)
            ]
        return found

    def _new(self, moment: Moment, least: Verdict, after: Reader, examples: Examples) -> None:
        """A place, link or mode that the one edition does not know: there it refers whatever its rules say."""
        name = moment.link or moment.place
        if name not in self.found:
            blockers, groups = obstacles(after, moment, least)
            here = [Box({}, name, 0, Part(0, 0, 0, 0))]
            self._search(moment, least, blockers, [*groups, here], after, examples)

    def _at(self, place: _Place, before: Reader, after: Reader, examples: Examples) -> None:
        moment, least = place.moment, place.least
        dropped = list(self._dropped(place, before, after))
        granted = list(self._granted(place, before, after)) if least is not Verdict.NO_GO and not place.rule else []
        if not dropped and not granted:
            return
        blockers, groups = obstacles(after, moment, least)
        if dropped:
            self._search(moment, least, blockers, [*groups, dropped], after, examples)
        for boxes, silent in granted:
            self._search(moment, least, [*blockers, *silent], [*groups, boxes], after, examples)

    def _dropped(self, place: _Place, before: Reader, after: Reader) -> Iterator[Box]:
        """Where restrictions hold in the one edition that do not hold alike in the other."""
        only = self._editions.changed if place.rule is None else {place.rule}
        for number, (now, was) in enumerate(place.sites):
            yield from self._only_in(
                before.bites(number, was, place.least, only), after.bites(number, now, place.least, only)
            )

    def _only_in(self, here: Iterable[Box], there: Iterable[Box]) -> Iterator[Box]:
        """The boxes of rules not told of yet that are in one edition and not alike in the other."""
        kept = {_bounds(box) for box in there}
        return (box for box in here if box.rule not in self.found and _bounds(box) not in kept)

    def _granted(self, place: _Place, before: Reader, after: Reader) -> Iterator[tuple[list[Box], list[Box]]]:
        """Where permissions hold in the other edition that do not hold alike in this one."""
        changed = self._editions.changed
        for number, (now, was) in enumerate(place.sites):
            if not now.site.needs_allow:
                continue
            boxes = list(self._only_in(after.allows(number, now, changed), before.allows(number, was, changed)))
            if boxes:
                yield boxes, list(before.allows(number, was))

    def _search(
        self,
        moment: Moment,
        least: Verdict,
        blockers: list[Box],
        groups: list[list[Box]],
        after: Reader,
        examples: Examples,
    ) -> None:
        """One trip for each rule that is responsible at the moment."""
        *rest, asked = groups
        while asked:
            point = witness(blockers, [*rest, asked], self._values, self._budget)
            if not isinstance(point, Point):
                return
            rule = point.chosen[-1].rule
            wanted = Wanted(moment, point.masks, least, after.measures, self._near, self._accepts(least))
            examples.left = max(examples.left, 20)
            shown = examples.of(wanted)
            if shown is None:
                self.unshown.add(rule)
            else:
                other = self._worst(shown.trip, shown.as_of, shown.step)
                self.found[rule] = Difference(rule, self._cause(rule), other, shown, self._after)
            asked = [box for box in asked if box.rule != rule]

    def _accepts(self, least: Verdict) -> Accepts:
        return lambda trip, as_of, step: self._worst(trip, as_of, step) >= least

    def _worst(self, trip: Trip, as_of: date, step: int) -> Verdict:
        return decide(trip, index_of(self._before), as_of, explain=False).step_range(step).worst

    def _cause(self, rule: str) -> Cause:
        if rule == SERVICE:
            return Cause.CHANGED
        if rule in self._editions.here:
            return Cause.CHANGED if rule in self._editions.there else Cause.REMOVED
        return Cause.ADDED


def _bounds(box: Box) -> object:
    return box.rule, tuple(sorted(box.masks.items()))
