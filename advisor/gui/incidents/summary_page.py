"""After an import: what came of each file, and every row that was left out with its line and reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor.gui.faults import FaultTable, fault_line
from advisor.gui.incidents.importing import Done
from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.text import Label, Tone, bold
from advisor.model.diagnostic import Diagnostic, has_errors
from advisor.model.message import message
from advisor.services.incident_claims import may_be_vouched_for
from advisor.services.incident_library import outcome


class SummaryPage(QWidget):
    """What became of the files."""

    claim_asked = Signal(object)
    """Say what this import (a Done) is complete for."""
    save_asked = Signal(str)
    """Keep this list of faults as a text file."""
    done_asked = Signal()

    def __init__(self) -> None:
        """Empty until `show_done`."""
        super().__init__()
        self._faults: tuple[Diagnostic, ...] = ()
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(em(0.4))
        self._left_out = Label()
        self.table = FaultTable(self)
        self.copy_button = Button(_("Copy the list"))
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.listed()))
        self.save_button = Button(_("Save the list…"))
        self.save_button.clicked.connect(lambda: self.save_asked.emit(self.listed()))
        self.done_button = Button(_("Back to the list"), ButtonKind.FILLED)
        self.done_button.clicked.connect(self.done_asked)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        rows.setSpacing(em(0.6))
        rows.addWidget(self._lines)
        rows.addWidget(self._left_out)
        rows.addWidget(self.table, 1)
        rows.addStretch(0)
        rows.addLayout(Flow(self.done_button, self.copy_button, self.save_button))

    def show_done(self, done: tuple[Done, ...]) -> None:
        """Show what became of these files."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in done:
            self._column.addWidget(self._line(one))
        readings = [one.reading for one in done if one.reading is not None]
        self._faults = tuple(_short(fault) for reading in readings for fault in reading.imported.diagnostics)
        self.table.show_faults(self._faults)
        self.table.setColumnHidden(2, not any(fault.expected for fault in self._faults))
        self.table.setColumnHidden(3, not any(fault.suggestion for fault in self._faults))
        self._left_out.say(_("Left out, and why:") if has_errors(self._faults) else _("Remarks:"))
        for part in (self._left_out, self.table, self.copy_button, self.save_button):
            part.setVisible(bool(self._faults))
        self.done_button.setFocus()

    def listed(self) -> str:
        """All faults as text, one a line."""
        return "".join(f"{fault_line(fault)}\n" for fault in self._faults)

    def _line(self, done: Done) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(em(0.2))
        if done.reading is None:
            told = _("{file} can’t be read: {reason}").format(file=done.file.name, reason=done.trouble)
            rows.addWidget(Label(told, tone=Tone.FAULT))
            return holder
        if done.made is None:
            told = say(message("incidents.added.nothing", file=done.file.name))
            rows.addWidget(Label(told, tone=Tone.FAULT))
            return holder
        line = Label()
        counts = say(outcome(done.reading, done.made.added))
        line.say(bold(done.file.name), _(": {counts}").format(counts=counts))
        rows.addWidget(line)
        if not done.reading.whole:
            told = _("Rows were left out, so it is not complete. Mend the file and import it again.")
            rows.addWidget(Label(told, size=0.94, tone=Tone.MUTED))
        elif may_be_vouched_for(done.reading.imported.feed):
            told = say(message("claim.none"))
            rows.addWidget(Label(told, size=0.94, tone=Tone.MUTED))
            vouch = Button(_("Say what it is complete for…"))
            vouch.setAccessibleName(_("Say what {file} is complete for").format(file=done.file.name))
            vouch.clicked.connect(lambda: self.claim_asked.emit(done))
            rows.addWidget(vouch)
        return holder


def _short(fault: Diagnostic) -> Diagnostic:
    """The fault with the file's name alone: its folder is known to whoever chose it."""
    if fault.span is None:
        return fault
    return replace(fault, span=replace(fault.span, file=Path(fault.span.file).name))
