"""What is stored: by supplier, on what terms, from which files, and what these are said to be complete for."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone, bold, muted
from advisor.incidents.store import ImportRecord
from advisor.model.message import message
from advisor.services.incident_claims import claim_told, may_be_vouched_for
from advisor.services.incident_library import StoredFeed, feed_title


class StoredPage(QWidget):
    """A card for each supplier."""

    import_asked = Signal()
    export_asked = Signal()
    forget_all_asked = Signal()
    forget_asked = Signal(object)
    """Forget everything of a StoredFeed."""
    claim_asked = Signal(object, object)
    """Say what an import (a StoredFeed and an ImportRecord) is complete for."""
    withdraw_asked = Signal(int)
    """Vouch no longer for the import of that number."""
    close_asked = Signal()

    def __init__(self) -> None:
        """Empty until `show_stored`."""
        super().__init__()
        self._head = Label()
        self._trouble = Label(tone=Tone.FAULT)
        self._trouble.hide()
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(0, 0, em(0.4), 0)
        self._column.setSpacing(em(0.6))
        self._column.addStretch(1)
        self._scroll = scroll_area(_("Imported incidents"), self._cards)
        self.import_button = Button(_("Import files…"), ButtonKind.FILLED)
        self.export_button = Button(_("Export…"))
        self.forget_button = Button(_("Forget everything…"))
        self.close_button = Button(_("Close"))
        self.import_button.setToolTip(_("Import one or several files; they can also be dropped here (Ctrl+O)"))
        self.import_button.setShortcut("Ctrl+O")
        for button, signal in (
            (self.import_button, self.import_asked),
            (self.export_button, self.export_asked),
            (self.forget_button, self.forget_all_asked),
            (self.close_button, self.close_asked),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
        rows.setSpacing(em(0.7))
        rows.addWidget(self._head)
        rows.addWidget(self._trouble)
        rows.addWidget(self._scroll, 1)
        rows.addLayout(Flow(self.import_button, self.export_button, self.forget_button, self.close_button))

    def show_stored(self, stored: tuple[StoredFeed, ...], trouble: str = "") -> None:
        """Show these, or why they can't be had; the keyboard stays where it was."""
        focused = self._focused_name()
        self._head.say(
            _(
                "Incidents from files of others count in rules, beside those of the rules’ own. They stay on this "
                "computer."
            )
            if stored or trouble
            else _(
                "Nothing was imported yet. Import files of incidents, such as those of UCDP or ACLED, warnings (CAP), "
                "HXL tables or any table with dates and coordinates. They can also be dropped here."
            )
        )
        self._trouble.say(trouble)
        self._trouble.setVisible(bool(trouble))
        self.forget_button.setEnabled(bool(stored or trouble))
        self.export_button.setEnabled(any(one.feed.exportable and one.count for one in stored))
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for number, one in enumerate(stored):
            self._column.insertWidget(number, self._card(one))
        self._order()
        self._focus(focused)

    # -- parts

    def _card(self, stored: StoredFeed) -> Card:
        card = Card(raised=True)
        title = say(feed_title(stored.feed))
        card.setAccessibleName(title)
        count = say(message("incidents.count", count=stored.count))
        if stored.newest is not None:
            newest = say(message("incidents.newest", day=stored.newest))
            count = _("{count}, {newest}").format(count=count, newest=newest)
        head = Label()
        head.say(bold(title), muted("  "), count)
        forget = Button(_("Forget…"))
        forget.setAccessibleName(_("Forget everything of {feed}").format(feed=title))
        forget.setObjectName(f"forget-{stored.feed.id}")
        forget.clicked.connect(lambda: self.forget_asked.emit(stored))
        line = QHBoxLayout()
        line.addWidget(head, 1)
        line.addWidget(forget, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(line)
        terms = say(stored.feed.attribution)
        if stored.feed.licence:
            licence = say(message("incidents.licence", licence=stored.feed.licence))
            terms = _("{licence}. {attribution}").format(licence=licence, attribution=terms)
        card.column.addWidget(Label(terms, size=0.9, tone=Tone.MUTED))
        for made in stored.imports:
            card.column.addWidget(self._import(stored, made))
        return card

    def _import(self, stored: StoredFeed, made: ImportRecord) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, em(0.35), 0, 0)
        rows.setSpacing(em(0.2))
        told = _("{file}, imported on {day}").format(file=made.file, day=say(made.day)) if made.day else made.file
        rows.addWidget(Label(told))
        if not may_be_vouched_for(stored.feed):
            return holder
        rows.addWidget(Label(say(claim_told(made.claim)), size=0.94, tone=Tone.MUTED))
        buttons = Flow()
        vouch = Button(_("Say what it is complete for…") if made.claim is None else _("Change this…"))
        vouch.setAccessibleName(_("Say what {file} is complete for").format(file=made.file))
        vouch.setObjectName(f"claim-{made.number}")
        vouch.clicked.connect(lambda: self.claim_asked.emit(stored, made))
        buttons.addWidget(vouch)
        if made.claim is not None:
            withdraw = Button(_("Withdraw"))
            withdraw.setAccessibleName(_("Vouch no longer for {file}").format(file=made.file))
            withdraw.setObjectName(f"withdraw-{made.number}")
            withdraw.clicked.connect(lambda: self.withdraw_asked.emit(made.number))
            buttons.addWidget(withdraw)
        rows.addLayout(buttons)
        return holder

    def _order(self) -> None:
        """The Tab key goes down the cards, then along the buttons under them."""
        parts: list[QWidget] = [*self._cards.findChildren(Button)]
        parts += [self.import_button, self.export_button, self.forget_button, self.close_button]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _focused_name(self) -> str:
        return next((one.objectName() for one in self._cards.findChildren(Button) if one.hasFocus()), "")

    def _focus(self, name: str) -> None:
        wanted = self._cards.findChild(QWidget, name) if name else None
        if wanted is None and name.startswith("withdraw-"):
            wanted = self._cards.findChild(QWidget, name.replace("withdraw", "claim", 1))
        if wanted is not None:
            wanted.setFocus()
        elif name and self.isVisible():
            self.import_button.setFocus()
