"""A drawing as SVG: what the window shows, for paper and for other programs. Readable in black and white."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from advisor.model.place import PlaceKind
from advisor.model.verdict import Verdict
from advisor.report.map.base import BaseMap
from advisor.report.map.clipping import area, in_view, pieces
from advisor.report.map.drawing import DASHES, Cross, Dot, Drawing, EventDot, Kind, Label, Pill, StepLine, Stroke
from advisor.report.map.layout import distance_text
from advisor.report.map.projection import Pixel
from advisor.report.map.type import FAMILY, SIZES, width_of

COLOURS: dict[Verdict | None, str] = {
    Verdict.GO: "#1A6B3C",
    Verdict.CONDITIONS: "#A15C00",
    Verdict.REFER: "#3F51A3",
    Verdict.NO_GO: "#B3261E",
    None: "#55585C",
}
"""Those of the sheet."""
_WATER, _LAND, _HOME, _PAPER = "#DFE8EE", "#EFECE6", "#FFFFFF", "#FFFFFF"
_COAST, _BORDER, _INNER, _ROUTE, _LINK = "#9FB2BE", "#A19B8E", "#D3CDC1", "#ABA495", "#C9C3B6"
_INK, _QUIET, _EVENT = "#1B1B1B", "#5A5750", "#7A1F5C"
_BORDER_PX = 2.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the map: `heading`, `lines` under it, and what the marks mean.

    `home`: the country to set off. `clean`: makes any text fit to be written down.
    """

    heading: str
    lines: tuple[str, ...]
    verdict: Verdict | None
    legend: tuple[tuple[Verdict | str, str], ...]
    source: str
    home: str
    clean: Callable[[str], str]


def render(drawing: Drawing, base: BaseMap | None, sheet: Sheet) -> str:
    """The map with its heading above and its legend below; `drawing` is as wide as the whole."""
    return _Svg(drawing, sheet).text(base)


