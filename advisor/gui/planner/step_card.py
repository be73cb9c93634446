"""A leg or a stay: a summary that opens to the fields, and the questions it leaves open."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from advisor.gui.language import _, labelled
from advisor.gui.planner.journey_fields import NO_NAMES, JourneyNames
from advisor.gui.planner.measure_list import state_text
from advisor.gui.planner.moving import with_moves
from advisor.gui.planner.step_form import StepForm
from advisor.gui.planner.words import Words, capital
from advisor.gui.widgets.abstract import AbstractWidget
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Card, Summary
from advisor.gui.widgets.flow import flowing
from advisor.model.assessment import FactRef, StepResult
from advisor.model.trip import Stay, Step
from advisor.model.verdict import Verdict

_CHIPS_IN_ORDER = ("mode", "route", "operator", "from", "depart", "arrive", "until", "place")


@dataclass(frozen=True, slots=True)
class StepView:
    """What the assessment has to say of a step."""

    result: StepResult | None = None
    stale: bool = False
    asked: Collection[str] = ()
    questions: tuple[FactRef, ...] = ()
    verdict: Verdict | None = None
    names: JourneyNames = NO_NAMES


class StepCard(Card, metaclass=AbstractWidget):
    """What the cards of legs and stays have in common."""

    edited = Signal(object, str, str)
    """The step as edited, what the edit is called, and the field."""
    asked = Signal(str)
    """`up`, `down`, `duplicate` or `remove`."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__(raised=True)
        self.words = words
        self.step: Step = Stay(place="")
        self.form: StepForm | None = None
        self.suggested_day: date | None = None
        self._shown: tuple[object, ...] = ()
        self._view = StepView()
        self._begins = False
        self._number = 0
        self.summary = Summary()
        self.column.addLayout(with_moves(self, self.summary, self.asked.emit))
        self.chips: dict[str, Button] = {}
        self._chip_holder = flowing(inset=1.0)
        self.column.addWidget(self._chip_holder)
        self.summary.toggled.connect(self._open)

    # -- what the kinds differ in

    @abstractmethod
    def make_form(self) -> StepForm:
        """The fields."""

    @abstractmethod
    def summarise(self, number: int, view: StepView) -> None:
        """Say in the summary what the step is. `number` counts steps from 1, as the sheet does."""

    # -- showing

    @property
    def opened(self) -> bool:
        """Whether its fields can be seen."""
        return self.summary.isChecked()

    def show_step(self, step: Step, number: int, view: StepView, *, begins: bool, fresh: bool) -> None:
        """Show a step. `begins`: no leg leads there. `fresh`: another step than before."""
        shown = (step, number, view, begins)
        if shown == self._shown and not fresh:
            return
        self._shown = shown
        self.step, self._number, self._view, self._begins = step, number, view, begins
        if fresh:
            self.summary.setChecked(False)
            self._drop_form()
        self.summary.mark.show_verdict(view.verdict, faded=view.stale)
        self.set_verdict(view.verdict)
        self.summarise(number, view)
        self._show_chips(view.questions)
        self._fill()

    def start_editing(self, fact: str = "") -> None:
        """Open it and put the cursor into the field of that fact, or into the first."""
        self.summary.setChecked(True)
        if self.form is not None:
            self.form.field_of(fact).setFocus()

    def _open(self, opened: bool) -> None:
        if opened and self.form is None:
            self.form = self.make_form()
            self.form.edited.connect(self.edited)
            self.column.addWidget(self.form)
        if self.form is not None:
            self._fill()
            self.form.setVisible(opened)
        self.summarise(self._number, self._view)

    def _fill(self) -> None:
        if self.form is not None and self.opened:
            self.form.suggested_day = self.suggested_day
            self.form.names = self._view.names
            self.form.show_step(self.step, self._view.asked, begins=self._begins)

    def _drop_form(self) -> None:
        """What was half typed belonged to another step."""
        if self.form is not None:
            self.form.hide()
            self.column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _show_chips(self, questions: tuple[FactRef, ...]) -> None:
        facts = sorted((one for one in questions if one.fact in _CHIPS_IN_ORDER), key=_chip_order)
        wanted = {about.fact: _("{fact}?").format(fact=capital(self.words.fact(about))) for about in facts}
        layout = self._chip_holder.layout()
        if layout is None:
            return
        for fact in [fact for fact in self.chips if fact not in wanted]:
            gone = self.chips.pop(fact)
            layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for fact, text in wanted.items():
            chip = self.chips.get(fact)
            if chip is None:
                chip = self.chips[fact] = Button(text, size=0.86)
                chip.clicked.connect(lambda _checked=False, fact=fact: self.start_editing(fact))
                layout.addWidget(chip)
            chip.say(text, f"{text} {self.summary.accessibleName()}")
        if bool(self.chips) is self._chip_holder.isHidden():
            self._chip_holder.setVisible(bool(self.chips))

    def stated_text(self) -> str:
        """What is stated of its measures, in a line; nothing while the fields show it."""
        if self.opened:
            return ""
        known = self.words.pack.measures
        return " · ".join(
            labelled(self.words.measure(measure), state_text(state))
            for measure, state in self.step.measures.items()
            if measure in known
        )


def _chip_order(about: FactRef) -> int:
    return _CHIPS_IN_ORDER.index(about.fact)
