"""The whole trip at a glance: who may go where, and what another day would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from advisor.gui.language import _
from advisor.gui.planner.calendar_section import CalendarSection
from advisor.gui.planner.matrix import Matrix
from advisor.gui.planner.matrix_layout import Spot
from advisor.gui.planner.matrix_table import table_of
from advisor.gui.planner.words import Words
from advisor.gui.theme import em, tokens
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.scroll_bar import scroll_area
from advisor.gui.widgets.text import Label, Tone

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment


class MatrixSection(Section):
    """The matrix, with the cell looked at in words."""

    chosen = Signal(object, object)
    """Keep to the reasons of these steps and travellers (frozensets of indexes); an empty one stands for all."""

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__(_("Who, step by step"))
        self._words = words
        self._chosen: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())
        self.matrix = Matrix()
        self.told = Label(size=0.92, tone=Tone.MUTED)
        self.content.addWidget(self.matrix)
        self.content.addWidget(self.told)
        self.matrix.chosen.connect(self._choose)
        self.matrix.moved.connect(lambda _spot: self._tell())

    def show_assessment(self, assessment: Assessment | None, *, stale: bool = False) -> None:
        """Show what an assessment says of everyone on every step; None: there is no verdict."""
        table = table_of(assessment, self._words) if assessment is not None else None
        self.matrix.show_table(table, faded=stale)
        if (table is not None) is self.matrix.isHidden():
            self.matrix.setVisible(table is not None)
        self._mark()
        self._tell()

    def show_chosen(self, steps: frozenset[int], travellers: frozenset[int]) -> None:
        """These are the steps and travellers whose reasons are shown."""
        self._chosen = steps, travellers
        self._mark()

    def _mark(self) -> None:
        table = self.matrix.table
        if table is None or not any(self._chosen):
            self.matrix.mark(frozenset())
            return
        self.matrix.mark(
            frozenset(
                (row, column)
                for row, who in enumerate(table.rows)
                for column, where in enumerate(table.columns)
                if (frozenset(where.of), frozenset(who.of)) == self._chosen
            )
        )

    def _tell(self) -> None:
        """The cell under the mouse or with the keyboard, else how it is used."""
        table, spot = self.matrix.table, self.matrix.pointed
        if table is None:
            self.told.say(_("As soon as the trip has a step, its verdict for every traveller stands here."))
        elif spot is None:
            self.told.say(_("A click on a cell shows its reasons alone."))
        else:
            self.told.say(table.spoken(*spot))

    def _choose(self, spot: Spot) -> None:
        table = self.matrix.table
        if table is not None:
            row, column = spot
            self.chosen.emit(frozenset(table.columns[column].of), frozenset(table.rows[row].of))


class Overview(QWidget):
    """Matrix and calendar, one below the other."""

    def __init__(self, words: Words) -> None:
        """Nothing yet."""
        super().__init__()
        self.who = MatrixSection(words)
        self.days = CalendarSection(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(0.8), em(0.6), em(0.8), em(0.8))
        layout.setSpacing(em(0.8))
        layout.addWidget(self.who)
        layout.addWidget(self.days)
        layout.addStretch(1)
        self.area: QScrollArea = scroll_area(_("Overview"), self)
        self.who.matrix.went.connect(lambda rect: self._follow(self.who.matrix, rect))
        self.days.strip.went.connect(lambda rect: self._follow(self.days.strip, rect))

    def _follow(self, drawn: QWidget, rect: QRect) -> None:
        """Keep what the keyboard is on in view."""
        middle = drawn.mapTo(self, rect.center())
        self.area.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + em(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().panel)
        painter.end()
