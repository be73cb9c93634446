"""Boxes, rings and marks, drawn in the colours in force."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from advisor.gui.theme import em, tokens


def radius() -> float:
    """How far the corners of fields and buttons are rounded, in pixels."""
    return em(0.32)


def box(painter: QPainter, rect: QRect | QRectF, fill: QColor | None, edge: QColor | None, *, width: float = 1) -> None:
    """A rounded box inside `rect`, filled and bounded as far as colours are given."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge is not None else 0
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius(), radius())


def focus_ring(painter: QPainter, rect: QRect | QRectF) -> None:
    """The ring around what has the keyboard."""
    box(painter, rect, None, tokens().focus, width=2)


def chevron(painter: QPainter, centre: QPointF, size: float, colour: QColor, *, right: bool = False) -> None:
    """A small open arrow pointing down, or to the right."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(1.3, size / 6), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    long, short = size / 2, size / 4
    points = [(-short, -long), (short, 0), (-short, long)] if right else [(-long, -short), (0, short), (long, -short)]
    painter.drawPolyline(QPolygonF([centre + QPointF(x, y) for x, y in points]))


def striped(painter: QPainter, rect: QRect, fill: QColor, edge: QColor | None, stripe: QColor | None) -> None:
    """A card: a rounded box whose left side may carry a stripe."""
    box(painter, rect, fill, edge)
    if stripe is None:
        return
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(rect), radius(), radius())
    bar = QPainterPath()
    bar.addRect(QRectF(rect.left(), rect.top(), em(0.25), rect.height()))
    painter.fillPath(shape.intersected(bar), stripe)
