"""The list under a search field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.scroll_bar import ScrollBar

DETAIL = int(Qt.ItemDataRole.UserRole) + 1
"""The item data that tells an offer from its like."""


class OfferList(QListView):
    """Offers, each with what tells it from its like in a quieter tone."""

    def __init__(self, parent: QWidget) -> None:
        """Belong to a field."""
        super().__init__(parent)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def dress(self) -> None:
        """Draw the offers; called once a completer has put a delegate of its own in."""
        self.setItemDelegate(_Offer(self))

    def widest(self, offers: list[tuple[str, str]]) -> int:
        """How wide it would have to be to show these in full, in pixels."""
        return max((_width(label, detail) for label, detail in offers), default=0) + em(1.4)


class _Offer(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        return QSize(_width(index.data(), index.data(DETAIL) or ""), em(1.55))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        label, detail = index.data(), index.data(DETAIL) or ""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect.adjusted(em(0.5), 0, -em(0.5), 0)
        palette = option.palette
        painter.save()
        if chosen:
            painter.fillRect(option.rect, palette.color(QPalette.ColorRole.Highlight))
        ink = palette.color(QPalette.ColorRole.HighlightedText) if chosen else tokens().text
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font())
        painter.setPen(ink)
        painter.drawText(rect, left, painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, rect.width()))
        rest = rect.adjusted(painter.fontMetrics().horizontalAdvance(label) + em(0.6), 0, 0, 0)
        if detail and rest.width() > em(2):
            painter.setFont(font(0.86))
            painter.setPen(ink if chosen else tokens().muted)
            text = painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, left, text)
        painter.restore()


def _width(label: str, detail: str) -> int:
    wide = QFontMetricsF(font()).horizontalAdvance(label)
    if detail:
        wide += em(0.6) + QFontMetricsF(font(0.86)).horizontalAdvance(detail)
    return round(wide) + em(1)
