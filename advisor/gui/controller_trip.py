"""What the Trip menu says, done to the trip on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from advisor.gui.actions import Act, Actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.gui.planner.page import PlannerPage
    from advisor.gui.planner.trip_pane import TripPane


class TripController(QObject):
    """Lets the keys of the menu reach the page, wherever the keyboard is."""

    def __init__(self, actions: Actions, page: Callable[[], PlannerPage | None]) -> None:
        """`page` is the one on screen, None while there is none."""
        super().__init__()
        self._page = page
        ways: dict[Act, Callable[[TripPane], None]] = {
            Act.ADD_TRAVELLER: lambda pane: pane.party.begin_traveller(),
            Act.ADD_LEG: lambda pane: pane.itinerary.begin_leg(),
            Act.ADD_STAY: lambda pane: pane.itinerary.begin_stay(),
            Act.LEG_BACK: lambda pane: pane.itinerary.go_leg_back(),
            Act.WAY_BACK: lambda pane: pane.itinerary.go_back(),
        }
        for act, way in ways.items():
            actions[act].triggered.connect(lambda _checked=False, way=way: self._on_the_page(way))

    def _on_the_page(self, way: Callable[[TripPane], None]) -> None:
        page = self._page()
        if page is not None:
            way(page.trip_pane)
