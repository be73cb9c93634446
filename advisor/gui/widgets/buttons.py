"""Buttons: the quiet kind that reads as text, the outlined kind, the one filled kind, and small marks."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.painting import box, chevron, focus_ring


class ButtonKind(Enum):
    """How loud a button is."""

    QUIET = auto()
    OUTLINED = auto()
    FILLED = auto()


class Button(QPushButton):
    """A push button that Enter presses too."""

    def __init__(self, text: str, kind: ButtonKind = ButtonKind.OUTLINED, *, size: float = 0.94) -> None:
        """Show `text`; the name for assistive technology is the same until set otherwise."""
        super().__init__(text)
        self._kind = kind
        self._size = size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, accessible: str = "") -> None:
        """Show another text, with a fuller name for assistive technology where given."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()
        if accessible != self.accessibleName():
            self.setAccessibleName(accessible)

    def _shown_font(self) -> QFont:
        return font(self._size)

    def sizeHint(self) -> QSize:
        """As large as its text, with room around it."""
        metrics = QFontMetricsF(self._shown_font())
        side = em(0.1) if self._kind is ButtonKind.QUIET else em(0.6)
        return QSize(round(metrics.horizontalAdvance(self.text()) + 2 * side + 2), em(1.6))

    def minimumSizeHint(self) -> QSize:
        """The same: a button's text is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, text and ring."""
        del event
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        ink = colours.text
        if self._kind is ButtonKind.FILLED:
            box(painter, self.rect(), colours.accent if self.isEnabled() else colours.line, None)
            ink = colours.on_accent if self.isEnabled() else colours.muted
        elif self._kind is ButtonKind.OUTLINED:
            box(painter, self.rect(), colours.card if hovered else colours.panel, colours.edge)
        else:
            ink = colours.link
        if not self.isEnabled() and self._kind is not ButtonKind.FILLED:
            ink = colours.edge
        shown = self._shown_font()
        shown.setUnderline(self._kind is ButtonKind.QUIET and hovered)
        painter.setFont(shown)
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _COMMANDS:
            self.click()
            return
        super().keyPressEvent(event)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class MenuButton(QPushButton):
    """Three dots that open a menu."""

    def __init__(self, accessible: str, menu: QMenu) -> None:
        """Open `menu`; `accessible` says what for."""
        super().__init__("")
        menu.setParent(self, menu.windowFlags())
        self.setMenu(menu)
        self.setAccessibleName(accessible)
        self.setToolTip(accessible)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Small, and centred on the line beside it."""
        return QSize(em(1.6), em(1.3))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dots."""
        del event
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            box(painter, self.rect(), colours.card, colours.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.muted)
        dot, gap = em(0.09), em(0.32)
        centre = QRectF(self.rect()).center()
        for offset in (-gap, 0, gap):
            painter.drawEllipse(centre + QPointF(offset, 0), dot, dot)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the menu, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showMenu()
            return
        super().keyPressEvent(event)


class Disclosure(QPushButton):
    """A line that opens and closes what stands under it."""

    def __init__(self, text: str) -> None:
        """Show `text` beside an arrow; checked means open."""
        super().__init__(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The arrow, then the text."""
        width = QFontMetricsF(font(0.94)).horizontalAdvance(self.text())
        return QSize(round(width + em(1.0)), em(1.6))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw arrow and text."""
        del event
        ink: QColor = tokens().link
        painter = QPainter(self)
        chevron(painter, QPointF(em(0.3), self.height() / 2), em(0.5), ink, right=not self.isChecked())
        shown = font(0.94)
        shown.setUnderline(self.underMouse())
        painter.setFont(shown)
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(em(0.8), 0, 0, 0), int(_LEFT), self.text())
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Right and Left open and close it, as Space does."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or key == (
            Qt.Key.Key_Left if self.isChecked() else Qt.Key.Key_Right
        ):
            self.click()
            return
        super().keyPressEvent(event)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
