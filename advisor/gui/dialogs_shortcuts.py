"""Every key that does something, as the menus and cards have it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from advisor.gui.actions import MENUS, Actions
from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _
from advisor.gui.planner.moving import moves
from advisor.gui.theme import em

_Rows = Iterable[tuple[str, str]]


class ShortcutsDialog(QDialog):
    """A list by menu, made from the actions themselves."""

    def __init__(self, actions: Actions, titles: Iterable[str], parent: QWidget | None = None) -> None:
        """`titles` are those of the menus, in order."""
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(_("Keyboard shortcuts"))
        self.list.setHeaderLabels([_("What it does"), _("Keys")])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        for title, acts in zip(titles, MENUS, strict=True):
            keyed = ((plain(actions[act].text()), _keys(actions[act].shortcuts())) for act in acts if act is not None)
            self._add(plain(title), keyed)
        self._add(_("In a traveller, a leg or a stay"), ((plain(text), _native(keys)) for _what, text, keys in moves()))
        self._add(_("In fields"), _in_fields())
        self.list.expandAll()
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        resize_on_screen(self, em(36), em(40))

    def _add(self, title: str, rows: _Rows) -> None:
        top = QTreeWidgetItem([title, ""])
        top.addChildren([QTreeWidgetItem([text, keys]) for text, keys in rows])
        self.list.addTopLevelItem(top)


def plain(label: str) -> str:
    """A label without its mnemonic and dots."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…").rstrip()


def _in_fields() -> tuple[tuple[str, str], ...]:
    return (
        (_("Show all choices, or the calendar"), _native("Down")),
        (_("Take the choice that is marked"), _native("Return")),
        (_("Take back the last nationality or place"), _native("Backspace")),
        (_("Paste a list of travellers, between fields"), _native("Ctrl+V")),
        (_("Let go of what is being dragged, close a list or window"), _native("Esc")),
    )


def _keys(sequences: Iterable[QKeySequence]) -> str:
    return ", ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in sequences)


def _native(keys: str) -> str:
    return _keys((QKeySequence(keys),))
