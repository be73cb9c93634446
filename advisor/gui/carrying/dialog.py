"""A pack that has come: what it is, who says he issued it, what it would replace, and what to be warned of."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.faults import FaultTable
from advisor.gui.language import _, ngettext, say
from advisor.gui.theme import em
from advisor.gui.widgets.cards import Card
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone
from advisor.model.message import message
from advisor.model.pack import Pack
from advisor.report.naming import fingerprint
from advisor.services.pack_install import Offer, told_about


class Choice(Enum):
    """What to do with the pack."""

    INSTALL = "install"
    LOOK = "look"
    NOTHING = "nothing"


class OfferDialog(QDialog):
    """Tells before anything is installed. `choice` is what the user wants once it is finished."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        """Show what is offered."""
        super().__init__(parent)
        self.offer, self.choice = offer, Choice.NOTHING
        self.setWindowTitle(_("A rule pack: {file}").format(file=offer.path.name))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setSpacing(em(0.6))
        if offer.pack is not None:
            self._tell(offer.pack)
        else:
            self._rows.addWidget(Label(offer.path.name, size=1.5, bold=True))
        self._warn()
        self._show_faults()
        self._rows.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        label = _("&Install all the same") if offer.warnings else _("&Install")
        self.install = buttons.addButton(label, QDialogButtonBox.ButtonRole.ActionRole)
        self.look = buttons.addButton(_("Only &look"), QDialogButtonBox.ButtonRole.ActionRole)
        self.install.setEnabled(offer.pack is not None)
        self.look.setEnabled(offer.pack is not None)
        self.install.clicked.connect(lambda: self._end(Choice.INSTALL))
        self.look.clicked.connect(lambda: self._end(Choice.LOOK))
        buttons.rejected.connect(self.reject)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        (cancel if offer.pack is None or offer.warnings else self.install).setDefault(True)
        rows = QVBoxLayout(self)
        rows.addWidget(scroll_area(_("The pack"), inside), 1)
        rows.addWidget(buttons)
        resize_on_screen(self, em(44), em(34))

    def _tell(self, pack: Pack) -> None:
        self._rows.addWidget(Label(say(pack.title), size=1.5, bold=True))
        if pack.as_of is not None:
            words = _("HISTORICAL: as of {day}. It must not be used for a trip today.").format(day=say(pack.as_of))
            self._rows.addWidget(Label(words, bold=True))
        table = QFormLayout()
        table.setHorizontalSpacing(em(1))
        table.setVerticalSpacing(em(0.4))
        self.facts = facts(pack)
        for label, value in self.facts:
            shown = Label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            table.addRow(Label(label, tone=Tone.MUTED, wrap=False), shown)
        self._rows.addLayout(table)
        self._rows.addWidget(Label(say(message("carry.compare-by-telephone")), tone=Tone.MUTED))
        for line in told_about(self.offer):
            self._rows.addWidget(Label(say(line)))

    def _warn(self) -> None:
        self.warnings = tuple(say(one) for one in self.offer.warnings)
        if self.warnings:
            card = Card()
            card.column.addWidget(Label(_("Think twice"), bold=True, tone=Tone.FAULT))
            for one in self.warnings:
                card.column.addWidget(Label(one))
            self._rows.insertWidget(1, card)  # before the details: nobody must have to look for it

    def _show_faults(self) -> None:
        faults = self.offer.faults
        if not faults:
            return
        count = len(faults)
        if self.offer.pack is None:
            words = ngettext(
                "It can't be installed, nor looked at, because of {count} fault:",
                "It can't be installed, nor looked at, because of {count} faults:",
                count,
            )
        else:
            words = ngettext("It has {count} remark:", "It has {count} remarks:", count)
        self._rows.addWidget(Label(words.format(count=count), bold=True))
        self.table = FaultTable()
        self.table.show_faults(faults)
        self.table.setMinimumHeight(em(10))
        self._rows.addWidget(self.table, 1)

    def _end(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def facts(pack: Pack) -> tuple[tuple[str, str], ...]:
    """What a pack says of itself, and what it can be told by."""
    by, on = _("not stated"), _("not stated")
    if pack.issued is not None:
        by, on = say(pack.issued.by), say(pack.issued.on)
    return (
        (_("Issued by, as it says"), by),
        (_("Issued on"), on),
        (_("Edition"), pack.edition),
        (_("Id"), pack.id),
        (_("Fingerprint"), fingerprint(pack.fingerprint)),
    )
