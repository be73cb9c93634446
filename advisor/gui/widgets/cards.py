"""Cards, the summaries that open them, and sections."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import labelled
from advisor.gui.theme import em, look, tokens
from advisor.gui.widgets.buttons import Disclosure
from advisor.gui.widgets.painting import chevron, focus_ring, striped
from advisor.gui.widgets.text import Heading, Label, Run
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.model.verdict import Verdict


def column(holder: QWidget, *, gap: float = 0.4) -> QVBoxLayout:
    """A column without margins as the layout of `holder`."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(em(gap))
    return layout


class Card(QFrame):
    """A box that lifts one thing off its panel; the stripe on its left has the colour of a verdict."""

    def __init__(self, *, raised: bool = False) -> None:
        """`raised`: on the ground of the panel itself, set off by its edge."""
        super().__init__()
        self._verdict: Verdict | None = None
        self._raised = raised
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(em(0.75), em(0.45), em(0.6), em(0.35))
        self.column.setSpacing(em(0.3))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Give the stripe that verdict's colour, or take it away."""
        if verdict is not self._verdict:
            self._verdict = verdict
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and stripe."""
        del event
        colours = tokens()
        painter = QPainter(self)
        stripe = look(self._verdict).colour if self._verdict is not None else None
        striped(painter, self.rect(), colours.panel if self._raised else colours.card, colours.line, stripe)
        painter.end()


class Summary(QAbstractButton):
    """What a closed card says in two lines; pressing it opens or closes the card."""

    def __init__(self) -> None:
        """Closed, and empty."""
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = Label()
        self.detail = Label(size=0.92)
        self.mark = VerdictMark()
        for part in (self.title, self.detail, self.mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        first = QHBoxLayout()
        first.setSpacing(em(0.5))
        first.addWidget(self.title, 1)
        first.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(em(1.0), em(0.1), em(0.1), em(0.1))
        lines.setSpacing(em(0.1))
        lines.addLayout(first)
        lines.addWidget(self.detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, title: tuple[Run | str, ...], detail: tuple[Run | str, ...], accessible: str) -> None:
        """Show these lines; `accessible` is what is read out, to which the verdict's word is added."""
        self.title.say(*title)
        self.detail.say(*detail)
        if bool(detail) is self.detail.isHidden():
            self.detail.setVisible(bool(detail))
        verdict = self.mark.text() if self.mark.verdict is not None else ""
        name = labelled(accessible, verdict) if verdict else accessible
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """As its lines need."""
        return QWidget.sizeHint(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow; the lines draw themselves."""
        del event
        painter = QPainter(self)
        first_line = self.title.y() + self.title.fontMetrics().height() * 0.56
        ink = tokens().text if self.underMouse() else tokens().muted
        chevron(painter, QPointF(em(0.4), first_line), em(0.45), ink, right=not self.isChecked())
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Right and Left open and close, as Space does."""
        key = event.key()
        sideways = Qt.Key.Key_Left if self.isChecked() else Qt.Key.Key_Right
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or (key == sideways and not event.modifiers()):
            self.click()
            return
        super().keyPressEvent(event)


class Fold(QWidget):
    """A line that opens what stands under it."""

    opened = Signal(bool)

    def __init__(self, text: str = "", *, gap: float = 0.3) -> None:
        """Closed at first."""
        super().__init__()
        self.line = Disclosure(text)
        self.body = QWidget()
        self.content = column(self.body, gap=gap)
        self.body.hide()
        layout = column(self, gap=0.2)
        layout.addWidget(self.line)
        layout.addWidget(self.body)
        self.line.toggled.connect(self.body.setVisible)
        self.line.toggled.connect(self.opened)

    def say(self, text: str) -> None:
        """Name what is under it."""
        if text != self.line.text():
            self.line.setText(text)
            self.line.updateGeometry()


class Section(QWidget):
    """A heading and what belongs under it."""

    def __init__(self, title: str) -> None:
        """Start with the heading."""
        super().__init__()
        self.heading = Heading(title)
        self.content = column(self, gap=0.45)
        self.content.addWidget(self.heading)
        self.setAccessibleName(title)
