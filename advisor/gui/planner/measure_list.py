"""Measures as rows to state them in: what the assessment asks for first, the rest folded away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import _, ngettext, written
from advisor.gui.planner.words import Words
from advisor.gui.theme import look
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Fold, column
from advisor.gui.widgets.flow import Flow
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.segments import Segments
from advisor.gui.widgets.text import Label, Run, muted
from advisor.model.measure import Measure, MeasureKind, MeasureState
from advisor.model.trip import Measures
from advisor.model.verdict import Verdict


def state_text(state: MeasureState | None, kind: MeasureKind = MeasureKind.ARRANGEMENT) -> str:
    """What is said of a measure."""
    if state is None:
        return _("not stated") if kind is MeasureKind.ARRANGEMENT else _("not stated yet")
    return {
        MeasureState.UNAVAILABLE: _("no"),
        MeasureState.PLANNED: _("planned"),
        MeasureState.CONFIRMED: _("confirmed"),
        MeasureState.ACCEPTED: _("accepted"),
        MeasureState.REFUSED: _("refused"),
    }[state]


_ORDER = {
    MeasureKind.ARRANGEMENT: (MeasureState.UNAVAILABLE, MeasureState.PLANNED, MeasureState.CONFIRMED),
    MeasureKind.CONDUCT: (MeasureState.REFUSED, MeasureState.ACCEPTED),
}


class MeasureRow(QWidget):
    """One measure and what is said of it."""

    stated = Signal(str, object)

    def __init__(self) -> None:
        """Empty until told a measure."""
        super().__init__()
        self._measure: Measure | None = None
        self._id = ""
        self.title = Label()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.states: dict[MeasureKind, Segments] = {}
        for kind, order in _ORDER.items():
            choices = tuple((state.value, state_text(state)) for state in order)
            segments = Segments("", choices, none=_("not stated"))
            segments.chosen.connect(self._chosen)
            self.states[kind] = segments
        self.remove = Button(_("Remove"), ButtonKind.QUIET)
        self.remove.clicked.connect(lambda: self.stated.emit(self._id, None))
        flow = Flow(self.title, *self.states.values(), self.remove, gap=0.5, line_gap=0.15)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def measure(self) -> str:
        """The id of the measure it shows."""
        return self._id

    @property
    def segments(self) -> Segments:
        """The row of answers in use."""
        kind = self._measure.kind if self._measure is not None else MeasureKind.ARRANGEMENT
        return self.states[kind]

    def show_measure(
        self, identifier: str, measure: Measure | None, state: MeasureState | None, *, asked: bool, words: Words
    ) -> None:
        """Show a measure; None: one the pack does not know. `asked`: the assessment waits for it."""
        self._id, self._measure = identifier, measure
        title = words.measure(identifier)
        open_mark = (Run("▲ ", colour=look(Verdict.CONDITIONS).colour),) if asked else ()
        if measure is None:
            self.title.say(title, muted("  " + _("not in this pack")))
        else:
            self.title.say(*open_mark, title)
        for kind, segments in self.states.items():
            shown = measure is not None and measure.kind is kind
            if shown is segments.isHidden():
                segments.setVisible(shown)
            if shown:
                segments.rename(title)
                segments.set_value(state.value if state is not None else None)
        if (measure is None) is self.remove.isHidden():
            self.remove.setVisible(measure is None)
        self.remove.setAccessibleName(_("Remove {what}").format(what=title))
        explained = written(measure.note) if measure is not None else ""
        if explained != self.toolTip():
            self.setToolTip(explained)

    def _chosen(self, value: str | None) -> None:
        self.stated.emit(self._id, MeasureState(value) if value is not None else None)


class MeasureList(QWidget):
    """The measures of one scope. A row once shown above the fold stays there: nothing slips away under a finger."""

    stated = Signal(str, object)
    """A measure's id and its new state, or None."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._fixed: list[str] = []  # in order of appearance
        self._pack: object = None
        self.first = Rows(self._row, gap=0.3)
        self.fold = Fold()
        self.rest = Rows(self._row, gap=0.3)
        self.fold.content.addWidget(self.rest)
        layout = column(self, gap=0.3)
        layout.addWidget(self.first)
        layout.addWidget(self.fold)

    def _row(self) -> MeasureRow:
        row = MeasureRow()
        row.stated.connect(self._stated)
        return row

    def _stated(self, identifier: str, state: MeasureState | None) -> None:
        self._fix([identifier])
        self.stated.emit(identifier, state)

    def _fix(self, identifiers: Iterable[str]) -> None:
        self._fixed.extend(identifier for identifier in identifiers if identifier not in self._fixed)

    def row(self, measure: str) -> MeasureRow:
        """The row of that measure; KeyError where there is none."""
        for one in (*self.first.rows, *self.rest.rows):
            if one.measure == measure:
                return one
        raise KeyError(measure)

    def show_measures(
        self, measures: Sequence[Measure], states: Measures, asked: Collection[str], words: Words, *, fresh: bool = False
    ) -> None:
        """Show these measures and what is said of them. `fresh`: of somebody or something else than before."""
        if fresh or words.pack is not self._pack:
            self._fixed, self._pack = [], words.pack
        by_id: dict[str, Measure | None] = {measure.id: measure for measure in measures}
        by_id.update({identifier: None for identifier in states if identifier not in words.pack.measures})
        self._fix(identifier for identifier in by_id if identifier in asked)
        self._fix(identifier for identifier in by_id if identifier in states)
        first = [identifier for identifier in self._fixed if identifier in by_id]
        rest = [identifier for identifier in by_id if identifier not in self._fixed]

        def present(ids: list[str]) -> None:
            rows = self.first if ids is first else self.rest
            rows.show_keys(
                ids,
                lambda row, place, _fresh: row.show_measure(
                    ids[place], by_id[ids[place]], states.get(ids[place]), asked=ids[place] in asked, words=words
                ),
            )

        present(first)
        present(rest)
        if bool(first) is self.first.isHidden():
            self.first.setVisible(bool(first))
        if bool(rest) is self.fold.isHidden():
            self.fold.setVisible(bool(rest))
        if rest:
            more = ngettext("{count} more measure", "{count} more measures", len(rest))
            text = more if first else ngettext("{count} measure", "{count} measures", len(rest))
            self.fold.say(text.format(count=len(rest)))
        shown = bool(first or rest)
        if shown is self.isHidden():
            self.setVisible(shown)
