"""Findings while they are being gathered, one bite at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from advisor.engine.expose import Exposed, Site
from advisor.engine.index import Index
from advisor.engine.itinerary import Fault
from advisor.engine.nearby import Counted, summed_up
from advisor.engine.times import to_local
from advisor.model.assessment import (
    Exposure,
    FactRef,
    Finding,
    FindingKind,
    FindingState,
    Wording,
)
from advisor.model.message import message
from advisor.model.network import Window
from advisor.model.rule import Effect, Rule
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of

_STATES = (
    FindingState.UNAVAILABLE,
    FindingState.STANDS,
    FindingState.LAPSED,
    FindingState.OPEN,
    FindingState.LIFTED,
    FindingState.MET,
    FindingState.COVERS,
)
_STATE_ORDER = {state: order for order, state in enumerate(_STATES)}
"""When a rule bites differently in different places, the graver state is the one to show."""


@dataclass(slots=True)
class Bite:
    """One rule (or service, or silence) at one site: for whom, when, in what state, with what weight.

    `start` and `end` are the first and last instant concerned, None when the time is not known.
    """

    step: int
    way: int
    site: Site
    people: list[int]
    start: int | None
    end: int | None
    state: FindingState
    weight: Range
    certain: bool = True
    unknown: tuple[FactRef, ...] = ()
    overdue: bool = False
    counts: tuple[Counted, ...] = ()
    exposure: Exposure | None = None
    """As it is told, once it has been told."""


class Service(NamedTuple):
    """A mode whose services (those that run worst) do not run, are in doubt, or are not declared."""

    services: Sequence[str]
    weight: Range
    window: Window | None
    bite: Bite


class Silence(NamedTuple):
    """An exposure that no allow covers, and the allows that did until their end or review."""

    lapsed: Sequence[Rule]
    bite: Bite


@dataclass(slots=True)
class _Draft:
    """`alone`: the memory of the one step that the bites belong to; None if they belong to several."""

    bites: list[Bite] = field(default_factory=list)
    alone: dict[str, Finding] | None = None
    wording: tuple[Wording, Wording] | None = None
    effect: Effect = Effect.REFER
    source: Source | None = None


_Place = tuple[str, str | None, str | None]
_Item = TypeVar("_Item")


class Drafts:
    """Everything found about one trip."""

    def __init__(self, index: Index, exposed: Exposed) -> None:
        """For one pack, laid out, and one exposed trip."""
        self._pack = index.pack
        self._exposed = exposed
        self._rules: dict[str, _Draft] = {}
        self._services: dict[tuple[str | None, str | None, Range], _Draft] = {}
        self._silences: dict[tuple[int, _Place], tuple[_Draft, list[Rule]]] = {}
        self._by_id = index.by_id
        self._one_way = all(len(step.ways) == 1 for step in exposed.steps)

    def take(
        self,
        bites: Iterable[tuple[Rule, Bite]],
        services: Iterable[Service],
        silences: Iterable[Silence],
        told: dict[str, Finding] | None = None,
    ) -> None:
        """Take in what was found about one step. `told`: where findings about it alone are remembered."""
        for rule, bite in bites:
            draft = self._rules.get(rule.id)
            if draft is None:
                draft = self._rules[rule.id] = _Draft(alone=told)
            elif draft.alone is not told:
                draft.alone = None
            draft.bites.append(bite)
        for service in services:
            self._add_service(service)
        for lapsed, bite in silences:
            site = bite.site
            draft, rules = self._silences.setdefault((bite.step, (site.place, site.link, site.mode)), (_Draft(), []))
            rules.extend(lapsed)
            draft.bites.append(bite)

    def _add_service(self, found: Service) -> None:
        services, weight, window, bite = found
        site = bite.site
        draft = self._services.setdefault((site.mode, site.link, weight), _Draft())
        mode = self._pack.modes[site.mode].title if site.mode else ""
        names = tuple(self._pack.services[service].title for service in services)
        if not services:
            draft.wording = (message("service.undeclared", mode=mode), message("service.undeclared.because"))
        elif weight.worst is Verdict.NO_GO:
            reason: Wording = window.reason if window and window.reason else message("service.not-running.because")
            draft.wording = (message("service.not-running", services=names), reason)
            draft.effect = Effect.PROHIBIT
        else:
            draft.wording = (message("service.doubtful", services=names), message("service.doubtful.because"))
        draft.source = window.source if window else None
        draft.bites.append(bite)

    def findings(self, above: Verdict | None = None) -> tuple[Finding, ...]:
        """Everything found, the gravest and surest first; or only what is worse than a verdict at worst."""
        found = [
            self._told_of(identifier, draft)
            for identifier, draft in self._rules.items()
            if above is None or any(bite.weight.worst > above for bite in draft.bites)  # joined they are no worse
        ]
        found += [self._service_finding(draft) for draft in self._services.values()]
        found += self._silence_findings()
        found += self._fault_findings()
        if above is not None:
            found = [one for one in found if one.range.worst > above]
        return tuple(sorted(found, key=_gravity))

    def _told_of(self, identifier: str, draft: _Draft) -> Finding:
        rule = self._by_id[identifier]
        if draft.alone is None:
            return self._rule_finding(rule, draft)
        found = draft.alone.get(identifier)
        if found is None:
            found = draft.alone[identifier] = self._rule_finding(rule, draft)
        return found

    def _rule_finding(self, rule: Rule, draft: _Draft) -> Finding:
        bites = draft.bites
        state = min((bite.state for bite in bites), key=_STATE_ORDER.__getitem__)
        sure = any(bite.certain for bite in bites)
        counts = (one for bite in bites for one in bite.counts)
        incidents, count = summed_up(rule.incidents, counts) if rule.incidents is not None else ((), None)
        return Finding(
            kind=FindingKind.RULE,
            rule=rule.id,
            effect=rule.effect,
            title=rule.title,
            because=rule.because,
            advice=rule.advice,
            state=state,
            range=self._weight(bites),
            certain=self._certain(bites),
            overdue=any(bite.overdue for bite in bites),
            review_by=rule.review_by,
            exposures=self._exposures(bites),
            unknown=() if sure else tuple(dict.fromkeys(ref for bite in bites for ref in bite.unknown)),
            unless=rule.unless,
            required=rule.required,
            incidents=incidents,
            count=count,
            source=rule.source,
            span=rule.span,
        )

    def _service_finding(self, draft: _Draft) -> Finding:
        title, because = draft.wording or (message("service.undeclared", mode=""), Text())
        return Finding(
            kind=FindingKind.SERVICE,
            effect=draft.effect,
            title=title,
            because=because,
            range=self._weight(draft.bites),
            certain=self._certain(draft.bites),
            exposures=self._exposures(draft.bites),
            source=draft.source,
        )

    def _silence_findings(self) -> list[Finding]:
        """One for each step: a long leg crosses many regions, and silence in each is one thing to say."""
        found: list[Finding] = []
        by_step: dict[int, list[tuple[_Draft, list[Rule]]]] = {}
        for (step, _place), pair in self._silences.items():
            by_step.setdefault(step, []).append(pair)
        for pairs in by_step.values():
            bites = [bite for draft, _rules in pairs for bite in draft.bites]
            lapsed = {rule.id: rule for _draft, rules in pairs for rule in rules}
            moving = bites[0].site.mode is not None
            places = _distinct(self._where_name(bite.site) for bite in bites)
            because = message("silence.because")
            if lapsed:
                first = min(lapsed.values(), key=lambda rule: rule.id)
                day = min(end for end in (first.review_by, first.when.until) if end is not None)
                because = message("silence.lapsed", rule=first.title, day=day)
            elif not any(bite.certain for bite in bites):
                because = message("silence.unknown")
            found.append(
                Finding(
                    kind=FindingKind.SILENCE,
                    effect=Effect.REFER,
                    title=message("silence.moving" if moving else "silence.staying", places=places),
                    because=because,
                    range=self._weight(bites),
                    certain=self._certain(bites),
                    exposures=self._exposures(bites),
                    unknown=tuple(dict.fromkeys(ref for bite in bites for ref in bite.unknown)),
                )
            )
        return found

    def _fault_findings(self) -> list[Finding]:
        faults: list[tuple[int | None, Fault, Range]] = [
            (None, fault, certain(Verdict.REFER)) for fault in self._exposed.faults
        ]
        faults += [(i, fault, step.floor) for i, step in enumerate(self._exposed.steps) for fault in step.faults]
        return [
            Finding(
                kind=FindingKind.STRUCTURE,
                effect=Effect.REFER,
                title=message("structure.not-assessed"),
                because=fault.what,
                range=floor,
                exposures=() if number is None else (self._at(number),),
            )
            for number, fault, floor in faults
        ]

    def _at(self, number: int) -> Exposure:
        step = self._exposed.steps[number]
        return Exposure(step=number, place=step.origin, mode=step.mode)

    def _where_name(self, site: Site) -> Text | str:
        if site.link is not None and self._pack.links[site.link].title:
            return self._pack.links[site.link].title
        return self._pack.geography.places[site.place].name

    def _weight(self, bites: Sequence[Bite]) -> Range:
        """All steps happen, one way of each does."""
        if self._one_way:
            return all_of(bite.weight for bite in bites)
        by_way: dict[tuple[int, int], Range] = {}
        for bite in bites:
            key = (bite.step, bite.way)
            by_way[key] = by_way.get(key, CLEAR).joined(bite.weight)
        return all_of(
            one_of(by_way.get((step, way), CLEAR) for way in range(len(self._exposed.steps[step].ways)))
            for step in {step for step, _way in by_way}
        )

    def _certain(self, bites: Sequence[Bite]) -> bool:
        """Whether some step can't be made, whatever way is taken, without it."""
        if self._one_way:
            return any(bite.certain for bite in bites)
        sure = {(bite.step, bite.way) for bite in bites if bite.certain}
        return any(
            all((step, way) in sure for way in range(len(self._exposed.steps[step].ways)))
            for step in {step for step, _way in sure}
        )

    def _exposures(self, bites: Sequence[Bite]) -> tuple[Exposure, ...]:
        """Joined by step, place, link and mode; in itinerary order, as the bites are."""
        joined: dict[tuple[int, str, str | None, str | None], list[Bite]] = {}
        for bite in bites:
            joined.setdefault((bite.step, bite.site.place, bite.site.link, bite.site.mode), []).append(bite)
        return tuple(self._exposure(group) for group in joined.values())

    def _exposure(self, group: Sequence[Bite]) -> Exposure:
        """One, for bites at the same place, link and mode of one step."""
        first = group[0]
        if len(group) > 1:
            people = sorted({person for bite in group for person in bite.people})
            start = min((bite.start for bite in group if bite.start is not None), default=None)
            end = max((bite.end for bite in group if bite.end is not None), default=None)
            return self._seen(first, people, start, end)
        if first.exposure is None:
            first.exposure = self._seen(first, first.people, first.start, first.end)
        return first.exposure

    def _seen(self, bite: Bite, people: Sequence[int], start: int | None, end: int | None) -> Exposure:
        site = bite.site
        return Exposure(
            step=bite.step,
            place=site.place,
            link=site.link,
            mode=site.mode,
            travellers=tuple(people),
            start=self._local(start, site.place),
            until=self._local(end, site.place),
        )

    def _local(self, instant: int | None, place: str) -> datetime | None:
        if instant is None:
            return None
        return to_local(instant, self._pack.geography.places[place].time_zone or "UTC")


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    found: list[_Item] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


_EFFECTS = (Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.CAUTION, Effect.INFORM, Effect.ALLOW)
_EFFECT_ORDER = {effect: order for order, effect in enumerate(_EFFECTS)}


def _gravity(finding: Finding) -> tuple[int, int, int, int, str, str]:
    """Worst weight first, then the certain before the possible, then by effect and in itinerary order."""
    first = finding.exposures[0].step if finding.exposures else -1
    return (
        -finding.range.worst,
        -finding.range.best,
        _EFFECT_ORDER[finding.effect],
        first,
        finding.rule or "",
        finding.because.id if not isinstance(finding.because, Text) else "",
    )
