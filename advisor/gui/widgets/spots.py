"""A painted widget of spots, such as cells or days, of which mouse and keyboard choose one."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.widgets.abstract import AbstractWidget

Spot = TypeVar("Spot")
Layout = TypeVar("Layout")


class Spots(QWidget, Generic[Spot, Layout], metaclass=AbstractWidget):
    """Knows which spot the mouse is over and which one the keyboard is on; it holds no widgets of its own.

    Where spots stand at a width is worked out once, and again after `lay_out_anew`.
    """

    chosen = Signal(object)
    """A spot was chosen."""
    moved = Signal(object)
    """`pointed` is, or may be, another spot: that."""
    went = Signal(object)
    """The keyboard is on another spot, which stands in that rectangle."""

    def __init__(self, current: Spot) -> None:
        """The keyboard begins at `current`."""
        super().__init__()
        self.current = current
        self.hovered: Spot | None = None
        self.laid_out: tuple[int, Layout] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- what there is to choose from

    @property
    @abstractmethod
    def pointed(self) -> Spot | None:
        """The spot that is told in words: the one under the mouse, else that of the keyboard."""

    @abstractmethod
    def lay_out(self, width: int) -> Layout | None:
        """Where everything stands at that width; None while there is nothing to show."""

    @abstractmethod
    def rect_in(self, layout: Layout, spot: Spot) -> QRect:
        """A spot."""

    @abstractmethod
    def spot_in(self, layout: Layout, point: QPoint) -> Spot | None:
        """The spot at a point."""

    @abstractmethod
    def height_of(self, layout: Layout) -> int:
        """Of everything together."""

    @abstractmethod
    def led_to(self, event: QKeyEvent) -> Spot | None:
        """Where a key leads from the current spot; None where it leads nowhere."""

    # -- room

    def layout_for(self, width: int) -> Layout | None:
        """Where everything stands at that width; None while there is nothing to show."""
        if self.laid_out is None or self.laid_out[0] != width:
            layout = self.lay_out(width)
            if layout is None:
                return None
            self.laid_out = width, layout
        return self.laid_out[1]

    def lay_out_anew(self) -> None:
        """There are other spots."""
        self.laid_out = None
        self.updateGeometry()

    def rect_of(self, spot: Spot) -> QRect:
        """A spot, as it stands now."""
        layout = self.layout_for(self.width())
        return self.rect_in(layout, spot) if layout is not None else QRect()

    def spot_at(self, point: QPoint) -> Spot | None:
        """The spot at a point, as it stands now."""
        layout = self.layout_for(self.width())
        return self.spot_in(layout, point) if layout is not None else None

    @property
    def current_rect(self) -> QRect:
        """The spot the keyboard is on."""
        return self.rect_of(self.current)

    def hasHeightForWidth(self) -> bool:
        """Lines wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        layout = self.layout_for(width)
        return self.height_of(layout) if layout is not None else 0

    # -- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._hover(self.spot_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        if spot != self.hovered:
            self.hovered = spot
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
            self.update()
            self.moved.emit(self.pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the spot that is clicked."""
        spot = self.spot_at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or spot is None:
            super().mousePressEvent(event)
            return
        self.go(spot)
        self.chosen.emit(spot)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go where the key leads; Enter or Space chooses."""
        if self.layout_for(self.width()) is None:
            super().keyPressEvent(event)
            return
        there = self.led_to(event)
        if there is not None:
            self.go(there)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def go(self, spot: Spot) -> None:
        """The keyboard counts until the mouse moves again: what is told is what Enter chooses."""
        self.current, self.hovered = spot, None
        self.update()
        self.moved.emit(self.pointed)
        self.went.emit(self.current_rect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()
        self.moved.emit(self.pointed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()
        self.moved.emit(self.pointed)
