"""From an assessment to what there is to draw. Verdicts are the assessment's; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from advisor.model.assessment import (
    Assessment,
    Finding,
    FindingKind,
    FindingState,
    StepKind,
    StepResult,
    Wording,
)
from advisor.model.incident import Incident
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE
from advisor.model.rule import Effect
from advisor.report.map.ground import arc, outwards, spot_at
from advisor.report.map.projection import Spot, bounds_of, km_wide, to_spot
from advisor.report.map.scene import ClosedMark, EventMark, Ground, Scene, StepMark


def scene_of(ground: Ground, pack: Pack, assessment: Assessment | None, known: Iterable[Incident] = ()) -> Scene:
    """The trip of `assessment` on the ground. `known` are incidents to show although no finding counts them."""
    if assessment is None:
        return Scene(ground, events=_events(ground, (), known))
    marks, unplaced = [], dict[str, None]()
    for result in assessment.steps:
        mark = _step(ground, pack, result)
        if mark is not None:
            marks.append(mark)
        unplaced.update(dict.fromkeys(place for place in _ends(result) if not _drawable(ground, pack, place)))
    steps = _laned(marks)
    on_trip = frozenset(place for result in assessment.steps for place in _ends(result) if place != OUTSIDE)
    return Scene(
        ground,
        steps=steps,
        closed=_closed(ground, assessment),
        events=_events(ground, assessment.findings, known),
        on_trip=on_trip,
        passed=_passed(pack, assessment) - on_trip,
        unplaced=tuple(unplaced),
        # a leg without an end is being planned: where to is chosen on the whole map
        bounds=None if _open(assessment) else bounds_of(tuple(spot for step in steps for spot in step.line)),
    )


def _ends(result: StepResult) -> tuple[str, ...]:
    return tuple(place for place in (result.origin, result.destination) if place)


def _open(assessment: Assessment) -> bool:
    return any(not (one.origin and one.destination) for one in assessment.steps if one.kind is StepKind.LEG)


def _passed(pack: Pack, assessment: Assessment) -> frozenset[str]:
    """The places that the links taken lead through."""
    links = (pack.links[link] for result in assessment.steps for link in result.links if link in pack.links)
    return frozenset(end for link in links for end in (link.start, link.end)) - {OUTSIDE}


def _drawable(ground: Ground, pack: Pack, place: str) -> bool:
    return place == OUTSIDE or spot_at(ground, pack, place) is not None


def _step(ground: Ground, pack: Pack, result: StepResult) -> StepMark | None:
    """None where the step has no end on the map."""
    verdict = result.range if result.assessed else None
    ends = _ends(result)
    if result.kind is StepKind.STAY:
        at = spot_at(ground, pack, result.origin)
        return StepMark(result.index, result.kind, verdict, (at,), known=True, ends=ends) if at is not None else None
    line = _along(ground, pack, result)
    if line:
        return StepMark(result.index, result.kind, verdict, line, known=True, ends=ends)
    line = _beeline(ground, pack, result)
    return StepMark(result.index, result.kind, verdict, line, known=False, ends=ends) if line else None


def _along(ground: Ground, pack: Pack, result: StepResult) -> tuple[Spot, ...]:
    """Along the links that are taken, in the direction of the leg; empty where they can't all be drawn."""
    lines = [ground.links[link] for link in result.links if link in ground.links]
    if not lines or len(lines) != len(result.links):
        return ()
    here = _first_end(pack, result)
    line: list[Spot] = []
    for name, mark in zip(result.links, lines, strict=True):
        link = pack.links[name]
        forwards = here == link.start
        here = link.end if forwards else link.start
        points = mark.line
        if not forwards:
            points = arc(points[-1], points[0]) if mark.direct else points[::-1]
        line += points[1:] if line else points
    return tuple(line)


