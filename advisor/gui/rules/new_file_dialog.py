"""Asks what a new rule file is called; what is wrong with the name stands under it as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Tone
from advisor.services.rule_file_names import fault_of, file_named


class NewFileDialog(QDialog):
    """`file` is the answer, as the pack names it."""

    def __init__(self, taken: Callable[[], Collection[str]], parent: QWidget | None = None) -> None:
        """No name yet. `taken`: the files there are this moment."""
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(_("New rule file"))
        self.name = Field(_("Name"), chars=30)
        self.block = Captioned(_("Name"), self.name)
        self.begin = Button(_("Begin"), ButtonKind.FILLED)
        self.begin.setDefault(True)
        cancel = Button(_("Cancel"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.8))
        rows.setSpacing(em(0.6))
        rows.addWidget(self.block)
        rows.addStretch(1)
        rows.addLayout(Flow(self.begin, cancel, gap=0.4))
        self.begin.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.textEdited.connect(lambda _text: self.look())
        self.look()
        self.name.setFocus()
        width = em(26)
        self.resize(width, rows.totalHeightForWidth(width) + em(1.2))  # a fault may take a second line

    @property
    def file(self) -> str:
        """The file meant."""
        return file_named(self.name.text())

    def look(self) -> None:
        """Tell the file meant, or what is wrong with its name; files may have come and gone."""
        fault = fault_of(self.name.text(), self._taken())
        told = self.file if fault is None else say(fault)
        faulty = fault is not None and bool(self.name.text())  # nothing is wrong before one types
        self.block.tell(told, Tone.FAULT if faulty else Tone.MUTED)
        self.name.set_faulty(faulty, told)
        self.begin.setEnabled(fault is None)

    def accept(self) -> None:
        """Only with a name that is free this moment."""
        self.look()
        if self.begin.isEnabled():
            super().accept()
