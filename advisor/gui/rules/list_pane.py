"""The table of rules with what finds them, and what can be done with rules."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.rules.table import RuleTable
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Field
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, caption
from advisor.model.message import message
from advisor.model.rule import Effect


class ListPane(QWidget):
    """Search, table, buttons."""

    begun = Signal(object)
    """A new rule is wanted, of that Effect."""
    file_begun = Signal()
    """A new rule file is wanted."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.title = Label(size=1.05)
        self.search = Field("", chars=20)
        self.file = Combo("", chars=20)
        self._file_name = caption("", self.file)  # heard, not seen: the choice tells enough
        self._file_name.setParent(self)
        self._file_name.hide()
        self.table = RuleTable()
        self.new = Button("")
        self._menu = QMenu(self.new)
        self._actions = [self._new_action(effect) for effect in Effect]
        self._menu.addSeparator()
        self._new_file = self._menu.addAction("")
        self._new_file.triggered.connect(lambda _checked=False: self.file_begun.emit())
        self.new.setMenu(self._menu)
        self.remove = Button("")
        self.review = Button("")
        self.history = Button("")
        self.prove = Button("")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(em(0.6), em(0.5), em(0.3), em(0.3))
        column.setSpacing(em(0.4))
        head = QHBoxLayout()
        head.addWidget(self.search, 2)
        head.addWidget(self.file, 1)
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(Flow(self.new, self.remove, self.review, self.history, self.prove, gap=0.4))
        self.search.textEdited.connect(lambda _text: self._filter())
        self.file.chosen.connect(lambda _name: self._filter())

    def _new_action(self, effect: Effect) -> QAction:
        action = QAction(self._menu)
        action.triggered.connect(lambda _checked=False: self.begun.emit(effect))
        self._menu.addAction(action)
        return action

    def show_files(self, names: Iterable[str]) -> None:
        """The rule files one can keep to."""
        kept = self.file.value
        self.file.set_choices(((None, _("All files")), *((name, name) for name in names)))
        if self.file.currentIndex() < 0:
            self.keep_to(None)
        elif self.file.value != kept:
            self._filter()

    def keep_to(self, name: str | None) -> None:
        """Show only the rules of that file, or of all."""
        self.file.set_value(name)
        self._filter()

    def show_all(self) -> None:
        """Search for nothing."""
        self.search.clear()
        self.keep_to(None)

    def _filter(self) -> None:
        self.table.shown.search(self.search.text(), self.file.value)

    def minimumSizeHint(self) -> QSize:
        """A few rules between the search and the buttons, which in a narrow pane take several lines."""
        around = self._column.minimumHeightForWidth(self.width()) - self.table.minimumSizeHint().height()
        return QSize(super().minimumSizeHint().width(), around + em(5.5))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less width may need more height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def word(self) -> None:
        """Say everything again, in the language in force."""
        self.search.setPlaceholderText(_("Search rules"))
        self.search.setAccessibleName(_("Search rules"))
        self.file.setAccessibleName(_("Rule file"))
        self._file_name.setText(_("Rule file"))
        self.new.say(_("New rule…"))
        self.remove.say(_("Take out…"))
        self.review.say(_("Review round…"))
        self.history.say(_("History…"))
        for action, effect in zip(self._actions, Effect, strict=True):
            action.setText(say(message(f"rules.new.{effect.value}")))
        self._new_file.setText(_("&New file…"))
