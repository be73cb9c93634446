"""Bars across the window: what one must not overlook, without being stopped by it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from advisor.gui.theme import em, font, tokens


class Weight(Enum):
    """How a bar looks. MARK: a large word that stays; NOTICE: something to attend to; ERROR: the program failed."""

    MARK = "mark"
    NOTICE = "notice"
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
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._word)
        self._row.addWidget(self._sentence, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._restyle()
        self.hide()

    def offer(self, label: str, act: Callable[[], None]) -> QPushButton:
        """Add a button."""
        button = QPushButton(label, self)
        button.clicked.connect(act)
        self._buttons.append(button)
        self._row.addWidget(button)
        self._restyle()
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
        if event.type() in {QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationPaletteChange}:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the strip."""
        del event
        QPainter(self).fillRect(self.rect(), self._ground())

    def _ground(self) -> QColor:
        colours = tokens()
        return colours.unassessed if self._weight is Weight.ERROR else colours.notice

    def _restyle(self) -> None:
        colours = tokens()
        across, down = em(0.9), em(0.35 if self._weight is Weight.MARK else 0.45)
        self._row.setContentsMargins(across, down, across, down)
        self._row.setSpacing(em(0.8))
        self._word.setFont(font(1.35 if self._weight is Weight.MARK else 1.0, bold=True))
        for label in (self._word, self._sentence):
            palette = label.palette()
            palette.setColor(
                QPalette.ColorRole.WindowText,
                colours.on_unassessed if self._weight is Weight.ERROR else colours.on_notice,
            )
            label.setPalette(palette)
