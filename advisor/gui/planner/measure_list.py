"""Measures as rows to state them in: what the assessment asks for first, the rest folded away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import _, ngettext, written
from advisor.gui.planner.words import Words
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
        self._shown: tuple[object, ...] = ()
        self.title = Label()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._answers: dict[MeasureKind | None, Segments | Button] = {}
        self._flow = Flow(self.title, gap=0.5, line_gap=0.15)
        self._flow.setAlignment(self.title, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def measure(self) -> str:
        """The id of the measure it shows."""
        return self._id

    @property
    def segments(self) -> Segments:
        """The row of answers in use; KeyError for a measure the pack does not know."""
        found = self._answers[self._measure.kind if self._measure is not None else MeasureKind.ARRANGEMENT]
        if not isinstance(found, Segments):
            raise KeyError(self._id)
        return found

    @property
    def removal(self) -> Button:
        """The button that removes a measure the pack does not know; KeyError for one it knows."""
        found = self._answers[None]
        if not isinstance(found, Button):
            raise KeyError(self._id)
        return found

    def _answer(self, kind: MeasureKind | None) -> Segments | Button:
        """The row of answers for a kind; for a measure nobody knows, the button that removes it."""
        found = self._answers.get(kind)
        if found is None:
            if kind is None:
                found = Button(_("Remove"), ButtonKind.QUIET)
                found.clicked.connect(lambda: self.stated.emit(self._id, None))
            else:
                choices = tuple((state.value, state_text(state)) for state in _ORDER[kind])
                found = Segments("", choices, none=_("not stated"))
                found.chosen.connect(self._chosen)
            self._answers[kind] = found
            self._flow.addWidget(found)
            self._flow.setAlignment(found, Qt.AlignmentFlag.AlignVCenter)
        return found

    def show_measure(
        self, identifier: str, measure: Measure | None, state: MeasureState | None, *, asked: bool, words: Words
    ) -> None:
        """Show a measure; None: one the pack does not know. `asked`: the assessment waits for it."""
        shown = (identifier, measure, state, asked)
        if shown == self._shown:
            return
        self._shown = shown
        self._id, self._measure = identifier, measure
        title = words.measure(identifier)
        open_mark = (Run("▲ ", verdict=Verdict.CONDITIONS),) if asked else ()
        if measure is None:
            self.title.say(title, muted("  " + _("not in this pack")))
        else:
            self.title.say(*open_mark, title)
        kind = measure.kind if measure is not None else None
        answer = self._answer(kind)
        for one in self._answers.values():
            if (one is answer) is one.isHidden():
                one.setVisible(one is answer)
        if isinstance(answer, Segments):
            answer.rename(title)
            answer.set_value(state.value if state is not None else None)
        else:
            answer.setAccessibleName(_("Remove {what}").format(what=title))
        explained = written(measure.note) if measure is not None else ""
        if explained != self.toolTip():
            self.setToolTip(explained)

    def _chosen(self, value: str | None) -> None:
        self._shown = ()
        self.stated.emit(self._id, MeasureState(value) if value is not None else None)


_Folded: TypeAlias = tuple[list[str], Mapping[str, Measure | None], Measures, Collection[str], Words]


class MeasureList(QWidget):
    """The measures of one scope. A row once shown above the fold stays there: nothing slips away under a finger."""

    stated = Signal(str, object)
    """A measure's id and its new state, or None."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self._fixed: list[str] = []  # in order of appearance
        self.first = Rows(self._row, gap=0.3)
        self.fold = Fold()
        self.rest = Rows(self._row, gap=0.3)
        self.fold.content.addWidget(self.rest)
        self._folded: _Folded | None = None
        self.fold.line.toggled.connect(lambda opened: self._unfold(opened=opened))
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
        self, measures: Sequence[Measure], states: Measures, asked: Collection[str], words: Words
    ) -> None:
        """Show these measures and what is said of them; those `asked` for come first."""
        by_id: dict[str, Measure | None] = {measure.id: measure for measure in measures}
        by_id.update({identifier: None for identifier in states if identifier not in words.pack.measures})
        self._fix(identifier for identifier in by_id if identifier in asked)
        self._fix(identifier for identifier in by_id if identifier in states)
        first = [identifier for identifier in self._fixed if identifier in by_id]
        rest = [identifier for identifier in by_id if identifier not in self._fixed]

        self._present(self.first, first, by_id, states, asked, words)
        self._folded = (rest, by_id, states, asked, words)
        if self.fold.line.isChecked():
            self._unfold(opened=True)
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

    def _unfold(self, *, opened: bool) -> None:
        """What is folded away is made only when somebody wants to see it."""
        if opened and self._folded is not None:
            self._present(self.rest, *self._folded)

    def _present(
        self,
        rows: Rows[MeasureRow],
        ids: list[str],
        by_id: Mapping[str, Measure | None],
        states: Measures,
        asked: Collection[str],
        words: Words,
    ) -> None:
        rows.show_keys(
            ids,
            lambda row, place, _fresh: row.show_measure(
                ids[place], by_id[ids[place]], states.get(ids[place]), asked=ids[place] in asked, words=words
            ),
        )
