"""Facts that the pack asks for, as rows to answer them in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import _, written
from advisor.gui.planner.words import fact_value_text
from advisor.gui.widgets.cards import column
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.text import Label
from advisor.model.pack import Fact
from advisor.model.trip import Facts

MOST_SEGMENTS = 3
"""More values than this are a list."""


class FactRows(QWidget):
    """One row a fact."""

    edited = Signal(str, object)
    """A fact's id and its new value, or None: not known."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._facts: tuple[Fact, ...] = ()
        self._column = column(self, gap=0.3)
        self._rows: list[QWidget] = []
        self.answers: dict[str, Segments | Combo] = {}

    def show_facts(self, facts: Sequence[Fact], values: Facts) -> None:
        """Show these facts and what is known of them."""
        if tuple(facts) != self._facts:
            self._facts = tuple(facts)
            self._build()
        for identifier, answer in self.answers.items():
            answer.set_value(values.get(identifier))

    def _build(self) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.answers = {}
        self._rows = []
        for fact in self._facts:
            name = written(fact.title) or fact.id
            choices = tuple((value.id, fact_value_text(fact, value.id)) for value in fact.values)
            answer: Segments | Combo
            if len(choices) <= MOST_SEGMENTS:
                answer = Segments(name, choices, none=_("not stated"))
            else:
                answer = Combo(name)
                answer.set_choices(((None, _("not stated")), *choices))
            answer.chosen.connect(lambda value, fact=fact.id: self.edited.emit(fact, value))
            label = Label(name)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            label.setToolTip(written(fact.question))
            row = flowing(label, answer, line_gap=0.15, centred=True)
            self._column.addWidget(row)
            self._rows.append(row)
            self.answers[fact.id] = answer
        self.setVisible(bool(self._rows))
