"""The strip of line numbers beside the text of a rule file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from advisor.gui.faults import MARKS, colour_of
from advisor.gui.theme import em, tokens
from advisor.model.diagnostic import Severity

_FEWEST_DIGITS = 3


class Numbered(Protocol):
    """What the strip needs of the text it stands beside."""

    @property
    def faulty_lines(self) -> Mapping[int, Severity]:
        """The lines on which something is wrong, and how much it weighs."""

    def numbered_lines(self, bottom: int) -> Iterable[tuple[int, QRect]]:
        """The lines in view."""

    def blockCount(self) -> int:
        """How many lines there are."""


class Margin(QWidget):
    """Line numbers, with a mark where a line has a fault."""

    def __init__(self, view: QPlainTextEdit) -> None:
        """Stand inside `view`, which is also Numbered."""
        super().__init__(view)
        self._view: Numbered = view  # type: ignore[assignment]

    def wide(self) -> int:
        """Its width: the highest number with room for a mark."""
        digits = max(_FEWEST_DIGITS, len(str(self._view.blockCount())))
        return self.fontMetrics().horizontalAdvance("▲" + "9" * digits) + em(0.7)

    def sizeHint(self) -> QSize:
        """As wide as that."""
        return QSize(self.wide(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        colours = tokens()
        painter.fillRect(event.rect(), colours.page)
        faulty = self._view.faulty_lines
        painter.setFont(self.font())
        for number, place in self._view.numbered_lines(event.rect().bottom()):
            weight = faulty.get(number)
            painter.setPen(colours.muted if weight is None else colour_of(weight))
            words = str(number) if weight is None else f"{MARKS[weight]}{number}"
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(place.adjusted(0, 0, -em(0.35), 0), right, words)
        painter.end()