class _Svg:
    def __init__(self, drawing: Drawing, sheet: Sheet) -> None:
        self._drawing, self._sheet = drawing, sheet
        self._em, self._camera = drawing.em, drawing.camera
        self._parts: list[str] = []

    def text(self, base: BaseMap | None) -> str:
        em, camera = self._em, self._camera
        above = em * (1.9 + 1.25 * len(self._sheet.lines))
        rows = self._legend_rows()
        below = em * (1.35 * len(rows) + 1.7)
        high = above + camera.height + below
        self._put(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(camera.width)}" height="{_n(high)}" '
            f'viewBox="0 0 {_n(camera.width)} {_n(high)}" font-family="{FAMILY}">'
        )
        self._put(f"<title>{self._words(self._sheet.heading)}</title>")
        self._put(f'<rect width="{_n(camera.width)}" height="{_n(high)}" fill="{_PAPER}"/>')
        self._heading()
        self._put(
            f'<clipPath id="view"><rect width="{_n(camera.width)}" height="{_n(camera.height)}"/></clipPath>'
            f'<g transform="translate(0 {_n(above)})"><g clip-path="url(#view)">'
        )
        self._ground(base)
        self._contents()
        self._put("</g>")
        self._scale()
        self._north()
        self._put(
            f'<rect width="{_n(camera.width)}" height="{_n(camera.height)}" fill="none" stroke="{_BORDER}"/></g>'
        )
        self._legend(rows, above + camera.height + em * 1.2)
        self._put("</svg>")
        return "\n".join(self._parts) + "\n"

    def _put(self, text: str) -> None:
        self._parts.append(text)

    def _words(self, text: str) -> str:
        return escape(self._sheet.clean(text))

    # -- around the map

    def _heading(self) -> None:
        em, x = self._em, 0.0
        if self._sheet.verdict is not None:
            self._shape(self._sheet.verdict, Pixel(em * 0.6, em * 0.75), em * 0.6, COLOURS[self._sheet.verdict])
            x = em * 1.6
        self._text(self._sheet.heading, x, em * 1.12, 1.25, bold=True)
        for number, line in enumerate(self._sheet.lines):
            self._text(line, 0, em * (2.5 + 1.25 * number), 0.88, colour=_QUIET)

    def _legend_rows(self) -> list[list[tuple[Verdict | str, str, float]]]:
        """What stands in each line of the legend, and how wide it is."""
        em, x = self._em, 0.0
        rows: list[list[tuple[Verdict | str, str, float]]] = [[]]
        for what, word in self._sheet.legend:
            wide = em * (3.7 if isinstance(what, Verdict) else 1.2) + width_of(word, em * 0.735 * 0.86) + em * 1.2
            if x and x + wide > self._camera.width:
                rows.append([])
                x = 0.0
            rows[-1].append((what, word, wide))
            x += wide
        return rows

    def _legend(self, rows: Iterable[Sequence[tuple[Verdict | str, str, float]]], top: float) -> None:
        em = self._em
        for row in rows:
            x = 0.0
            for what, word, wide in row:
                if isinstance(what, Verdict):
                    self._line([Pixel(x, top - em * 0.3), Pixel(x + em * 2.4, top - em * 0.3)], what, em * 0.24)
                    self._shape(what, Pixel(x + em * 3.0, top - em * 0.3), em * 0.36, COLOURS[what])
                    text_x = x + em * 3.6
                else:
                    at = Pixel(x + em * 0.45, top - em * 0.3)
                    if what == "incident":
                        self._burst(at, em * 0.42, filled=True)
                    else:
                        self._no_entry(at, certain=True)
                    text_x = x + em * 1.15
                self._text(word, text_x, top, 0.86, colour=_QUIET)
                x += wide
            top += em * 1.35
        self._text(self._sheet.source, 0, top, 0.74, colour=_QUIET)

    def _scale(self) -> None:
        bar, em = self._drawing.scale, self._em
        if bar is None:
            return
        x, y = em * 0.8, self._camera.height - em * 0.7
        path = f"M{_n(x)} {_n(y - em * 0.25)}v{_n(em * 0.5)}m0 {_n(-em * 0.25)}h{_n(bar.pixels)}"
        path += f"m0 {_n(-em * 0.25)}v{_n(em * 0.5)}"
        self._put(f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="{_n(em * 0.09)}"/>')
        text = distance_text(bar.km)
        middle = x + (bar.pixels - width_of(text, em * 0.735 * 0.86)) / 2
        self._text(text, middle, y - em * 0.35, 0.86, halo=True)

    def _north(self) -> None:
        """North is up."""
        em, x = self._em, self._camera.width - self._em * 1.3
        points = [(x, em * 0.7), (x + em * 0.42, em * 1.9), (x, em * 1.6), (x - em * 0.42, em * 1.9)]
        self._put(f'<polygon points="{_points(points)}" fill="{_INK}"/>')
        self._text("N", x - width_of("N", em * 0.735 * 0.86) / 2, em * 2.75, 0.86, halo=True)

    # -- the ground

    def _ground(self, base: BaseMap | None) -> None:
        camera = self._camera
        ground = _WATER if base is not None else _HOME
        self._put(f'<rect width="{_n(camera.width)}" height="{_n(camera.height)}" fill="{ground}"/>')
        if base is None:
            return
        view = (-_BORDER_PX, -_BORDER_PX, camera.width + _BORDER_PX, camera.height + _BORDER_PX)
        for country in base.countries:
            fill = _HOME if country.code and country.code == self._sheet.home else _LAND
            self._fill((area(ring, view) for ring in in_view(country.rings, camera, base.grid)), fill)
        self._fill((area(lake, view) for lake in in_view(base.lakes, camera, base.grid)), _WATER)
        for lines, colour, width, dash in (
            (base.inner, _INNER, 0.06, "3 2.5"),
            (base.coasts, _COAST, 0.06, ""),
            (base.borders, _BORDER, 0.09, ""),
        ):
            found = [piece for line in in_view(lines, camera, base.grid) for piece in pieces(line, view)]
            path = "".join(f"M{_path(piece)}" for piece in found if len(piece) > 1)
            if path:
                dashed = f' stroke-dasharray="{dash}"' if dash else ""
                self._put(
                    f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{_n(self._em * width)}" '
                    f'stroke-linejoin="round"{dashed}/>'
                )

    def _fill(self, rings: Iterable[Sequence[Pixel]], colour: str) -> None:
        path = "".join(f"M{_path(ring)}Z" for ring in rings if len(ring) > 2)  # noqa: PLR2004 - an area
        if path:
            self._put(f'<path d="{path}" fill="{colour}"/>')

    # -- the trip

    def _contents(self) -> None:
        drawing = self._drawing
        for stroke in drawing.network:
            self._stroke(stroke)
        for event in drawing.events:
            self._spread(event)
        for label in drawing.labels:
            if label.kind in {Kind.REGION, Kind.COUNTRY}:
                self._label(label)
        for step in drawing.steps:
            self._step(step)
        for dot in drawing.dots:
            self._dot(dot)
        for event in drawing.events:
            self._burst(event.at, self._em * (0.44 if event.counted else 0.34), filled=event.counted)
        for cross in drawing.closed:
            self._cross(cross)
        for label in drawing.labels:
            if label.kind not in {Kind.REGION, Kind.COUNTRY}:
                self._label(label)
        for pill in drawing.pills:
            self._pill(pill)

    def _stroke(self, stroke: Stroke) -> None:
        colour, width = (_ROUTE, 0.12) if stroke.on_route else (_LINK, 0.08)
        dashed = ' stroke-dasharray="5 4"' if stroke.direct else ""
        self._put(
            f'<polyline points="{_points(stroke.line)}" fill="none" stroke="{colour}" '
            f'stroke-width="{_n(self._em * width)}"{dashed}/>'
        )

    def _line(self, line: Sequence[Pixel], verdict: Verdict | None, width: float) -> None:
        dash = " ".join(_n(part * width) for part in DASHES[verdict])
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._put(
            f'<polyline points="{_points(line)}" fill="none" stroke="{COLOURS[verdict]}" stroke-width="{_n(width)}" '
            f'stroke-linejoin="round"{dashed}/>'
        )

    def _step(self, step: StepLine) -> None:
        width = self._em * 0.24
        self._put(
            f'<polyline points="{_points(step.line)}" fill="none" stroke="{_PAPER}" stroke-opacity="0.85" '
            f'stroke-width="{_n(width * 2.1)}" stroke-linejoin="round"/>'
        )
        self._line(step.line, step.verdict, width if step.known else width * 0.6)
        at, dx, dy = step.arrow
        size = width * 1.9
        points = [
            (at.x + dx * size, at.y + dy * size),
            (at.x - dx * size * 0.7 - dy * size * 0.8, at.y - dy * size * 0.7 + dx * size * 0.8),
            (at.x - dx * size * 0.7 + dy * size * 0.8, at.y - dy * size * 0.7 - dx * size * 0.8),
        ]
        self._put(f'<polygon points="{_points(points)}" fill="{COLOURS[step.verdict]}" stroke="{_PAPER}"/>')

    def _dot(self, dot: Dot) -> None:
        em = self._em
        passed = dot.passed and dot.kind is PlaceKind.ZONE
        side = em * (0.46 if dot.on_trip else 0.4 if passed else 0.26)
        ink, width = (_INK, 0.12) if dot.on_trip or passed else (_QUIET, 0.08)
        style = f'fill="{_PAPER}" stroke="{ink}" stroke-width="{_n(em * width)}"'
        if dot.kind is PlaceKind.ZONE:
            x, y = dot.at.x - side / 2, dot.at.y - side / 2
            self._put(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(side)}" height="{_n(side)}" {style}/>')
        else:
            self._put(f'<circle cx="{_n(dot.at.x)}" cy="{_n(dot.at.y)}" r="{_n(side / 2)}" {style}/>')

    def _spread(self, event: EventDot) -> None:
        if event.radius >= self._em * 0.5:
            self._put(
                f'<circle cx="{_n(event.at.x)}" cy="{_n(event.at.y)}" r="{_n(event.radius)}" fill="{_EVENT}" '
                f'fill-opacity="0.06" stroke="{_EVENT}" stroke-opacity="0.45" stroke-dasharray="3 3"/>'
            )

    def _burst(self, at: Pixel, radius: float, *, filled: bool) -> None:
        points = [
            (
                at.x + math.cos(math.pi * corner / 8) * radius * (1 - 0.5 * (corner % 2)),
                at.y + math.sin(math.pi * corner / 8) * radius * (1 - 0.5 * (corner % 2)),
            )
            for corner in range(16)
        ]
        fill = _EVENT if filled else _PAPER
        self._put(f'<polygon points="{_points(points)}" fill="{fill}" stroke="{_EVENT}"/>')

    def _cross(self, cross: Cross) -> None:
        self._no_entry(cross.at, certain=cross.certain)

    def _no_entry(self, at: Pixel, *, certain: bool) -> None:
        radius, colour = self._em * 0.38, COLOURS[Verdict.NO_GO if certain else Verdict.REFER]
        fill, bar = (colour, _PAPER) if certain else (_PAPER, colour)
        self._put(f'<circle cx="{_n(at.x)}" cy="{_n(at.y)}" r="{_n(radius)}" fill="{fill}" stroke="{colour}"/>')
        x, y = at.x - radius * 0.62, at.y - radius * 0.2
        self._put(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(radius * 1.24)}" height="{_n(radius * 0.4)}" fill="{bar}"/>'
        )

    def _label(self, label: Label) -> None:
        high = label.box.height / len(label.lines)
        quiet = label.kind in {Kind.REGION, Kind.COUNTRY}
        for number, line in enumerate(label.lines):
            words = line.upper() if label.kind is Kind.COUNTRY else line
            base = label.box.top + (number + 0.5) * high + self._em * 0.26
            self._text(
                words,
                label.box.left,
                base,
                SIZES[label.kind],
                bold=label.kind is Kind.TRIP,
                colour=_QUIET if quiet else _INK,
                halo=True,
            )

    def _pill(self, pill: Pill) -> None:
        em, box, ground = self._em, pill.box, COLOURS[pill.verdict]
        centre = box.centre
        if math.dist(pill.at, centre) > box.width / 2 + em * 0.8:
            self._put(
                f'<line x1="{_n(pill.at.x)}" y1="{_n(pill.at.y)}" x2="{_n(centre.x)}" y2="{_n(centre.y)}" '
                f'stroke="{ground}"/>'
            )
        self._put(
            f'<rect x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" height="{_n(box.height)}" '
            f'rx="{_n(box.height / 2)}" fill="{ground}" stroke="{_PAPER}" stroke-width="{_n(em * 0.12)}"/>'
        )
        x, base = box.left + em * 0.42, centre.y + em * 0.26
        self._text(pill.number, x, base, SIZES[None], bold=True, colour=_PAPER)
        x += width_of(pill.number, em * 0.735 * SIZES[None], bold=True) + em * 0.35
        if pill.verdict is not None:
            self._shape(pill.verdict, Pixel(x + em * 0.36, centre.y), em * 0.36, _PAPER)
        self._text(pill.word, x + em * 1.1, base, SIZES[None], bold=True, colour=_PAPER)

    # -- small things

    def _shape(self, verdict: Verdict, at: Pixel, radius: float, colour: str) -> None:
        """The verdict's shape, as large as the window draws it."""
        if verdict is Verdict.GO:
            self._put(f'<circle cx="{_n(at.x)}" cy="{_n(at.y)}" r="{_n(radius * 0.84)}" fill="{colour}"/>')
            return
        corners, first, low = {
            Verdict.CONDITIONS: (3, -90, 0.12),
            Verdict.REFER: (4, 0, 0.0),
            Verdict.NO_GO: (6, 0, 0.0),
        }[verdict]
        angles = [math.radians(first + 360 * corner / corners) for corner in range(corners)]
        points = [(at.x + math.cos(a) * radius, at.y + (math.sin(a) + low) * radius) for a in angles]
        self._put(f'<polygon points="{_points(points)}" fill="{colour}"/>')

    def _text(
        self, words: str, x: float, y: float, size: float, *, bold: bool = False, colour: str = _INK, halo: bool = False
    ) -> None:
        style = ' font-weight="bold"' if bold else ""
        if halo:
            style += (
                f' stroke="{_PAPER}" stroke-opacity="0.85" stroke-width="{_n(self._em * 0.2)}" '
                'stroke-linejoin="round" paint-order="stroke"'
            )
        self._put(
            f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(self._em * 0.735 * size)}" fill="{colour}"{style}>'
            f"{self._words(words)}</text>"
        )


def _n(number: float) -> str:
    """A number as short as it need be, the same on every computer."""
    text = f"{number:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _points(line: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in line)


def _path(line: Sequence[Pixel]) -> str:
    return "L".join(f"{_n(x)} {_n(y)}" for x, y in line)
