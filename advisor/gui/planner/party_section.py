"""Who travels."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from advisor.gui.actions import Act, keys_of
from advisor.gui.language import _
from advisor.gui.planner import editing
from advisor.gui.planner.paste_dialog import PasteDialog
from advisor.gui.planner.traveller_card import TravellerCard, TravellerView
from advisor.gui.planner.words import Words
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.dragging import Dragging
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.rows import Rows, Serials
from advisor.gui.widgets.text import Label, Tone
from advisor.model.assessment import Assessment
from advisor.model.measure import Scope
from advisor.model.trip import Traveller, Trip
from advisor.model.verdict import all_of


class PartySection(Section):
    """The travellers, and adding another."""

    edited = Signal(object, str, str)
    """The trip as edited, what the edit is called, and a key by which consecutive edits are one."""

    def __init__(self, words: Words) -> None:
        """Nobody yet."""
        super().__init__(_("Who travels"))
        self._words = words
        self._trip = Trip()
        self._serials = Serials()
        self.empty = Label(
            _("Add everybody who travels, drivers too: one person can change the verdict for all."), tone=Tone.MUTED
        )
        self.cards: Rows[TravellerCard] = Rows(self._card)
        self.dragging = Dragging(self.cards, lambda: self.cards.rows)
        self.dragging.dropped.connect(self._drop)
        self.add = Button(_("+ Add traveller"), ButtonKind.QUIET)
        tip = _("Add somebody who travels")
        self.add.setToolTip(f"{tip} ({keys_of(Act.ADD_TRAVELLER)})")
        self.add.clicked.connect(self.begin_traveller)
        self.paste = Button(_("Paste a list…"), ButtonKind.QUIET)
        tip = _("Add travellers from a list copied in a spreadsheet")
        self.paste.setToolTip(f"{tip} ({keys_of(Act.PASTE_TRAVELLERS)})")
        self.paste.clicked.connect(self.paste_list)
        self.dialog: PasteDialog | None = None
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste_list)
        pasting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # text fields keep it to themselves
        for part in (self.empty, self.cards, flowing(self.add, self.paste, gap=0.8)):
            self.content.addWidget(part)

    def _card(self) -> TravellerCard:
        card = TravellerCard(self._words)
        card.edited.connect(lambda who, label, field: self._edit(card, who, label, field))
        card.asked.connect(lambda what: self._move(card, what))
        self.dragging.add(card, card.summary)
        return card

    def show_party(self, trip: Trip, assessment: Assessment | None, *, stale: bool) -> None:
        """Show the travellers of `trip`, with what an assessment says of them."""
        self._trip = trip
        fitting = assessment is not None and len(assessment.trip.travellers) == len(trip.travellers)
        views = [
            _view(assessment, number, stale=stale) if assessment is not None and fitting else TravellerView()
            for number in range(len(trip.travellers))
        ]
        self.cards.show_keys(
            self._serials.of(trip.travellers),
            lambda card, place, fresh: card.show_traveller(trip.travellers[place], place, views[place], fresh=fresh),
        )
        if bool(trip.travellers) is not self.empty.isHidden():
            self.empty.setVisible(not trip.travellers)
            self.cards.setVisible(bool(trip.travellers))

    def _edit(self, card: TravellerCard, who: Traveller, label: str, field: str) -> None:
        place = self.cards.rows.index(card)
        self.edited.emit(editing.with_traveller(self._trip, place, who), label, f"traveller-{place}-{field}")

    def begin_traveller(self) -> None:
        """Add somebody, with the cursor in the name."""
        before = len(self._trip.travellers)
        travellers = (*self._trip.travellers, Traveller())
        self.edited.emit(replace(self._trip, travellers=travellers), _("adding a traveller"), "")
        self._start_editing(before)

    def paste_list(self) -> None:
        """Show what the clipboard lists, and add it once the user agrees."""
        if self.dialog is not None:
            return
        self._listen_to(PasteDialog(self._words, QGuiApplication.clipboard().text(), self.window()))
        if self.dialog is not None:
            self.dialog.open()

    def hand_over(self) -> PasteDialog | None:
        """The dialog that is open, if one is, for the section that is made in place of this one."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.accepted.disconnect(self._take)
            dialog.finished.disconnect(self._end_pasting)
        return dialog

    def take_over(self, dialog: PasteDialog) -> None:
        """Go on with a dialog that was opened before the rules changed: its text is read by the new ones."""
        dialog.use_words(self._words)
        self._listen_to(dialog)

    def _listen_to(self, dialog: PasteDialog) -> None:
        self.dialog = dialog
        dialog.accepted.connect(self._take)
        dialog.finished.connect(self._end_pasting)

    def _take(self) -> None:
        if self.dialog is not None:
            pasted = replace(self._trip, travellers=self._trip.travellers + self.dialog.travellers)
            self.edited.emit(pasted, _("pasting travellers"), "")

    def _end_pasting(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self.add.setFocus()

    def _start_editing(self, place: int) -> None:
        if place < len(self.cards.rows):
            card = self.cards.rows[place]
            card.start_editing()
            # the layout has not placed it yet; the scroll area follows the focus once it has
            QTimer.singleShot(0, card, card.start_editing)

    def _drop(self, card: TravellerCard, to: int) -> None:
        place = self.cards.rows.index(card)
        changed = editing.moved(self._trip.travellers, place, to - place)
        self.edited.emit(replace(self._trip, travellers=changed), _("moving a traveller"), "")

    def _move(self, card: TravellerCard, what: str) -> None:
        place = self.cards.rows.index(card)
        party = self._trip.travellers
        if what in {"up", "down"}:
            changed = editing.moved(party, place, -1 if what == "up" else 1)
            label = _("moving a traveller")
        elif what == "duplicate":
            changed = editing.inserted_at(party, place + 1, _another_like(party[place]))
            label = _("copying a traveller")
        else:
            changed = editing.removed_at(party, place)
            label = _("removing a traveller")
        if changed == party:
            return
        self.edited.emit(replace(self._trip, travellers=changed), label, "")
        rows = self.cards.rows
        if what == "duplicate":
            self._start_editing(place + 1)
        elif what == "remove":
            (rows[min(place, len(rows) - 1)].summary if rows else self.add).setFocus()


def _another_like(who: Traveller) -> Traveller:
    """What is said of one traveller and may be true of another: not the name, nor how to reach them."""
    return replace(who, name="", phone="", radio="", emergency=None)


def _view(assessment: Assessment, number: int, *, stale: bool) -> TravellerView:
    asked = {
        needed.measure
        for condition in assessment.conditions
        if condition.scope is Scope.TRAVELLER and condition.traveller == number
        for option in condition.options
        for needed in option
    }
    ranges = [step.by_traveller[number] for step in assessment.steps if number < len(step.by_traveller)]
    verdict = all_of(ranges).reported if ranges else None
    return TravellerView(verdict, stale, frozenset(asked))
