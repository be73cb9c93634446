"""Groups of fields of which any will do: each in a block of its own, to be added and taken out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.rules.form_rows import Row, TextRow
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, muted


class Lines:
    """Puts rows under one another: texts on lines of their own, what is short side by side."""

    def __init__(self, box: QVBoxLayout) -> None:
        """Fill `box`."""
        self.box = box
        self._flow: Flow | None = None

    def add(self, row: Row) -> None:
        """Another row."""
        if isinstance(row, TextRow):
            self.put(row)
            return
        if self._flow is None:
            self._flow = Flow(gap=0.6)
            self.box.addLayout(self._flow)
        self._flow.addWidget(row)

    def put(self, widget: QWidget) -> None:
        """Anything that takes a line of its own."""
        self.box.addWidget(widget)
        self._flow = None


class Alternative(QWidget):
    """One of several groups. Its head is seen where there are several."""

    def __init__(self, what: str, number: int) -> None:
        """`number` from 1."""
        super().__init__()
        told = _("{what}, {number}").format(what=what, number=number)
        self.setAccessibleName(told)
        self.head = QWidget()
        self.remove = Button(_("Remove"), ButtonKind.QUIET)
        self.remove.say(_("Remove"), _("Remove “{what}”").format(what=told))
        label = Label(size=0.94)
        label.say(muted(told))
        line = QHBoxLayout(self.head)
        line.setContentsMargins(0, em(0.2), 0, 0)
        line.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.remove)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(em(0.45))
        self.content.addWidget(self.head)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def adder(what: str) -> Button:
    """The button that adds another group."""
    button = Button("", ButtonKind.QUIET)
    button.say(_("Add another"), _("Add another to “{what}”").format(what=what))
    return button
