"""What stands above the rules: that the pack can't be changed, and that another hand changed its files."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.notices import NoticeBar, Weight
from advisor.gui.rules.controller import RulesController
from advisor.model.message import message


class Bars(QWidget):
    """A bar for each, with what can be done about it."""

    def __init__(self, controller: RulesController) -> None:
        """Follow `controller`; nothing to tell yet."""
        super().__init__()
        self._controller = controller
        self._clashes: tuple[str, ...] = ()
        self.fixed = NoticeBar(Weight.NOTE)
        self.copy = self.fixed.offer("", controller.copy)
        self.clash = NoticeBar(Weight.NOTE)
        self.theirs = self.clash.offer("", self._take_theirs)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.fixed)
        rows.addWidget(self.clash)
        controller.opened.connect(self.clash.hide)
        controller.clashed.connect(self._tell_clash)

    def _tell_clash(self, names: tuple[str, ...]) -> None:
        self._clashes = names
        self.clash.say(_("Changed on disk."), say(message("rules.changed-on-disk", files=names)))

    def _take_theirs(self) -> None:
        editor = self._controller.editor
        self.clash.hide()
        if editor is not None:
            editor.take_theirs(self._clashes)

    def word(self) -> None:
        """Say everything again, in the language in force."""
        fixed = self._controller.fixed
        self.copy.say(_("Make a copy to edit"))
        self.theirs.say(_("Take theirs, drop mine"))
        if self.clash.isVisibleTo(self):
            self._tell_clash(self._clashes)
        if fixed is not None:
            self.copy.setVisible(self._controller.copyable)
            self.fixed.say(_("Can't be changed."), say(fixed))
        else:
            self.fixed.hide()
