"""A verdict in a line: its shape and its word, in its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from advisor.gui.language import say
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.model.message import message
from advisor.model.verdict import Verdict


class VerdictMark(QLabel):
    """Shape and word. A QLabel, so that assistive technology reads the word."""

    def __init__(self, *, size: float = 0.86) -> None:
        """Empty until told a verdict."""
        super().__init__()
        self._verdict: Verdict | None = None
        self._faded = False
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def verdict(self) -> Verdict | None:
        """What it shows."""
        return self._verdict

    def show_verdict(self, verdict: Verdict | None, *, faded: bool = False) -> None:
        """Show a verdict, or nothing. `faded`: it is not up to date."""
        if verdict is None:
            self._verdict = None
            self.hide()
            return
        word = say(message(f"report.short.{verdict.word}"))
        if verdict is not self._verdict or word != self.text() or faded is not self._faded:
            self._verdict, self._faded = verdict, faded
            self.setText(word)
            self.updateGeometry()
            self.update()
        self.setVisible(True)

    def _font(self) -> QFont:
        return font(self._size, bold=True)

    def sizeHint(self) -> QSize:
        """Shape, gap, word."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(width + em(1.15)), em(1.12))

    def minimumSizeHint(self) -> QSize:
        """The same: a verdict is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw shape and word."""
        del event
        if self._verdict is None:
            return
        painter = QPainter(self)
        colour = tokens().muted if self._faded else look(self._verdict).colour
        side = em(0.72)
        paint_shape(painter, self._verdict, QRectF(em(0.08), (self.height() - side) / 2, side, side), colour)
        painter.setFont(self._font())
        painter.setPen(colour)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(em(1.05), 0, 0, 0), int(left), self.text())
        painter.end()
