"""The planning page: made when there is something to show on it, and kept of one mind with trip, rules and verdict."""

from __future__ import annotations

import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from advisor.gui.controller import VerdictController
from advisor.gui.controller_packs import PackController
from advisor.gui.dialogs import Dialogs
from advisor.gui.incidents.controller import IncidentController
from advisor.gui.language import _, say
from advisor.gui.main_window import MainWindow
from advisor.model.trip import Trip
from advisor.services.session import TripSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor.gui.planner.page import PlannerPage
    from advisor.model.assessment import Assessment
    from advisor.model.pack import Pack


class PlanController(QObject):
    """Shows trip and verdict, and does to the trip what the page asks for."""

    made = Signal(object)
    """There is another page (a PlannerPage), to be served by whoever has something for it."""
    shown = Signal()
    """`current` may be another answer."""

    def __init__(  # noqa: PLR0913, PLR0917 - whatever stands on the page comes from one of them
        self,
        window: MainWindow,
        session: TripSession,
        packs: PackController,
        verdict: VerdictController,
        incidents: IncidentController,
        dialogs: Dialogs,
        make_page: Callable[[], PlannerPage] | None = None,
    ) -> None:
        """There is no page yet. `make_page` makes another than the usual one, for tests."""
        super().__init__()
        self._window, self._session, self._dialogs = window, session, dialogs
        self._packs, self._verdict, self._incidents = packs, verdict, incidents
        self._make_page = make_page or _planner_page
        self.page: PlannerPage | None = None
        self._shown: tuple[object, ...] = ()
        self._trouble: str | None = None
        self.see_details = window.error.offer(_("Details…"), self._tell_trouble)

    @property
    def current(self) -> Assessment | None:
        """The answer, if it is up to date."""
        return self._verdict.assessment if not self._stale and self._trouble is None else None

    @property
    def _stale(self) -> bool:
        """Whether another answer is on its way: from a slow engine, the rules just asked for, or imported incidents."""
        return self._verdict.stale or self._packs.changing or self._incidents.reading

    def show_verdict(self) -> None:
        """Show what the rules say of the trip now, or what kept them from it."""
        rules, verdict = self._verdict.rules, self._verdict
        self._trouble = self._packs.trouble or verdict.trouble
        if rules is not None and rules.pack is not None:
            try:
                self._show_on_page(rules.pack)
            except Exception as error:  # noqa: BLE001 - what stood there before must not be taken for the answer
                self._trouble = "".join(traceback.format_exception(error))
                self._drop_page()
        if self._trouble is None:
            self._window.error.hide()
        else:
            self._window.error.say(_("Internal error — not assessed."), _("The program could not work out a verdict."))
            if self.page is None:
                self._window.no_rules.show_trouble()
                self._window.show_planning(self._window.no_rules)
        self.shown.emit()

    def offer_packs(self) -> None:
        """Let the page offer the packs there are."""
        if self.page is not None:
            self.page.set_packs([(name, say(title)) for name, title in self._packs.titles])

    def use_pack(self, name: str) -> None:
        """Let the trip be assessed with the rules of that id."""
        if self._session.trip.pack != name:
            self._session.apply(replace(self._session.trip, pack=name), _("choice of rules"))

    def say_again(self) -> None:
        """The language is another one; the verdict is to be shown anew."""
        self.see_details.setText(_("Details…"))
        self.offer_packs()

    def _show_on_page(self, pack: Pack) -> None:
        page, verdict = self._planner(), self._verdict
        now = (self._session.trip, pack, verdict.as_of, verdict.usual_day)
        assessment = None if self._trouble else verdict.assessment
        if now != self._shown:
            fresh = not (self._session.can_undo or self._session.can_redo)
            page.show_both(*now[:3], assessment, usual=now[3], fresh=fresh, stale=self._stale)
            self._shown = now
        else:
            page.show_assessment(assessment, stale=self._stale)
        self._window.show_page(page)

    def _drop_page(self) -> None:
        """The page failed: the next thing to show gets a new one."""
        self._shown = ()
        if self.page is not None:
            self._window.pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def _planner(self) -> PlannerPage:
        if self.page is None:
            self.page = self._make_page()
            self.offer_packs()
            self.page.tripEdited.connect(self._edit)
            self.page.asOfEdited.connect(self._verdict.ask_as_of)
            self.page.packChosen.connect(self.use_pack)
            self.page.detailsAsked.connect(self._dialogs.internal_error)
            self.made.emit(self.page)
        return self.page

    def _edit(self, trip: Trip, label: str, merge: str) -> None:
        self._session.apply(trip, label, merge=merge or None)

    def _tell_trouble(self) -> None:
        self._dialogs.internal_error(self._trouble or "")


def _planner_page() -> PlannerPage:
    from advisor.gui.planner.page import PlannerPage  # after the first paint

    return PlannerPage()
