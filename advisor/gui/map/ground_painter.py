"""Draws the outlines under the map."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from advisor.gui.map.colours import MapColours
from advisor.report.map.base import BaseMap, Line
from advisor.report.map.projection import Bounds, Camera


class GroundPainter:
    """Keeps what it has drawn once as paths, for only what comes into view is ever made into one."""

    def __init__(self, base: BaseMap) -> None:
        """Draw that."""
        self.base = base
        self._areas: dict[int, QPainterPath] = {}
        self._lines: dict[int, QPolygonF] = {}

    def paint(self, painter: QPainter, camera: Camera, colours: MapColours, home: str, em: float) -> None:
        """Fill the view of `camera`; `home` is the country to set off."""
        painter.fillRect(0, 0, round(camera.width) + 1, round(camera.height) + 1, colours.water)
        bounds = camera.bounds
        painter.save()
        for turn in range(round(bounds.left - 0.5), round(bounds.right - 0.5) + 1):
            part = Bounds(bounds.left - turn, bounds.top, bounds.right - turn, bounds.bottom)
            self._paint_turn(painter, camera, part, turn, (colours, home, em))
        painter.restore()

    def _paint_turn(
        self, painter: QPainter, camera: Camera, part: Bounds, turn: int, look: tuple[MapColours, str, float]
    ) -> None:
        """One copy of the earth: beyond the date line it goes on."""
        colours, home, em = look
        scale = camera.scale / self.base.grid
        left = (turn - camera.centre.x) * camera.scale + camera.width / 2
        top = -camera.centre.y * camera.scale + camera.height / 2
        painter.setTransform(QTransform(scale, 0, 0, scale, left, top), combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for country in self.base.countries:
            at_home = bool(home) and country.code == home
            painter.setBrush(colours.home if at_home else colours.land)
            for ring in country.rings:
                if _meet(ring.bounds, part):
                    painter.drawPath(self._area(ring))
        painter.setBrush(colours.water)
        for lake in self.base.lakes:
            if _meet(lake.bounds, part):
                painter.drawPath(self._area(lake))
        inner = _pen(colours.inner, em * 0.055)
        inner.setDashPattern([3.0, 2.5])
        near = bounds_wide(part) < 0.2  # noqa: PLR2004 - a fifth of the way round the earth: further off they are noise
        for lines, pen in (
            (self.base.inner if near else (), inner),
            (self.base.coasts, _pen(colours.coast, em * 0.06)),
            (self.base.borders, _pen(colours.border, em * 0.08)),
        ):
            self._stroke(painter, lines, pen, part)
        painter.setTransform(QTransform(scale, 0, 0, scale, left, top).inverted()[0], combine=True)

    def _stroke(self, painter: QPainter, lines: Iterable[Line], pen: QPen, part: Bounds) -> None:
        painter.setPen(pen)
        for line in lines:
            if _meet(line.bounds, part):
                painter.drawPolyline(self._polygon(line))

    def _area(self, line: Line) -> QPainterPath:
        found = self._areas.get(id(line))
        if found is None:
            found = self._areas[id(line)] = QPainterPath()
            found.addPolygon(self._polygon(line))
            found.closeSubpath()
        return found

    def _polygon(self, line: Line) -> QPolygonF:
        found = self._lines.get(id(line))
        if found is None:
            found = self._lines[id(line)] = QPolygonF([QPointF(x, y) for x, y in zip(line.xs, line.ys, strict=True)])
        return found


def bounds_wide(bounds: Bounds) -> float:
    """How much of the way round the earth is in view."""
    return bounds.right - bounds.left


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, max(1.0, width))
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _meet(one: Bounds, other: Bounds) -> bool:
    return one.left <= other.right and one.right >= other.left and one.top <= other.bottom and one.bottom >= other.top
