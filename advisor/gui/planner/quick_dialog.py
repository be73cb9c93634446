"""Who, where, how, when: a few fields, and the verdict under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advisor.gui.actions import Act, keys_of
from advisor.gui.dialogs_boxes import resize_on_screen
from advisor.gui.language import _, ngettext
from advisor.gui.planner.banner import Banner
from advisor.gui.planner.place_field import PlaceField
from advisor.gui.planner.quick import MOST_ALIKE, Alike, Answers, quick_trip, read_count
from advisor.gui.planner.words import Words, capital, staff_text
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, ReadField
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.rows import TabOrder
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.token_field import TokenField
from advisor.gui.widgets.when_field import WhenField
from advisor.model.assessment import Assessment
from advisor.model.trip import StaffKind, Trip

COMPACT_EMS = 28
"""The height below which the banner is small."""


class Ask(Protocol):
    """Has a trip assessed beside the window."""

    def __call__(self, trip: Trip, told: Callable[[Assessment | None], None], /) -> None:
        """`told` is called with the assessment, or with None where there can't be one; a later question replaces it."""


class AlikeFields(QWidget):
    """So many travellers of one nationality, who belong in the same way."""

    edited = Signal()

    def __init__(self, words: Words) -> None:
        """One traveller of whom nothing is known."""
        super().__init__()
        self.count = ReadField(_("How many"), read_count, str, chars=3)
        self.count.set_value(1)
        self.count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._count_block = Captioned(_("How many"), self.count)
        self.nationality = TokenField(
            _("Nationality"),
            words.countries,
            placeholder=_("Type a country"),
            unknown=lambda text: _("No country is called “{text}”.").format(text=text),
        )
        self.staff = Combo(_("Belongs as"), chars=18)
        self.staff.set_choices(((None, _("not stated")), *((kind.value, staff_text(kind.value)) for kind in StaffKind)))
        self.staff.set_value(None)
        self._staff: str | None = None
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        block = Captioned(_("Belongs as"), self.staff)
        row.addWidget(flowing(self._count_block, self.nationality, block, line_gap=0.35))
        self.count.edited.connect(self._counted)
        self.nationality.edited.connect(lambda _codes: self.edited.emit())
        self.staff.chosen.connect(lambda _kind: self.edited.emit())

    @property
    def fault(self) -> str:
        """Why nobody knows how many travel; empty where it is known."""
        if self.count.value is not None:
            return ""
        return _("Write how many travel, 1 to {most}.").format(most=MOST_ALIKE)

    @property
    def alike(self) -> Alike:
        """What was answered."""
        return Alike(self.count.value or 1, self.nationality.value, self.staff.value)

    def _counted(self) -> None:
        self._count_block.tell(self.fault)
        self.count.set_faulty(bool(self.fault), self.fault)
        self.edited.emit()


