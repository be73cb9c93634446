"""The shapes of the three answers to a statement; none of them is a verdict's, which mean trips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen

from advisor.gui.icons import PaintedEngine, icon_colour
from advisor.gui.theme import look, tokens
from advisor.model.verdict import Verdict


def outcome_icon(outcome: str, *, current: bool) -> QIcon:
    """A tick, a cross or a ring, by the outcome's word; grey where it is of an older text."""
    return QIcon(_OutcomeEngine(outcome, current))


def outcome_colour(outcome: str, *, current: bool) -> QColor:
    """The colour that goes with it now."""
    if not current:
        return tokens().muted
    return look({"proved": Verdict.GO, "refuted": Verdict.NO_GO}.get(outcome, Verdict.REFER)).colour


class _OutcomeEngine(PaintedEngine):
    def __init__(self, outcome: str, current: bool) -> None:
        super().__init__()
        self._outcome, self._current = outcome, current

    def clone(self) -> QIconEngine:
        return _OutcomeEngine(self._outcome, self._current)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        selected = mode is QIcon.Mode.Selected
        colour = icon_colour(mode) if selected else outcome_colour(self._outcome, current=self._current)
        box = QRectF(rect).adjusted(*(side * rect.width() * 0.16 for side in (1, 1, -1, -1)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, rect.width() * 0.15)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._outcome == "proved":
            middle = QPointF(box.left() + box.width() * 0.38, box.bottom() - box.height() * 0.08)
            painter.drawLine(QPointF(box.left(), box.center().y()), middle)
            painter.drawLine(middle, box.topRight() + QPointF(0, box.height() * 0.1))
        elif self._outcome == "refuted":
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
        painter.restore()
