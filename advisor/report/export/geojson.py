"""A trip as GeoJSON (RFC 7946): legs as lines, stays and places as points, each in its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from advisor.model.assessment import Assessment, StepKind
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.place import OUTSIDE, Point
from advisor.report.export.trip import ToldStep, ToldTrip
from advisor.report.export.where import Line, lines, located, point_of
from advisor.report.json import written
from advisor.report.tree import Say

_Json: TypeAlias = dict[str, Any]


def render(assessment: Assessment, pack: Pack, say: Say, *, names: bool = True) -> bytes:
    """The trip in UTF-8, the same bytes for the same assessment and language.

    The member `assessment` beside `features` says what was asked of which rules as of which day, and what came of it.
    A leg or stay of which nobody knows where it is has no geometry.
    """
    told = ToldTrip(assessment, pack, say, names=names)
    drawn = lines(assessment, pack)
    steps = [_step(told, step, drawn.get(step.result.index)) for step in told.steps]
    return written(
        {
            "type": "FeatureCollection",
            "assessment": _about(told),
            "features": [*steps, *_places(told)],
        }
    )


def _about(told: ToldTrip) -> _Json:
    assessment = told.assessment
    return {
        "title": told.title,
        "description": list(told.lines()),
        "verdict": assessment.verdict.word,
        "as_of": assessment.as_of.isoformat(),
        "historical": assessment.historical,
        "holds_until": assessment.holds_until.isoformat() if assessment.holds_until is not None else None,
        "pack": {
            "id": assessment.pack.id,
            "edition": assessment.pack.edition,
            "fingerprint": assessment.pack.fingerprint,
        },
    }


def _step(told: ToldTrip, step: ToldStep, line: Line | None) -> _Json:
    result = step.result
    leg = result.kind is StepKind.LEG
    properties: _Json = {
        "kind": result.kind.value,
        "step": result.index + 1,
        "name": told.headed(step.course),
        **({"from": result.origin, "to": result.destination, "mode": result.mode} if leg else {"at": result.origin}),
        "trip_verdict": told.assessment.verdict.word,
        "verdict": step.verdict.word if step.verdict is not None else None,
        "verdict_word": step.verdict_word,
    }
    start, until = ("depart", "arrive") if leg else ("start", "until")
    properties |= {name: at.local for name, at in ((start, step.start), (until, step.until)) if at is not None}
    properties["rules"] = [{"id": one.rule, "title": one.title} for one in step.reasons]
    if leg:
        if line is not None:
            properties["course"] = line.course.value
            properties["note"] = told.words(message(f"export.course.{line.course}"))
        return _feature(f"step-{result.index + 1}", _drawn(line), properties)
    place = located(told.pack, result.origin)
    return _feature(f"step-{result.index + 1}", _spot(point_of(place) if place is not None else None), properties)


def _places(told: ToldTrip) -> Iterable[_Json]:
    """Every place where a step begins or ends, once, in the order of the trip."""
    ends = (end for step in told.steps for end in (step.result.origin, step.result.destination) if end)
    for name in dict.fromkeys(ends):
        if name == OUTSIDE:
            continue
        place = located(told.pack, name)
        known = told.pack.geography.places.get(name)
        properties: _Json = {"kind": "place", "id": name, "name": told.words(known.name if known is not None else name)}
        if place is not None:
            if place.id != name:
                properties["shown_at"] = place.id
            if place.imprecision_km:
                properties["imprecision_km"] = place.imprecision_km
        yield _feature(f"place-{name}", _spot(point_of(place) if place is not None else None), properties)


def _feature(identifier: str, geometry: _Json | None, properties: _Json) -> _Json:
    return {"type": "Feature", "id": identifier, "geometry": geometry, "properties": properties}


def _drawn(line: Line | None) -> _Json | None:
    if line is None:
        return None
    if len(line.pieces) > 1:
        return {"type": "MultiLineString", "coordinates": [_positions(piece) for piece in line.pieces]}
    return {"type": "LineString", "coordinates": _positions(line.pieces[0])}


def _spot(point: Point | None) -> _Json | None:
    return {"type": "Point", "coordinates": _position(point)} if point is not None else None


def _positions(points: Sequence[Point]) -> list[list[float]]:
    return [_position(point) for point in points]


def _position(point: Point) -> list[float]:
    """Longitude first, as RFC 7946 has it."""
    return [point.longitude, point.latitude]
