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

from advisor.engine.decide import decide
from advisor.engine.index import index_of
from advisor.model.measure import MeasureKind, MeasureState
from advisor.model.network import Link
from advisor.model.pack import Pack
from advisor.model.place import Place
from advisor.model.rule import Affects, Effect, Option, Rule
from advisor.model.trip import Measures, Trip
from advisor.model.verdict import Verdict
from advisor.proof.examples import Example, Examples
from advisor.proof.moments import Moment, moments
from advisor.proof.prove import obstacles, permitting
from advisor.proof.reading import DECIDING, SERVICE, Box, Part, Reader, best_measures
from advisor.proof.trips import Accepts, Wanted
from advisor.proof.values import Values
from advisor.proof.witness import MOST_NODES, Budget, GoOn, Point, SpentError, always, witness

_LEVELS = (Verdict.CONDITIONS, Verdict.REFER, Verdict.NO_GO)
"""The widest difference is looked for first."""
_MISSING = (None, MeasureState.PLANNED, MeasureState.UNAVAILABLE)
_MOST_TOGETHER = 2
"""Measures of one rule of which everything that may be said is looked at."""
_MOST_SCENARIOS = 48
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
    unshown = tuple(sorted((looser.unshown - looser.found.keys()) | (stricter.unshown - stricter.found.keys())))
    return Comparison(tuple(looser.found.values()), tuple(stricter.found.values()), complete, unshown)


