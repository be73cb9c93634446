"""Draws what a layout has found room for. Verdicts are drawn as colour, dash, shape and word."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from advisor.gui.map.colours import MapColours
from advisor.gui.map.lettering import Lettering
from advisor.gui.theme import look, paint_shape, tokens
from advisor.model.place import PlaceKind
from advisor.model.verdict import Verdict
from advisor.report.map.drawing import DASHES, Cross, Dot, Drawing, EventDot, Kind, Label, Pill, StepLine, Stroke
from advisor.report.map.manner import distance_text
from advisor.report.map.projection import Pixel

STEP_WIDTH = 0.25
"""Of a leg's line, in heights of a line of text."""
FADED = 0.45


class Painter:
    """One drawing on one device."""

    def __init__(self, painter: QPainter, lettering: Lettering, colours: MapColours) -> None:
        """Draw with that painter."""
        self._painter, self._lettering, self._colours = painter, lettering, colours
        self._em = lettering.em
        angles = (math.pi * eighth / 4 for eighth in range(8))
        self._halo = [QPointF(math.cos(angle), math.sin(angle)) * (self._em * 0.1) for angle in angles]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)

    def paint(self, drawing: Drawing, *, faded: bool = False) -> None:
        """Draw everything, from the ground up. `faded`: verdicts are those of an earlier state of the trip."""
        for part in drawing.stacked():
            self._painter.setOpacity(FADED if faded and isinstance(part, StepLine | Pill) else 1.0)
            self._part(part)
        self._painter.setOpacity(1.0)

    def _part(self, part: Stroke | Label | StepLine | Dot | EventDot | Cross | Pill) -> None:
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
                self._event(part)
            case Cross():
                self._cross(part)
            case Pill():
                self._pill(part)

    def scale(self, drawing: Drawing, at: Pixel) -> None:
        """The scale bar, its left end there."""
        if drawing.scale is None:
            return
        painter, em = self._painter, self._em
        text = distance_text(drawing.scale.km)
        end, tick = at.x + drawing.scale.pixels, em * 0.22
        lines = [
            QLineF(at.x, at.y, end, at.y),
            QLineF(at.x, at.y - tick, at.x, at.y + tick),
            QLineF(end, at.y - tick, end, at.y + tick),
        ]
        for colour, width in ((self._colours.halo, 0.28), (self._colours.ink, 0.09)):
            painter.setPen(QPen(colour, em * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines(lines)
        width = self._lettering.width(text, Kind.TOWN)
        self._text(text, QRectF((at.x + end - width) / 2, at.y - em * 1.05, width, em * 0.9), Kind.TOWN)

    # -- lines

    def _stroke(self, stroke: Stroke) -> None:
        width = self._em * (0.13 if stroke.on_route else 0.09)
        pen = QPen(self._colours.route if stroke.on_route else self._colours.link, max(1.0, width))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if stroke.direct else Qt.PenCapStyle.RoundCap)
        if stroke.direct:
            pen.setDashPattern([5.0, 4.0])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(polygon(stroke.line))

    def _step(self, step: StepLine) -> None:
        painter, width = self._painter, self._em * STEP_WIDTH
        line = polygon(step.line)
        halo = QPen(self._colours.halo, width * 2.1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(halo)
        painter.drawPolyline(line)
        colour = verdict_colour(step.verdict)
        painter.setPen(step_pen(step.verdict, width if step.known else width * 0.6))
        painter.drawPolyline(line)
        at, dx, dy = step.arrow
        size = width * 1.9
        painter.setPen(QPen(self._colours.halo, width * 0.4))
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x + dx * size, at.y + dy * size),
                    QPointF(at.x - dx * size * 0.7 - dy * size * 0.8, at.y - dy * size * 0.7 + dx * size * 0.8),
                    QPointF(at.x - dx * size * 0.7 + dy * size * 0.8, at.y - dy * size * 0.7 - dx * size * 0.8),
                ]
            )
        )

    # -- points

    def _dot(self, dot: Dot) -> None:
        painter, on_trip = self._painter, dot.on_trip
        # a zone that the trip leads through is one of the things to see
        passed = dot.passed and dot.kind is PlaceKind.ZONE
        side = self._em * (0.46 if on_trip else 0.4 if passed else 0.26)
        ink = self._colours.ink if on_trip or passed else self._colours.quiet
        painter.setPen(QPen(ink, self._em * (0.13 if on_trip else 0.1 if passed else 0.08)))
        painter.setBrush(self._colours.home)
        box = QRectF(dot.at.x - side / 2, dot.at.y - side / 2, side, side)
        if dot.kind is PlaceKind.ZONE:
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)

    def _spread(self, event: EventDot) -> None:
        """How far off an incident may be: a faint circle."""
        if event.radius < self._em * 0.5:
            return
        ring = QColor(self._colours.event)
        ring.setAlphaF(0.45 if event.counted else 0.25)
        fill = QColor(self._colours.event)
        fill.setAlphaF(0.07 if event.counted else 0.04)
        pen = QPen(ring, max(1.0, self._em * 0.05))
        pen.setDashPattern([3.0, 3.0])
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawEllipse(QPointF(*event.at), event.radius, event.radius)

    def _event(self, event: EventDot) -> None:
        """A burst, filled where a finding counts it."""
        painter, em = self._painter, self._em
        painter.setPen(QPen(self._colours.event, max(1.0, em * 0.07)))
        painter.setBrush(self._colours.event if event.counted else self._colours.event_fill)
        painter.drawPath(burst(event.at, em * (0.44 if event.counted else 0.34)))
        if len(event.marks) > 1:
            text = str(len(event.marks))
            width = self._lettering.width(text, Kind.TOWN)
            self._text(text, QRectF(event.at.x + em * 0.45, event.at.y - em * 0.9, width, em * 0.9), Kind.TOWN)

    def _cross(self, cross: Cross) -> None:
        """No entry; open where it depends on what nobody has stated."""
        painter, radius = self._painter, self._em * 0.4
        colour = look(Verdict.NO_GO if cross.certain else Verdict.REFER).colour
        painter.setPen(QPen(self._colours.halo if cross.certain else colour, self._em * 0.1))
        painter.setBrush(colour if cross.certain else self._colours.home)
        painter.drawEllipse(QPointF(*cross.at), radius, radius)
        painter.fillRect(
            QRectF(cross.at.x - radius * 0.62, cross.at.y - radius * 0.2, radius * 1.24, radius * 0.4),
            self._colours.home if cross.certain else colour,
        )

    # -- words

    def _label(self, label: Label) -> None:
        high = label.box.height / len(label.lines)
        for number, line in enumerate(label.lines):
            box = QRectF(label.box.left, label.box.top + number * high, label.box.width, high)
            self._text(line, box, label.kind)

    def _text(self, text: str, box: QRectF, kind: Kind) -> None:
        """A text with a halo, so that lines under it do not hurt it."""
        painter, lettering = self._painter, self._lettering
        shown = lettering.text(text, kind)
        at = QPointF(box.left(), box.center().y() + self._em * (0.3 if kind is Kind.TRIP else 0.26))
        painter.setFont(lettering.font(kind))
        if kind is not Kind.COUNTRY:
            # the text around itself: many times faster than the stroke of its outline, and as good to the eye
            painter.setPen(self._colours.halo)
            for off in self._halo:
                painter.drawText(at + off, shown)
        painter.setPen(self._colours.quiet if kind in {Kind.REGION, Kind.COUNTRY} else self._colours.ink)
        painter.drawText(at, shown)

    def _pill(self, pill: Pill) -> None:
        """Number, shape and word on the verdict's ground, tied to what it belongs to."""
        painter, em = self._painter, self._em
        box = QRectF(*pill.box)
        ground = look(pill.verdict).solid if pill.verdict is not None else tokens().unassessed
        ink = look(pill.verdict).on_solid if pill.verdict is not None else tokens().on_unassessed
        if math.dist(pill.at, pill.box.centre) > pill.box.width / 2 + em * 0.8:
            painter.setPen(QPen(ground, max(1.0, em * 0.08)))
            painter.drawLine(QPointF(*pill.at), box.center())
        painter.setPen(QPen(self._colours.halo, em * 0.14))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._lettering.font(None))
        painter.setPen(ink)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        x = box.left() + em * 0.42
        painter.drawText(QRectF(x, box.top(), box.width(), box.height()), left, pill.number)
        x += self._lettering.width(pill.number, None) + em * 0.35
        if pill.verdict is not None:
            paint_shape(painter, pill.verdict, QRectF(x, box.center().y() - em * 0.36, em * 0.72, em * 0.72), ink)
            painter.setPen(ink)
        x += em * 1.1
        painter.drawText(QRectF(x, box.top(), box.width(), box.height()), left, pill.word)


def verdict_colour(verdict: Verdict | None) -> QColor:
    """The colour of a leg's line; None: not assessed."""
    return look(verdict).colour if verdict is not None else tokens().muted


def step_pen(verdict: Verdict | None, width: float) -> QPen:
    """The pen of a leg's line."""
    pen = QPen(verdict_colour(verdict), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if DASHES[verdict]:
        pen.setDashPattern(list(DASHES[verdict]))
    return pen


def polygon(line: Sequence[Pixel]) -> QPolygonF:
    """The line for Qt."""
    return QPolygonF([QPointF(x, y) for x, y in line])


def burst(at: Pixel, radius: float) -> QPainterPath:
    """A star of eight points: what happened there."""
    points = []
    for corner in range(16):
        reach = radius if corner % 2 == 0 else radius * 0.5
        angle = math.pi * corner / 8
        points.append(QPointF(at.x + math.cos(angle) * reach, at.y + math.sin(angle) * reach))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path
