"""A trip as GPX 1.1: a route a leg, a waypoint a place. Every name begins with the verdict of the trip."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from advisor.model.assessment import Assessment, StepKind
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.place import Place, Point
from advisor.report.export.trip import ToldStep, ToldTrip
from advisor.report.export.when import Stated, utc
from advisor.report.export.where import Line, lines, located, point_of
from advisor.report.tree import Say

_NAMESPACE = "http://www.topografix.com/GPX/1/1"
_SCHEMA = f"{_NAMESPACE} http://www.topografix.com/GPX/1/1/gpx.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def render(assessment: Assessment, pack: Pack, say: Say, *, made: datetime, names: bool = True) -> bytes:
    """The trip in UTF-8, the same bytes for the same arguments. `made`: when the file is, a moment with its zone.

    Legs and places of which nobody knows where they are do not come in; the description of the file names them. Points
    have a time only where somebody stated it: departure, and arrival, which is when the party reports.
    """
    told = ToldTrip(assessment, pack, say, names=names)
    drawn = lines(assessment, pack)
    root = Element(
        "gpx",
        {
            "version": "1.1",
            "creator": "Travel-security advisor",
            "xmlns": _NAMESPACE,
            "xmlns:xsi": _INSTANCE,
            "xsi:schemaLocation": _SCHEMA,
        },
    )
    _metadata(root, told, made, [step for step in told.steps if step.result.index not in drawn and _is_leg(step)])
    for place in _places(told):
        _waypoint(root, told, place)
    for step in told.steps:
        line = drawn.get(step.result.index)
        if line is not None:
            _route(root, told, step, line)
    indent(root)
    file = BytesIO()
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue() + b"\n"


def _is_leg(step: ToldStep) -> bool:
    return step.result.kind is StepKind.LEG


def _metadata(root: Element, told: ToldTrip, made: datetime, missing: list[ToldStep]) -> None:
    metadata = SubElement(root, "metadata")
    _text(metadata, "name", told.title)
    left_out = [told.words(message("export.not-drawn", steps=tuple(_numbered(told, one) for one in missing)))]
    _text(metadata, "desc", "\n".join((*told.lines(), *(left_out if missing else ()))))
    _text(metadata, "time", f"{utc(made):%Y-%m-%dT%H:%M:%SZ}")
    _text(metadata, "keywords", told.assessment.verdict.word)


def _numbered(told: ToldTrip, step: ToldStep) -> str:
    return told.labelled(message("report.step", step=str(step.result.index + 1)), step.course)


def _places(told: ToldTrip) -> tuple[Place, ...]:
    """What has a point of its own, once, in the order of the trip."""
    ends = (end for step in told.steps for end in (step.result.origin, step.result.destination) if end)
    found = (located(told.pack, name) for name in ends)
    return tuple({place.id: place for place in found if place is not None}.values())


def _waypoint(root: Element, told: ToldTrip, place: Place) -> None:
    point = point_of(place)
    if point is None:
        return
    waypoint = _point(root, "wpt", point)
    _text(waypoint, "name", told.words(place.name or place.id))
    _text(waypoint, "desc", told.title)


def _route(root: Element, told: ToldTrip, step: ToldStep, line: Line) -> None:
    route = SubElement(root, "rte")
    _text(route, "name", told.headed(step.course))
    _text(route, "cmt", told.words(message(f"export.course.{line.course}")))
    _text(route, "desc", "\n".join(told.about(step)))
    _text(route, "number", str(step.result.index + 1))
    _text(route, "type", step.mode)
    points = [point for piece in line.pieces for point in piece]
    for number, point in enumerate(points):
        stop = _point(route, "rtept", point)
        if number == 0:
            _stop(stop, step.start, step.origin)
        elif number == len(points) - 1:
            _stop(stop, step.until, step.destination)


def _stop(stop: Element, when: Stated | None, name: str) -> None:
    instant = when.instant if when is not None else None
    if instant is not None:
        _text(stop, "time", f"{instant.replace(tzinfo=None).isoformat()}Z")
    _text(stop, "name", name)


def _point(parent: Element, tag: str, point: Point) -> Element:
    """GPX knows the 180th meridian as -180 only."""
    longitude = point.longitude - 360 if point.longitude >= 180 else point.longitude  # noqa: PLR2004 - degrees
    return SubElement(parent, tag, {"lat": f"{point.latitude:.6f}", "lon": f"{longitude:.6f}"})


def _text(parent: Element, tag: str, words: str) -> None:
    if words:
        SubElement(parent, tag).text = words
