"""The way: legs and stays, and the stays that follow from them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeAlias, TypeVar

from PySide6.QtCore import QTimer, Signal

from advisor.gui.actions import Act, keys_of
from advisor.gui.language import _
from advisor.gui.planner import editing
from advisor.gui.planner.journey_fields import JourneyNames
from advisor.gui.planner.leg_card import LegCard
from advisor.gui.planner.returning import on_the_network
from advisor.gui.planner.stay_card import FollowingCard, StayCard
from advisor.gui.planner.step_card import StepCard, StepView
from advisor.gui.planner.words import Words
from advisor.gui.widgets.buttons import Button, ButtonKind
from advisor.gui.widgets.cards import Section
from advisor.gui.widgets.dragging import Dragging
from advisor.gui.widgets.flow import flowing
from advisor.gui.widgets.rows import Rows, Serials
from advisor.gui.widgets.text import Label, Tone
from advisor.model.assessment import Assessment, StepResult
from advisor.model.measure import Scope
from advisor.model.trip import Leg, Stay, Step, Trip, When
from advisor.planning.way_back import way_back

AnyCard: TypeAlias = LegCard | StayCard | FollowingCard
AnyStepCard = TypeVar("AnyStepCard", LegCard, StayCard)


class ItinerarySection(Section):
    """The steps in order, and adding another."""

    edited = Signal(object, str, str)
    """The trip as edited, what the edit is called, and a key by which consecutive edits are one."""

    def __init__(self, words: Words) -> None:
        """No way yet."""
        super().__init__(_("Itinerary"))
        self._words = words
        self._trip = Trip()
        self._serials = Serials()
        self.empty = Label(
            _("Add the first leg: from where, to where, how, when. What you do not know yet can stay empty."),
            tone=Tone.MUTED,
        )
        self.cards: Rows[AnyCard] = Rows(
            makes={"leg": self._leg_card, "stay": self._stay_card, "following": self._following_card}
        )
        self.dragging = Dragging(self.cards, lambda: self.step_cards)
        self.dragging.dropped.connect(self._drop)
        self.add_leg = Button(_("+ Leg"), ButtonKind.QUIET)
        self.add_stay = Button(_("+ Stay"), ButtonKind.QUIET)
        self.add_back = Button(_("↩ Leg back"), ButtonKind.QUIET)
        self.add_return = Button(_("↩ Way back"), ButtonKind.QUIET)
        for button, tip, act, does in (
            (self.add_leg, _("Add a leg from where the trip ends so far"), Act.ADD_LEG, self.begin_leg),
            (self.add_stay, _("Add a stay where the trip ends so far"), Act.ADD_STAY, self.begin_stay),
            (self.add_back, _("Add the last leg the other way round"), Act.LEG_BACK, self.go_leg_back),
            (self.add_return, _("Add the legs that lead back to the start"), Act.WAY_BACK, self.go_back),
        ):
            button.setToolTip(f"{tip} ({keys_of(act)})")
            button.clicked.connect(does)
        buttons = flowing(self.add_leg, self.add_stay, self.add_back, self.add_return, gap=0.8)
        for part in (self.empty, self.cards, buttons):
            self.content.addWidget(part)

    # -- cards

    def _leg_card(self) -> LegCard:
        return self._wired(LegCard(self._words))

    def _stay_card(self) -> StayCard:
        return self._wired(StayCard(self._words))

    def _wired(self, card: AnyStepCard) -> AnyStepCard:
        card.edited.connect(lambda step, label, field: self._edit(card, step, label, field))
        card.asked.connect(lambda what: self._move(card, what))
        self.dragging.add(card, card.summary)
        return card

    def _following_card(self) -> FollowingCard:
        card = FollowingCard(self._words)
        card.wanted.connect(lambda: self._write(card.result))
        return card

    @property
    def step_cards(self) -> tuple[StepCard, ...]:
        """The cards of the written steps, in order."""
        return tuple(card for card in self.cards.rows if isinstance(card, StepCard))

    # -- showing

    def show_itinerary(self, trip: Trip, assessment: Assessment | None, as_of: date | None, *, stale: bool) -> None:
        """Show the steps of `trip`, with what an assessment says of them."""
        self._trip = trip
        if assessment is not None and len(assessment.trip.itinerary) != len(trip.itinerary):
            assessment = None
        shown = _in_order(trip, assessment)
        numbers = self._serials.of(trip.itinerary)
        keys = [_key(trip, what, numbers) for what in shown]

        def present(card: AnyCard, row: int, fresh: bool) -> None:
            what = shown[row]
            if isinstance(what, StepResult):
                if isinstance(card, FollowingCard):
                    card.show_result(what, ends=what.after == len(trip.itinerary) - 1, stale=stale)
            elif isinstance(card, StepCard):
                self._present(card, what, assessment, as_of, stale=stale, fresh=fresh)

        self.cards.show_keys(keys, present)
        if bool(trip.itinerary) is not self.empty.isHidden():
            self.empty.setVisible(not trip.itinerary)
            self.cards.setVisible(bool(trip.itinerary))
        back, leg_back = way_back(trip), editing.leg_back(trip)
        self.add_return.setEnabled(bool(back))
        self.add_back.setEnabled(bool(leg_back))
        self.add_back.setVisible(leg_back != back)  # of a single leg both are the same

    def _present(
        self, card: StepCard, place: int, assessment: Assessment | None, as_of: date | None, *, stale: bool, fresh: bool
    ) -> None:
        trip = self._trip
        step = trip.itinerary[place]
        view = replace(_view(assessment, place, stale=stale), names=_names(trip))
        card.suggested_day = _day_before(trip, place) or as_of
        begins = place == 0 or not isinstance(trip.itinerary[place - 1], Leg)
        # as on the sheet, where the stays that follow from the legs count too
        number = view.result.index + 1 if view.result is not None else place + 1
        card.show_step(step, number, view, begins=begins, fresh=fresh)

    # -- editing

    def _edit(self, card: StepCard, step: Step, label: str, field: str) -> None:
        place = self.step_cards.index(card)
        self.edited.emit(editing.with_step(self._trip, place, step), label, f"step-{place}-{field}")

    def begin_leg(self) -> None:
        """Add a leg from where the trip ends, with the cursor where it leads."""
        self._add(editing.with_leg_added(self._trip), _("adding a leg"))

    def begin_stay(self) -> None:
        """Add a stay where the trip ends."""
        self._add(editing.with_stay_added(self._trip), _("adding a stay"))

    def go_leg_back(self) -> None:
        """Add the last leg reversed, with the cursor in its time; nothing happens where there is none."""
        self._go_back(editing.leg_back(self._trip), _("adding a leg"))

    def go_back(self) -> None:
        """Add the way back to the start, with the cursor in its first time; nothing happens where there is none."""
        self._go_back(way_back(self._trip), _("adding the way back"))

    def _go_back(self, legs: tuple[Leg, ...], label: str) -> None:
        if legs:
            added = on_the_network(legs, self._words.pack)
            self._add(editing.with_steps_added(self._trip, added), label, "depart")

    def _add(self, trip: Trip, label: str, fact: str = "") -> None:
        before = len(self._trip.itinerary)
        self.edited.emit(trip, label, "")
        self.open_step(before, fact)

    def open_step(self, place: int, fact: str = "") -> None:
        """Open a written step, with the cursor in the field of a fact."""
        if place < len(self.step_cards):
            card = self.step_cards[place]
            card.start_editing(fact)
            # the layout has not placed it yet; the scroll area follows the focus once it has
            QTimer.singleShot(0, card, lambda: card.start_editing(fact))

    def _write(self, result: StepResult | None) -> None:
        """Turn a stay that followed into a written one."""
        if result is None:
            return
        place = 0 if result.after is None else result.after + 1
        steps = editing.inserted_at(self._trip.itinerary, place, Stay(place=result.origin))
        self.edited.emit(replace(self._trip, itinerary=steps), _("adding a stay"), "")
        self.open_step(place, "until")

    def _drop(self, card: StepCard, to: int) -> None:
        place = self.step_cards.index(card)
        changed = editing.moved(self._trip.itinerary, place, to - place)
        self.edited.emit(replace(self._trip, itinerary=changed), _("moving a step"), "")

    def _move(self, card: StepCard, what: str) -> None:
        place = self.step_cards.index(card)
        steps = self._trip.itinerary
        if what in {"up", "down"}:
            changed = editing.moved(steps, place, -1 if what == "up" else 1)
            label = _("moving a step")
        elif what == "duplicate":
            changed = editing.inserted_at(steps, place + 1, steps[place])
            label = _("copying a step")
        else:
            changed = editing.removed_at(steps, place)
            label = _("removing a step")
        if changed == steps:
            return
        self.edited.emit(replace(self._trip, itinerary=changed), label, "")
        cards = self.step_cards
        if what == "duplicate":
            self.open_step(place + 1)
        elif what == "remove":
            (cards[min(place, len(cards) - 1)].summary if cards else self.add_leg).setFocus()


def _in_order(trip: Trip, assessment: Assessment | None) -> list[int | StepResult]:
    """The places of the written steps, each followed by the stays that follow from it."""
    results = assessment.steps if assessment is not None else ()

    def following(after: int | None) -> list[StepResult]:
        return [one for one in results if one.written is None and one.after == after]

    shown: list[int | StepResult] = [*following(None)]
    for place in range(len(trip.itinerary)):
        shown += [place, *following(place)]
    return shown


def _key(trip: Trip, what: int | StepResult, numbers: list[int]) -> Hashable:
    if isinstance(what, StepResult):
        return ("following", what.after, what.origin, what.index)
    return ("leg" if isinstance(trip.itinerary[what], Leg) else "stay", numbers[what])


def _names(trip: Trip) -> JourneyNames:
    people = dict.fromkeys(name for one in trip.travellers if (name := one.name.strip()))
    vehicles = dict.fromkeys(name for one in trip.vehicles if (name := one.name.strip()))
    return JourneyNames(tuple(people), tuple(vehicles))


def _view(assessment: Assessment | None, place: int, *, stale: bool) -> StepView:
    if assessment is None:
        return StepView()
    result = next((one for one in assessment.steps if one.written == place), None)
    asked = {
        needed.measure
        for condition in assessment.conditions
        if condition.scope is Scope.STEP and result is not None and condition.step == result.index
        for option in condition.options
        for needed in option
    }
    questions = tuple(one.about for one in assessment.questions if one.about.step == place)
    # A step outside the pack's area is not assessed: it must not look like a GO.
    verdict = result.range.reported if result is not None and result.assessed else None
    return StepView(result, stale, frozenset(asked), questions, verdict)


def _day_before(trip: Trip, place: int) -> date | None:
    """The last day stated before a step: where its calendar opens."""
    for step in reversed(trip.itinerary[:place]):
        times: tuple[When | None, ...] = (
            (step.arrive, step.depart) if isinstance(step, Leg) else (step.until, step.start)
        )
        for moment in times:
            if moment is not None:
                return moment.date() if isinstance(moment, datetime) else moment
    return None
