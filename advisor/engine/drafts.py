"""Findings and conditions while they are being gathered, one bite at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from advisor.engine.expose import Exposed, Site
from advisor.engine.index import Index
from advisor.engine.itinerary import Fault
from advisor.engine.standing import Standing
from advisor.engine.times import to_local
from advisor.model.assessment import (
    Condition,
    Exposure,
    FactRef,
    Finding,
    FindingKind,
    FindingState,
    NeededMeasure,
    Wording,
)
from advisor.model.incident import Incident
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.message import message
from advisor.model.network import Window
from advisor.model.rule import Effect, Option, Rule
from advisor.model.source import Source
from advisor.model.text import Text
from advisor.model.trip import Measures
from advisor.model.verdict import CLEAR, Range, Verdict, all_of, certain, one_of

_STATE_ORDER = (
    FindingState.UNAVAILABLE,
    FindingState.STANDS,
    FindingState.LAPSED,
    FindingState.OPEN,
    FindingState.LIFTED,
    FindingState.MET,
    FindingState.COVERS,
)
"""When a rule bites differently in different places, the graver state is the one to show."""


@dataclass(slots=True)
class Bite:
    """One rule (or service, or silence) at one site: for whom, when, in what state, with what weight."""

    step: int
    way: int
    site: Site
    people: list[int]
    start: int | None
    end: int | None
    state: FindingState
    weight: Range
    certain: bool
    unknown: tuple[FactRef, ...] = ()
    overdue: bool = False
    incidents: tuple[Incident, ...] = ()


@dataclass(slots=True)
class _Draft:
    bites: list[Bite] = field(default_factory=list)
    wording: tuple[Wording, Wording] | None = None
    effect: Effect = Effect.REFER
    source: Source | None = None


_Place = tuple[str, str | None, str | None]


class Drafts:
    """Everything found about one trip."""

    def __init__(self, index: Index, exposed: Exposed) -> None:
        """For one pack, laid out, and one exposed trip."""
        self._pack = index.pack
        self._exposed = exposed
        self._rules: dict[str, _Draft] = {}
        self._services: dict[tuple[str | None, str | None, Range], _Draft] = {}
        self._silences: dict[tuple[int, _Place], tuple[_Draft, list[Rule]]] = {}
        self._asked: dict[tuple[Scope, int | None, int | None, tuple[tuple[NeededMeasure, ...], ...]], list[str]] = {}
        self._by_id = index.by_id

    def add(self, rule: Rule, bite: Bite) -> None:
        """A rule that matched, or may match."""
        self._rules.setdefault(rule.id, _Draft()).bites.append(bite)

    def add_service(
        self, site: Site, services: Sequence[str], weight: Range, window: Window | None, bite: Bite
    ) -> None:
        """A mode whose service does not run, is in doubt, or is not declared."""
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

    def add_silence(self, site: Site, lapsed: Sequence[Rule], bite: Bite) -> None:
        """An exposure that no allow covers."""
        key = (bite.step, (site.place, site.link, site.mode))
        draft, rules = self._silences.setdefault(key, (_Draft(), []))
        rules.extend(lapsed)
        draft.bites.append(bite)

    def ask(self, rule: Rule, step: int, people: Iterable[int], standing: Standing, state: FindingState) -> None:
        """Turn what a rule still needs into conditions."""
        stated = self._exposed.steps[step].measures
        if rule.required:
            self._need(rule, rule.required, step, people, standing)
        elif state is FindingState.OPEN:
            options = [
                option
                for option in rule.unless
                if all(
                    standing.state(self._pack.measures[measure], stated, person)
                    in (MeasureState.CONFIRMED, MeasureState.PLANNED, MeasureState.ACCEPTED)
                    for measure in option
                    for person in people
                )
            ]
            self._need(rule, tuple(options), step, people, standing)

    def _need(
        self, rule: Rule, options: tuple[Option, ...], step: int, people: Iterable[int], standing: Standing
    ) -> None:
        measures = self._exposed.steps[step].measures
        for person in people:
            listed = [
                tuple(self._needed(identifier, measures, person, standing) for identifier in option)
                for option in options
            ]
            if any(all(_settled(needed) for needed in option) for option in listed):
                continue
            if len(listed) == 1:
                for needed in listed[0]:
                    if not _settled(needed):
                        self._note(rule, ((needed,),), step, person)
            elif listed:
                self._note(rule, tuple(listed), step, person)

    def _needed(self, identifier: str, measures: Measures, person: int, standing: Standing) -> NeededMeasure:
        measure = self._pack.measures[identifier]
        return NeededMeasure(measure=identifier, kind=measure.kind, state=standing.state(measure, measures, person))

    def _note(self, rule: Rule, options: tuple[tuple[NeededMeasure, ...], ...], step: int, person: int) -> None:
        scopes = {self._pack.measures[needed.measure].scope for option in options for needed in option}
        scope = min(scopes, key=(Scope.STEP, Scope.TRAVELLER, Scope.TRIP).index)
        target = (scope, step if scope is Scope.STEP else None, person if scope is Scope.TRAVELLER else None, options)
        rules = self._asked.setdefault(target, [])
        if rule.id not in rules:
            rules.append(rule.id)

    # the finished form

    def conditions(self) -> tuple[Condition, ...]:
        """Trip first, then step by step, then traveller by traveller; arrangements before conduct."""
        found = [
            Condition(options=options, scope=scope, step=step, traveller=person, rules=tuple(rules))
            for (scope, step, person, options), rules in self._asked.items()
        ]
        order = (Scope.TRIP, Scope.STEP, Scope.TRAVELLER)
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.options[0][0].kind is MeasureKind.CONDUCT,
                    order.index(one.scope),
                    one.step or 0,
                    one.traveller or 0,
                    [needed.measure for option in one.options for needed in option],
                ),
            )
        )

    def findings(self) -> tuple[Finding, ...]:
        """Everything found, the gravest and surest first."""
        found = [self._rule_finding(self._by_id[identifier], draft) for identifier, draft in self._rules.items()]
        found += [self._service_finding(draft) for draft in self._services.values()]
        found += self._silence_findings()
        found += self._fault_findings()
        return tuple(sorted(found, key=_gravity))

    def _rule_finding(self, rule: Rule, draft: _Draft) -> Finding:
        bites = draft.bites
        state = min((bite.state for bite in bites), key=_STATE_ORDER.index)
        unknown = () if any(bite.certain for bite in bites) else _distinct(ref for bite in bites for ref in bite.unknown)
        incidents = {incident.id: incident for bite in bites for incident in bite.incidents}
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
            unknown=unknown,
            unless=rule.unless,
            required=rule.required,
            incidents=tuple(sorted(incidents.values(), key=lambda one: (one.day, one.id))),
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
                    unknown=_distinct(ref for bite in bites for ref in bite.unknown),
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
                exposures=()
                if number is None
                else (Exposure(step=number, place=self._exposed.steps[number].origin, mode=self._exposed.steps[number].mode),),
            )
            for number, fault, floor in faults
        ]

    def _where_name(self, site: Site) -> Text | str:
        if site.link is not None and self._pack.links[site.link].title:
            return self._pack.links[site.link].title
        return self._pack.geography.places[site.place].name

    def _weight(self, bites: Sequence[Bite]) -> Range:
        """All steps happen, one way of each does."""
        steps = []
        for number in {bite.step for bite in bites}:
            ways = [
                all_of(bite.weight for bite in bites if bite.step == number and bite.way == way)
                for way in range(len(self._exposed.steps[number].ways))
            ]
            steps.append(one_of(ways) if ways else CLEAR)
        return all_of(steps)

    def _certain(self, bites: Sequence[Bite]) -> bool:
        for number in {bite.step for bite in bites}:
            sure = {bite.way for bite in bites if bite.step == number and bite.certain}
            if len(sure) == len(self._exposed.steps[number].ways):
                return True
        return False

    def _exposures(self, bites: Sequence[Bite]) -> tuple[Exposure, ...]:
        """Joined by step, place, link and mode; in itinerary order."""
        joined: dict[tuple[int, _Place], list[Bite]] = {}
        for bite in bites:
            joined.setdefault((bite.step, (bite.site.place, bite.site.link, bite.site.mode)), []).append(bite)
        found = []
        for (step, (place, link, mode)), group in sorted(joined.items(), key=lambda item: (item[0][0], str(item[0][1]))):
            starts = [bite.start for bite in group if bite.start is not None]
            ends = [bite.end for bite in group if bite.end is not None]
            stretch = [bite.site.extent for bite in group if bite.site.extent is not None]
            found.append(
                Exposure(
                    step=step,
                    place=place,
                    link=link,
                    mode=mode,
                    travellers=tuple(sorted({person for bite in group for person in bite.people})),
                    start=self._local(max(min(starts), min(s.earliest for s in stretch)), place) if starts else None,
                    until=self._local(min(max(ends), max(s.latest for s in stretch)), place) if ends else None,
                )
            )
        return tuple(found)

    def _local(self, instant: int, place: str) -> datetime:
        return to_local(instant, self._pack.geography.places[place].time_zone or "UTC")


def _settled(needed: NeededMeasure) -> bool:
    """Only a confirmed arrangement needs no more words; an accepted conduct stays a condition to obey."""
    return needed.state is MeasureState.CONFIRMED


def _distinct(items: Iterable[FactRef | Text | str]) -> tuple:  # type: ignore[type-arg]
    found = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


_EFFECT_ORDER = (Effect.PROHIBIT, Effect.REFER, Effect.REQUIRE, Effect.CAUTION, Effect.INFORM, Effect.ALLOW)


def _gravity(finding: Finding) -> tuple[int, int, int, int, str, str]:
    """Worst weight first, then the certain before the possible, then by effect and in itinerary order."""
    first = finding.exposures[0].step if finding.exposures else -1
    return (
        -finding.range.worst,
        -finding.range.best,
        _EFFECT_ORDER.index(finding.effect),
        first,
        finding.rule or "",
        finding.because.id if not isinstance(finding.because, Text) else "",
    )