class QuickDialog(QDialog):
    """Asks, shows the live verdict, and gives the trip: `trip` says what was answered and nothing else."""

    def __init__(self, words: Words, ask: Ask, *, leaves: bool, parent: QWidget | None = None) -> None:
        """`ask` assesses. `leaves`: there is a trip on the desk, beside which this begins another."""
        super().__init__(parent)
        self._words, self._ask, self._leaves = words, ask, leaves
        self.may_go_on: Callable[[], bool] = lambda: True  # asked before the answers leave this window
        self._asked: Trip | None = None
        self._over = False
        self._tab_order = TabOrder(self)
        self.assessment: Assessment | None = None
        self.setWindowTitle(_("Quick plan"))
        self.who: list[AlikeFields] = []
        self._people = QVBoxLayout()
        self._people.setSpacing(em(0.35))
        self.add = Button(_("+ Others"), ButtonKind.QUIET)
        tip = _("Add travellers of whom something else is known")
        self.add.setToolTip(f"{tip} ({keys_of(Act.ADD_TRAVELLER)})")
        self.add.clicked.connect(self._add_others)
        QShortcut(QKeySequence(keys_of(Act.ADD_TRAVELLER)), self, self._add_others)
        self.origin = PlaceField(_("From"), words)
        self.destination = PlaceField(_("To"), words)
        self.mode = Combo(_("By"), chars=16)
        self.mode.set_choices(((None, _("not stated")), *words.modes()))
        self.mode.set_value(None)
        self.depart = WhenField(_("Leaves"))
        self.back = WhenField(_("Way back leaves"))
        self.back.day.suggest(lambda: self.depart.day.value)
        self.banner = Banner()
        self.unknown = Label(tone=Tone.MUTED)
        self.go_on = Button(_("Go on planning"), ButtonKind.FILLED)
        self.go_on.setDefault(True)
        self.cancel = Button(_("Cancel"))
        self.go_on.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._add_fields()
        for place in (self.origin, self.destination):
            place.edited.connect(lambda _place: self._look())
        for when in (self.depart, self.back):
            when.edited.connect(lambda _when: self._look())
        self.mode.chosen.connect(lambda _mode: self._look())
        self._look()
        self.who[0].nationality.search.setFocus()

    @property
    def trip(self) -> Trip:
        """The trip as answered; titled after its ends where both are known."""
        answers = Answers(
            who=tuple(one.alike for one in self.who),
            origin=self.origin.value,
            destination=self.destination.value,
            mode=self.mode.value,
            depart=self.depart.value,
            back=self.back.value,
        )
        title = ""
        if answers.origin and answers.destination:
            title = f"{self._words.place(answers.origin)} – {self._words.place(answers.destination)}"
        return replace(quick_trip(answers, self._words.pack), title=title)

    # -- parts

    def _lay_out(self) -> None:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(em(1), em(0.9), em(1), em(0.5))
        rows.setSpacing(em(0.5))
        lead = _("What you do not know yet can stay empty: nothing is assumed, and the verdict says what is missing.")
        if self._leaves:
            lead += " " + _("A new trip begins; the one on the desk is asked about if it is not saved.")
        rows.addWidget(Label(lead, tone=Tone.MUTED))
        rows.addLayout(self._people)
        rows.addWidget(self.add)
        rows.addWidget(flowing(self.origin, self.destination, Captioned(_("By"), self.mode), line_gap=0.35))
        rows.addWidget(flowing(self.depart, self.back, line_gap=0.35))
        rows.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, em(0.8))
        whole.setSpacing(em(0.5))
        whole.addWidget(scroll_area(_("Quick plan"), body), 1)
        whole.addWidget(self.banner)
        foot = QHBoxLayout()
        foot.setContentsMargins(em(1), 0, em(1), 0)
        foot.addWidget(self.unknown, 1)
        whole.addLayout(foot)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(em(1), 0, em(1), 0)
        buttons.setSpacing(em(0.6))
        buttons.addWidget(self.go_on)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        whole.addLayout(buttons)
        resize_on_screen(self, em(44), em(34))

    def _add_fields(self) -> AlikeFields:
        fields = AlikeFields(self._words)
        fields.edited.connect(self._look)
        self.who.append(fields)
        self._people.addWidget(fields)
        fields.show()  # at once: the layout would show it later, and Tab would pass it by
        return fields

    def _add_others(self) -> None:
        fields = self._add_fields()
        fields.nationality.search.setFocus()
        QTimer.singleShot(0, fields, fields.nationality.search.setFocus)  # scrolls once it has its place
        self._look()

    # -- the verdict

    def _look(self) -> None:
        """Have what is answered so far assessed."""
        faults = [one.fault for one in self.who if one.fault]
        self.go_on.setEnabled(not faults)
        trip = self.trip
        if trip == self._asked or self._over:
            return
        self._asked = trip
        self._show(stale=True)
        self._ask(trip, lambda assessment: self._told(trip, assessment))

    def _told(self, trip: Trip, assessment: Assessment | None) -> None:
        if trip == self._asked:
            self.assessment = assessment
            self._show(stale=False)

    def _show(self, *, stale: bool) -> None:
        assessment = self.assessment
        self.banner.show_assessment(assessment, self._words, stale=stale)
        if assessment is None:
            self.unknown.say("")
            return
        facts = dict.fromkeys(capital(self._words.fact(question.about)) for question in assessment.questions)
        parts = []
        if facts:
            parts.append(_("Not known yet: {facts}.").format(facts=", ".join(facts)))
        count = len(assessment.conditions)
        if count:
            parts.append(ngettext("{count} condition.", "{count} conditions.", count).format(count=count))
        self.unknown.say(" ".join(parts))

    def _first_fault(self) -> QWidget | None:
        """The field that holds what nobody could read: going on would lose it."""
        for one in self.who:
            one.nationality.search.left.emit()  # takes what names a country
            if one.nationality.search.text().strip():
                return one.nationality.search
        for when in (self.depart, self.back):
            if when.day.wrong is not None or (when.day.value is None and when.hour.text().strip()):
                return when.day
            if when.hour.wrong is not None:
                return when.hour
        return None

    # -- Qt

    def accept(self) -> None:
        """Go on, unless that would lose something typed."""
        wrong = self._first_fault()
        if wrong is not None:
            wrong.setFocus()
        elif self.go_on.isEnabled() and self.may_go_on():
            super().accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key goes down the window as it stands now."""
        self._tab_order.mend()
        return super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the banner keeps to what matters most."""
        super().resizeEvent(event)
        self.banner.set_compact(compact=self.height() < em(COMPACT_EMS))

    def done(self, result: int) -> None:
        """Nobody waits for another verdict; fields that are left on the way out ask for none."""
        self._asked, self._over = None, True
        super().done(result)
