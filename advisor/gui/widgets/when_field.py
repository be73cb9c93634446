"""A day and an hour, each of which may be missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _, language
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.fields import ReadField
from advisor.gui.widgets.painting import chevron
from advisor.gui.widgets.text import Label, Run, Tone, caption
from advisor.gui.widgets.when import Unread, read_day, read_hour
from advisor.model.trip import When


def day_text(day: date, *, weekday: bool = True) -> str:
    """`Sat 20 May 2023`, in the language in force."""
    pattern = "ddd d MMM yyyy" if weekday else "d MMM yyyy"
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), pattern)


def hour_text(hour: time) -> str:
    """`09:00`."""
    return f"{hour:%H:%M}"


def when_text(when: When) -> str:
    """The day, and the hour where it is known."""
    if isinstance(when, datetime):
        return f"{day_text(when.date())}, {hour_text(when.time())}"
    return day_text(when)


def explanation(wrong: Unread) -> str:
    """What to tell of a text that is not a day or an hour."""
    return {
        Unread.NOT_A_DAY: _("Not a date. Write 20 May 2023 or 2023-05-20."),
        Unread.NO_SUCH_DAY: _("There is no such day. The day comes first: 20/5/2023."),
        Unread.YEAR_MISSING: _("Add the year: 20 May 2023."),
        Unread.NOT_AN_HOUR: _("Not a time of day. Write 09:00."),
    }[wrong]


class DayField(ReadField):
    """A day, typed or picked from a calendar (Down)."""

    def __init__(self, name: str, *, placeholder: str = "") -> None:
        """Show `placeholder` while empty."""
        super().__init__(name, read_day, day_text, placeholder=placeholder, chars=15)
        self._suggested: Callable[[], date | None] = lambda: None
        self._calendar: QCalendarWidget | None = None
        self.setTextMargins(em(0.4), 0, em(1.2), 0)
        self.setToolTip(_("Type a date, or press Down for a calendar"))

    def suggest(self, suggested: Callable[[], date | None]) -> None:
        """Ask this for the day on which the calendar opens while the field is empty."""
        self._suggested = suggested

    def open_calendar(self) -> None:
        """Show the calendar under the field."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
            self._calendar.setAccessibleName(self.accessibleName())
            self._calendar.clicked.connect(self._pick)
            self._calendar.activated.connect(self._pick)
        calendar = self._calendar
        calendar.setLocale(QLocale(language()))
        plain = QTextCharFormat()  # Qt paints weekends red, which here means a fault
        plain.setForeground(tokens().text)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        day = self.value or self._suggested()
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.show()
        calendar.setFocus()

    def _pick(self, picked: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.put(date(picked.year(), picked.month(), picked.day()))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the arrow opens the calendar."""
        if event.position().x() > self.width() - em(1.2):
            self.open_calendar()
            return
        super().mousePressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for a day in full."""
        widest = max(self.fontMetrics().horizontalAdvance(day_text(date(2023, month, 27))) for month in range(1, 13))
        return QSize(widest + em(2.0), em(1.75))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow too."""
        super().paintEvent(event)
        painter = QPainter(self)
        chevron(painter, QPointF(self.width() - em(0.7), self.height() / 2), em(0.42), tokens().muted)
        painter.end()


class WhenField(QWidget):
    """A day and an hour under one name. The value is the day alone where the hour is missing."""

    edited = Signal(object)
    """Another value: a datetime, a date, or None."""

    def __init__(self, name: str, *, captioned: bool = True) -> None:
        """Call it `name`, in a caption above too."""
        super().__init__()
        self._name = name
        self.day = DayField(_("{what}: day").format(what=name), placeholder=_("day"))
        self.hour = ReadField(_("{what}: hour").format(what=name), read_hour, hour_text, placeholder=_("hour"), chars=5)
        self.hour.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._value: When | None = None
        self._message = Label(size=0.86)
        self._message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.1))
        if captioned:
            column.addWidget(caption(name, self.day))
        row = QHBoxLayout()
        row.setSpacing(em(0.25))
        row.addWidget(self.day, 1)
        row.addWidget(self.hour)
        column.addLayout(row)
        column.addWidget(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for field in (self.day, self.hour):
            field.edited.connect(self._edited)
            field.left.connect(self._complain)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor into the day. As a focus proxy would, but the Tab key comes by no proxy a second time."""
        self.day.setFocus(reason)

    @property
    def value(self) -> When | None:
        """What is known of the time."""
        return self._value

    @property
    def message(self) -> str:
        """What is wrong with what was typed; empty where nothing is, or while the field has the keyboard."""
        return "" if self._message.isHidden() else self._message.text()

    def set_value(self, value: When | None) -> None:
        """Show another value; the same one leaves both fields as they are, half typed or not."""
        if value == self._value and isinstance(value, datetime) is isinstance(self._value, datetime):
            return
        self._value = value
        self.day.set_value(value.date() if isinstance(value, datetime) else value)
        self.hour.set_value(value.time() if isinstance(value, datetime) else None)
        self._complain()

    def _combined(self) -> When | None:
        day: Any = self.day.value
        hour: Any = self.hour.value
        if day is None:
            return None
        return day if hour is None else datetime.combine(day, hour)

    def _edited(self) -> None:
        value = self._combined()
        self._complain()
        if value != self._value or isinstance(value, datetime) is not isinstance(self._value, datetime):
            self._value = value
            self.edited.emit(value)

    def _complain(self) -> None:
        """Say what is wrong: quietly while it is being typed, as a fault once the keyboard has left."""
        text, busy = "", False
        for field in (self.day, self.hour):
            if isinstance(field.wrong, Unread):
                text = explanation(field.wrong)
                busy = field.hasFocus()
                break
        if not text and self.hour.value is not None and self.day.value is None:
            text, busy = _("Add the day: an hour alone says nothing."), self.hour.hasFocus() or self.day.hasFocus()
        for field in (self.day, self.hour):
            field.set_faulty(field.wrong is not None and not field.hasFocus(), text if field.wrong is not None else "")
        if text:
            self._message.say(Run(text, tone=Tone.MUTED if busy else Tone.FAULT))
        if bool(text) is self._message.isHidden():
            self._message.setVisible(bool(text))
