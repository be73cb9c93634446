"""A year of departure days as a strip, cut into months: what each day comes to, and one day to look at closely."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import language
from advisor.gui.planner.day_layout import Layout, by_month, laid_out, month_later
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.model.verdict import Verdict

if TYPE_CHECKING:
    from advisor.planning.calendar import Calendar, Run

HEIGHTS = {Verdict.GO: 0.42, Verdict.CONDITIONS: 0.6, Verdict.REFER: 0.8, Verdict.NO_GO: 1.0}
"""The worse a day, the higher it stands: it can be told without colours."""


class DayStrip(QWidget):
    """Draws a calendar and lets mouse and keyboard choose a day; it holds no widgets of its own."""

    chosen = Signal(object)
    """A day (a date) to leave on."""
    moved = Signal()
    """`pointed` is another day."""
    went = Signal(object)
    """The keyboard is on another day, which stands in that rectangle."""

    def __init__(self) -> None:
        """Empty until `show_days`."""
        super().__init__()
        self._calendar: Calendar | None = None
        self._layout: tuple[int, Layout] | None = None
        self._departs: date | None = None
        self._faded = False
        self._hovered: date | None = None
        self.current = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- what it is told

    @property
    def pointed(self) -> date:
        """The day under the mouse, else the one the keyboard is on."""
        return self._hovered or self.current

    def run_at(self, day: date) -> Run | None:
        """The run of like days that a day lies in."""
        return self._calendar.on(day) if self._calendar is not None else None

    def show_days(self, calendar: Calendar, *, faded: bool) -> None:
        """Show the runs of a calendar, of which there must be some. `faded`: they are about an earlier trip."""
        if calendar is not self._calendar:
            before, self._calendar = self._calendar, calendar
            if before is None or self._ends(before) != self._ends(calendar):
                self._layout = None
                self._hovered = None
                self.updateGeometry()
            self.update()
        if faded is not self._faded:
            self._faded = faded
            self.update()
        self.current = self._within(self.current)

    def show_departure(self, day: date | None) -> None:
        """Mark the day on which the trip leaves, and look at that."""
        if day != self._departs:
            self._departs = day
            if day is not None:
                self.current = self._within(day)
            self.update()

    @staticmethod
    def _ends(calendar: Calendar) -> tuple[date, date]:
        return calendar.runs[0].first, calendar.runs[-1].last

    def _within(self, day: date) -> date:
        if self._calendar is None:
            return day
        first, last = self._ends(self._calendar)
        return min(max(day, first), last)

    # -- room

    def layout_for(self, width: int) -> Layout | None:
        """Where everything stands at that width."""
        if self._calendar is None:
            return None
        if self._layout is None or self._layout[0] != width:
            made = laid_out(*self._ends(self._calendar), width)
            self._layout = width, made
        return self._layout[1]

    def rect_of(self, day: date) -> QRect:
        """A day, as it stands now."""
        layout = self.layout_for(self.width())
        return layout.rect(day, day).toRect() if layout is not None else QRect()

    @property
    def current_rect(self) -> QRect:
        """The day the keyboard is on."""
        return self.rect_of(self.current)

    def hasHeightForWidth(self) -> bool:
        """Months wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        layout = self.layout_for(width)
        return layout.height() if layout is not None else 0

    def sizeHint(self) -> QSize:
        """Any width will do; no width needs less than a line."""
        return QSize(em(20), self._layout[1].line if self._layout is not None else 1)

    def minimumSizeHint(self) -> QSize:
        """A month."""
        return QSize(em(10), 1)

    # -- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw months, runs, the day of departure and the day looked at."""
        del event
        layout = self.layout_for(self.width())
        if layout is None or self._calendar is None:
            return
        painter = QPainter(self)
        locale = QLocale(language())
        painter.setFont(font(0.8))
        painter.setPen(tokens().muted)
        for month in layout.months():
            corner = layout.corner(month)
            with_year = month.month == 1 or month == layout.first.replace(day=1)
            name = locale.toString(QDate(month.year, month.month, 1), "MMM yyyy" if with_year else "MMM")
            room = QRectF(corner.x(), corner.y(), layout.month_width, layout.name - 2)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), name)
        for run in self._calendar.runs:
            for first, last in by_month(run.first, run.last):
                self._paint_run(painter, layout.rect(first, last), run.range.reported)
        self._paint_marks(painter, layout)
        painter.end()

    def _paint_run(self, painter: QPainter, room: QRectF, verdict: Verdict) -> None:
        colours = tokens()
        fill, ink = (colours.edge if self._faded else look(verdict).colour), colours.panel
        height = round(room.height() * HEIGHTS[verdict])
        bar = QRectF(room.left(), room.bottom() - height, room.width(), height)
        painter.fillRect(room, colours.card)
        painter.fillRect(bar, fill)
        side = min(em(0.62), height * 0.86)
        if room.width() >= side * 1.5:
            shape = QRectF(bar.left() + side * 0.3, bar.center().y() - side / 2, side, side)
            paint_shape(painter, verdict, shape, ink)
        painter.fillRect(QRectF(room.left(), room.top(), 1, room.height()), colours.panel)

    def _paint_marks(self, painter: QPainter, layout: Layout) -> None:
        colours = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._departs is not None and layout.first <= self._departs <= layout.last:
            room = layout.rect(self._departs, self._departs)
            painter.setPen(QPen(colours.text, max(1.5, em(0.1))))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(-1, -1, 1, 1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.text)
            middle, top, half = room.center().x(), room.bottom() + 1, em(0.28)
            painter.drawPolygon(
                QPolygonF([
                    QPointF(middle, top),
                    QPointF(middle - half, top + half * 1.6),
                    QPointF(middle + half, top + half * 1.6),
                ])
            )  # fmt: skip
        if self.hasFocus() or self._hovered is not None:
            room = layout.rect(self.pointed, self.pointed)
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(-2, -3, 2, 3), 2, 2)

    # -- mouse

    def _at(self, point: QPoint) -> date | None:
        layout = self.layout_for(self.width())
        return layout.at(point) if layout is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the day under the mouse."""
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, day: date | None) -> None:
        if day != self._hovered:
            self._hovered = day
            self.setCursor(Qt.CursorShape.ArrowCursor if day is None else Qt.CursorShape.PointingHandCursor)
            self.update()
            self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day that is clicked."""
        day = self._at(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or day is None:
            super().mousePressEvent(event)
            return
        self._go(day)
        self.chosen.emit(day)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by a day or a week, with Ctrl from change to change, page keys by a month; Enter chooses."""
        day, key = self.current, event.key()
        if self._calendar is None:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go(self._change_from(day, back=key == Qt.Key.Key_Left))
        elif key in _DAYS:
            self._go(self._within(day + timedelta(days=_DAYS[Qt.Key(key)])))
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._go(self._within(month_later(day, -1 if key == Qt.Key.Key_PageUp else 1)))
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            first, last = self._ends(self._calendar)
            self._go(first if key == Qt.Key.Key_Home else last)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(day)
        else:
            super().keyPressEvent(event)

    def _change_from(self, day: date, *, back: bool) -> date:
        """The next day before or after on which the trip comes to something else than the day before."""
        firsts = [run.first for run in self._calendar.runs] if self._calendar is not None else []
        if back:
            return max((first for first in firsts if first < day), default=day)
        return min((first for first in firsts if first > day), default=day)

    def _go(self, day: date) -> None:
        """The keyboard counts until the mouse moves again: what is told is what Enter chooses."""
        if (day, None) != (self.current, self._hovered):
            self.current, self._hovered = day, None
            self.update()
            self.moved.emit()
            self.went.emit(self.current_rect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which day the keyboard is on."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()


_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
