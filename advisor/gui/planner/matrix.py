"""Legs by travellers: one cell a step and traveller, its verdict as shape, word and colour; a cell chooses reasons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip

from advisor.gui.language import _, labelled, say
from advisor.gui.planner.matrix_layout import HEAD, WORD, Layout, Spot, laid_out, word_font
from advisor.gui.planner.matrix_table import Table
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.gui.widgets.painting import box, focus_ring
from advisor.gui.widgets.spots import Spots
from advisor.model.message import message
from advisor.model.verdict import Range


class Matrix(Spots[Spot, Layout]):
    """Draws a table and lets mouse and keyboard choose cells (row, column)."""

    def __init__(self) -> None:
        """Empty until `show_table`."""
        super().__init__((0, 0))
        self._table: Table | None = None
        self._chosen: frozenset[Spot] = frozenset()
        self._faded = False

    # -- what it is told

    @property
    def table(self) -> Table | None:
        """What it shows."""
        return self._table

    @property
    def pointed(self) -> Spot | None:
        """The cell under the mouse, else the one with the keyboard."""
        return self.hovered if self.hovered is not None else (self.current if self.hasFocus() else None)

    def show_table(self, table: Table | None, *, faded: bool = False) -> None:
        """Show another table; nothing happens where it is the same. `faded`: it is not up to date."""
        if faded is not self._faded:
            self._faded = faded
            self.update()
        if table == self._table:
            return
        before, self._table = self._table, table
        if table is None or before is None or (before.rows, before.columns) != (table.rows, table.columns):
            self.hovered = None
        self.lay_out_anew()
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

    def lay_out(self, width: int) -> Layout | None:
        """Where everything stands at that width."""
        return laid_out(self._table, width) if self._table is not None else None

    def rect_in(self, layout: Layout, spot: Spot) -> QRect:
        """A cell."""
        return layout.rect(spot)

    def spot_in(self, layout: Layout, point: QPoint) -> Spot | None:
        """The cell at a point."""
        return layout.at(point)

    def height_of(self, layout: Layout) -> int:
        """Of all its bands."""
        return layout.bands * layout.band_height

    def sizeHint(self) -> QSize:
        """Any width will do; no width needs less than a band."""
        layout = self.laid_out[1] if self.laid_out is not None else None
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
            box(painter, rect, fill, edge, width=2 if spot == self.hovered else 1)
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

    def event(self, event: QEvent) -> bool:
        """Tell a cell in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(event.pos())
            if self._table is not None and spot is not None:
                QToolTip.showText(event.globalPos(), self._table.spoken(*spot), self, self.rect_of(spot))
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    # -- keyboard

    def led_to(self, event: QKeyEvent) -> Spot | None:
        """Arrows go from cell to cell, Home and End to the ends of a row."""
        table = self._table
        if table is None:
            return None
        row, column = self.current
        last_row, last_column = len(table.rows) - 1, len(table.columns) - 1
        return {
            Qt.Key.Key_Left: (row, max(0, column - 1)),
            Qt.Key.Key_Right: (row, min(last_column, column + 1)),
            Qt.Key.Key_Up: (max(0, row - 1), column),
            Qt.Key.Key_Down: (min(last_row, row + 1), column),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, last_column),
        }.get(Qt.Key(event.key()))

    def go(self, spot: Spot) -> None:
        """The cell with the keyboard is the one that is read out."""
        self.current = spot
        self._name()
        super().go(spot)


def _elided(painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align), shown)
