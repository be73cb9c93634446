"""The map of an assessment as an SVG file, with the program's own outlines and country names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.model.assessment import Assessment
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.model.verdict import Verdict
from advisor.services.base_map import base_map
from advisor.services.countries import country_names
from advisor.services.sheets import Voice

if TYPE_CHECKING:
    from advisor.report.typst import Picture

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 900.0, 640.0, 1120.0
"""Of the map without heading and legend, in pixels; as high as the trip asks for."""
_EM = 19.0


def svg(assessment: Assessment, pack: Pack, voice: Voice, assets: Path, *, names: bool = True) -> str:
    """The map in the voice's language; the same text for the same assessment. OSError: own files are missing.

    With `names` off, names of travellers are taken out of its title as on the sheet.
    """
    from advisor.report.map.build import scene_of
    from advisor.report.map.ground import ground_of
    from advisor.report.map.layout import lay_out
    from advisor.report.map.manner import Manner
    from advisor.report.map.projection import Camera, Spot
    from advisor.report.map.room import Box
    from advisor.report.map.svg import Sheet, render
    from advisor.report.map.type import measure
    from advisor.report.map.views import height_for, whole_trip
    from advisor.report.safe import one_line

    scene = scene_of(ground_of(pack), pack, assessment)
    height = height_for(scene, WIDTH, LEAST_HEIGHT, MOST_HEIGHT)
    camera = whole_trip(scene, Camera(Spot(0.5, 0.5), 1000, WIDTH, height), _EM)
    base, called = base_map(assets), _country_names(assets, voice.language)
    countries = base.countries if base is not None else ()
    neighbours = tuple((called[one.code], one.at) for one in countries if one.code in called)
    corners = Box(WIDTH - 2.6 * _EM, 0, 2.6 * _EM, 3.2 * _EM), Box(0, height - 2.2 * _EM, 9 * _EM, 2.2 * _EM)
    manner = Manner(voice.say, partial(measure, _EM), _EM, neighbours=neighbours, reserved=corners)
    drawing = lay_out(scene, camera, manner)
    legend: list[tuple[Verdict | str, str]] = [
        (verdict, voice.say(message(f"report.short.{verdict.word}")))
        for verdict in Verdict
        if any(step.range is not None and step.range.reported is verdict for step in scene.steps)
    ]
    shown = (("closed", bool(drawing.closed)), ("incident", any(event.counted for event in drawing.events)))
    legend += [(what, voice.say(message(f"map.{what}"))) for what, there in shown if there]
    sheet = Sheet(
        heading=_title(assessment, pack, voice, names=names),
        lines=_lines(assessment, scene.unplaced, voice),
        verdict=assessment.verdict,
        legend=tuple(legend),
        source=voice.say(message("map.source")),
        home=pack.country,
        clean=one_line,
    )
    return render(drawing, base, sheet)


def page(assessment: Assessment, pack: Pack, voice: Voice, assets: Path, *, names: bool = True) -> Picture:
    """The map, to go with the sheet; with what it shows in words, for those who can't see it."""
    from advisor.report.typst import Picture

    title = _title(assessment, pack, voice, names=names)
    verdict = message(f"report.verdict.{assessment.verdict.word}")
    words = voice.say(message("map.description", trip=title, verdict=verdict))
    return Picture(svg(assessment, pack, voice, assets, names=names), words)


def _title(assessment: Assessment, pack: Pack, voice: Voice, *, names: bool) -> str:
    from advisor.report.naming import Naming

    naming = Naming(assessment, pack, names=names, countries={})
    return voice.say(naming.free_text(assessment.trip.title.strip()) or message("report.kind"))


def _lines(assessment: Assessment, unplaced: tuple[str, ...], voice: Voice) -> tuple[str, ...]:
    """The verdict, and of what rules and day it speaks."""
    about = message(
        "map.about",
        verdict=message(f"report.verdict.{assessment.verdict.word}"),
        pack=assessment.pack.title,
        edition=assessment.pack.edition,
        day=assessment.as_of,
    )
    lines = [voice.say(about)]
    if assessment.historical:
        detail = voice.say(message("report.historical-detail", day=assessment.as_of))
        lines.append(f"{voice.say(message('report.historical'))}. {detail}")
    if unplaced:
        lines.append(voice.say(message("map.unplaced", places=unplaced)))
    return tuple(lines)


def _country_names(assets: Path, language: str) -> Mapping[str, str]:
    return {code: row.get(language) or row.get("en", code) for code, row in country_names(assets).items()}
