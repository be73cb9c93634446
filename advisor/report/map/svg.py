"""A drawing as SVG: what the window shows, for paper and for other programs. Readable in black and white."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from advisor.model.place import PlaceKind
from advisor.model.verdict import Verdict
from advisor.report.map.base import BaseMap
from advisor.report.map.clipping import area, in_view, pieces
from advisor.report.map.drawing import Cross, Dot, Drawing, EventDot, Kind, Label, Pill, StepLine, Stroke
from advisor.report.map.manner import distance_text
from advisor.report.map.projection import Pixel
from advisor.report.map.svg_pen import COLOURS, EVENT, INK, PAPER, QUIET, Pen, num, path_of, points_of
from advisor.report.map.type import FAMILY, SIZES, width_of

_WATER, _LAND = "#DFE8EE", "#EFECE6"
_COAST, _BORDER, _INNER, _ROUTE, _LINK = "#9FB2BE", "#A19B8E", "#D3CDC1", "#ABA495", "#C9C3B6"
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
        self._pen = Pen(drawing.em, sheet.clean)

    def text(self, base: BaseMap | None) -> str:
        em, camera = self._em, self._camera
        above = em * (1.9 + 1.25 * len(self._sheet.lines))
        rows = self._legend_rows()
        below = em * (1.35 * len(rows) + 1.7)
        high = above + camera.height + below
        self._pen.put(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{num(camera.width)}" height="{num(high)}" '
            f'viewBox="0 0 {num(camera.width)} {num(high)}" font-family="{FAMILY}">'
        )
        self._pen.put(f"<title>{self._pen.words(self._sheet.heading)}</title>")
        self._pen.put(f'<rect width="{num(camera.width)}" height="{num(high)}" fill="{PAPER}"/>')
        self._heading()
        self._pen.put(
            '<clipPath id="view">'
            f'<rect width="{num(camera.width)}" height="{num(camera.height)}"/></clipPath>'
            f'<g transform="translate(0 {num(above)})"><g clip-path="url(#view)">'
        )
        self._ground(base)
        self._contents()
        self._pen.put("</g>")
        self._scale()
        self._north()
        self._pen.put(
            f'<rect width="{num(camera.width)}" height="{num(camera.height)}" fill="none" stroke="{_BORDER}"/></g>'
        )
        self._legend(rows, above + camera.height + em * 1.2)
        self._pen.put("</svg>")
        return "\n".join(self._pen.parts) + "\n"

    # -- around the map

    def _heading(self) -> None:
        em, x = self._em, 0.0
        if self._sheet.verdict is not None:
            self._pen.shape(self._sheet.verdict, Pixel(em * 0.6, em * 0.75), em * 0.6, COLOURS[self._sheet.verdict])
            x = em * 1.6
        self._pen.text(self._sheet.heading, Pixel(x, em * 1.12), 1.25, bold=True)
        for number, line in enumerate(self._sheet.lines):
            self._pen.text(line, Pixel(0, em * (2.5 + 1.25 * number)), 0.88, colour=QUIET)

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
                    self._pen.line([Pixel(x, top - em * 0.3), Pixel(x + em * 2.4, top - em * 0.3)], what, em * 0.24)
                    self._pen.shape(what, Pixel(x + em * 3.0, top - em * 0.3), em * 0.36, COLOURS[what])
                    text_x = x + em * 3.6
                else:
                    at = Pixel(x + em * 0.45, top - em * 0.3)
                    if what == "incident":
                        self._pen.burst(at, em * 0.42, filled=True)
                    else:
                        self._pen.no_entry(at, certain=True)
                    text_x = x + em * 1.15
                self._pen.text(word, Pixel(text_x, top), 0.86, colour=QUIET)
                x += wide
            top += em * 1.35
        self._pen.text(self._sheet.source, Pixel(0, top), 0.74, colour=QUIET)

    def _scale(self) -> None:
        bar, em = self._drawing.scale, self._em
        if bar is None:
            return
        x, y = em * 0.8, self._camera.height - em * 0.7
        path = f"M{num(x)} {num(y - em * 0.25)}v{num(em * 0.5)}m0 {num(-em * 0.25)}h{num(bar.pixels)}"
        path += f"m0 {num(-em * 0.25)}v{num(em * 0.5)}"
        self._pen.put(f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="{num(em * 0.09)}"/>')
        text = distance_text(bar.km)
        middle = x + (bar.pixels - width_of(text, em * 0.735 * 0.86)) / 2
        self._pen.text(text, Pixel(middle, y - em * 0.35), 0.86, halo=True)

    def _north(self) -> None:
        """North is up."""
        em, x = self._em, self._camera.width - self._em * 1.3
        points = [(x, em * 0.7), (x + em * 0.42, em * 1.9), (x, em * 1.6), (x - em * 0.42, em * 1.9)]
        self._pen.put(f'<polygon points="{points_of(points)}" fill="{INK}"/>')
        self._pen.text("N", Pixel(x - width_of("N", em * 0.735 * 0.86) / 2, em * 2.75), 0.86, halo=True)

    # -- the ground

    def _ground(self, base: BaseMap | None) -> None:
        camera = self._camera
        ground = _WATER if base is not None else PAPER
        self._pen.put(f'<rect width="{num(camera.width)}" height="{num(camera.height)}" fill="{ground}"/>')
        if base is None:
            return
        view = (-_BORDER_PX, -_BORDER_PX, camera.width + _BORDER_PX, camera.height + _BORDER_PX)
        for country in base.countries:
            fill = PAPER if country.code and country.code == self._sheet.home else _LAND
            self._fill((area(ring, view) for ring in in_view(country.rings, camera, base.grid)), fill)
        self._fill((area(lake, view) for lake in in_view(base.lakes, camera, base.grid)), _WATER)
        for lines, colour, width, dash in (
            (base.inner, _INNER, 0.06, "3 2.5"),
            (base.coasts, _COAST, 0.06, ""),
            (base.borders, _BORDER, 0.09, ""),
        ):
            found = [piece for line in in_view(lines, camera, base.grid) for piece in pieces(line, view)]
            path = "".join(f"M{path_of(piece)}" for piece in found if len(piece) > 1)
            if path:
                dashed = f' stroke-dasharray="{dash}"' if dash else ""
                self._pen.put(
                    f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{num(self._em * width)}" '
                    f'stroke-linejoin="round"{dashed}/>'
                )

    def _fill(self, rings: Iterable[Sequence[Pixel]], colour: str) -> None:
        path = "".join(f"M{path_of(ring)}Z" for ring in rings if len(ring) > 2)  # noqa: PLR2004 - an area
        if path:
            self._pen.put(f'<path d="{path}" fill="{colour}"/>')

    # -- the trip

    def _contents(self) -> None:
        for part in self._drawing.stacked():
            match part:
                case Stroke():
                    self._stroke(part)
                case Label():
                    self._label(part)
                case StepLine():
                    self._step(part)
                case Dot():
                    self._dot(part)
                case EventDot():
                    self._spread(part)
                    self._pen.burst(part.at, self._em * (0.44 if part.counted else 0.34), filled=part.counted)
                case Cross():
                    self._pen.no_entry(part.at, certain=part.certain)
                case Pill():
                    self._pill(part)

    def _stroke(self, stroke: Stroke) -> None:
        colour, width = (_ROUTE, 0.12) if stroke.on_route else (_LINK, 0.08)
        dashed = ' stroke-dasharray="5 4"' if stroke.direct else ""
        self._pen.put(
            f'<polyline points="{points_of(stroke.line)}" fill="none" stroke="{colour}" '
            f'stroke-width="{num(self._em * width)}"{dashed}/>'
        )

    def _step(self, step: StepLine) -> None:
        width = self._em * 0.24
        self._pen.put(
            f'<polyline points="{points_of(step.line)}" fill="none" stroke="{PAPER}" stroke-opacity="0.85" '
            f'stroke-width="{num(width * 2.1)}" stroke-linejoin="round"/>'
        )
        self._pen.line(step.line, step.verdict, width if step.known else width * 0.6)
        at, dx, dy = step.arrow
        size = width * 1.9
        points = [
            (at.x + dx * size, at.y + dy * size),
            (at.x - dx * size * 0.7 - dy * size * 0.8, at.y - dy * size * 0.7 + dx * size * 0.8),
            (at.x - dx * size * 0.7 + dy * size * 0.8, at.y - dy * size * 0.7 - dx * size * 0.8),
        ]
        self._pen.put(f'<polygon points="{points_of(points)}" fill="{COLOURS[step.verdict]}" stroke="{PAPER}"/>')

    def _dot(self, dot: Dot) -> None:
        em = self._em
        passed = dot.passed and dot.kind is PlaceKind.ZONE
        side = em * (0.46 if dot.on_trip else 0.4 if passed else 0.26)
        ink, width = (INK, 0.12) if dot.on_trip or passed else (QUIET, 0.08)
        style = f'fill="{PAPER}" stroke="{ink}" stroke-width="{num(em * width)}"'
        if dot.kind is PlaceKind.ZONE:
            x, y = dot.at.x - side / 2, dot.at.y - side / 2
            self._pen.put(f'<rect x="{num(x)}" y="{num(y)}" width="{num(side)}" height="{num(side)}" {style}/>')
        else:
            self._pen.put(f'<circle cx="{num(dot.at.x)}" cy="{num(dot.at.y)}" r="{num(side / 2)}" {style}/>')

    def _spread(self, event: EventDot) -> None:
        if event.radius >= self._em * 0.5:
            self._pen.put(
                f'<circle cx="{num(event.at.x)}" cy="{num(event.at.y)}" r="{num(event.radius)}" fill="{EVENT}" '
                f'fill-opacity="0.06" stroke="{EVENT}" stroke-opacity="0.45" stroke-dasharray="3 3"/>'
            )

    def _label(self, label: Label) -> None:
        high = label.box.height / len(label.lines)
        quiet = label.kind in {Kind.REGION, Kind.COUNTRY}
        for number, line in enumerate(label.lines):
            words = line.upper() if label.kind is Kind.COUNTRY else line
            base = label.box.top + (number + 0.5) * high + self._em * 0.26
            self._pen.text(
                words,
                Pixel(label.box.left, base),
                SIZES[label.kind],
                bold=label.kind is Kind.TRIP,
                colour=QUIET if quiet else INK,
                halo=True,
            )

    def _pill(self, pill: Pill) -> None:
        em, box, ground = self._em, pill.box, COLOURS[pill.verdict]
        centre = box.centre
        if math.dist(pill.at, centre) > box.width / 2 + em * 0.8:
            self._pen.put(
                f'<line x1="{num(pill.at.x)}" y1="{num(pill.at.y)}" x2="{num(centre.x)}" y2="{num(centre.y)}" '
                f'stroke="{ground}"/>'
            )
        self._pen.put(
            f'<rect x="{num(box.left)}" y="{num(box.top)}" width="{num(box.width)}" height="{num(box.height)}" '
            f'rx="{num(box.height / 2)}" fill="{ground}" stroke="{PAPER}" stroke-width="{num(em * 0.12)}"/>'
        )
        x, base = box.left + em * 0.42, centre.y + em * 0.26
        self._pen.text(pill.number, Pixel(x, base), SIZES[None], bold=True, colour=PAPER)
        x += width_of(pill.number, em * 0.735 * SIZES[None], bold=True) + em * 0.35
        if pill.verdict is not None:
            self._pen.shape(pill.verdict, Pixel(x + em * 0.36, centre.y), em * 0.36, PAPER)
        self._pen.text(pill.word, Pixel(x + em * 1.1, base), SIZES[None], bold=True, colour=PAPER)
