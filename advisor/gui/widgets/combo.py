"""A choice among a few, in a list that opens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from advisor.gui.theme import em, tokens
from advisor.gui.widgets.choices import folded
from advisor.gui.widgets.painting import box, chevron

TYPING_MILLISECONDS = 1000
"""Letters that follow one another faster than this are one word."""


class Combo(QComboBox):
    """Choices by value; the value None, where there is one, comes first and means: not stated."""

    chosen = Signal(object)
    """The user chose a value, or None."""

    def __init__(self, name: str, *, chars: int = 10) -> None:
        """Call it `name` for assistive technology; `chars` is the most room it asks for, in average letters."""
        super().__init__()
        self._name = name
        self._chars = chars
        self._typed = ""
        self._typed_at = 0
        self._choices: tuple[tuple[str | None, str], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel shall scroll the page

    def set_choices(self, choices: tuple[tuple[str | None, str], ...]) -> None:
        """Offer these (value, text) pairs; nothing happens where they are the same as before."""
        if choices == self._choices:
            return
        kept = self.currentData()
        self._choices = choices
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.setCurrentIndex(self.findData(kept))
        self.updateGeometry()

    def set_value(self, value: str | None) -> None:
        """Show a value that is among the choices."""
        row = next((row for row, (one, _text) in enumerate(self._choices) if one == value), -1)
        if row != self.currentIndex():
            self.setCurrentIndex(row)

    @property
    def value(self) -> str | None:
        """The value shown."""
        data: str | None = self.currentData()
        return data

    def sizeHint(self) -> QSize:
        """As wide as the widest choice, up to the room asked for."""
        metrics = QFontMetrics(self.font())
        widest = max((metrics.horizontalAdvance(text) for _value, text in self._choices), default=0)
        return QSize(min(widest, metrics.averageCharWidth() * self._chars) + em(2), em(1.75))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), em(5)), em(1.75))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters find the choice that begins so, accents aside, however long the answer to the one before took."""
        letters = event.text()
        commands = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        begun = self._typed if event.timestamp() - self._typed_at < TYPING_MILLISECONDS else ""
        if commands or not letters.isprintable() or not (begun + letters).strip():
            super().keyPressEvent(event)  # among them a space on its own, which opens the list
            return
        self._typed, self._typed_at = begun + letters, event.timestamp()
        row = self._row_of(self._typed) if begun else None
        if row is None:  # another word begins, or the same letter asks for the next
            self._typed = letters
            row = self._row_of(letters, after=self.currentIndex())
        if row is not None and row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def _row_of(self, letters: str, after: int = -1) -> int | None:
        key = folded(letters)
        rows = [*range(after + 1, self.count()), *range(after + 1)]
        return next((row for row in rows if key and folded(self.itemText(row)).startswith(key)), None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead of changing what nobody looks at."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, text and arrow."""
        del event
        colours = tokens()
        painter = QPainter(self)
        focused = self.hasFocus()
        ground = colours.card if self.underMouse() else colours.panel
        box(painter, self.rect(), ground, colours.focus if focused else colours.edge, width=2 if focused else 1)
        chevron(painter, QPointF(self.width() - em(0.75), self.height() / 2), em(0.5), colours.muted)
        painter.setFont(self.font())
        painter.setPen(colours.muted if self.currentData() is None else colours.text)
        inside = self.rect().adjusted(em(0.45), 0, -em(1.3), 0)
        shown = painter.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
