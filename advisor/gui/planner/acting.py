"""Acting on what is read: a condition met, a question answered, another day of departure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.language import _
from advisor.gui.planner.answering import with_condition_met, with_end_answered, with_question_answered
from advisor.gui.widgets.when_field import day_text
from advisor.model.trip import Trip
from advisor.planning.shift import departure_day, shifted

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment, Condition, FactRef
    from advisor.model.measure import MeasureState
    from advisor.model.pack import Pack


class Acting(QObject):
    """Turns what was chosen beside the trip into an edit of it."""

    edited = Signal(object, str, str)
    """As `PlannerPage.tripEdited`."""
    begun = Signal(int)
    """The step at that place of the itinerary was begun and wants to be filled in."""

    def __init__(self, page: QObject) -> None:
        """Nothing to act on yet; `page` takes it along when it goes."""
        super().__init__(page)
        self._trip = Trip()
        self._assessment: Assessment | None = None
        self._pack: Pack | None = None

    def about(self, trip: Trip, assessment: Assessment | None, pack: Pack | None) -> None:
        """This is what is shown from now on."""
        self._trip, self._assessment, self._pack = trip, assessment, pack

    def state(self, condition: Condition, measure: str, state: MeasureState) -> None:
        """State a measure that a condition asks for, where the measure counts."""
        if self._assessment is None or self._pack is None:
            return
        assessed = self._assessment.trip
        # else it is about other steps, and about to be renewed
        if len(assessed.itinerary) == len(self._trip.itinerary):
            changed = with_condition_met(self._trip, self._assessment, self._pack, condition, measure, state)
            self.edited.emit(changed, _("change of a measure"), "")

    def answer(self, about: FactRef, value: str | date) -> None:
        """Answer a question."""
        self.edited.emit(with_question_answered(self._trip, about, value), _("answer to a question"), "")

    def go_on(self, how: str) -> None:
        """Say how the trip goes on from where it ends."""
        place = len(self._trip.itinerary)
        self.edited.emit(with_end_answered(self._trip, how), _("answer to a question"), "")
        self.begun.emit(place)

    def move_to(self, day: date) -> None:
        """Move the whole trip, so that it leaves on that day."""
        departs = departure_day(self._trip)
        if departs is not None:
            label = _("move of the trip to {day}").format(day=day_text(day))
            self.edited.emit(shifted(self._trip, (day - departs).days), label, "")
