"""A row of answers of which one or none is given."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from advisor.gui.language import labelled
from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.painting import focus_ring, radius


class Segments(QWidget):
    """Shows `choices` side by side. Pressing the one that is given takes it back: then none is.

    One stop for the Tab key; the arrow keys go along the row, Space or Enter presses.
    """

    chosen = Signal(object)
    """Another value was given, or None: taken back."""

    def __init__(self, name: str, choices: tuple[tuple[str, str], ...], *, none: str) -> None:
        """Take (value, text) pairs. `name` says what is asked, `none` what it means that no answer is given."""
        super().__init__()
        self._none = none
        self._value: str | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons: dict[str, _Segment] = {}
        for number, (value, text) in enumerate(choices):
            button = _Segment(text, first=number == 0, last=number == len(choices) - 1)
            button.clicked.connect(lambda _checked=False, value=value: self._press(value))
            button.along.connect(self._along)
            row.addWidget(button)
            self._buttons[value] = button
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.rename(name)
        self._mark()

    def rename(self, name: str) -> None:
        """Say anew what is asked."""
        self.setAccessibleName(name)
        for button in self._buttons.values():
            button.setAccessibleName(labelled(name, button.text()))

    @property
    def value(self) -> str | None:
        """What is given; None: nothing."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Show an answer without telling anybody; one that is not among the choices shows as none."""
        shown = value if value in self._buttons else None
        if shown != self._value:
            self._value = shown
            self._mark()

    def button(self, value: str) -> QAbstractButton:
        """The segment of that value."""
        return self._buttons[value]

    def focus(self) -> None:
        """Give it the keyboard."""
        (self._buttons.get(self._value or "") or next(iter(self._buttons.values()))).setFocus()

    def _mark(self) -> None:
        stop = self._value or next(iter(self._buttons), None)
        self.setAccessibleDescription(self._buttons[self._value].text() if self._value else self._none)
        for value, button in self._buttons.items():
            button.setChecked(value == self._value)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if value == stop else Qt.FocusPolicy.ClickFocus)

    def _press(self, value: str) -> None:
        self._value = None if value == self._value else value
        self._mark()
        self.chosen.emit(self._value)

    def _along(self, by: int) -> None:
        buttons = list(self._buttons.values())
        here = next((number for number, button in enumerate(buttons) if button.hasFocus()), None)
        if here is not None and 0 <= here + by < len(buttons):
            buttons[here + by].setFocus(Qt.FocusReason.OtherFocusReason)


class _Segment(QAbstractButton):
    along = Signal(int)

    def __init__(self, text: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(0.86)).horizontalAdvance(self.text())
        return QSize(round(width + em(0.9)), em(1.5))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """The row decides what is checked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.along.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        right = -0.5 if self._last else 0.5  # neighbours share one edge
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, right, -0.5), radius(), radius())
        square = QRectF(self.rect()).adjusted(0.5, 0.5, right, -0.5)
        middle = square.width() / 2
        if not self._first:
            outline = outline.united(_rectangle(square.adjusted(0, 0, -middle, 0)))
        if not self._last:
            outline = outline.united(_rectangle(square.adjusted(middle, 0, 0, 0)))
        ground = colours.accent if self.isChecked() else colours.card if self.underMouse() else colours.panel
        painter.fillPath(outline, ground)
        painter.setPen(colours.accent if self.isChecked() else colours.edge)
        painter.drawPath(outline)
        painter.setFont(font(0.86))
        painter.setPen(colours.on_accent if self.isChecked() else colours.text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()


def _rectangle(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path
