"""The saved trips, those that got worse first, each with what it was, what it is and the rule that did it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, say
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card, column
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.verdict_mark import VerdictMark
from advisor.model.message import Message, message
from advisor.planning.comparison import Course
from advisor.services.saved_trips import NotReviewed, Outcome, Over, Reviewed

if TYPE_CHECKING:
    from advisor.gui.saved_trips.controller import SavedTripsController


class SavedTripsDialog(QDialog):
    """Follows the controller while it is open."""

    def __init__(self, controller: SavedTripsController, parent: QWidget | None = None) -> None:
        """Show what was found so far."""
        super().__init__(parent)
        self._controller = controller
        self.setWindowTitle(_("Saved trips"))
        self.lead = Label(tone=Tone.MUTED)
        self.cards: list[TripCard] = []
        self._holder = QWidget()
        self._rows = column(self._holder)
        self._rows.addStretch(1)
        self.area = scroll_area(_("Saved trips"), self._holder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.lead)
        layout.addWidget(self.area, 1)
        layout.addWidget(buttons)
        resize_on_screen(self, em(44), em(34))
        controller.looked.connect(self._present)
        self._present()

    def _present(self) -> None:
        for card in self.cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        shown = [one for one in self._controller.outcomes if not isinstance(one, Over)]
        self.cards = [TripCard(one, self._controller) for one in shown]
        for place, card in enumerate(self.cards):
            self._rows.insertWidget(place, card)
            card.show()
        self.lead.say(self._said(shown))

    def _said(self, shown: Sequence[Outcome]) -> str:
        if self._controller.trouble is not None:
            return _("The saved trips could not be assessed: {reason}").format(reason=self._controller.trouble)
        if not shown:
            return _(
                "No saved trip is still to come. Trips that were opened or saved here lately are assessed again "
                "whenever the rules change, and those that got worse are shown here first."
            )
        over = len(self._controller.outcomes) - len(shown)
        told = [say(message("saved.summary", count=self._controller.worse))]
        if over:
            told.append(say(message("saved.over", count=over)))
        return " ".join(told)


class TripCard(Card):
    """One trip."""

    def __init__(self, outcome: Outcome, controller: SavedTripsController) -> None:
        """Show what came of it."""
        super().__init__()
        self.outcome = outcome
        self.was, self.now = VerdictMark(), VerdictMark()
        title = outcome.assessment.trip.title if isinstance(outcome, Reviewed) else ""
        self.title = Label(title or outcome.path.stem, bold=True)
        self.open = Button(_("Open"), ButtonKind.QUIET)
        self.open.setAccessibleName(_("Open {trip}").format(trip=title or outcome.path.stem))
        self.open.clicked.connect(lambda: controller.open_trip(outcome.path))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.open)
        self.column.addLayout(top)
        self.column.addLayout(self._marks())
        self.why = [Label(line) for line in _reasons(outcome)]
        for label in (*self.why, Label(str(outcome.path), size=0.88, tone=Tone.MUTED)):
            self.column.addWidget(label)

    def _marks(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(em(0.5))
        if isinstance(self.outcome, Reviewed):
            course = self.outcome.comparison.course
            self.set_verdict(self.outcome.assessment.verdict)
            if self.outcome.before is not None and course is not Course.SAME:
                self.was.show_verdict(self.outcome.before.snapshot.range.reported, faded=True)
                row.addWidget(self.was)
                row.addWidget(Label("→"))
            self.now.show_verdict(self.outcome.assessment.verdict)
            row.addWidget(self.now)
            told = say(Message(f"saved.{course.value}"))
        else:
            told = say(Message("saved.not-assessed"))
        row.addWidget(Label(told, tone=Tone.MUTED), 1)
        return row


def _reasons(outcome: Outcome) -> list[str]:
    if isinstance(outcome, NotReviewed):
        return [say(outcome.what)]
    if not isinstance(outcome, Reviewed):
        return []
    culprits = [
        f"{say(one.title)} — {say(one.because)}" if say(one.because) else say(one.title) for one in outcome.culprits
    ]
    return [*([say(message("saved.may-be-over"))] if outcome.may_be_over else []), *culprits]
