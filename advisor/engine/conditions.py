"""What is still to be arranged or accepted, gathered from the rules that ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.engine.expose import Exposed
from advisor.engine.standing import Standing
from advisor.model.assessment import Condition, FindingState, NeededMeasure
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.rule import Option, Rule
from advisor.model.trip import Measures

_Options = tuple[tuple[NeededMeasure, ...], ...]
_COUNTED_ON = (MeasureState.CONFIRMED, MeasureState.PLANNED, MeasureState.ACCEPTED)
_SCOPES = (Scope.TRIP, Scope.STEP, Scope.TRAVELLER)
_NARROWEST = (Scope.STEP, Scope.TRAVELLER, Scope.TRIP)


class Conditions:
    """The open requirements of one trip; the same one asked for by several rules is listed once."""

    def __init__(self, pack: Pack, exposed: Exposed, standing: Standing) -> None:
        """For one pack, one exposed trip and its measures."""
        self._pack = pack
        self._exposed = exposed
        self._standing = standing
        self._asked: dict[tuple[Scope, int | None, int | None, _Options], list[str]] = {}

    def ask(self, rule: Rule, step: int, people: Iterable[int], state: FindingState) -> None:
        """Note what a rule still needs at a step: what it requires, or the exemption that is planned."""
        options = rule.required
        if not options and state is FindingState.OPEN:
            options = tuple(option for option in rule.unless if self._counted_on(option, step, people))
        if options:
            for person in people:
                self._need(rule, options, step, person)

    def _counted_on(self, option: Option, step: int, people: Iterable[int]) -> bool:
        stated = self._exposed.steps[step].measures
        return all(
            self._standing.state(self._pack.measures[measure], stated, person) in _COUNTED_ON
            for measure in option
            for person in people
        )

    def _need(self, rule: Rule, options: tuple[Option, ...], step: int, person: int) -> None:
        stated = self._exposed.steps[step].measures
        listed = tuple(tuple(self._needed(measure, stated, person) for measure in option) for option in options)
        if any(all(_settled(needed) for needed in option) for option in listed):
            return
        if len(listed) > 1:
            self._note(rule, listed, step, person)
            return
        for needed in listed[0]:
            if not _settled(needed):
                self._note(rule, ((needed,),), step, person)

    def _needed(self, identifier: str, stated: Measures, person: int) -> NeededMeasure:
        measure = self._pack.measures[identifier]
        return NeededMeasure(
            measure=identifier, kind=measure.kind, state=self._standing.state(measure, stated, person)
        )

    def _note(self, rule: Rule, options: _Options, step: int, person: int) -> None:
        scopes = {self._pack.measures[needed.measure].scope for option in options for needed in option}
        scope = min(scopes, key=_NARROWEST.index)
        target = (scope, step if scope is Scope.STEP else None, person if scope is Scope.TRAVELLER else None, options)
        rules = self._asked.setdefault(target, [])
        if rule.id not in rules:
            rules.append(rule.id)

    def listed(self) -> tuple[Condition, ...]:
        """Arrangements before conduct; the trip's first, then step by step and traveller by traveller."""
        found = [
            Condition(options=options, scope=scope, step=step, traveller=person, rules=tuple(sorted(rules)))
            for (scope, step, person, options), rules in self._asked.items()
        ]
        return tuple(sorted(found, key=_order))


def _order(one: Condition) -> tuple[bool, int, int, int, list[str]]:
    return (
        one.options[0][0].kind is MeasureKind.CONDUCT,
        _SCOPES.index(one.scope),
        one.step or 0,
        one.traveller or 0,
        [needed.measure for option in one.options for needed in option],
    )


def _settled(needed: NeededMeasure) -> bool:
    """Only a confirmed arrangement needs no more words; an accepted conduct stays a condition to obey."""
    return needed.state is MeasureState.CONFIRMED
