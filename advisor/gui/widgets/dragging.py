"""Moving one of a column of cards with the mouse. The keys that do the same belong to the cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from advisor.gui.theme import em, tokens


class Dragging(QObject):
    """Lets cards be dragged by their handles up and down their column; Escape lets go without moving anything."""

    dropped = Signal(QWidget, int)
    """A card, and its place among the cards once it is taken out of its old one."""

    def __init__(self, column: QWidget, cards: Callable[[], Sequence[QWidget]]) -> None:
        """`cards` gives those that can be moved, from top to bottom; all stand in `column`."""
        super().__init__(column)
        self._column, self._cards = column, cards
        self._cards_by_handle: dict[QObject, QWidget] = {}
        self._pressed: QPointF | None = None
        self._handle: QAbstractButton | None = None
        self._line = _Line(column)

    def add(self, card: QWidget, handle: QAbstractButton) -> None:
        """Let `card` be dragged by `handle`, which is pressed by a click as ever."""
        self._cards_by_handle[handle] = card
        handle.installEventFilter(self)

    @property
    def under_way(self) -> bool:
        """Whether a card is being dragged."""
        return self._handle is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse once it has gone far enough not to be a click."""
        if not isinstance(watched, QAbstractButton) or watched not in self._cards_by_handle:
            return super().eventFilter(watched, event)
        if isinstance(event, QMouseEvent):
            return self._mouse(watched, event)
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if self.under_way and (escape or event.type() in {QEvent.Type.Hide, QEvent.Type.FocusOut}):
            self._let_go()
            return escape
        return super().eventFilter(watched, event)

    def _mouse(self, handle: QAbstractButton, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition()
        elif kind is QEvent.Type.MouseMove and self._pressed is not None:
            way = (event.globalPosition() - self._pressed).manhattanLength()
            if not self.under_way and way >= QApplication.startDragDistance() and len(self._cards()) > 1:
                self._handle = handle
                handle.setDown(False)
                handle.setCursor(Qt.CursorShape.ClosedHandCursor)
            if self.under_way:
                self._show(event.globalPosition().toPoint())
                return True
        elif kind is QEvent.Type.MouseButtonRelease:
            self._pressed = None
            if self.under_way:
                self._drop(event.globalPosition().toPoint())
                return True
        return False

    def _drop(self, where: QPoint) -> None:
        handle = self._handle
        self._let_go()
        if handle is None:
            return
        card = self._cards_by_handle[handle]
        place = self._place(card, where)
        cards = list(self._cards())
        if card in cards and place != cards.index(card):
            self.dropped.emit(card, place)

    def _let_go(self) -> None:
        if self._handle is not None:
            self._handle.setDown(False)
            self._handle.setCursor(Qt.CursorShape.PointingHandCursor)
        self._handle = self._pressed = None
        self._line.hide()

    def _others(self, card: QWidget) -> list[QWidget]:
        return [one for one in self._cards() if one is not card]

    def _place(self, card: QWidget, where: QPoint) -> int:
        """How many of the other cards stand above that point on the screen."""
        y = self._column.mapFromGlobal(where).y()
        return sum(one.geometry().center().y() < y for one in self._others(card))

    def _show(self, where: QPoint) -> None:
        if self._handle is None:
            return
        card = self._cards_by_handle[self._handle]
        others, place = self._others(card), self._place(card, where)
        at = others[place].y() if place < len(others) else others[-1].geometry().bottom() + em(0.4)
        thick = em(0.2)
        self._line.setGeometry(0, max(0, at - em(0.2) - thick // 2), self._column.width(), thick)
        self._line.raise_()
        self._line.show()
        area = self._column.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None:
            spot = inside.mapFromGlobal(where)
            area.ensureVisible(area.horizontalScrollBar().value(), spot.y(), 0, em(2))


class _Line(QWidget):
    """Where the card would come to stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().accent)
        painter.end()
