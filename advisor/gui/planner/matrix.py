"""Legs by travellers: one cell a step and traveller, its verdict as shape, word and colour; a cell chooses reasons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from advisor.gui.language import _, labelled, say
from advisor.gui.planner.matrix_layout import HEAD, WORD, Layout, Spot, laid_out, word_font
from advisor.gui.planner.matrix_table import Table
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.gui.widgets.painting import box, focus_ring
from advisor.model.message import message
from advisor.model.verdict import Range


class Matrix(QWidget):
    """Draws a table and lets mouse and keyboard choose cells; it holds no widgets of its own."""

    chosen = Signal(object)
    """A cell (row, column) was chosen."""
    moved = Signal(object)
    """The keyboard or the mouse is on another cell (row, column), or on none."""
    went = Signal(object)
    """The keyboard is on another cell, which stands in that rectangle."""

    def __init__(self) -> None:
        """Empty until `show_table`."""
        super().__init__()
        self._table: Table | None = None
        self._layout: tuple[int, Layout] | None = None
        self._chosen: frozenset[Spot] = frozenset()
        self._hovered: Spot | None = None
        self._faded = False
        self.current: Spot = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- what it is told

    @property
    def table(self) -> Table | None:
        """What it shows."""
        return self._table

    @property
    def pointed(self) -> Spot | None:
        """The cell under the mouse, else the one with the keyboard."""
        return self._hovered if self._hovered is not None else (self.current if self.hasFocus() else None)

    def show_table(self, table: Table | None, *, faded: bool = False) -> None:
        """Show another table; nothing happens where it is the same. `faded`: it is not up to date."""
        if faded is not self._faded:
            self._faded = faded
            self.update()
        if table == self._table:
            return
        before, self._table = self._table, table
        if table is None or before is None or (before.rows, before.columns) != (table.rows, table.columns):
            self._hovered = None
        self._layout = None
        self.updateGeometry()
        if table is not None:
            self.current = (min(self.current[0], len(table.rows) - 1), min(self.current[1], len(table.columns) - 1))
        self._name()
        self.update()

    def mark(self, chosen: frozenset[Spot]) -> None:
        """Mark the cells whose reasons are shown."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def _name(self) -> None:
        """What assistive technology reads: the cell with the keyboard."""
        table = self._table
        title = _("Who, step by step")
        told = "" if table is None else table.spoken(*self.current)
        self.setAccessibleName(labelled(title, told) if told else title)
        self.setAccessibleDescription(_("Arrows go from cell to cell, Enter shows the reasons of one alone."))

    # -- room

    def layout_for(self, width: int) -> Layout | None:
        """Where everything stands at that width."""
        table = self._table
        if table is None:
            return None
        if self._layout is None or self._layout[0] != width:
            self._layout = width, laid_out(table, width)
        return self._layout[1]

    def rect_of(self, spot: Spot) -> QRect:
        """A cell, as it stands now."""
        layout = self.layout_for(self.width())
        return layout.rect(spot) if layout is not None else QRect()

    @property
    def current_rect(self) -> QRect:
        """The cell with the keyboard."""
        return self.rect_of(self.current)

    def hasHeightForWidth(self) -> bool:
        """Bands wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its bands."""
        layout = self.layout_for(width)
        return 0 if layout is None else layout.bands * layout.band_height

    def sizeHint(self) -> QSize:
        """Any width will do; no width needs less than a band."""
        layout = self._layout[1] if self._layout is not None else None
        return QSize(em(20), layout.band_height if layout is not None else 1)

    def minimumSizeHint(self) -> QSize:
        """Shapes alone."""
        return QSize(em(9), 1)

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, names and cells."""
        table, layout = self._table, self.layout_for(self.width())
        if table is None or layout is None:
            return
        painter = QPainter(self)
        dirty = event.rect()
        for column in range(layout.columns):
            if layout.above(column).intersects(dirty):
                self._paint_head(painter, layout, table, column)
        for band in range(layout.bands):
            for row, line in enumerate(table.rows):
                painter.setFont(font(HEAD, bold=True))
                painter.setPen(tokens().muted if line.total else tokens().text)
                _elided(painter, layout.beside(row, band), line.title, Qt.AlignmentFlag.AlignVCenter)
        for row, cells in enumerate(table.cells):
            for column, found in enumerate(cells):
                rect = layout.rect((row, column))
                if rect.intersects(dirty):
                    self._paint_cell(painter, rect, (row, column), found, words=layout.words)
        painter.end()

    def _paint_head(self, painter: QPainter, layout: Layout, table: Table, column: int) -> None:
        line, rect = table.columns[column], layout.above(column)
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.setPen(tokens().muted)
        painter.setFont(font(HEAD * 0.9))
        if not layout.words:
            number = line.above.split(" ", 1)[0] if line.above else ("Σ" if line.total else "…")
            _elided(painter, rect, number, middle | Qt.AlignmentFlag.AlignBottom)
            return
        _elided(painter, rect, line.above, middle | Qt.AlignmentFlag.AlignTop)
        painter.setPen(tokens().muted if line.total else tokens().text)
        painter.setFont(font(HEAD))
        _elided(painter, rect, line.title, middle | Qt.AlignmentFlag.AlignBottom)

    def _paint_cell(self, painter: QPainter, rect: QRect, spot: Spot, found: Range | None, *, words: bool) -> None:
        colours = tokens()
        if found is None:
            box(painter, rect, None, colours.line)
            painter.setPen(colours.muted)
            painter.setFont(font(WORD))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _("not assessed") if words else "–")
        else:
            seen = look(found.reported)
            fill, edge = (None, colours.edge) if self._faded else (seen.wash, seen.colour)
            box(painter, rect, fill, edge, width=2 if spot == self._hovered else 1)
            self._paint_verdict(painter, rect, found, words=words)
        if spot in self._chosen:
            box(painter, rect, None, colours.text, width=3)
        if self.hasFocus() and spot == self.current:
            focus_ring(painter, rect.adjusted(-2, -2, 2, 2))

    def _paint_verdict(self, painter: QPainter, rect: QRect, found: Range, *, words: bool) -> None:
        """The shape, with the word where there is room; the shape of the best case smaller before it."""
        verdict = found.reported
        shown, grey = word_font(), tokens().muted if self._faded else None
        word = say(message(f"report.short.{verdict.word}")) if words else ""
        side, small, gap = em(0.7), em(0.5), em(0.25)
        better = found.best if found.best is not verdict else None
        width = side + (small + gap if better is not None else 0)
        width += round(gap + QFontMetricsF(shown).horizontalAdvance(word)) if word else 0
        left, middle = rect.center().x() - width / 2, rect.center().y() + 0.5
        if better is not None:
            paint_shape(painter, better, QRectF(left, middle - small / 2, small, small), grey)
            left += small + gap
        paint_shape(painter, verdict, QRectF(left, middle - side / 2, side, side), grey)
        if word:
            painter.setFont(shown)
            painter.setPen(grey or look(verdict).colour)
            room = QRectF(left + side + gap, rect.top(), rect.right() - left - side - gap, rect.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)

    # -- mouse

    def _at(self, point: QPoint) -> Spot | None:
        layout = self.layout_for(self.width())
        return layout.at(point) if layout is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
            self.update()
            self.moved.emit(self.pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that is clicked."""
        spot = self._at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or spot is None:
            super().mousePressEvent(event)
            return
        self._go(spot)
        self.chosen.emit(spot)

    def event(self, event: QEvent) -> bool:
        """Tell a cell in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._at(event.pos())
            if self._table is not None and spot is not None:
                QToolTip.showText(event.globalPos(), self._table.spoken(*spot), self, self.rect_of(spot))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from cell to cell, Enter or Space chooses one."""
        table = self._table
        if table is None:
            super().keyPressEvent(event)
            return
        row, column = self.current
        last_row, last_column = len(table.rows) - 1, len(table.columns) - 1
        there = {
            Qt.Key.Key_Left: (row, max(0, column - 1)),
            Qt.Key.Key_Right: (row, min(last_column, column + 1)),
            Qt.Key.Key_Up: (max(0, row - 1), column),
            Qt.Key.Key_Down: (min(last_row, row + 1), column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last_column),
        }.get(Qt.Key(event.key()))
        if there is not None:
            self._go(there)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _go(self, spot: Spot) -> None:
        self.current = spot
        self._hovered = None  # the keyboard counts until the mouse moves again
        self._name()
        self.update()
        self.moved.emit(self.pointed)
        self.went.emit(self.current_rect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.moved.emit(self.pointed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.moved.emit(self.pointed)


def _elided(painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align), shown)
