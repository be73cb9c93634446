"""Ways to answer a question in place: a button an answer, or a day and an hour."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from advisor.gui.language import _, say
from advisor.gui.theme import em, font, look, paint_shape, tokens
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import column
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.painting import box, focus_ring
from advisor.gui.widgets.text import Run, muted
from advisor.gui.widgets.when_field import WhenField
from advisor.model.message import message
from advisor.model.trip import When
from advisor.model.verdict import Range, Verdict


class AnswerButton(QPushButton):
    """An answer, with the shapes of the best and the worst it would leave; one shape where that settles it."""

    def __init__(self) -> None:
        """Empty until told an answer."""
        super().__init__()
        self._leaves: Range | None = None
        self.value = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_answer(self, value: str, text: str, found: Range | None, question: str) -> None:
        """Show an answer; `found` is what it would leave."""
        self.value = value
        if (text, found) != (self.text(), self._leaves):
            self._leaves = found
            self.setText(text)
            self.updateGeometry()
            self.update()
        outcome = spoken_range(found) if found is not None else ""
        self.setAccessibleName(f"{question} {text}" + (f" → {outcome}" if outcome else ""))
        self.setToolTip(_("would be: {verdict}").format(verdict=outcome) if outcome else "")

    @property
    def _shapes(self) -> tuple[Verdict, ...]:
        found = self._leaves
        if found is None:
            return ()
        return (found.best,) if found.settled else (found.best, found.worst)

    def sizeHint(self) -> QSize:
        """Text and shapes."""
        width = round(QFontMetricsF(font(0.94)).horizontalAdvance(self.text()))
        return QSize(width + self._shapes_width() + em(1.1), em(1.65))

    def _shapes_width(self) -> int:
        """Of the shapes, and the dash between two."""
        return {0: 0, 1: em(1.0), 2: em(2.1)}[len(self._shapes)]

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), em(6)), em(1.65))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and shape."""
        del event
        colours = tokens()
        painter = QPainter(self)
        box(painter, self.rect(), colours.card if self.underMouse() else colours.panel, colours.edge)
        painter.setFont(font(0.94))
        painter.setPen(colours.text)
        right = em(0.5) + self._shapes_width()
        side, middle = em(0.68), self.height() / 2
        left = self.width() - right + em(0.3)
        for number, verdict in enumerate(self._shapes):
            paint_shape(painter, verdict, QRectF(left + number * em(1.1), middle - side / 2, side, side))
        if len(self._shapes) > 1:
            dash = QRectF(left + side + em(0.11), middle - 0.5, em(0.2), max(1.0, em(0.07)))
            painter.fillRect(dash, colours.muted)
        inside = self.rect().adjusted(em(0.5), 0, -right, 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width() + 2)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


class TimeAnswer(QWidget):
    """A day and an hour that count once they are set: what is half typed answers nothing yet."""

    given = Signal(object)

    def __init__(self, name: str) -> None:
        """Call it `name`."""
        super().__init__()
        self.when = WhenField(name, captioned=False)
        self.set = Button(_("Set"))
        self.set.setEnabled(False)
        self.set.clicked.connect(self._give)
        self._known: When | None = None
        self.when.edited.connect(lambda _when: self._weigh())
        for field in (self.when.day, self.when.hour):
            field.returnPressed.connect(self._give)
        layout = column(self, gap=0)
        layout.addWidget(flowing(self.when, self.set, gap=0.3, line_gap=0.2))

    def know(self, known: When | None) -> None:
        """Start from what the trip states so far; what was typed since stays."""
        if known != self._known or isinstance(known, datetime) is not isinstance(self._known, datetime):
            self._known = known
            self.when.set_value(known)
        self._weigh()

    def _weigh(self) -> None:
        value = self.when.value
        self.set.setEnabled(value is not None and (value, type(value)) != (self._known, type(self._known)))

    def _give(self) -> None:
        if self.set.isEnabled() and self.when.value is not None:
            self.given.emit(self.when.value)


def range_runs(found: Range) -> list[Run | str]:
    """The best and the worst with their shapes, once where they are the same."""
    runs: list[Run | str] = []
    for verdict in (found.best,) if found.settled else (found.best, found.worst):
        if runs:
            runs.append(muted(" – "))
        word = say(message(f"report.short.{verdict.word}"))
        runs.append(Run(f"{look(verdict).shape.value} {word}", bold=True, verdict=verdict))
    return runs


def spoken_range(found: Range) -> str:
    """The best and the worst in words."""
    best, worst = (say(message(f"report.verdict.{one.word}")) for one in (found.best, found.worst))
    return best if found.settled else _("between {best} and {worst}").format(best=best, worst=worst)
