"""What is still to be arranged or accepted, gathered from the rules that ask for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from advisor.engine.standing import Standing
from advisor.model.assessment import Condition, FindingState, NeededMeasure
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.pack import Pack
from advisor.model.rule import Option, Rule
from advisor.model.trip import Measures
from advisor.model.verdict import Range, Verdict

_Options = tuple[tuple[NeededMeasure, ...], ...]
_SCOPES = (Scope.TRIP, Scope.STEP, Scope.TRAVELLER)
_NARROWEST = (Scope.STEP, Scope.TRAVELLER, Scope.TRIP)


class Need(NamedTuple):
    """One of these sets of measures, for the whole trip, one step or one traveller."""

    scope: Scope
    step: int | None
    traveller: int | None
    options: _Options


class Asking(NamedTuple):
    """A rule that asks for measures at a step, and what became of it there."""

    rule: Rule
    step: int
    state: FindingState


class Needs:
    """What rules ask for and is not settled yet."""

    def __init__(self, pack: Pack, standing: Standing) -> None:
        """For one pack, and the measures of one trip."""
        self._measures = pack.measures
        self._standing = standing

    def of(
        self, asking: Asking, stated: Measures, people: Sequence[int], days: Collection[date | None]
    ) -> Iterator[Need]:
        """What a rule still needs at a step with those measures, on the days on which it holds there."""
        for person in people:
            for options in dict.fromkeys(self._ways_out(asking, stated, person, day) for day in days):
                yield from self._of_one(options, asking.step, stated, person)

    def _ways_out(self, asking: Asking, stated: Measures, person: int, day: date | None) -> tuple[Option, ...]:
        """What a rule requires; of one that is open what will do that day, and where nothing will, the exemptions."""
        rule, standing = asking.rule, self._standing
        if asking.state is not FindingState.OPEN:
            return rule.required
        required = tuple(
            option for option in rule.required if _will_do(standing.required((option,), stated, person, day))
        )
        return required or tuple(
            option
            for option in rule.unless
            if _will_do(standing.exempted((option,), Verdict.NO_GO, stated, person, day))
        )

    def _of_one(self, options: tuple[Option, ...], step: int, stated: Measures, person: int) -> Iterator[Need]:
        listed = tuple(tuple(self._needed(measure, stated, person) for measure in option) for option in options)
        if not listed or any(all(_settled(needed) for needed in option) for option in listed):
            return
        if len(listed) > 1:
            yield self._need(listed, step, person)
            return
        for needed in listed[0]:
            if not _settled(needed):
                yield self._need(((needed,),), step, person)

    def _needed(self, identifier: str, stated: Measures, person: int) -> NeededMeasure:
        measure = self._measures[identifier]
        return NeededMeasure(measure=identifier, kind=measure.kind, state=self._standing.state(measure, stated, person))

    def _need(self, options: _Options, step: int, person: int) -> Need:
        scopes = {self._measures[needed.measure].scope for option in options for needed in option}
        scope = min(scopes, key=_NARROWEST.index)
        return Need(scope, step if scope is Scope.STEP else None, person if scope is Scope.TRAVELLER else None, options)


class Conditions:
    """The open requirements of one trip; the same one asked for by several rules is listed once."""

    def __init__(self) -> None:
        """Nothing is asked for yet."""
        self._asked: dict[Need, dict[str, None]] = {}

    def take(self, needs: Iterable[tuple[Need, str]]) -> None:
        """Take in what is needed at one step, each with the rule that asks for it."""
        for need, rule in needs:
            self._asked.setdefault(need, {})[rule] = None

    def listed(self) -> tuple[Condition, ...]:
        """Arrangements before conduct; the trip's first, then step by step and traveller by traveller."""
        found = [
            Condition(
                options=need.options,
                scope=need.scope,
                step=need.step,
                traveller=need.traveller,
                rules=tuple(sorted(rules)),
            )
            for need, rules in self._asked.items()
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


def _will_do(comes_to: Range) -> bool:
    """Whether measures leave no worse than conditions."""
    return comes_to.worst <= Verdict.CONDITIONS


def _settled(needed: NeededMeasure) -> bool:
    """Only a confirmed arrangement needs no more words; an accepted conduct stays a condition to obey."""
    return needed.state is MeasureState.CONFIRMED
