"""What the lines and marks on the map mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import say
from advisor.gui.map.colours import map_colours
from advisor.gui.map.painter import STEP_WIDTH, burst, step_pen
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.model.message import message
from advisor.model.verdict import Verdict
from advisor.report.map.projection import Pixel


class LegendMark(QWidget):
    """One line sample or mark with its word: a verdict, `closed`, or `incident`."""

    def __init__(self, what: Verdict | str) -> None:
        """For that."""
        super().__init__()
        self._what = what
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """Its word."""
        name = f"report.short.{self._what.word}" if isinstance(self._what, Verdict) else f"map.{self._what}"
        return say(message(name))

    def _sample(self) -> int:
        return em(3.1) if isinstance(self._what, Verdict) else em(0.9)

    def sizeHint(self) -> QSize:
        """Sample, gap, word."""
        width = QFontMetricsF(font(0.8)).horizontalAdvance(self.text)
        return QSize(round(self._sample() + em(0.35) + width + 2), em(1.1))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as on the map."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, what = self.height() / 2, self._what
        if isinstance(what, Verdict):
            painter.setPen(step_pen(what, em() * STEP_WIDTH * 0.8))
            painter.drawLine(QPointF(0, middle), QPointF(em(2.2), middle))
            paint_shape(painter, what, QRectF(em(2.4), middle - em(0.3), em(0.6), em(0.6)))
        elif what == "closed":
            colour = look(Verdict.NO_GO).colour
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(em(0.42), middle), em(0.36), em(0.36))
            painter.fillRect(QRectF(em(0.2), middle - em(0.07), em(0.44), em(0.14)), tokens().panel)
        else:
            painter.setPen(QPen(map_colours().event, 1))
            painter.setBrush(map_colours().event)
            painter.drawPath(burst(Pixel(em(0.42), middle), em(0.4)))
        painter.setPen(tokens().muted)
        painter.setFont(font(0.8))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(self._sample() + em(0.3), 0, 0, 0), left, self.text)
        painter.end()
