"""A layout that fills lines like words fill a paragraph, so that nothing is clipped where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from advisor.gui.theme import em


class Flow(QLayout):
    """Places items from left to right and wraps. What may expand shares what a line has left over."""

    def __init__(self, *widgets: QWidget, gap: float = 0.5, line_gap: float | None = None) -> None:
        """Take widgets in order; `gap` and `line_gap` are in heights of a line of text."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        for widget in widgets:
            self.addWidget(widget)

    def centre(self, *widgets: QWidget) -> None:
        """Put widgets into the middle of their line, not at its top."""
        for widget in widgets:
            self.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)

    def addWidget(self, widget: QWidget) -> None:
        """Append a widget.

        Its item is made here, not by Qt: of an item that Qt makes and deletes, Python is told nothing, and takes the
        next one at the same address for the one that is gone. An exception in a layout ends the program.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)
        self.invalidate()

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget before the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at `index`."""
        taken = self._items.pop(index) if 0 <= index < len(self._items) else None
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """It needs no more room than it asks for."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """More lines where there is less room."""
        return True

    def invalidate(self) -> None:
        """An item wants another size."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """The height of all lines. Qt asks again and again while it lays a window out, so it is worked out once."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=False)
        return height

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(one.width() for one in shown) + em(self._gap) * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, max((one.height() for one in shown), default=0)))

    def minimumSize(self) -> QSize:
        """Wide enough for the widest item when squeezed."""
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return self._with_margins(
            QSize(max((one.width() for one in shown), default=0), max((one.height() for one in shown), default=0))
        )

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        gap, top = em(self._gap), area.top()
        for number, line in enumerate(self._lines(area.width(), gap)):
            top += em(self._line_gap) if number else 0
            top += self._place_line(line, QPoint(area.left(), top), area.width(), place=place)
        return top - rect.top() + margins.bottom()

    def _lines(self, width: int, gap: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if lines and used + gap + wanted <= width:
                lines[-1].append(item)
                used += gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _place_line(self, line: list[QLayoutItem], start: QPoint, width: int, *, place: bool) -> int:
        gap = em(self._gap)
        widths = [min(item.sizeHint().width(), width) for item in line]
        left_over = width - sum(widths) - gap * (len(line) - 1)
        growing = [number for number, item in enumerate(line) if item.expandingDirections() & Qt.Orientation.Horizontal]
        for number in growing:
            widths[number] += left_over // len(growing)
        heights = [
            max(item.heightForWidth(wide), item.minimumSize().height())
            if item.hasHeightForWidth()
            else item.sizeHint().height()
            for item, wide in zip(line, widths, strict=True)
        ]
        height = max(heights)
        if place:
            left = start.x()
            for item, wide, high in zip(line, widths, heights, strict=True):
                middle = (height - high) // 2 if item.alignment() & Qt.AlignmentFlag.AlignVCenter else 0
                item.setGeometry(QRect(left, start.y() + middle, wide, high))
                left += wide + gap
        return height


def flowing(
    *widgets: QWidget, gap: float = 0.5, line_gap: float | None = None, inset: float = 0, centred: bool = False
) -> QWidget:
    """A widget whose children flow; `inset` from its left side, `centred` in the height of their line."""
    holder = QWidget()
    flow = Flow(*widgets, gap=gap, line_gap=line_gap)
    flow.setContentsMargins(round(em(1) * inset), 0, 0, 0)
    if centred:
        flow.centre(*widgets)
    holder.setLayout(flow)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
