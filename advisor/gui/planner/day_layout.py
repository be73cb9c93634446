"""Where months and days stand on the strip for a width."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF

from advisor.gui.theme import em

NARROWEST_DAY = 0.2
MOST_ABREAST = 6
SLOTS = 31
"""Every month has room for so many days, so that they stand in line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where months and days stand for a width."""

    first: date
    last: date
    abreast: int
    day: float
    name: int
    bar: int
    gap: int

    @property
    def month_width(self) -> float:
        """From the left of one month to that of the next."""
        return self.day * SLOTS + self.gap

    @property
    def line(self) -> int:
        """From the top of one line of months to that of the next."""
        return self.name + self.bar + round(self.gap * 1.2)

    def months(self) -> Iterator[date]:
        """The first of each month."""
        month = self.first.replace(day=1)
        while month <= self.last:
            yield month
            month += timedelta(days=monthrange(month.year, month.month)[1])

    def corner(self, month: date) -> QPointF:
        """Where a month begins."""
        number = (month.year - self.first.year) * 12 + month.month - self.first.month
        line, place = divmod(number, self.abreast)
        return QPointF(place * self.month_width, line * self.line)

    def rect(self, first: date, last: date) -> QRectF:
        """From a day to another of the same month, in the full height of the bar."""
        corner = self.corner(first.replace(day=1))
        left = corner.x() + (first.day - 1) * self.day
        return QRectF(left, corner.y() + self.name, (last.day - first.day + 1) * self.day, self.bar)

    def at(self, point: QPoint) -> date | None:
        """The day at a point."""
        for month in self.months():
            ends = month.replace(day=monthrange(month.year, month.month)[1])
            whole = self.rect(month, ends).adjusted(0, -self.name, 0, self.gap)
            if whole.contains(QPointF(point)):
                day = month.replace(day=min(ends.day, int((point.x() - whole.left()) / self.day) + 1))
                return day if self.first <= day <= self.last else None
        return None

    def height(self) -> int:
        """Of all lines together."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return -(-months // self.abreast) * self.line


def laid_out(first: date, last: date, width: int) -> Layout:
    """As many months side by side as have room for days that can be told apart."""
    gap = em(0.45)
    abreast = max(1, min(MOST_ABREAST, int((width + gap) / (em() * NARROWEST_DAY * SLOTS + gap))))
    day = ((width + gap) / abreast - gap) / SLOTS
    return Layout(first, last, abreast, min(day, em(1.0)), em(1.0), em(1.05), gap)


def by_month(first: date, last: date) -> Iterator[tuple[date, date]]:
    """A stretch of days, cut where months end."""
    while first <= last:
        ends = first.replace(day=monthrange(first.year, first.month)[1])
        yield first, min(ends, last)
        first = ends + timedelta(days=1)


def month_later(day: date, by: int) -> date:
    """The same day of the next or the last month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
