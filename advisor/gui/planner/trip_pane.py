"""The left side: the trip as the planner writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor.gui.actions import Act, keys_of
from advisor.gui.language import _, written
from advisor.gui.planner import editing
from advisor.gui.planner.fact_rows import FactRows
from advisor.gui.planner.itinerary_section import ItinerarySection
from advisor.gui.planner.measure_list import MeasureList
from advisor.gui.planner.party_section import PartySection
from advisor.gui.planner.plan_section import PlanSection
from advisor.gui.planner.words import Words
from advisor.gui.theme import em
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Card, Section, column
from advisor.gui.widgets.combo import Combo
from advisor.gui.widgets.fields import Captioned, Field
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.text import Label, Tone
from advisor.gui.widgets.when import Unread
from advisor.gui.widgets.when_field import DayField, day_text, explanation
from advisor.model.assessment import Assessment
from advisor.model.measure import MeasureState, Scope
from advisor.model.pack import FactScope
from advisor.model.trip import Trip


class TripPane(QWidget):
    """Title, party, itinerary, measures, and the rules to ask."""

    edited = Signal(object, str, str)
    """The trip as edited, what the edit is called, and a key by which consecutive edits are one."""
    as_of_edited = Signal(object)
    """Another day to ask the rules as of; None: the usual one."""
    pack_chosen = Signal(str)
    """The id of another pack."""
    quick_wanted = Signal()
    """The user wants to begin with a quick plan."""

    def __init__(self, words: Words) -> None:
        """An empty trip."""
        super().__init__()
        self._words = words
        self._trip = Trip()
        layout = column(self, gap=1.1)
        layout.setContentsMargins(em(0.9), em(0.8), em(0.9), em(1.2))
        self.start = _Start()
        self.start.quick.clicked.connect(self.quick_wanted)
        heading = Section(_("Trip"))
        self.title = Field(_("Title"), placeholder=_("What the trip is called"), chars=24)
        self.purpose = Field(_("Purpose"), placeholder=_("Why somebody has to go"), chars=24)
        heading.content.addWidget(Captioned(_("Title"), self.title))
        heading.content.addWidget(Captioned(_("Purpose"), self.purpose))
        self.party = PartySection(words)
        self.itinerary = ItinerarySection(words)
        self.about = Section(_("About the trip"))
        self.facts = FactRows()
        self.about.content.addWidget(self.facts)
        self.decisions = Section(_("Measures"))
        self.no_measures = Label(_("These rules know no measures for a whole trip."), tone=Tone.MUTED)
        self.measures = MeasureList()
        self.decisions.content.addWidget(self.measures)
        self.decisions.content.addWidget(self.no_measures)
        self.plan = PlanSection(words)
        self.rules = self._rules_section()
        for section in (
            self.start,
            heading,
            self.party,
            self.itinerary,
            self.about,
            self.decisions,
            self.plan,
            self.rules,
        ):
            layout.addWidget(section)
        layout.addStretch(1)
        self._connect()

    def _rules_section(self) -> Section:
        rules = Section(_("Rules"))
        self.pack = Combo(_("Pack"), chars=30)
        self.as_of = DayField(_("Asked as of"))
        self._as_of_block = Captioned(_("Asked as of"), self.as_of)
        self.usual_day = Button("", ButtonKind.QUIET, size=0.9)
        self.usual_day.clicked.connect(self._back_to_usual)
        self._usual: date | None = None
        rules.content.addWidget(flowing(Captioned(_("Pack"), self.pack), self._as_of_block, line_gap=0.35))
        rules.content.addWidget(self.usual_day)
        self.note = Label(size=0.92, tone=Tone.MUTED)
        rules.content.addWidget(self.note)
        return rules

    def _connect(self) -> None:
        self.title.textEdited.connect(
            lambda text: self.edited.emit(replace(self._trip, title=text), _("change of title"), "title")
        )
        self.purpose.textEdited.connect(
            lambda text: self.edited.emit(replace(self._trip, purpose=text), _("change of purpose"), "purpose")
        )
        self.party.edited.connect(self.edited)
        self.itinerary.edited.connect(self.edited)
        self.plan.edited.connect(self.edited)
        self.facts.edited.connect(self._edit_fact)
        self.measures.stated.connect(self._edit_measure)
        self.pack.chosen.connect(self.pack_chosen.emit)
        self.as_of.edited.connect(self._edit_as_of)
        self.as_of.left.connect(self._complain)

    def _edit_fact(self, fact: str, value: str | None) -> None:
        facts = editing.with_value(self._trip.facts, fact, value)
        self.edited.emit(replace(self._trip, facts=facts), _("change of a fact"), f"fact-{fact}")

    def _edit_measure(self, measure: str, state: MeasureState | None) -> None:
        changed = editing.with_measure(self._trip, Scope.TRIP, None, measure, state)
        self.edited.emit(changed, _("change of a measure"), f"measure-{measure}")

    def _edit_as_of(self) -> None:
        self._complain()
        if self.as_of.value is not None:
            self.as_of_edited.emit(self.as_of.value)
        elif self._usual is not None:
            self.show_usual_day(self._usual)

    def show_usual_day(self, usual: date) -> None:
        """Offer to go back to the usual day, where the field does not show it."""
        self._usual = usual
        away = self.as_of.value != usual
        self.usual_day.say(_("Back to {day}").format(day=day_text(usual, weekday=False)))
        if away is self.usual_day.isHidden():
            if self.usual_day.hasFocus():
                self.as_of.setFocus()
            self.usual_day.setVisible(away)

    def _back_to_usual(self) -> None:
        if self._usual is not None:
            self.as_of.set_value(None)  # what was half typed goes too
            self.as_of.set_value(self._usual)
            self._complain()
        self.as_of.setFocus()
        self.as_of_edited.emit(None)

    def _complain(self) -> None:
        wrong = self.as_of.wrong
        text = explanation(wrong) if isinstance(wrong, Unread) else ""
        if not text and self.as_of.value is None:
            text = _("The rules need a day to be asked as of.")
        busy = self.as_of.hasFocus()
        self._as_of_block.tell(text, Tone.MUTED if busy else Tone.FAULT)
        self.as_of.set_faulty(bool(text) and not busy, text)

    def set_packs(self, packs: Sequence[tuple[str, str]]) -> None:
        """Offer these packs: (id, title)."""
        self.pack.set_choices(tuple(packs))
        self.pack.set_value(self._words.pack.id)

    def show_trip(self, trip: Trip, as_of: date, assessment: Assessment | None, *, stale: bool) -> None:
        """Show a trip, with what an assessment says of it."""
        self._trip = trip
        words = self._words
        begun = bool(trip.travellers or trip.itinerary)
        if begun is not self.start.isHidden():
            if self.start.quick.hasFocus():
                self.title.setFocus()
            self.start.setVisible(not begun)
        self.title.show_text(trip.title)
        self.purpose.show_text(trip.purpose)
        self.party.show_party(trip, assessment, stale=stale)
        self.itinerary.show_itinerary(trip, assessment, as_of, stale=stale)
        self.plan.show_plan(trip, assessment)
        facts = words.facts(FactScope.TRIP)
        self.facts.show_facts(facts, trip.facts)
        self.about.setVisible(bool(facts))
        asked = {
            needed.measure
            for condition in (assessment.conditions if assessment is not None else ())
            if condition.scope is Scope.TRIP
            for option in condition.options
            for needed in option
        }
        measures = [measure for measure in words.pack.measures.values() if measure.scope is Scope.TRIP]
        self.measures.show_measures(measures, trip.measures, asked, words)
        self.no_measures.setVisible(not measures and not trip.measures)
        if not (self.as_of.wrong is not None or (self.as_of.hasFocus() and self.as_of.value is None)):
            self.as_of.set_value(as_of)
        self.note.say(written(words.pack.note))
        self.note.setVisible(bool(words.pack.note))


class _Start(Card):
    """How to begin, while there is nothing yet."""

    def __init__(self) -> None:
        super().__init__()
        lead = _("In under a minute: who, from where to where, how, when.")
        self.quick = Button(_("Quick plan ({keys})").format(keys=keys_of(Act.QUICK)), ButtonKind.FILLED)
        self.column.addWidget(Label(lead))
        self.column.addWidget(self.quick)
        steps = _("Or step by step: travellers ({travellers}), legs ({legs}), the way back ({back}).")
        keys = {"travellers": Act.ADD_TRAVELLER, "legs": Act.ADD_LEG, "back": Act.WAY_BACK}
        told = steps.format(**{name: keys_of(act) for name, act in keys.items()})
        self.column.addWidget(Label(told, tone=Tone.MUTED, size=0.92))
