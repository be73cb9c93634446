"""Reasons kept to some steps and travellers, and brought into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from advisor.gui.planner.arrangement import Arrangement
from advisor.gui.planner.overview import Overview
from advisor.gui.planner.trip_pane import TripPane
from advisor.gui.planner.verdict_pane import VerdictPane

if TYPE_CHECKING:
    from advisor.model.assessment import Assessment


class Narrowing(QObject):
    """Lets the map and the overview point at reasons."""

    def __init__(self, frame: Arrangement, trip: TripPane, verdict: VerdictPane, overview: Overview) -> None:
        """All reasons are shown."""
        super().__init__(frame)
        self._frame, self._trip, self._verdict, self._overview = frame, trip, verdict, overview
        self._assessment: Assessment | None = None
        verdict.why.narrowed.connect(self._mark)
        overview.who.chosen.connect(self.keep_to)

    def about(self, assessment: Assessment | None) -> None:
        """Whose reasons they are. None: there are none."""
        self._assessment = assessment

    def keep_to(self, steps: frozenset[int], travellers: frozenset[int]) -> None:
        """Keep the reasons to these steps and travellers, none for all, and bring them into view."""
        if self._assessment is None:
            return
        self._frame.make_room_for_reasons()
        self._verdict.why.show_only(steps, travellers)
        written_as = [self._assessment.steps[step].written for step in steps if 0 <= step < len(self._assessment.steps)]
        cards = self._trip.itinerary.step_cards
        card = next((cards[place] for place in written_as if place is not None and place < len(cards)), None)
        self._frame.bring_into_view(self._verdict.why, card)

    def show_all(self) -> bool:
        """Show all reasons again; False where they are all shown."""
        if not self._verdict.why.narrow:
            return False
        self._verdict.why.show_only(frozenset())
        return True

    def show_rule(self, rule: str) -> bool:
        """Open the finding of a rule and put the keyboard there; False where the trip has none."""
        card = self._verdict.why.card_of(rule) if self._assessment is not None else None
        if card is None:
            return False
        card.summary.setChecked(True)
        card.summary.setFocus()
        self._frame.make_room_for_reasons()
        QTimer.singleShot(0, card, lambda: self._frame.show_reason(card))  # once it is laid out
        return True

    def _mark(self) -> None:
        why = self._verdict.why
        self._overview.who.show_chosen(why.steps, why.travellers)
