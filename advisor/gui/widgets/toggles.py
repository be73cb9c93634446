"""Marks of which any number may be set."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from advisor.gui.language import labelled
from advisor.gui.theme import em, font, tokens
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.painting import box, focus_ring


class Toggle(QAbstractButton):
    """One mark, set or not."""

    def __init__(self, text: str) -> None:
        """Show `text`."""
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as its text, with room around it."""
        return QSize(round(QFontMetricsF(font(0.88)).horizontalAdvance(self.text())) + em(1), em(1.5))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), em(4)), em(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it filled where it is set."""
        del event
        colours = tokens()
        painter = QPainter(self)
        ground = colours.accent if self.isChecked() else colours.card if self.underMouse() else colours.panel
        box(painter, self.rect(), ground, colours.accent if self.isChecked() else colours.edge)
        painter.setFont(font(0.88))
        painter.setPen(colours.on_accent if self.isChecked() else colours.text)
        inside = self.rect().adjusted(em(0.3), 0, -em(0.3), 0)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width() + 2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, shown)
        if self.hasFocus():
            focus_ring(painter, self.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sets it, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


class Toggles(QWidget):
    """Values of which any number may be set, and one more that says: none of them. Nothing set: not stated."""

    edited = Signal(object)
    """Another tuple of values (empty: none of them), or None: not stated."""

    def __init__(self, name: str, *, none: str) -> None:
        """Call it `name`; `none` is the text of the mark that says none of them."""
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._values: tuple[str, ...] | None = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self._toggles: dict[str, Toggle] = {}
        self._flow = Flow(gap=0.25)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.none = Toggle(none)
        self.none.setAccessibleName(labelled(name, none))
        self.none.clicked.connect(self._press_none)
        self._flow.addWidget(self.none)

    def set_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (value, text) pairs."""
        if choices == self._choices:
            return
        self._choices = choices
        for toggle in self._toggles.values():
            self._flow.removeWidget(toggle)
            toggle.hide()
            toggle.deleteLater()
        self._toggles = {}
        before: QWidget = self
        for number, (value, text) in enumerate(choices):
            toggle = Toggle(text)
            toggle.setAccessibleName(labelled(self._name, text))
            toggle.clicked.connect(lambda _checked=False, value=value: self._press(value))
            self._flow.insert(number, toggle)
            toggle.show()
            QWidget.setTabOrder(before, toggle)
            before = toggle
            self._toggles[value] = toggle
        QWidget.setTabOrder(before, self.none)
        self._mark()

    @property
    def value(self) -> tuple[str, ...] | None:
        """The values set; None: not stated."""
        return self._values

    def toggle(self, value: str) -> Toggle:
        """The mark of that value."""
        return self._toggles[value]

    def set_value(self, values: tuple[str, ...] | None) -> None:
        """Show other values without telling anybody."""
        if values != self._values:
            self._values = values
            self._mark()

    def _mark(self) -> None:
        for value, toggle in self._toggles.items():
            toggle.setChecked(value in (self._values or ()))
        self.none.setChecked(self._values == ())

    def _press(self, value: str) -> None:
        held = self._values or ()
        kept = tuple(one for one in held if one != value) if value in held else (*held, value)
        self._change(kept or None)

    def _press_none(self) -> None:
        self._change(None if self._values == () else ())

    def _change(self, values: tuple[str, ...] | None) -> None:
        self._values = values
        self._mark()
        self.edited.emit(values)
