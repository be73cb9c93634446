"""The whole answer: `assess` composes expose, match and decide, and puts what they found into one value."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date, datetime

from advisor.engine.decide import Decision, decide
from advisor.engine.index import Index, alike, index_of
from advisor.engine.questions import MOST_WORK, questions, work
from advisor.engine.remarks import remarks
from advisor.engine.risk import highest, risks, signs
from advisor.engine.times import Between, to_local
from advisor.model.assessment import (
    Assessment,
    Finding,
    FindingKind,
    PackRef,
    StepResult,
)
from advisor.model.incident import IncidentData
from advisor.model.message import Message, message
from advisor.model.network import Service
from advisor.model.pack import Pack
from advisor.model.rule import Effect
from advisor.model.trip import Trip
from advisor.model.verdict import Range, Verdict, certain

DOUBT = certain(Verdict.REFER)


def assess(
    trip: Trip,
    pack: Pack,
    as_of: date,
    *,
    caveat: Message | None = None,
    incidents: IncidentData | None = None,
    index: Index | None = None,
) -> Assessment:
    """Should this trip happen?

    `caveat`: a doubt about the pack itself (its files are faulty and this is the last good edition); with one the
    verdict is never better than REFER. `incidents`: those imported; the pack's own always count too. `index`: the
    pack's, where the usual one, which remembers, is not wanted. Raises nothing that a trip or pack could cause.
    """
    index = index or index_of(pack)
    if incidents is not None:
        index = index.seeing(incidents)
    decision = decide(trip, index, as_of)
    floor = DOUBT if caveat else decision.floor
    found = decision.range.joined(floor)
    findings = decision.drafts.findings()
    if caveat is not None:
        findings = (_doubt(caveat), *findings)
    rows = risks(findings, trip, index, decision.exposed, as_of)
    level = highest(rows)
    return Assessment(
        verdict=found.reported,
        best=found.best,
        worst=found.worst,
        as_of=as_of,
        historical=pack.as_of is not None,
        pack=PackRef(
            id=pack.id,
            title=pack.title,
            edition=pack.edition,
            fingerprint=pack.fingerprint,
            as_of=pack.as_of,
            settings=tuple(pack.settings.values()),
        ),
        trip=trip,
        steps=tuple(_step(number, decision, pack, floor) for number in range(len(decision.exposed.steps))),
        findings=findings,
        conditions=decision.conditions.listed(),
        questions=questions(trip, decision, index, as_of),
        risks=rows,
        risk_level=level,
        signs=signs(pack, level, found.reported),
        without=_without(trip, index, as_of, decision, caveat),
        holds_until=_holds_until(findings, decision, index, as_of),
        incidents_seen=decision.incidents_seen,
        notes=remarks(trip, pack),
    )


def _doubt(caveat: Message) -> Finding:
    return Finding(
        kind=FindingKind.STRUCTURE,
        effect=Effect.REFER,
        title=message("structure.pack-in-doubt"),
        because=caveat,
        range=DOUBT,
    )


def _step(number: int, decision: Decision, pack: Pack, floor: Range) -> StepResult:
    """One step's result. A doubt about the whole trip or pack leaves none of its steps better than REFER."""
    step = decision.exposed.steps[number]
    return StepResult(
        index=number,
        kind=step.kind,
        written=step.written,
        after=step.after,
        origin=step.origin,
        destination=step.destination,
        mode=step.mode,
        links=step.links,
        earliest=_local(step.start, step.origin, pack, latest=False),
        latest=_local(step.end, step.destination or step.origin, pack, latest=True),
        overnight=step.overnight,
        assessed=bool(step.faults) or any(step.ways),
        range=decision.step_range(number).joined(floor),
        by_traveller=tuple(found.joined(floor) for found in decision.by_step[number]),
    )


def _local(bounds: Between, place: str, pack: Pack, *, latest: bool) -> datetime | None:
    instant = bounds.latest if latest else bounds.earliest
    if instant is None:
        return None
    found = pack.geography.places.get(place) or pack.geography.places.get(pack.area)
    return to_local(instant, (found.time_zone if found else None) or "UTC")


def _without(trip: Trip, index: Index, as_of: date, decision: Decision, caveat: Message | None) -> tuple[Range, ...]:
    """The verdict without each traveller in turn: worth knowing only for a party that is not simply a GO."""
    if len(trip.travellers) < 2 or decision.range.worst is Verdict.GO:  # noqa: PLR2004  (a party of one has nobody to leave out)
        return ()
    if decision.of_party and work(trip, decision.exposed) * len({alike(one) for one in trip.travellers}) > MOST_WORK:
        return ()
    ranges = []
    known: dict[Hashable, Range] = {}
    for number, left_out in enumerate(trip.travellers):
        if decision.of_party:  # one traveller's finding may fall on others too: only a new decision can tell
            key = alike(left_out)
            if key not in known:
                others = (*trip.travellers[:number], *trip.travellers[number + 1 :])
                smaller = replace(trip, travellers=others)
                known[key] = decide(smaller, index, as_of, explain=False).range
            rest = known[key]
        else:
            rest = decision.range_without(number)
        ranges.append(rest.joined(DOUBT) if caveat else rest)
    return tuple(ranges)


def _holds_until(findings: Iterable[Finding], decision: Decision, index: Index, as_of: date) -> date | None:
    """The first date after which a permission, an exemption, a service or data used here would count no more."""
    pack = index.pack
    sites = (site for step in decision.exposed.steps for way in step.ways for site in way if site.needs_service)
    ends = [end for service in {name for site in sites for name in site.services} for end in _reviews(pack, service)]
    ends += decision.covered_until
    for finding in findings:
        rule = index.by_id.get(finding.rule or "")
        if rule is None:
            continue
        if rule.effect is Effect.ALLOW:
            ends += [end for end in (rule.review_by, rule.when.until) if end is not None]
        elif rule.unless and rule.review_by is not None:
            ends.append(rule.review_by)
        for identifier in rule.depends_on:
            ends += _reviews(pack, identifier)
        for option in (*rule.required, *rule.unless):
            for measure in option:
                provider = pack.measures[measure].provider
                ends += _reviews(pack, provider) if provider else []
    return min((end for end in ends if end >= as_of), default=None)


def _reviews(pack: Pack, identifier: str) -> list[date]:
    declared = pack.services.get(identifier) or pack.providers.get(identifier)
    ends = [window.review_by for window in (declared.windows if declared else ()) if window.review_by is not None]
    provider = declared.provider if isinstance(declared, Service) else None
    return [*ends, *_reviews(pack, provider)] if provider else ends
