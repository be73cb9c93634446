"""After a crash: the work that was not saved, to take up or to forget."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.theme import em
from advisor.services.session import Unsaved


class Recovery(Enum):
    """What to do with work found after a crash."""

    RESTORE = "restore"
    FORGET = "forget"
    LATER = "later"


class RecoverDialog(QDialog):
    """Lists the unsaved work found, the latest first."""

    def __init__(self, found: tuple[Unsaved, ...], parent: QWidget | None = None) -> None:
        """Show what was found; at least one."""
        super().__init__(parent)
        self.setWindowTitle(_("Unsaved work"))
        self._found = found
        self.answer = Recovery.LATER
        head = QLabel(_("The program ended without saving this work. Which do you want to go on with?"), self)
        head.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Unsaved work"))
        for unsaved in found:
            self.list.addItem(QListWidgetItem(described(unsaved)))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._end(Recovery.RESTORE))
        buttons = QDialogButtonBox(self)
        self.restore = buttons.addButton(_("&Go on with it"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.forget = buttons.addButton(_("&Forget it"), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.later = buttons.addButton(_("&Not now"), QDialogButtonBox.ButtonRole.RejectRole)
        self.restore.setDefault(True)
        self.restore.clicked.connect(lambda: self._end(Recovery.RESTORE))
        self.forget.clicked.connect(lambda: self._end(Recovery.FORGET))
        self.later.clicked.connect(lambda: self._end(Recovery.LATER))
        rows = QVBoxLayout(self)
        rows.addWidget(head)
        rows.addWidget(self.list, 1)
        rows.addWidget(buttons)
        self.list.setMinimumHeight(em(5))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.resize(em(34), em(14))

    @property
    def chosen(self) -> Unsaved:
        """The work the answer is about."""
        return self._found[max(self.list.currentRow(), 0)]

    def _end(self, answer: Recovery) -> None:
        self.answer = answer
        self.accept()

    @classmethod
    def ask(cls, found: tuple[Unsaved, ...], parent: QWidget | None) -> tuple[Recovery, Unsaved]:
        """Ask, and say what to do with which."""
        dialog = cls(found, parent)
        dialog.exec()
        return dialog.answer, dialog.chosen


def described(unsaved: Unsaved) -> str:
    """The trip's title, and the file it began from."""
    title = unsaved.trip.title.strip() or _("Untitled trip")
    if unsaved.path is None:
        return _("{title} (never saved)").format(title=title)
    return _("{title} (from {file})").format(title=title, file=unsaved.path)
