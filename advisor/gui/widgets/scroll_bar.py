"""A quiet scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from advisor.gui.theme import em, tokens


class ScrollBar(QScrollBar):
    """Only the handle is drawn. Where a press does what is the style's business, as ever."""

    def __init__(self) -> None:
        """A vertical one."""
        super().__init__(Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(em(0.62), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle."""
        del event
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        if self.maximum() > self.minimum():
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.edge if self.underMouse() or self.isSliderDown() else colours.line)
            inside = QRectF(handle).adjusted(em(0.14), 2, -em(0.14), -2)
            painter.drawRoundedRect(inside, inside.width() / 2, inside.width() / 2)
        painter.end()


def scroll_area(name: str, content: QWidget | None = None) -> QScrollArea:
    """Lets `content` be higher than the room there is; the keyboard goes to what it holds, not to itself."""
    area = QScrollArea()
    area.setVerticalScrollBar(ScrollBar())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if content is not None:
        area.setWidget(content)
    return area