class _Looking:
    """Looks for what `after` permits and `before` does not."""

    def __init__(self, before: Pack, after: Pack, values: Values, budget: Budget, near: date) -> None:
        self._before, self._after = before, after
        self._values, self._budget, self._near = values, budget, near
        self._first_before, self._first_after = Reader(before, values, {}), Reader(after, values, {})
        self._moments = moments(after)
        self.found: dict[str, Difference] = {}
        self.unshown: set[str] = set()
        here, there = ({rule.id: rule for rule in pack.rules} for pack in (before, after))
        self._here, self._there = here, there
        self._alike = {name for name in here.keys() & there.keys() if _said(here[name]) == _said(there[name])}
        named = {SERVICE, *here, *there}
        self._changed = named - self._alike - {SERVICE} if _ground(before) == _ground(after) else named

    def look(self, done: float) -> bool:
        """Whether the search came to its end; `done` is what was done before, and this is half of the work."""
        self.unshown.update(self._beyond())
        scenarios = self._scenarios()
        looked_at = scenarios[:_MOST_SCENARIOS]
        try:
            for number, measures in enumerate(looked_at):
                self._with(measures, done + number / len(looked_at) / 2, 0.5 / len(looked_at))
        except SpentError:
            return False
        return len(scenarios) <= _MOST_SCENARIOS

    def _beyond(self) -> Iterator[str]:
        """What differs and is not looked for: rules that count incidents, places and links that are not the same."""
        for name, rule in self._here.items():
            counts = rule.incidents is not None or rule.affects is Affects.PARTY  # looked at for one traveller alone
            if rule.effect in DECIDING and counts and name not in self._alike:
                yield name
        before, after = self._before, self._after
        for name, place in before.geography.places.items():
            other = after.geography.places.get(name)
            if other is not None and _lies(place) != _lies(other):
                yield name
        for name, link in before.links.items():
            same = after.links.get(name)
            if same is not None and _runs(link) != _runs(same):
                yield name
        if before.night_margin_minutes != after.night_margin_minutes:
            yield "night_margin_minutes"

    def _scenarios(self) -> list[Measures]:
        """What may be said of measures, so that changed rules weigh differently: all of the best, some missing."""
        best = {**best_measures(self._before, frozenset()), **best_measures(self._after, frozenset())}
        found: list[dict[str, MeasureState]] = [dict(best)]
        for name, rule in sorted(self._here.items()):
            other = self._there.get(name)
            named = {measure for option in (*rule.required, *rule.unless) for measure in option}
            options = (*other.required, *other.unless) if other is not None else ()
            same = all(self._before.measures[one] == self._after.measures.get(one) for one in named)
            if not named or (name in self._alike and same):
                continue
            if len(named) > _MOST_TOGETHER:  # every way to speak of them would be too many
                self.unshown.add(name)
            for said in self._ways(sorted(named), options):
                scenario = dict(best)
                for measure, state in said.items():
                    self._say(scenario, measure, state)
                if scenario not in found:
                    found.append(scenario)
        return list(found)

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

    def _with(self, measures: Measures, done: float, share: float) -> None:
        """Look at all moments with these measures: a share of all the work, of which so much is done."""
        before = Reader(self._before, self._values, measures, self._first_before)
        after = Reader(self._after, self._values, measures, self._first_after)
        examples = Examples(self._after, self._values)
        for level, least in enumerate(_LEVELS):
            for number, moment in enumerate(self._moments):
                self._budget.reached(done + share * (level + number / len(self._moments)) / len(_LEVELS))
                if self._known(moment):
                    self._at(moment, least, before, after, examples)
                elif least is not Verdict.NO_GO:
                    self._new(moment, least, after, examples)

    def _known(self, moment: Moment) -> bool:
        """Whether the other edition has the places and the link; else it refers whatever its rules say."""
        places, link = self._before.geography.places, self._before.links.get(moment.link or "")
        if moment.link is not None and (link is None or moment.mode not in link.modes):
            return False
        mode = moment.mode is None or moment.mode in self._before.modes
        return mode and all(at.site.place in places for at in moment.sites)

    def _new(self, moment: Moment, least: Verdict, after: Reader, examples: Examples) -> None:
        """A place, link or mode that the one edition does not know: there it refers whatever its rules say."""
        name = moment.link or moment.place
        if name not in self.found:
            blockers, groups = obstacles(after, moment, least)
            here = [Box({}, name, 0, Part(0, 0, 0, 0))]
            self._search(moment, least, blockers, [*groups, here], after, examples)

    def _at(self, moment: Moment, least: Verdict, before: Reader, after: Reader, examples: Examples) -> None:
        dropped = list(self._dropped(moment, least, before, after))
        granted = list(self._granted(moment, before, after)) if least is not Verdict.NO_GO else []
        if not dropped and not granted:
            return
        blockers, groups = obstacles(after, moment, least)
        if dropped:
            self._search(moment, least, blockers, [*groups, dropped], after, examples)
        for boxes, silent in granted:
            self._search(moment, least, [*blockers, *silent], [*groups, boxes], after, examples)

    def _dropped(self, moment: Moment, least: Verdict, before: Reader, after: Reader) -> Iterator[Box]:
        """Where restrictions hold in the one edition that do not hold alike in the other."""
        for number, at in enumerate(moment.sites):
            yield from self._only_in(
                before.bites(number, at, least, self._changed), after.bites(number, at, least, self._changed)
            )

    def _only_in(self, here: Iterable[Box], there: Iterable[Box]) -> Iterator[Box]:
        """The boxes of rules not told of yet that are in one edition and not alike in the other."""
        kept = {_bounds(box) for box in there}
        return (box for box in here if box.rule not in self.found and _bounds(box) not in kept)

    def _granted(self, moment: Moment, before: Reader, after: Reader) -> Iterator[tuple[list[Box], list[Box]]]:
        """Where permissions hold in the other edition that do not hold alike in this one."""
        for number, at in permitting(moment):
            changed = before.allows(number, at, self._changed)
            boxes = list(self._only_in(after.allows(number, at, self._changed), changed))
            if boxes:
                yield boxes, list(before.allows(number, at))

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
        if rule in self._here:
            return Cause.CHANGED if rule in self._there else Cause.REMOVED
        return Cause.ADDED


def _bounds(box: Box) -> object:
    return box.rule, tuple(sorted(box.masks.items()))


def _ground(pack: Pack) -> object:
    """All that lies under the rules: where these are equal, equal rules are alike."""
    ground = (pack.geography.places, pack.links, pack.services, pack.providers, pack.measures)
    return *map(dict, ground), pack.country, pack.area, pack.modes.keys(), pack.facts.keys()


def _lies(place: Place) -> object:
    return place.kind, place.within, place.latitude, place.longitude, place.time_zone, place.imprecision_km


def _runs(link: Link) -> object:
    return link.start, link.end, link.modes, link.through, link.one_way, link.imprecision_km


def _said(rule: Rule) -> object:
    """What a rule says, apart from its words."""
    effect = rule.effect if rule.effect in {*DECIDING, Effect.ALLOW} else Effect.INFORM
    when = (rule.when, rule.review_by, rule.depends_on, rule.incidents, rule.affects)
    return effect, rule.where, rule.how, rule.who, when, rule.unless, rule.required
