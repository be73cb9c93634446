"""A year of departure days as a strip, cut into months: what each day comes to, and one day to look at closely."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF

from advisor.gui.language import language
from advisor.gui.planner.day_layout import Layout, by_month, laid_out, month_later
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.gui.widgets.spots import Spots
from advisor.model.verdict import Verdict

if TYPE_CHECKING:
    from advisor.planning.calendar import Calendar, Run

HEIGHTS = {Verdict.GO: 0.42, Verdict.CONDITIONS: 0.6, Verdict.REFER: 0.8, Verdict.NO_GO: 1.0}
"""The worse a day, the higher it stands: it can be told without colours."""


class DayStrip(Spots[date, Layout]):
    """Draws a calendar and lets mouse and keyboard choose a day to leave on."""

    def __init__(self) -> None:
        """Empty until `show_days`."""
        super().__init__(date.min)
        self._calendar: Calendar | None = None
        self._departs: date | None = None
        self._faded = False

    # -- what it is told

    @property
    def pointed(self) -> date:
        """The day under the mouse, else the one the keyboard is on."""
        return self.hovered or self.current

    def run_at(self, day: date) -> Run | None:
        """The run of like days that a day lies in."""
        return self._calendar.on(day) if self._calendar is not None else None

    def show_days(self, calendar: Calendar, *, faded: bool) -> None:
        """Show the runs of a calendar, of which there must be some. `faded`: they are about an earlier trip."""
        if calendar is not self._calendar:
            before, self._calendar = self._calendar, calendar
            if before is None or self._ends(before) != self._ends(calendar):
                self.hovered = None
                self.lay_out_anew()
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

    def lay_out(self, width: int) -> Layout | None:
        """Where everything stands at that width."""
        return laid_out(*self._ends(self._calendar), width) if self._calendar is not None else None

    def rect_in(self, layout: Layout, spot: date) -> QRect:
        """A day."""
        return layout.rect(spot, spot).toRect()

    def spot_in(self, layout: Layout, point: QPoint) -> date | None:
        """The day at a point."""
        return layout.at(point)

    def height_of(self, layout: Layout) -> int:
        """Of all its lines."""
        return layout.height()

    def sizeHint(self) -> QSize:
        """Any width will do; no width needs less than a line."""
        return QSize(em(20), self.laid_out[1].line if self.laid_out is not None else 1)

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
        if self.hasFocus() or self.hovered is not None:
            room = layout.rect(self.pointed, self.pointed)
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(-2, -3, 2, 3), 2, 2)

    # -- keyboard

    def led_to(self, event: QKeyEvent) -> date | None:
        """Arrows go by a day or a week, with Ctrl from change to change, page keys by a month."""
        day, key = self.current, event.key()
        if self._calendar is None:
            return None
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._change_from(day, back=key == Qt.Key.Key_Left)
        if key in _DAYS:
            return self._within(day + timedelta(days=_DAYS[Qt.Key(key)]))
        if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            return self._within(month_later(day, -1 if key == Qt.Key.Key_PageUp else 1))
        first, last = self._ends(self._calendar)
        return {Qt.Key.Key_Home: first, Qt.Key.Key_End: last}.get(Qt.Key(key))

    def _change_from(self, day: date, *, back: bool) -> date:
        """The next day before or after on which the trip comes to something else than the day before."""
        firsts = [run.first for run in self._calendar.runs] if self._calendar is not None else []
        if back:
            return max((first for first in firsts if first < day), default=day)
        return min((first for first in firsts if first > day), default=day)

    def go(self, spot: date) -> None:
        """Nothing happens where the keyboard is there already."""
        if (spot, None) != (self.current, self.hovered):
            super().go(spot)


_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
