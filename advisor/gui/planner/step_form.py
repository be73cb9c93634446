"""The fields of a leg or a stay."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.language import _
from advisor.gui.planner.editing import with_value
from advisor.gui.planner.journey_fields import JourneyNames
from advisor.gui.planner.measure_list import MeasureList
from advisor.gui.planner.words import Words
from advisor.gui.theme import em
from advisor.gui.widgets.abstract import AbstractWidget
from advisor.gui.widgets.cards import column
from advisor.model.measure import MeasureState, Scope
from advisor.model.trip import Stay, Step


class StepForm(QWidget, metaclass=AbstractWidget):
    """What the fields of legs and stays have in common. Made when its card is first opened."""

    edited = Signal(object, str, str)
    """The step as edited, what the edit is called, and the field."""

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__()
        self.words = words
        self.step: Step = Stay(place="")
        self.suggested_day: date | None = None
        self.names = JourneyNames()
        self.fields = column(self)
        self.fields.setContentsMargins(em(1.0), em(0.1), em(0.1), em(0.2))
        self.measures = MeasureList()
        self.measures.stated.connect(self._edit_measure)

    @abstractmethod
    def field_of(self, fact: str) -> QWidget:
        """The field where a fact is stated, or the first that is worth filling in."""

    def show_step(self, step: Step, asked: Collection[str], *, begins: bool) -> None:
        """Show a step. `asked`: measures the assessment waits for. `begins`: no leg leads there."""
        del begins
        self.step = step
        measures = [one for one in self.words.pack.measures.values() if one.scope is Scope.STEP]
        self.measures.show_measures(measures, step.measures, asked, self.words)

    def edit(self, field: str, label: str, **changes: Any) -> None:  # noqa: ANN401 - the step's fields
        """Tell that the step is to become another."""
        self.edited.emit(replace(self.step, **changes), label, field)

    def _edit_measure(self, measure: str, state: MeasureState | None) -> None:
        changed = with_value(self.step.measures, measure, state)
        self.edit(f"measure-{measure}", _("change of a measure"), measures=changed)
