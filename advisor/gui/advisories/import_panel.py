"""What an import could not do by itself: the files it refused, why, and the fields that may mend it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from advisor.advisories.wanted import Given
from advisor.gui.faults import FaultTable
from advisor.gui.language import _, ngettext
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.when_field import DayField
from advisor.model.diagnostic import Diagnostic


class ImportPanel(QWidget):
    """Asks for what a file does not say; hidden while there is nothing to ask."""

    again = Signal(object, object, str)
    """Import these files (Paths) again with what is Given, and of lists the country with this code."""

    def __init__(self) -> None:
        """Hidden."""
        super().__init__()
        self._files: tuple[Path, ...] = ()
        self.head = Label(bold=True)
        self.table = FaultTable()
        self.table.setMinimumHeight(em(5))
        for column in (2, 3):  # what was expected, did you mean: nothing is ever told there
            self.table.setColumnHidden(column, True)
        self.address = Field(_("Address of the page"), placeholder="https://", chars=40)
        self.seen = DayField(_("Day you saved it"))
        self.published = DayField(_("Day it was published"))
        self.issuer = Field(_("Issuer"), chars=14)
        self.country = Field(_("Country code"), placeholder="ML", chars=4)
        hint = Label(_("Fill in only what the file does not say by itself."), tone=Tone.MUTED, size=0.88)
        self.retry = Button(_("Import again"), ButtonKind.FILLED)
        self.leave = Button(_("Leave them out"))
        self.retry.clicked.connect(self._again)
        self.leave.clicked.connect(self.hide)
        fields = QGridLayout()
        fields.setHorizontalSpacing(em(0.7))
        fields.addWidget(Captioned(self.address.accessibleName(), self.address), 0, 0, 1, 2)
        fields.addWidget(Captioned(self.issuer.accessibleName(), self.issuer), 0, 2)
        fields.addWidget(Captioned(self.seen.accessibleName(), self.seen), 1, 0)
        fields.addWidget(Captioned(self.published.accessibleName(), self.published), 1, 1)
        fields.addWidget(Captioned(self.country.accessibleName(), self.country), 1, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(hint, 1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.retry)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(0.9), em(0.6), em(0.9), em(0.6))
        rows.setSpacing(em(0.4))
        rows.addWidget(self.head)
        rows.addWidget(self.table, 1)
        rows.addLayout(fields)
        rows.addLayout(buttons)
        self.hide()

    def show_refused(self, files: tuple[Path, ...], faults: tuple[Diagnostic, ...]) -> None:
        """Ask about these files; nothing to ask where there are none."""
        self._files = files
        head = ngettext("{count} file was not imported", "{count} files were not imported", len(files))
        self.head.say(head.format(count=len(files)))
        self.table.show_faults(tuple(_by_name(fault) for fault in faults))
        self.setVisible(bool(files))
        if files:
            codes = {fault.code for fault in faults}
            first = self.seen if codes == {"advisory-no-date"} else self.address
            if codes & {"advisory-which-country", "advisory-no-such-country"}:
                first = self.country
            first.setFocus()

    def _again(self) -> None:
        for field in (self.seen, self.published):
            if field.wrong is not None:
                field.setFocus()
                return
        seen, published = self.seen.value, self.published.value
        given = Given(url=self.address.text().strip(), day=seen, published=published, issuer=self.issuer.text().strip())
        self.again.emit(self._files, given, self.country.text().strip())


def _by_name(fault: Diagnostic) -> Diagnostic:
    """The fault with the file's name instead of its whole path."""
    return fault if fault.span is None else replace(fault, span=replace(fault.span, file=Path(fault.span.file).name))
