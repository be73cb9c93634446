"""What must be arranged before leaving, and what must be obeyed on the way."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor.gui.language import _, in_turn, labelled, written
from advisor.gui.planner.measure_list import state_text
from advisor.gui.planner.words import Words, result_text, traveller_text
from advisor.gui.widgets.buttons import Button
from advisor.gui.widgets.cards import Card, Section, column
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.rows import Rows
from advisor.gui.widgets.text import Label, Tone, bold, muted
from advisor.model.assessment import Assessment, Condition, NeededMeasure
from advisor.model.measure import MeasureKind, MeasureState, Scope
from advisor.model.verdict import Verdict


class NeedRow(QWidget):
    """One measure of a condition, with the buttons that state it."""

    stated = Signal(str, object)

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__()
        self._words = words
        self._measure = ""
        self.title = Label()
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.plan = Button(_("Plan"))
        self.confirm = Button(_("Confirm"))
        self.accept = Button(_("Accept"))
        buttons = flowing(self.plan, self.confirm, self.accept, gap=0.3)
        layout = column(self, gap=0)
        layout.addWidget(flowing(self.title, buttons, gap=0.6, line_gap=0.2, centred=True))
        for button, state in (
            (self.plan, MeasureState.PLANNED),
            (self.confirm, MeasureState.CONFIRMED),
            (self.accept, MeasureState.ACCEPTED),
        ):
            button.clicked.connect(lambda _checked=False, state=state: self.stated.emit(self._measure, state))

    @property
    def measure(self) -> str:
        """The id of the measure."""
        return self._measure

    def show_need(self, needed: NeededMeasure, place: str) -> None:
        """Show a measure; `place` says for what, to those who hear it."""
        self._measure = needed.measure
        title = self._words.measure(needed.measure)
        said = f"   {state_text(needed.state)}" if needed.state is not None else ""
        self.title.say(bold(title), muted(said))
        conduct = needed.kind is MeasureKind.CONDUCT
        useful = {
            self.plan: not conduct and needed.state not in {MeasureState.PLANNED, MeasureState.CONFIRMED},
            self.confirm: not conduct and needed.state is not MeasureState.CONFIRMED,
            self.accept: conduct and needed.state is not MeasureState.ACCEPTED,
        }
        for button, shown in useful.items():
            button.setAccessibleName(f"{labelled(button.text(), title)}, {place}")
            if shown is button.isHidden():
                button.setVisible(shown)


class ConditionCard(Card):
    """One condition: any one of its options suffices."""

    stated = Signal(str, object)

    def __init__(self, words: Words) -> None:
        """Offer the names of `words`."""
        super().__init__(raised=True)
        self._words = words
        self.needs: Rows[NeedRow | Label] = Rows(makes={"need": self._need, "or": self._or}, gap=0.25)
        self.meta = Label(size=0.88, tone=Tone.MUTED)
        self.column.addWidget(self.needs)
        self.column.addWidget(self.meta)
        self.condition: Condition | None = None

    def _need(self) -> NeedRow:
        row = NeedRow(self._words)
        row.stated.connect(self.stated)
        return row

    def _or(self) -> Label:
        return Label(_("or"), size=0.88, tone=Tone.MUTED)

    @property
    def rows(self) -> tuple[NeedRow, ...]:
        """The rows of its measures."""
        return tuple(row for row in self.needs.rows if isinstance(row, NeedRow))

    def show_condition(self, condition: Condition, assessment: Assessment) -> None:
        """Show a condition of an assessment."""
        self.condition = condition
        words = self._words
        self.set_verdict(Verdict.CONDITIONS)
        place = scope_text(words, assessment, condition)
        keys: list[Hashable] = []
        needs: list[NeededMeasure | None] = []
        for number, option in enumerate(condition.options):
            if number:
                keys.append(("or", number))
                needs.append(None)
            for needed in option:
                keys.append(("need", number, needed.measure))
                needs.append(needed)

        def present(row: NeedRow | Label, at: int, _fresh: bool) -> None:
            needed = needs[at]
            if isinstance(row, NeedRow) and needed is not None:
                row.show_need(needed, place)

        self.needs.show_keys(keys, present)
        proofs = [
            written(words.pack.measures[needed.measure].proof)
            for option in condition.options
            for needed in option
            if needed.measure in words.pack.measures
        ]
        proof = in_turn(dict.fromkeys(one for one in proofs if one))
        asked = in_turn(written(rule.title) for rule in words.rules(condition.rules)[:2])
        parts = [place if condition.scope is not Scope.TRIP else "", asked]
        if proof:
            parts.append(_("proof: {proof}").format(proof=proof))
        self.meta.say(" · ".join(part for part in parts if part))


def scope_text(words: Words, assessment: Assessment, condition: Condition) -> str:
    """For what a condition counts."""
    if condition.scope is Scope.STEP and condition.step is not None:
        return result_text(words, assessment, condition.step)
    if condition.scope is Scope.TRAVELLER and condition.traveller is not None:
        return traveller_text(assessment.trip, condition.traveller)
    return _("the whole trip")


class ConditionsSection(Section):
    """All conditions, each with the buttons that meet it."""

    stated = Signal(object, str, object)
    """A condition, one of its measures, and the state to give it."""

    def __init__(self, words: Words) -> None:
        """None yet."""
        super().__init__(_("Conditions"))
        self._words = words
        self.lead = Label(tone=Tone.MUTED)
        self.content.addWidget(self.lead)
        self._groups: dict[MeasureKind, tuple[Label, Rows[ConditionCard]]] = {}
        titles = {MeasureKind.ARRANGEMENT: _("Before leaving"), MeasureKind.CONDUCT: _("On the way")}
        for kind, title in titles.items():
            heading = Label(title, size=0.94, bold=True)
            rows: Rows[ConditionCard] = Rows(self._card, gap=0.35)
            self.content.addWidget(heading)
            self.content.addWidget(rows)
            self._groups[kind] = heading, rows

    def _card(self) -> ConditionCard:
        card = ConditionCard(self._words)
        card.stated.connect(lambda measure, state: self.stated.emit(card.condition, measure, state))
        return card

    @property
    def cards(self) -> tuple[ConditionCard, ...]:
        """The cards from top to bottom."""
        return tuple(card for _heading, rows in self._groups.values() for card in rows.rows)

    def show_conditions(self, assessment: Assessment) -> None:
        """Show the conditions of an assessment."""
        conditions = assessment.conditions
        if bool(conditions) is self.isHidden():
            self.setVisible(bool(conditions))
        forbidden = assessment.verdict is Verdict.NO_GO
        text = _("Meeting these does not lift what stops the trip.") if forbidden else ""
        self.lead.say(text)
        if bool(text) is self.lead.isHidden():
            self.lead.setVisible(bool(text))
        for kind, (heading, rows) in self._groups.items():
            members = [one for one in conditions if _kind(one) is kind]
            keys = [(one.scope, one.step, one.traveller, _measures(one)) for one in members]
            rows.show_keys(
                keys,
                lambda card, place, _fresh, members=members: card.show_condition(members[place], assessment),  # type: ignore[misc]
            )
            for part in (heading, rows):
                if bool(members) is part.isHidden():
                    part.setVisible(bool(members))


def _measures(condition: Condition) -> Hashable:
    return tuple(tuple(needed.measure for needed in option) for option in condition.options)


def _kind(condition: Condition) -> MeasureKind:
    kinds = {needed.kind for option in condition.options for needed in option}
    return MeasureKind.CONDUCT if kinds == {MeasureKind.CONDUCT} else MeasureKind.ARRANGEMENT