def _first_end(pack: Pack, result: StepResult) -> str:
    """At which end of the first link the leg begins."""
    first = pack.links[result.links[0]]
    if len(result.links) > 1:
        second = pack.links[result.links[1]]
        return first.start if first.end in {second.start, second.end} else first.end
    if first.start == result.origin or first.end == result.destination:
        return first.start
    if first.end == result.origin or first.start == result.destination:
        return first.end
    near = pack.geography.subtree(result.origin) | frozenset(pack.geography.chain(result.origin))
    return first.start if first.start in near else first.end


def _beeline(ground: Ground, pack: Pack, result: StepResult) -> tuple[Spot, ...]:
    start = spot_at(ground, pack, result.origin)
    end = spot_at(ground, pack, result.destination or "")
    if start is None and end is not None and result.origin == OUTSIDE:
        start = outwards(end, ground.bounds)
    if end is None and start is not None and result.destination == OUTSIDE:
        end = outwards(start, ground.bounds)
    return tuple(spot for spot in (start, end) if spot is not None)


def _laned(marks: list[StepMark]) -> tuple[StepMark, ...]:
    """With legs along the same line told apart, so that they can be drawn side by side."""

    def pieces(mark: StepMark) -> set[tuple[Spot, Spot]]:
        return set(pairwise(mark.line))

    own = [pieces(mark) for mark in marks]
    turned = [{(end, start) for start, end in one} for one in own]
    laned = []
    for number, mark in enumerate(marks):
        same = [other for other in range(len(marks)) if other != number and own[number] & own[other]]
        against = any(own[number] & turned[other] for other in range(len(marks)) if other != number)
        laned.append(
            StepMark(
                index=mark.index,
                kind=mark.kind,
                range=mark.range,
                line=mark.line,
                known=mark.known,
                ends=mark.ends,
                beside=sum(other < number for other in same),
                shared=bool(same) or against,
            )
        )
    return tuple(laned)


def _closed(ground: Ground, assessment: Assessment) -> tuple[ClosedMark, ...]:
    """Links that a prohibition or a service that does not run closes to this trip."""
    why: dict[str, list[Wording]] = {}
    steps: dict[str, set[int]] = {}
    certain: set[str] = set()
    for finding in assessment.findings:
        if not _closes(finding):
            continue
        for exposure in finding.exposures:
            link = exposure.link
            if link is None or link not in ground.links:
                continue
            _note(why.setdefault(link, []), finding.title)
            steps.setdefault(link, set()).add(exposure.step)
            if finding.certain:
                certain.add(link)
    return tuple(
        ClosedMark(link, _halfway(ground.links[link].line), tuple(titles), tuple(sorted(steps[link])), link in certain)
        for link, titles in why.items()
    )


def _closes(finding: Finding) -> bool:
    """Whether it keeps the trip off a link: what may yet be arranged does not."""
    stands = finding.state in {FindingState.STANDS, FindingState.UNAVAILABLE}
    return stands and (finding.effect is Effect.PROHIBIT or finding.kind is FindingKind.SERVICE)


def _halfway(line: tuple[Spot, ...]) -> Spot:
    if len(line) % 2:
        return line[len(line) // 2]
    before, after = line[len(line) // 2 - 1], line[len(line) // 2]
    return Spot((before.x + after.x) / 2, (before.y + after.y) / 2)


def _events(ground: Ground, findings: Iterable[Finding], known: Iterable[Incident]) -> tuple[EventMark, ...]:
    counted: dict[str, list[Wording]] = {}
    events: dict[str, Incident] = {}
    for finding in findings:
        for incident in finding.incidents:
            events[incident.id] = incident
            _note(counted.setdefault(incident.id, []), finding.title)
    for incident in known:
        events.setdefault(incident.id, incident)
    marks = []
    for name, incident in events.items():
        spot = to_spot(incident.latitude, incident.longitude, ground.middle)
        off = incident.imprecision_km / km_wide(spot.y)
        marks.append(EventMark(incident, spot, off, tuple(counted.get(name, ()))))
    return tuple(marks)


def _note(titles: list[Wording], title: Wording) -> None:
    if title not in titles:
        titles.append(title)
