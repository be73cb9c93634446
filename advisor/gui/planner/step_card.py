"""A leg or a stay: a summary that opens to the fields, and the questions it leaves open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.planner.editing import with_value
from advisor.gui.planner.measure_list import MeasureList, state_text
from advisor.gui.planner.moving import with_moves
from advisor.gui.planner.words import Words
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Card, Summary, column
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.fields import Captioned
from advisor.gui.widgets.search_field import SearchField
from advisor.gui.widgets.text import Tone
from advisor.model.assessment import FactRef, StepResult
from advisor.model.measure import Measure, MeasureState
from advisor.model.trip import Stay, Step
from advisor.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class StepView:
    """What the assessment has to say of a step."""

    result: StepResult | None = None
    stale: bool = False
    asked: Collection[str] = ()
    questions: tuple[FactRef, ...] = ()
    verdict: Verdict | None = None


class PlaceField(Captioned):
    """A place of the pack, or whatever else was typed."""

    def __init__(self, name: str, words: Words) -> None:
        """Call it `name`."""
        self.search = SearchField(name, words.places, placeholder=_("Type a place"), chars=15)
        super().__init__(name, self.search)
        self._words = words
        self._value = ""
        self.search.textEdited.connect(self._typed)
        self.search.picked.connect(self._picked)
        self.search.left.connect(self._leave)

    edited = Signal(str)
    """Another place id, or another text that is none."""

    @property
    def value(self) -> str:
        """The id of the place, or what was typed."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show another place; the same one leaves the text as it was typed."""
        if value != self._value:
            self._value = value
            self.search.show_text(self._words.place(value) if value else "")
        if not self.search.hasFocus():
            self._mark()

    def _typed(self, text: str) -> None:
        text = text.strip()
        self._change(self._words.places.resolve(text) or text)
        self.tell("")
        self.search.set_faulty(False)

    def _picked(self, identifier: str) -> None:
        self.search.show_text(self._words.place(identifier))
        self._change(identifier)
        self._mark()

    def _change(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.edited.emit(value)

    def _leave(self) -> None:
        if self._value in self._words.places:
            self.search.show_text(self._words.place(self._value))
        self._mark()

    def _mark(self) -> None:
        strange = bool(self._value) and self._value not in self._words.places
        text = _("Not in this pack, so not assessed") if strange else ""
        self.search.set_faulty(strange, text)
        self.tell(text, Tone.FAULT)


class StepCard(Card):
    """What legs and stays have in common."""

    edited = Signal(object, str, str)
    """The step as edited, what the edit is called, and the field."""
    asked = Signal(str)
    """`up`, `down`, `duplicate` or `remove`."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__(raised=True)
        self.words = words
        self.step: Step = Stay(place="")
        self.suggested_day: date | None = None
        self.summary = Summary()
        self.column.addLayout(with_moves(self, self.summary, self.asked.emit))
        self.chips: dict[str, Button] = {}
        self._chip_holder = flowing()
        holder_layout = self._chip_holder.layout()
        if holder_layout is not None:
            holder_layout.setContentsMargins(em(1.0), 0, 0, 0)
        self.column.addWidget(self._chip_holder)
        self.body = QWidget()
        self.fields: QVBoxLayout = column(self.body)
        self.fields.setContentsMargins(em(1.0), em(0.1), em(0.1), em(0.2))
        self.column.addWidget(self.body)
        self.body.hide()
        self.measures = MeasureList()
        self.measures.stated.connect(self._edit_measure)
        self.summary.toggled.connect(self.body.setVisible)

    @property
    def opened(self) -> bool:
        """Whether its fields can be seen."""
        return self.summary.isChecked()

    def start_editing(self, fact: str = "") -> None:
        """Open it and put the cursor into the field of that fact, or into the first."""
        self.summary.setChecked(True)
        self.field_of(fact).setFocus()

    def field_of(self, fact: str) -> QWidget:
        """The field where a fact is stated."""
        raise NotImplementedError

    def edit(self, field: str, label: str, **changes: Any) -> None:  # noqa: ANN401 - the step's fields
        """Tell that the step is to become another."""
        self.edited.emit(replace(self.step, **changes), label, field)

    def _edit_measure(self, measure: str, state: MeasureState | None) -> None:
        changed = with_value(self.step.measures, measure, state)
        self.edit(f"measure-{measure}", _("change of a measure"), measures=changed)

    def show_common(self, view: StepView, measures: tuple[Measure, ...], *, fresh: bool) -> None:
        """Show verdict, open questions and measures."""
        self.summary.mark.show_verdict(view.verdict, faded=view.stale)
        self.set_verdict(view.verdict)
        if fresh:
            self.summary.setChecked(False)
        self.measures.show_measures(measures, self.step.measures, view.asked, self.words, fresh=fresh)
        self._show_chips(view.questions)

    def _show_chips(self, questions: tuple[FactRef, ...]) -> None:
        wanted = {about.fact: _("{fact}?").format(fact=self.words.fact(about)) for about in questions}
        layout = self._chip_holder.layout()
        for fact in [fact for fact in self.chips if fact not in wanted]:
            gone = self.chips.pop(fact)
            if layout is not None:
                layout.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for fact, text in wanted.items():
            chip = self.chips.get(fact)
            if chip is None:
                chip = self.chips[fact] = Button(text, size=0.86)
                chip.clicked.connect(lambda _checked=False, fact=fact: self.start_editing(fact))
                if layout is not None:
                    layout.addWidget(chip)
            chip.say(text, f"{text} {self.summary.accessibleName()}")
        if bool(self.chips) is self._chip_holder.isHidden():
            self._chip_holder.setVisible(bool(self.chips))

    def stated_text(self) -> str:
        """What is stated of its measures, in a line."""
        known = self.words.pack.measures
        return " · ".join(
            f"{self.words.measure(measure)}: {state_text(state)}"
            for measure, state in self.step.measures.items()
            if measure in known
        )


def way_text(words: Words, result: StepResult | None) -> str:
    """What is known of the way taken: roads or links, and how far."""
    if result is None or not result.links:
        return ""
    links = [words.pack.links[link] for link in result.links if link in words.pack.links]
    names: list[str] = []
    for link in links:
        on = [route.id for route in words.pack.routes.values() if link.id in route.links]
        name = words.route(on[0]) if len(on) == 1 else ""
        if name and name not in names:
            names.append(name)
    parts = [", ".join(names)] if names else []
    lengths = [link.km for link in links]
    if lengths and all(km is not None for km in lengths):
        parts.append(_("{km} km").format(km=round(sum(km for km in lengths if km is not None))))
    hours = [link.hours.get(result.mode or "") for link in links]
    if hours and all(one is not None for one in hours):
        parts.append(_("about {hours} h").format(hours=round(sum(one for one in hours if one is not None)) or 1))
    return " · ".join(part for part in parts if part)
