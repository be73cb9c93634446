"""Rules as boxes: what each speaks of at one exposure, as sets of values of the attributes that are left open there.

Only the ends of a movement, the traveller, the day and the hour become sets; the rest is asked of the engine.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from advisor.engine.expose import Site
from advisor.engine.journey import Movement
from advisor.model.measure import MeasureKind, MeasureState
from advisor.model.pack import Pack
from advisor.model.rule import WEIGHING, Effect, Rule
from advisor.model.trip import Measures
from advisor.model.verdict import Verdict
from advisor.proof.sites import Here, Sites
from advisor.proof.values import DAY, Masks, Spoken, Values, meet
from advisor.proof.weights import Weights

SERVICE = ""
"""Instead of a rule: no service runs there for certain."""

SOMEWHERE = Movement("", "", frozenset(), frozenset(), frozenset())
"""Some movement; where it begins and ends is left open."""


@dataclass(frozen=True, slots=True)
class At:
    """One exposure of a moment.

    `zone`: of its clock. `night`: the attribute of its darkness, None where nobody can tell. `own` marks the attributes
    of its time where that is not the time of the moment. `asked`: whether a question about the moment is a question
    about this exposure.
    """

    site: Site
    zone: str
    night: str | None
    own: str = ""
    asked: bool = field(default=True, compare=False)  # the rules here are the same whatever is asked


class Part(NamedTuple):
    """Which of its alternatives a rule holds by: selector, how, who, and which of its boxes of time."""

    where: int
    how: int
    who: int
    when: int


class Box(NamedTuple):
    """Where a rule holds, or where a service does not run (SERVICE); `at` numbers the exposure in its moment."""

    masks: Masks
    rule: str
    at: int
    part: Part


class _Whenever(NamedTuple):
    """At which of its boxes of time, and for which of those it speaks of, a rule holds; whether it surely does."""

    when: int
    who: int
    masks: Masks
    certain: bool


_Time: TypeAlias = tuple[str, str, str | None, str, int]
"""A rule by its name; the zone, the night and the mark of an exposure; the days."""


class Reader:
    """Reads the rules of one pack, given what is said of measures."""

    def __init__(self, pack: Pack, values: Values, measures: Measures, like: Reader | None = None) -> None:
        """`measures` count everywhere: for the trip, each step and each traveller.

        `like`: a reader of the same pack and values, whose readings that hang on no measure are shared.
        """
        self.pack = pack
        self.values = values
        self.measures = measures
        self.weights: Weights = Weights(pack, values, measures, None if like is None else like.weights)
        self.sites: Sites = Sites(pack, values) if like is None else like.sites
        self._whos: dict[str, tuple[tuple[int, Masks], ...]] = {} if like is None else like._whos  # noqa: SLF001
        self._times: dict[_Time, tuple[_Whenever, ...]] = {} if like is None else like._times  # noqa: SLF001
        self._permits: dict[At, tuple[Box, ...]] = {} if like is None else like._permits  # noqa: SLF001
        self._stops: dict[tuple[At, Verdict], tuple[Box, ...]] = {}

    def bites(self, number: int, at: At, least: Verdict, only: Container[str] | None = None) -> Iterator[Box]:
        """Where a restriction that is counted on leaves nothing better than `least` at an exposure.

        `only`: rules by id, and SERVICE; None: all.
        """
        if only is not None and (at, least) not in self._stops:  # of few rules: not worth the reading of all
            return _chosen(self._biting(at, least, only), number)
        found = self._stops.get((at, least))
        if found is None:
            found = self._stops[at, least] = tuple(self._biting(at, least))
        return _chosen(found, number, only)

    def _biting(self, at: At, least: Verdict, only: Container[str] | None = None) -> Iterator[Box]:
        for here in self.sites.here(at.site):
            rule = here.rule
            if (only is None or rule.id in only) and isinstance(rule, Rule) and counted_on(rule):
                days = self.weights.stopping_days(rule, least)
                if days:
                    yield from self.boxes(here, 0, at, days, sure=False)
        if at.site.needs_service and (only is None or SERVICE in only):
            days = self.weights.unserved_days(at.site.services, least)
            if days:
                yield Box({DAY + at.zone + at.own: days}, SERVICE, 0, Part(0, 0, 0, 0))

    def allows(self, number: int, at: At, only: Container[str] | None = None) -> Iterator[Box]:
        """Where a permission is surely in force at an exposure; `only` as in `bites`."""
        found = self._permits.get(at)
        if found is None:
            found = self._permits[at] = tuple(
                box
                for here in self.sites.here(at.site)
                if isinstance(here.rule, Rule) and here.rule.effect is Effect.ALLOW
                for box in self.boxes(here, 0, at, self.weights.permitting_days(here.rule), sure=True)
            )
        return _chosen(found, number, only)

    def spoken(self, spoken: Spoken, number: int, at: At, days: int = -1, *, sure: bool = True) -> Iterator[Box]:
        """Where a question or rule surely (or possibly) speaks of an exposure."""
        for here in self.sites.parts(spoken, at.site):
            yield from self.boxes(here, number, at, days, sure=sure)

    def boxes(self, here: Here, number: int, at: At, days: int, *, sure: bool) -> Iterator[Box]:
        """The boxes of a rule that is here, on some days."""
        ends = here.sure if sure else here.possible
        if not ends:
            return
        name = self.values.name(here.rule)
        for when, who, masks, certain in self._whenever(here.rule, name, at, days):
            if certain or not sure:
                part = Part(here.where, here.how, who, when)
                for movement in ends:  # these are attributes of their own
                    yield Box({**masks, **movement} if movement else masks, name, number, part)

    def _whenever(self, spoken: Spoken, name: str, at: At, days: int) -> tuple[_Whenever, ...]:
        """When and for whom a rule holds at an exposure, on some days."""
        night = at.night if spoken.when.night else None
        key = (name, at.zone, night, at.own, days)
        found = self._times.get(key)
        if found is None:
            on = {DAY + at.zone + at.own: days & self.values.full(DAY)}
            times = enumerate(self.values.time(spoken.when, at.zone, night, at.own))
            moments = ((when, meet(time, on), certain) for when, (time, certain) in times)
            found = self._times[key] = tuple(
                _Whenever(when, who, self._bounded({**moment, **person}), certain)
                for when, moment, certain in moments
                if moment is not None
                for who, person in self._who(spoken, name)
            )
        return found

    def _bounded(self, masks: Masks) -> Masks:
        return {attribute: mask for attribute, mask in masks.items() if mask != self.values.full(attribute)}

    def _who(self, spoken: Spoken, name: str) -> tuple[tuple[int, Masks], ...]:
        found = self._whos.get(name)
        if found is None:
            found = self._whos[name] = tuple(
                (number, box) for number, tests in enumerate(spoken.who) for box in self.values.who(tests, self.pack)
            )
        return found


def counted_on(rule: Rule) -> bool:
    """Whether a rule is a restriction that holds whatever happens: incidents may stay away, and what runs may stop."""
    return rule.effect in WEIGHING and rule.incidents is None and not rule.depends_on


def best_measures(pack: Pack, without: frozenset[str]) -> Measures:
    """The most that can be said of every measure; those that are to be without it have the next best."""
    said: dict[str, MeasureState] = {}
    for measure in pack.measures.values():
        if measure.kind is MeasureKind.ARRANGEMENT:
            said[measure.id] = MeasureState.PLANNED if measure.id in without else MeasureState.CONFIRMED
        elif measure.id not in without:
            said[measure.id] = MeasureState.ACCEPTED
    return said


def _chosen(boxes: Iterable[Box], number: int, only: Container[str] | None = None) -> Iterator[Box]:
    """Boxes read for any exposure, as those of one: of all rules or only of some."""
    return (Box(masks, rule, number, part) for masks, rule, _at, part in boxes if only is None or rule in only)
