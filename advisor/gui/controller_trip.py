"""What the Trip menu says, done to the trip on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from advisor.gui.actions import Act
from advisor.gui.language import _
from advisor.model.trip import Trip

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.gui.controller import VerdictController
    from advisor.gui.controller_files import FileController
    from advisor.gui.main_window import MainWindow
    from advisor.gui.planner.page import PlannerPage
    from advisor.gui.planner.quick_dialog import QuickDialog
    from advisor.gui.planner.trip_pane import TripPane
    from advisor.services.session import TripSession


class TripController(QObject):
    """Lets the keys of the menu reach the page, wherever the keyboard is, and opens the quick plan."""

    def __init__(
        self,
        window: MainWindow,
        session: TripSession,
        files: FileController,
        verdict: VerdictController,
        page: Callable[[], PlannerPage | None],
    ) -> None:
        """`page` is the one on screen, None while there is none."""
        super().__init__()
        self._window, self._session, self._files, self._verdict = window, session, files, verdict
        self._page = page
        self.dialog: QuickDialog | None = None
        actions = window.actions_
        actions[Act.QUICK].triggered.connect(self.plan_quickly)
        ways: dict[Act, Callable[[TripPane], None]] = {
            Act.ADD_TRAVELLER: lambda pane: pane.party.begin_traveller(),
            Act.PASTE_TRAVELLERS: lambda pane: pane.party.paste_list(),
            Act.ADD_LEG: lambda pane: pane.itinerary.begin_leg(),
            Act.ADD_STAY: lambda pane: pane.itinerary.begin_stay(),
            Act.LEG_BACK: lambda pane: pane.itinerary.go_leg_back(),
            Act.WAY_BACK: lambda pane: pane.itinerary.go_back(),
        }
        for act, way in ways.items():
            actions[act].triggered.connect(lambda _checked=False, way=way: self._on_the_page(way))

    def serve(self, page: PlannerPage) -> None:
        """Do what that page asks for."""
        page.quickWanted.connect(self.plan_quickly)

    def plan_quickly(self) -> None:
        """Ask who, where, how and when; the answers become the trip on the desk, or a new one beside it."""
        page = self._page()
        if page is None or self.dialog is not None:
            return
        from advisor.gui.planner.quick_dialog import QuickDialog  # after the first paint

        now = self._session.trip
        begun = bool(now.travellers or now.itinerary)
        self.dialog = dialog = QuickDialog(page.words, self._verdict.ask, leaves=begun, parent=self._window)
        dialog.may_go_on = self._files.may_leave if begun else lambda: True
        dialog.accepted.connect(lambda: self._take(dialog.trip))
        dialog.finished.connect(self._end)
        dialog.open()

    def _end(self) -> None:
        self._verdict.stop_asking()
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _take(self, trip: Trip) -> None:
        now = self._session.trip
        if now.travellers or now.itinerary:
            self._session.new(Trip(pack=trip.pack))
            now = self._session.trip
        title = now.title or trip.title
        planned = replace(now, title=title, travellers=trip.travellers, itinerary=trip.itinerary)
        self._session.apply(planned, _("quick plan"))

    def _on_the_page(self, way: Callable[[TripPane], None]) -> None:
        page = self._page()
        if page is not None:
            way(page.trip_pane)
