"""Bars across the window: what one must not overlook, without being stopped by it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from advisor.gui.theme import em, font, look, tokens
from advisor.gui.widgets.buttons import Button
from advisor.model.verdict import Verdict


class Weight(Enum):
    """How a bar looks.

    MARK: a large word that stays; NOTE: worth knowing; REFER: why there is no better verdict; ERROR: we failed.
    """

    MARK = "mark"
    NOTE = "note"
    REFER = "refer"
    ERROR = "error"


class NoticeBar(QWidget):
    """A word, a sentence and what can be done about it, on one filled strip."""

    def __init__(self, weight: Weight, parent: QWidget | None = None) -> None:
        """Empty and hidden until something is to be said."""
        super().__init__(parent)
        self._weight = weight
        self._word = QLabel(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._word)
        self._row.addWidget(self._sentence, 1)
        self._restyle()
        self.hide()

    def offer(self, label: str, act: Callable[[], None]) -> Button:
        """Add a button."""
        button = Button(label)
        button.clicked.connect(act)
        self._row.addWidget(button)
        return button

    def say(self, word: str, sentence: str) -> None:
        """Show this."""
        self._word.setText(word)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{word} {sentence}".strip())
        self.show()

    def text(self) -> str:
        """What it says, word and sentence."""
        return f"{self._word.text()} {self._sentence.text()}".strip()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours and the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the strip."""
        del event
        QPainter(self).fillRect(self.rect(), self._ground())

    def _ground(self) -> QColor:
        if self._weight is Weight.REFER:
            return look(Verdict.REFER).solid
        return tokens().unassessed if self._weight is Weight.ERROR else tokens().notice

    def _restyle(self) -> None:
        ink = tokens().on_unassessed if self._weight is Weight.ERROR else tokens().on_notice
        across, down = em(0.9), em(0.3 if self._weight is Weight.MARK else 0.4)
        self._row.setContentsMargins(across, down, across, down)
        self._row.setSpacing(em(0.8))
        self._word.setFont(font(1.6 if self._weight is Weight.MARK else 1.0, bold=True))
        for label in (self._word, self._sentence):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            label.setPalette(palette)
